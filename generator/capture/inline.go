package capture

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// marking are the inline elements that Markdown has a mark for. A mark cannot
// reach over several blocks.
var marking = map[atom.Atom]bool{atom.A: true, atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true,
	atom.Del: true, atom.S: true, atom.Strike: true,
	atom.Ins: true, atom.Sup: true, atom.Sub: true}

// pushMarks makes <b><p>…</p><p>…</p></b> into <p><b>…</b></p><p><b>…</b></p>;
// other inline elements around blocks become blocks.
func pushMarks(root *html.Node) {
	for c := root.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && !isBlock(c) && holdsBlock(c) {
			if marking[c.DataAtom] {
				push(c)
				unwrapped := c.FirstChild
				unwrap(c)
				if unwrapped != nil {
					next = unwrapped
				}
			} else {
				c.Data, c.DataAtom, c.Attr = "div", atom.Div, nil
				pushMarks(c)
			}
		} else {
			pushMarks(c)
		}
		c = next
	}
}

// push gives the children of mark, or what is inside them, the mark.
func push(mark *html.Node) {
	var run *html.Node
	for c := mark.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case holdsBlock(c):
			run = nil
			inner := shallow(mark)
			for g := c.FirstChild; g != nil; g = c.FirstChild {
				c.RemoveChild(g)
				inner.AppendChild(g)
			}
			c.AppendChild(inner)
			if holdsBlock(inner) || isFrame(c) {
				push(inner)
				unwrap(inner)
			}
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		default:
			if run == nil {
				run = shallow(mark)
				mark.InsertBefore(run, c)
			}
			mark.RemoveChild(c)
			run.AppendChild(c)
		}
		c = next
	}
}

// isFrame reports whether only blocks may stand directly in n.
func isFrame(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Ul, atom.Ol, atom.Dl:
		return true
	}
	return false
}
