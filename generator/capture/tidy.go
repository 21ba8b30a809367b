package capture

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/policy"
)

// tidy removes what has no words: comments, decoration, links without text,
// permalink signs in headings.
func tidy(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		switch {
		case n.Type == html.CommentNode, n.Type == html.ElementNode && neverText[n.DataAtom]:
			remove(n)
			return false
		case n.Type != html.ElementNode:
			return true
		case isBlock(n) && within(n.Parent, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) != nil:
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n.NextSibling)
			n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
		case n.DataAtom == atom.P && strings.Trim(textContent(n), " \t\n\f\r"+noBreak) == "" && find(n, atom.Img) == nil:
			if isInline(n.PrevSibling) && isInline(n.NextSibling) {
				for range 2 { // it still parts the text beside it
					n.Parent.InsertBefore(&html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br}, n)
				}
			}
			remove(n)
			return false
		case n.DataAtom == atom.Img:
			if alt := strings.TrimSpace(attr(n, "alt")); alt == "" || attr(n, "src") == "" {
				remove(n)
			} else {
				n.Attr = []html.Attribute{{Key: "src", Val: escapeTarget(attr(n, "src"))}, {Key: "alt", Val: alt}}
			}
			return false
		case n.DataAtom == atom.A:
			if within(n.Parent, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) != nil &&
				permalink.MatchString(oneLine(n)) {
				remove(n)
				return false
			}
			n.Attr = []html.Attribute{{Key: "href", Val: escapeTarget(attr(n, "href"))}}
		case n.DataAtom == atom.Summary, n.DataAtom == atom.Legend,
			(n.DataAtom == atom.Dt || n.DataAtom == atom.Dd) && within(n, atom.Dl) == nil,
			n.DataAtom == atom.Figcaption, n.DataAtom == atom.Caption && within(n, atom.Table) == nil:
			n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		case n.DataAtom == atom.Pre && holdsBlockBelow(n):
			n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		case n.DataAtom == atom.Pre && within(n, atom.Blockquote, atom.Td, atom.Th) != nil:
			breakLines(n)
			n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		case (n.DataAtom == atom.Code || n.DataAtom == atom.Kbd || n.DataAtom == atom.Samp || n.DataAtom == atom.Tt) &&
			within(n, atom.Pre) == nil:
			if holdsMore(n) {
				n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
			} else {
				blankOutside(n)
			}
		case n.DataAtom == atom.Blockquote && quotationsAround(n) >= policy.Deepest:
			n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		case n.DataAtom == atom.Button, n.DataAtom == atom.Font:
			n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
		}
		return true
	})
}

// quotationsAround is in how many quotations an element stands. Each is a mark before
// every line of the Markdown.
func quotationsAround(n *html.Node) int {
	count := 0
	for q := within(n.Parent, atom.Blockquote); q != nil; q = within(q.Parent, atom.Blockquote) {
		count++
	}
	return count
}

// holdsMore reports whether code has something in it that Markdown's code
// cannot have.
func holdsMore(n *html.Node) bool {
	more := false
	walk(n, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.A, atom.Img, atom.Br, atom.Sup, atom.Sub, atom.Ins, atom.Del:
			more = true
		}
		return !more
	})
	return more
}

func isInline(n *html.Node) bool { return n != nil && !isBlock(n) }

// breakLines makes forced breaks of the lines of preformatted text where
// Markdown has no place for a code block.
func breakLines(n *html.Node) {
	walk(n, func(t *html.Node) bool {
		if t.Type != html.TextNode {
			return true
		}
		lines := strings.Split(strings.Trim(t.Data, "\n"), "\n")
		for i, line := range lines {
			if i > 0 {
				t.Parent.InsertBefore(&html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br}, t)
			}
			t.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: line}, t)
		}
		remove(t)
		return true
	})
}

// blankOutside puts a blank outside an element that begins or ends with one;
// the converter drops it.
func blankOutside(n *html.Node) {
	s := visibleText(n)
	if strings.TrimSpace(s) == "" {
		unwrap(n)
		return
	}
	if strings.TrimLeftFunc(s, unicode.IsSpace) != s {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
	}
	if strings.TrimRightFunc(s, unicode.IsSpace) != s {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n.NextSibling)
	}
}

var permalink = regexp.MustCompile(`^[#¶§🔗\x{FE0F}\x{200B}]*$`)
