package policy

import (
	extast "github.com/yuin/goldmark/extension/ast"
)

// table reads a table.
func (b *builder) table(n *extast.Table) {
	depth := len(b.path)
	b.push(Container{Kind: Table})
	inTable := len(b.path)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if cell := row.FirstChild(); cell != nil && cell.Lines().Len() > 0 {
			if id, ok := attributeLine(cell.Lines().Value(b.src)); ok { // to kramdown a line below the table
				b.attribute(id, false)
				continue
			}
		}
		kind := Cell
		if _, ok := row.(*extast.TableHeader); ok {
			kind = HeaderCell
		}
		b.push(Container{Kind: Row})
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			var align byte
			if c, ok := cell.(*extast.TableCell); ok {
				switch c.Alignment {
				case extast.AlignLeft:
					align = 'l'
				case extast.AlignCenter:
					align = 'c'
				case extast.AlignRight:
					align = 'r'
				}
			}
			inRow := len(b.path)
			b.push(Container{Kind: kind, Align: align})
			b.inside(cell)
			b.tight = true
			b.emptyCell()
			b.flush()
			b.tight = false
			b.pop(inRow)
		}
		b.pop(inTable)
	}
	b.pop(depth)
}

// emptyCell gives an empty cell a block of its own, so that the cells after it
// keep their column.
func (b *builder) emptyCell() {
	if hasText(b.runs) {
		return
	}
	b.runs = nil
	b.add(Block{Kind: Paragraph, Tight: true, ids: b.takeIDs(Heading)})
}
