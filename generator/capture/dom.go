package capture

import (
	"slices"
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr returns the value of an attribute; empty if n has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Namespace == "" && a.Key == key })
}

// blockTags begin a new line.
var blockTags = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Dir: true, atom.Div: true, atom.Dl: true,
	atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true,
	atom.Hgroup: true, atom.Hr: true, atom.Html: true, atom.Legend: true, atom.Li: true, atom.Main: true, atom.Menu: true,
	atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Search: true, atom.Section: true, atom.Summary: true,
	atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true,
	atom.Ul: true,
}

func isBlock(n *html.Node) bool { return n.Type == html.ElementNode && blockTags[n.DataAtom] }

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return n.Type == html.ElementNode
	}
	return false
}

// within returns the nearest of n and its ancestors that is one of tags.
func within(n *html.Node, tags ...atom.Atom) *html.Node {
	for n != nil && (n.Type != html.ElementNode || !slices.Contains(tags, n.DataAtom)) {
		n = n.Parent
	}
	return n
}

// walk calls f for n and what is below it, in the order of the page; where f
// returns false it does not go below. f may remove the node it is given.
func walk(n *html.Node, f func(*html.Node) bool) {
	if !f(n) {
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		walk(c, f)
		c = next
	}
}

// first returns the first of n and what is below it that is of some kind; nil if none
// is.
func first(n *html.Node, is func(*html.Node) bool) *html.Node {
	if is(n) {
		return n
	}
	for c := range n.Descendants() {
		if is(c) {
			return c
		}
	}
	return nil
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// unwrap puts a node's children in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	remove(n)
}

// visibleText returns the words below n, blocks apart from each other.
func visibleText(n *html.Node) string {
	var b strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		switch n.Type {
		case html.TextNode:
			b.WriteString(n.Data)
			return
		case html.ElementNode:
			if neverText[n.DataAtom] || n.DataAtom == atom.Noscript {
				return
			}
			if isBlock(n) || n.DataAtom == atom.Br {
				b.WriteByte('\n')
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if isBlock(n) {
			b.WriteByte('\n')
		}
	}
	visit(n)
	return b.String()
}

// oneLine returns the words below n in one line.
func oneLine(n *html.Node) string { return strings.Join(strings.Fields(visibleText(n)), " ") }

// wordsOf divides text into words as Unicode does (UAX #29), leaving out what
// has neither letter nor digit. So texts without blanks between words count too.
func wordsOf(text string) []string {
	var out []string
	for tokens := words.FromString(text); tokens.Next(); {
		if w := tokens.Value(); strings.ContainsFunc(w, isWordRune) {
			out = append(out, w)
		}
	}
	return out
}

func isWordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }
