package capture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// CommonMark does not close bold text in "**Cookies.**We": behind punctuation, a
// mark must be followed by a blank or by punctuation. Pages have such places,
// for a browser does not care. The punctuation is moved out of the mark, so that
// the text stays exactly as it is: "**Cookies**.We".

// emphasis are the elements whose marks must flank words.
var emphasis = map[atom.Atom]bool{atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.Del: true,
	atom.S: true, atom.Strike: true}

// freeMarks moves punctuation out of emphasis where its mark would not be seen
// as one, and drops the emphasis where that does not help.
func freeMarks(root *html.Node) {
	mergeMarks(root)
	var marks []*html.Node
	walk(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && emphasis[n.DataAtom] {
			marks = append(marks, n)
		}
		return true
	})
	for i := len(marks) - 1; i >= 0; i-- {
		n := marks[i]
		if isWordRune(neighbour(n, false)) {
			freeEdge(n, false)
		}
		if n.Parent != nil && isWordRune(neighbour(n, true)) {
			freeEdge(n, true)
		}
	}
}

// mergeMarks makes one of neighbouring elements of one mark: word processors
// write <b>Coo</b><b>kies</b>, and "**Coo****kies**" is not bold.
func mergeMarks(root *html.Node) {
	for c := root.FirstChild; c != nil; {
		if c.Type == html.ElementNode && c.DataAtom == atom.A && attr(c, "href") == "" {
			next := c.NextSibling
			if c.FirstChild != nil {
				next = c.FirstChild
			}
			unwrap(c)
			c = next
			continue
		}
		next := c.NextSibling
		for next != nil && emphasis[c.DataAtom] && emphasis[next.DataAtom] && markOf(c) == markOf(next) {
			for g := next.FirstChild; g != nil; g = next.FirstChild {
				next.RemoveChild(g)
				c.AppendChild(g)
			}
			remove(next)
			next = c.NextSibling
		}
		mergeMarks(c)
		c = next
	}
}

func markOf(n *html.Node) string {
	switch n.DataAtom {
	case atom.B, atom.Strong:
		return "**"
	case atom.I, atom.Em:
		return "*"
	}
	return "~~"
}

// freeEdge moves punctuation at the end (or the beginning) of mark behind (or
// before) it.
func freeEdge(mark *html.Node, end bool) {
	edge := mark
	for edge != nil && edge.Type != html.TextNode {
		if edge.DataAtom == atom.A || edge.DataAtom == atom.Code || edge.DataAtom == atom.Img {
			unwrap(mark) // its own mark is punctuation, and cannot be moved
			return
		}
		if end {
			edge = edge.LastChild
		} else {
			edge = edge.FirstChild
		}
	}
	if edge == nil {
		return
	}
	notMark := func(c rune) bool { return isWordRune(c) || unicode.IsSpace(c) || unicode.IsMark(c) }
	var outside string
	if end {
		rest := strings.TrimRightFunc(edge.Data, func(c rune) bool { return !notMark(c) })
		outside, edge.Data = edge.Data[len(rest):], rest
	} else {
		rest := strings.TrimLeftFunc(edge.Data, func(c rune) bool { return !notMark(c) })
		outside, edge.Data = edge.Data[:len(edge.Data)-len(rest)], rest
	}
	if outside == "" {
		return
	}
	before := mark
	if end {
		before = mark.NextSibling
	}
	mark.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: outside}, before)
	if strings.TrimSpace(textContent(mark)) == "" {
		unwrap(mark)
	}
}

// neighbour returns the character that stands directly behind (or before) n in
// its block; 0 if none does.
func neighbour(n *html.Node, behind bool) rune {
	for n != nil && !isBlock(n) {
		next := n.PrevSibling
		if behind {
			next = n.NextSibling
		}
		if next == nil {
			n = n.Parent
			continue
		}
		n = next
		for n.Type == html.ElementNode && n.FirstChild != nil && !isBlock(n) {
			if n.DataAtom == atom.A || n.DataAtom == atom.Code {
				return 0 // its mark is punctuation
			}
			if behind {
				n = n.FirstChild
			} else {
				n = n.LastChild
			}
		}
		if n.Type == html.TextNode && n.Data != "" {
			if behind {
				c, _ := utf8.DecodeRuneInString(n.Data)
				return c
			}
			c, _ := utf8.DecodeLastRuneInString(n.Data)
			return c
		}
		if n.Type == html.ElementNode && n.FirstChild == nil {
			if n.DataAtom == atom.Br || n.DataAtom == atom.Img || isBlock(n) {
				return 0
			}
		}
	}
	return 0
}
