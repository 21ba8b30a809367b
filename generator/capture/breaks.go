package capture

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Pages of old mark paragraphs by two line breaks. Markdown cannot: two forced
// breaks are an empty line there. So <br><br> becomes the end of a paragraph.

// breakParagraphs divides what stands between double breaks below n into
// paragraphs, as well as text beside blocks. Table cells are left alone, for
// they cannot hold paragraphs.
func breakParagraphs(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && c.DataAtom != atom.Pre {
			breakParagraphs(c)
		}
		c = next
	}
	if n.Type != html.ElementNode {
		return
	}
	if n.DataAtom == atom.Ul || n.DataAtom == atom.Ol {
		wrapItems(n)
		return
	}
	if isBlock(n) && isMixed(n) {
		wrapParagraphs(n)
		return
	}
	if !hasDoubleBreak(n) {
		return
	}
	switch {
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th || isHeading(n) || n.DataAtom == atom.A:
		return
	case n.DataAtom == atom.P || !isBlock(n):
		splitAtBreaks(n)
	default:
		wrapParagraphs(n)
	}
}

// isMixed reports whether an element that may hold paragraphs has text beside
// blocks. In a list item that is usual before a block (a list within), and only
// text behind one counts.
func isMixed(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Td, atom.Th, atom.Table, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Ul, atom.Ol, atom.Pre:
		return false
	}
	inline, block := false, false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if holdsBlock(c) {
			block = true
		} else if (block || n.DataAtom != atom.Li) && (c.Type == html.ElementNode || strings.TrimSpace(c.Data) != "") {
			inline = true
		}
	}
	return inline && block
}

// doubleBreak returns the last node of a sequence of two or more breaks that
// begins at n; nil if none does.
func doubleBreak(n *html.Node) *html.Node {
	var last *html.Node
	breaks := 0
	for ; n != nil; n = n.NextSibling {
		if n.DataAtom == atom.Br && n.Type == html.ElementNode {
			breaks++
			last = n
		} else if n.Type != html.TextNode || strings.Trim(n.Data, " \t\n\f\r\u00A0") != "" {
			break
		}
	}
	if breaks < 2 {
		return nil
	}
	return last
}

func hasDoubleBreak(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Br && doubleBreak(c) != nil {
			return true
		}
	}
	return false
}

// splitAtBreaks divides a paragraph or an inline element at double breaks into
// several of its kind. Inline ones keep the breaks between them, so that the
// element around them is divided in turn.
func splitAtBreaks(n *html.Node) {
	part := shallow(n)
	flush := func() {
		if part.FirstChild != nil {
			n.Parent.InsertBefore(part, n)
			part = shallow(n)
		}
	}
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		last := doubleBreak(c)
		if c.DataAtom != atom.Br || last == nil {
			n.RemoveChild(c)
			part.AppendChild(c)
			continue
		}
		flush()
		for done := false; !done; {
			b := n.FirstChild
			done = b == last
			n.RemoveChild(b)
			if n.DataAtom != atom.P && b.DataAtom == atom.Br {
				n.Parent.InsertBefore(b, n)
			}
		}
	}
	flush()
	remove(n)
}

func shallow(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: n.Attr}
}

// wrapParagraphs puts the stretches of text between double breaks, and between
// them and blocks, into paragraphs.
func wrapParagraphs(n *html.Node) {
	var p *html.Node
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch last := doubleBreak(c); {
		case c.DataAtom == atom.Br && last != nil:
			next = last.NextSibling
			for b := c; b != next; {
				after := b.NextSibling
				remove(b)
				b = after
			}
			p = nil
		case holdsBlock(c):
			p = nil
		default:
			if p == nil {
				p = &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
				n.InsertBefore(p, c)
			}
			remove(c)
			p.AppendChild(c)
		}
		c = next
	}
}

func holdsBlock(n *html.Node) bool { return first(n, isBlock) != nil }

func holdsBlockBelow(n *html.Node) bool {
	for c := range n.Descendants() {
		if isBlock(c) {
			return true
		}
	}
	return false
}
