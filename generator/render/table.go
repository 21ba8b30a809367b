package render

import (
	"cmp"
	"slices"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// table writes a table that changed in one column: with the rows and columns of
// both texts, every cell under its heading.
func (r *redliner) table(rows []compare.Row) {
	first := r.blockOf(&rows[0])
	level := compare.TableLevel(first)
	outer := first.Path[:level+1]
	r.leave(min(level, len(r.open)))
	r.enter(&policy.Block{Path: outer, Fresh: min(first.Fresh, level)}, attrs{}, false)
	at, column := -1, 0 // where the next cell would stand
	fill := func(to int) {
		for ; column < to; column++ {
			r.leave(level + 2)
			r.WriteString("<td></td>")
		}
	}
	var last *compare.Cell
	for n := range rows {
		row := &rows[n]
		if row.Crosses() && row.New < 0 {
			continue // told in other rows
		}
		b, c := *r.blockOf(row), row.Cell
		inner := b.Path[compare.TableLevel(&b)+1:]
		b.Path = append(slices.Clone(outer), inner...)
		goesOn := last != nil && *last == *c && b.Fresh > level+2
		if c.Row >= 0 && !goesOn {
			if c.Row != at || last == nil {
				if last != nil && at >= 0 {
					fill(last.OfColumns)
				}
				r.leave(level + 1)
				r.openTag(inner[0], attrs{})
				at, column = c.Row, 0
			}
			fill(c.Column)
			column = max(column, c.Column) + c.Span
			b.Path[level+2].Span = uint8(min(c.Span, 255))
			b.Fresh = level + 2
		} else if c.Row < 0 && !goesOn {
			r.leave(level + 1)
			b.Fresh = level + 1
		}
		last = c
		class := kind(row)
		r.block(&b, attrs{class: class}, func() {
			if row.Divided {
				r.WriteString(r.border(r.opts.Words.Divided, "divided") + " ")
			}
			r.inline(r.pieces(row, true))
		})
	}
	if last != nil && at >= 0 {
		fill(last.OfColumns)
	}
	r.leave(level)
}

// pairTable writes a table that changed side by side: the old one as a whole,
// and the new one.
func (r *redliner) pairTable(rows []compare.Row) {
	t := r.c.Tables[rows[0].Cell.Table]
	changed := ""
	pieces := map[int][]piece{} // of old blocks
	var elsewhere []int
	for n := range rows {
		if kind(&rows[n]) != "" {
			changed = " changed"
		}
		for _, p := range r.oldPieces(&rows[n]) {
			if i := p.block; (i < t.OldFirst || t.OldEnd <= i) && len(pieces[i]) == 0 {
				elsewhere = append(elsewhere, i)
			}
			pieces[p.block] = append(pieces[p.block], p)
		}
	}
	r.WriteString(`<div class="pair` + changed + `"><div class="old">`)
	for _, i := range elsewhere { // what came into the table
		r.single(&r.c.Old.Blocks[i], func() { r.inline(pieces[i]) })
	}
	for i := t.OldFirst; i < t.OldEnd; i++ {
		slices.SortFunc(pieces[i], func(a, b piece) int { return cmp.Compare(a.from, b.from) })
		r.block(&r.c.Old.Blocks[i], attrs{}, func() { r.inline(pieces[i]) })
	}
	r.leave(0)
	r.WriteString(`</div><div class="new">`)
	inOrder := slices.SortedFunc(slices.Values(rows), func(a, b compare.Row) int { return a.New - b.New })
	for n := range inOrder {
		row := &inOrder[n]
		if row.New < 0 {
			continue
		}
		r.block(&r.c.New.Blocks[row.New], attrs{class: kind(row)}, func() {
			if row.Divided {
				r.WriteString(r.border(r.opts.Words.Divided, "divided") + " ")
			}
			r.inline(r.pieces(row, false))
		})
	}
	r.leave(0)
	r.WriteString("</div></div>\n")
}
