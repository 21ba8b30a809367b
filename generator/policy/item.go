package policy

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// steadyItem lets what belongs to an item of a list be indented as people indent
// it: by four columns, as Markdown did before CommonMark, or as in the item before.
// Behind "10.  " CommonMark wants five, so that a list that is indented as the one
// below "9.  " would be code.
type steadyItem struct{ parser.BlockParser }

func (p steadyItem) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	list, ok := parent.(*ast.List)
	if !ok {
		return nil, parser.NoChildren
	}
	column, usual := reader.LineOffset(), 0
	if before, ok := list.LastChild().(*ast.ListItem); ok && list.IsOrdered() {
		usual = before.Offset
	}
	node, state := p.BlockParser.Open(parent, reader, pc)
	item, ok := node.(*ast.ListItem)
	if ok && (item.Offset > 4 || usual > 0 && usual < item.Offset) {
		_, rest := reader.Position()
		item.Offset = meantOffset(reader.Source()[min(rest.Stop, len(reader.Source())):], column, item.Offset, usual)
	}
	return node, state
}

// farthest is how many lines of an item are looked at for what belongs to it.
const farthest = 100

// meantOffset is how far what belongs to an item is indented, in the text behind
// the item's first line: as CommonMark has it, or, where something begins at the
// usual place or four columns in, there. column is where the item's list begins.
func meantOffset(text []byte, column, offset, usual int) int {
	blank := false
	for n := 0; n < farthest && len(text) > 0; n++ {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte("\n"))
		words := bytes.TrimLeft(line, " \t")
		if len(words) == 0 {
			blank = true
			continue
		}
		indent, begins := columns(line)-column, blank || isMarker(words)
		switch {
		case indent >= offset:
		case begins && (indent >= 4 || usual > 0 && indent == usual):
			return indent
		case begins:
			return offset // of what is not the item's
		}
		blank = false
	}
	return offset
}

// columns is how far a line is indented.
func columns(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case ' ':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}

// isMarker reports whether a line begins with the mark of an item.
func isMarker(line []byte) bool {
	n := 0
	for n < len(line) && n < 9 && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	switch {
	case n > 0:
		if n == len(line) || line[n] != '.' && line[n] != ')' {
			return false
		}
	case len(line) == 0 || line[0] != '-' && line[0] != '*' && line[0] != '+':
		return false
	}
	n++
	return n < len(line) && (line[n] == ' ' || line[n] == '\t')
}
