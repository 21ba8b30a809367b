package capture

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// keepTables decides what becomes of each table: one that only places parts of
// the page becomes those parts; one whose cells are lines of text becomes
// Markdown; every other stays HTML.
func (r *restorer) keepTables(root *html.Node) {
	var tables []*html.Node
	walk(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n.DataAtom == atom.Table {
			tables = append(tables, n)
		}
		return true
	})
	// Tables in tables first: what they become decides about those around.
	for i := len(tables) - 1; i >= 0; i-- {
		switch t := readTable(tables[i]); {
		case t.isLayout():
			t.dissolve()
		case t.isPlain():
			t.ready()
		default:
			keepRaw(tables[i])
			if t.rows > 0 {
				r.record(Restoration{Rule: "markdown", Count: t.rows,
					Note: "a cell of a table that reaches over several rows or columns keeps doing so in HTML"})
			}
		}
	}
}

// grid is a table with its own rows and cells, not those of tables in it.
type grid struct {
	node    *html.Node
	lines   [][]*html.Node // cells by row
	rows    int            // cells that reach over several rows or columns
	caption *html.Node
	headed  bool // some cell is a header
	nested  bool
	blocks  bool // some cell holds more than a line of text
	heading bool // of the text, in a cell
}

func readTable(node *html.Node) *grid {
	t := &grid{node: node}
	var foot *html.Node
	for c := node.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Tfoot {
			foot = c
		}
	}
	if foot != nil && foot.NextSibling != nil { // browsers show it below all rows
		node.RemoveChild(foot)
		node.AppendChild(foot)
	}
	walk(node, func(n *html.Node) bool {
		if n == node || n.Type != html.ElementNode {
			return true
		}
		switch n.DataAtom {
		case atom.Caption:
			if oneLine(n) != "" {
				t.caption = n
			}
			return false
		case atom.Tr:
			t.lines = append(t.lines, nil)
		case atom.Td, atom.Th:
			if len(t.lines) > 0 {
				t.lines[len(t.lines)-1] = append(t.lines[len(t.lines)-1], n)
			}
			t.readCell(n)
			return false
		}
		return true
	})
	return t
}

func (t *grid) readCell(cell *html.Node) {
	t.headed = t.headed || cell.DataAtom == atom.Th
	for _, key := range []string{"colspan", "rowspan"} {
		if n, err := strconv.Atoi(attr(cell, key)); err == nil && (n > 1 || n == 0 && key == "rowspan") {
			t.rows++
			break
		}
	}
	if only := soleBlock(cell); only != nil {
		unwrap(only)
	}
	walk(cell, func(n *html.Node) bool {
		if n == cell || n.Type != html.ElementNode {
			return true
		}
		t.heading = t.heading || isHeading(n)
		t.nested = t.nested || n.DataAtom == atom.Table
		t.blocks = t.blocks || isBlock(n)
		return true
	})
}

// soleBlock is the paragraph that is all of a cell.
func soleBlock(cell *html.Node) *html.Node {
	var only *html.Node
	for c := cell.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case only == nil && (c.DataAtom == atom.P || c.DataAtom == atom.Div || c.DataAtom == atom.Center):
			only = c
		default:
			return nil
		}
	}
	if only == nil || holdsBlockBelow(only) {
		return nil
	}
	return only
}

// isLayout reports whether the table only places parts of the page.
func (t *grid) isLayout() bool {
	role := attr(t.node, "role")
	if role == "presentation" || role == "none" || t.heading {
		return true
	}
	most := 0
	for _, line := range t.lines {
		most = max(most, len(line))
	}
	return most <= 1 || t.nested && !t.headed
}

// isPlain reports whether Markdown can have the table.
func (t *grid) isPlain() bool {
	return t.caption == nil && t.rows == 0 && !t.blocks && !t.nested
}

// dissolve makes parts of the page of the cells.
func (t *grid) dissolve() {
	walk(t.node, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		if n != t.node && n.DataAtom == atom.Table {
			return false
		}
		switch n.DataAtom {
		case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption:
			n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		}
		return true
	})
}

// ready gives every row as many cells as the longest has, for Markdown drops
// what is beyond the first row's.
func (t *grid) ready() {
	most := 0
	for _, line := range t.lines {
		most = max(most, len(line))
	}
	for _, line := range t.lines {
		if len(line) == 0 {
			continue
		}
		row := line[0].Parent
		for n := len(line); n < most; n++ {
			row.AppendChild(&html.Node{Type: html.ElementNode, Data: "td", DataAtom: atom.Td})
		}
	}
}
