package capture

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// longTerm is how many words a description may have. Longer ones are parts of
// the text under titles of their own.
const longTerm = 80

// keepTerms keeps lists of terms with their descriptions as HTML, for Markdown
// has none. A list that frames whole parts of the text becomes those parts.
func keepTerms(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		if n.Type != html.ElementNode || n.DataAtom != atom.Dl {
			return true
		}
		if isGlossary(n) {
			keepRaw(n)
			return false
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Dt || c.DataAtom == atom.Dd {
				c.Data, c.DataAtom, c.Attr = "div", atom.Div, nil
			}
		}
		n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		return true
	})
}

// isGlossary reports whether a list has nothing but terms with short
// descriptions. Elements that only group them go.
func isGlossary(list *html.Node) bool {
	for c := list.FirstChild; c != nil; {
		next := c.NextSibling
		if c.DataAtom == atom.Div && c.FirstChild != nil {
			next = c.FirstChild
			unwrap(c)
		}
		c = next
	}
	terms, descriptions := 0, 0
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode:
		case c.DataAtom == atom.Dt:
			terms++
		case c.DataAtom == atom.Dd && terms > 0 && len(wordsOf(visibleText(c))) <= longTerm:
			descriptions++
		default:
			return false
		}
		if c.Type == html.ElementNode && (first(c, isHeading) != nil || isHidden(c) || find(c, atom.Table) != nil ||
			find(c, atom.Button) != nil) {
			return false
		}
	}
	return terms > 0 && descriptions > 0
}
