package render

import (
	"cmp"
	"html"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// kind names what became of a row, as a class.
func kind(row *compare.Row) string {
	switch {
	case row.MovedTo >= 0:
		return "moved-away"
	case row.Moved:
		return "moved"
	case row.Came():
		return "added"
	case row.Went():
		return "removed"
	case row.Same():
		return ""
	}
	return "changed"
}

// runs calls show for stretches of rows: open ones, and folded ones of two or
// more that are away from any change.
func (r *redliner) runs(rows []compare.Row, show func(rows []compare.Row)) {
	near := map[int]bool{} // by unit
	units, unit := make([]int, len(rows)), 0
	for n := range rows {
		if n > 0 && !goesOn(r.blockOf(&rows[n-1]), r.blockOf(&rows[n])) &&
			(rows[n].Cell == nil || !sameTable(&rows[n-1], &rows[n])) {
			unit++
		}
		units[n] = unit
		if !rows[n].Same() {
			for m := unit - context; m <= unit+context; m++ {
				near[m] = true
			}
		}
	}
	for n := 0; n < len(rows); {
		end := n
		for end < len(rows) && near[units[end]] == near[units[n]] {
			end++
		}
		if near[units[n]] || end-n < 2 || len(near) == 0 {
			show(rows[n:end])
			n = end
			continue
		}
		r.leave(0)
		r.WriteString(`<details class="fold"><summary>` + r.new.plainSentence(r.opts.Words.Unchanged(end-n)) + `</summary>`)
		show(rows[n:end])
		r.leave(0)
		r.WriteString("</details>\n")
		n = end
	}
}

// sameTable reports whether two rows stand in one table that changed: it is
// never torn apart either, for its columns have their headings at its head.
func sameTable(x, y *compare.Row) bool {
	return x.Cell != nil && y.Cell != nil && x.Cell.Table == y.Cell.Table
}

// goesOn reports whether a block stands in a row of a table that has begun before, or
// belongs to terms that have: HTML allows no list of a term alone. Of tables or lists
// within others, the outermost counts.
func goesOn(before, b *policy.Block) bool {
	if len(b.Path) < 2 || b.Fresh == 0 {
		return false
	}
	switch b.Path[0].Kind {
	case policy.Table:
		return b.Fresh > 1
	case policy.Terms:
		return b.Fresh > 1 || b.Path[1].Kind == policy.Description ||
			len(before.Path) > 1 && before.Path[1].Kind == policy.Term
	}
	return false
}

// rows writes the rows of a section in one column.
func (r *redliner) rows(s *compare.Section) {
	r.runs(r.c.RowsOf(s), func(rows []compare.Row) {
		r.each(rows, r.table, r.row)
	})
	r.leave(0)
}

// each calls table for the rows of a table that changed, and row for all others.
func (r *redliner) each(rows []compare.Row, table func([]compare.Row), row func(*compare.Row)) {
	for n := 0; n < len(rows); {
		end := n + 1
		for end < len(rows) && sameTable(&rows[n], &rows[end]) {
			end++
		}
		if rows[n].Cell == nil {
			row(&rows[n])
		} else {
			table(rows[n:end])
		}
		n = end
	}
}

func (r *redliner) row(row *compare.Row) {
	class := kind(row)
	if row.MovedTo >= 0 {
		r.leave(0)
		r.WriteString(`<p class="moved-away">` + r.movedTo(row) + "</p>\n")
		return
	}
	if row.Crosses() && row.New < 0 {
		return // told in other rows
	}
	r.block(r.blockOf(row), attrs{class: class}, func() {
		r.lead(row)
		r.inline(r.pieces(row, true))
	})
}

// lead writes what is said before the words of a row: where it stood.
func (r *redliner) lead(row *compare.Row) {
	if row.Moved {
		r.WriteString(`<span class="moved-from">` + r.movedFrom(row) + "</span> ")
	}
	if row.Divided {
		r.WriteString(r.border(r.opts.Words.Divided, "divided") + " ")
	}
}

// blockOf is the block that a row is laid out as: the new one, or the old one
// if it is gone.
func (r *redliner) blockOf(row *compare.Row) *policy.Block {
	if row.New >= 0 {
		return &r.c.New.Blocks[row.New]
	}
	return &r.c.Old.Blocks[row.Old]
}

func (r *redliner) movedTo(row *compare.Row) string {
	at := r.c.New.SectionAt(row.MovedTo)
	return r.place(r.opts.Words.MovedTo, r.new, &r.c.New.Sections[at])
}

func (r *redliner) movedFrom(row *compare.Row) string {
	at := r.c.Old.SectionAt(row.Old)
	return r.place(r.opts.Words.MovedFrom, r.old, &r.c.Old.Sections[at])
}

// place fills a sentence with a link to a section of a text.
func (r *redliner) place(words string, in *text, s *policy.Section) string {
	title := cmp.Or(s.Title, s.Number, r.opts.Words.Introduction)
	name := `<a href="` + html.EscapeString(in.within+link.Fragment(s.Anchor)) + `">` +
		r.opts.Words.Isolated(title, words) + "</a>"
	return r.new.sentence(words, Fill(html.EscapeString(words), name))
}

// Fill puts a value in the place of %s in a sentence.
func Fill(words, value string) string { return strings.Replace(words, "%s", value, 1) }

// pairs writes the rows of a section side by side.
func (r *redliner) pairs(s *compare.Section) {
	r.runs(r.c.RowsOf(s), func(rows []compare.Row) {
		r.each(rows, r.pairTable, r.pairRow)
	})
}

func (r *redliner) pairRow(row *compare.Row) {
	if row.Crosses() && row.New < 0 {
		return // told in other rows
	}
	r.WriteString(`<div class="` + strings.TrimSpace("pair "+kind(row)) + `"><div class="old">`)
	switch {
	case row.MovedTo >= 0:
		r.WriteString(`<p class="moved-away">` + r.movedTo(row) + "</p>")
	default:
		r.oldBlocks(row)
	}
	r.WriteString(`</div><div class="new">`)
	if row.New >= 0 {
		r.single(&r.c.New.Blocks[row.New], func() {
			r.lead(row)
			r.inline(r.pieces(row, false))
		})
	}
	r.WriteString("</div></div>\n")
}

// oldBlocks writes a row's old words as the old text has them, in the blocks in
// which they stood.
func (r *redliner) oldBlocks(row *compare.Row) {
	list := r.oldPieces(row)
	if len(list) == 0 && row.Old >= 0 && row.Went() { // a rule, an empty cell
		list = []piece{{text: r.old, block: row.Old}}
	}
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].block == list[0].block {
			n++
		}
		r.single(&r.c.Old.Blocks[list[0].block], func() { r.inline(list[:n]) })
		list = list[n:]
	}
}

// single writes one block inside its containers, which begin and end with it.
// A list's item keeps the number it has in its list.
func (r *redliner) single(b *policy.Block, inner func()) {
	r.alone = true
	r.block(b, attrs{}, inner)
	r.leave(0)
	r.alone = false
}
