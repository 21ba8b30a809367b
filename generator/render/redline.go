package render

import (
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// redliner renders one comparison.
type redliner struct {
	*writer
	c        *compare.Comparison
	old, new *text
	opts     Options
}

func newRedliner(c *compare.Comparison, opts Options, memory *Renderer) *redliner {
	before := opts
	before.Origin = opts.Before
	r := &redliner{c: c, old: newText(c.Old, false, &before, memory), new: newText(c.New, false, &opts, memory),
		opts: opts}
	r.old.within, r.new.within = cmp.Or(opts.Former, opts.Current), opts.Current
	return r
}

// Redline renders a comparison in one column: the new text with insertions
// marked and deletions kept, unchanged parts folded. Each section carries its
// anchor as id.
func Redline(c *compare.Comparison, opts Options) []byte {
	parts, _ := NewRenderer(nil).Redline(c, opts) // fails only by a store
	return []byte(strings.Join(parts, ""))
}

// Columns renders a comparison side by side: old text left, new text right.
func Columns(c *compare.Comparison, opts Options) []byte {
	parts, _ := NewRenderer(nil).Columns(c, opts)
	return []byte(strings.Join(parts, ""))
}

// Redline renders a comparison in one column, as the function [Redline] does, in parts.
func (m *Renderer) Redline(c *compare.Comparison, opts Options) ([]string, error) {
	r := newRedliner(c, opts, m)
	return r.sections(m, "redline", func(s *compare.Section) { r.rows(s) })
}

// Columns renders a comparison side by side, as the function [Columns] does, in parts.
func (m *Renderer) Columns(c *compare.Comparison, opts Options) ([]string, error) {
	r := newRedliner(c, opts, m)
	return r.sections(m, "redline columns", func(s *compare.Section) { r.pairs(s) })
}

// SectionRedline renders the redline of one section without its heading.
func (m *Renderer) SectionRedline(c *compare.Comparison, s *compare.Section, opts Options) string {
	r := newRedliner(c, opts, m)
	r.writer = m.writer(opts.Words)
	r.rows(s)
	return m.done(r.writer)
}

// sections writes every section that changed, and folds those that did not.
func (r *redliner) sections(m *Renderer, class string, body func(*compare.Section)) ([]string, error) {
	parts := []string{`<div class="` + class + `">`}
	all := key{[]byte(class)}
	all.options(&r.opts)
	all.text(r.old.direction(), r.new.direction())
	var k key
	write := func(s *compare.Section) error {
		k.b = append(k.b[:0], all.b...)
		r.key(&k, s)
		html, err := m.once(k, func() string {
			r.writer = m.writer(r.opts.Words)
			r.section(s, body)
			return m.done(r.writer)
		})
		parts = append(parts, html)
		return err
	}
	if r.c.TitleChanged {
		parts = append(parts, r.ownTitle(m))
	}
	list := r.c.Sections
	for n := 0; n < len(list); {
		if list[n].Status != compare.Unchanged {
			if err := write(&list[n]); err != nil {
				return nil, err
			}
			n++
			continue
		}
		end := n
		for end < len(list) && list[end].Status == compare.Unchanged {
			end++
		}
		parts = append(parts, `<details class="fold"><summary>`+r.folded(list[n:end])+`</summary>`)
		if r.opts.TitlesOnly {
			parts = append(parts, r.titles(m, list[n:end]))
			n = end
		}
		for ; n < end; n++ {
			if err := write(&list[n]); err != nil {
				return nil, err
			}
		}
		parts = append(parts, "</details>")
	}
	return append(parts, "</div>"), nil
}

// ownTitle writes what became of the policy's own title.
func (r *redliner) ownTitle(m *Renderer) string {
	w := m.writer(r.opts.Words)
	a, b := r.c.Old.OwnTitle(), r.c.New.OwnTitle()
	w.WriteString(`<p class="title changed">`)
	w.inline(r.titlePieces(a, b))
	w.WriteString("</p>\n")
	return m.done(w)
}

// folded says in words which sections are folded away, as HTML.
func (r *redliner) folded(list []compare.Section) string {
	if len(list) == 1 {
		words := r.opts.Words.OneSection
		return r.new.sentence(words, fill(html.EscapeString(words), r.opts.Words.isolated(r.title(&list[0]), words)))
	}
	return r.new.plainSentence(r.opts.Words.Sections(len(list)))
}

// titles lists unchanged sections by their titles, which lead to their text.
func (r *redliner) titles(m *Renderer, list []compare.Section) string {
	w := m.writer(r.opts.Words)
	page := html.EscapeString(r.opts.Text)
	w.WriteString("<ul>")
	for n := range list {
		s := &list[n]
		anchor := r.anchor(s)
		for _, part := range [...]string{`<li id="`, html.EscapeString(anchor), `"><a href="`, page,
			html.EscapeString(link.Fragment(anchor)), `">`, html.EscapeString(r.title(s)), "</a>"} {
			w.WriteString(part)
		}
		if former := r.former(s); former != "" {
			w.alias(former)
		}
		w.WriteString("</li>")
	}
	w.WriteString("</ul>")
	return m.done(w)
}

// key adds all that a section's redline depends on.
func (r *redliner) key(k *key, s *compare.Section) {
	k.text(string(s.Status))
	if s.Old >= 0 {
		k.section(&r.c.Old.Sections[s.Old])
	}
	k.number(-1)
	if s.New >= 0 {
		k.section(&r.c.New.Sections[s.New])
	}
	k.text(r.former(s))
	k.row(r, &s.Heading)
	rows := r.c.RowsOf(s)
	for n := range rows {
		k.row(r, &rows[n])
	}
}

// anchor is a section's anchor, the same in both texts.
func (r *redliner) anchor(s *compare.Section) string {
	if s.New >= 0 {
		return r.c.New.Sections[s.New].Anchor
	}
	return r.c.Old.Sections[s.Old].Anchor
}

// former is the anchor that a section had in the old text, if it is not the one
// it has, and no other section has it now: links in the old text lead to it.
func (r *redliner) former(s *compare.Section) string {
	if s.Old < 0 || s.New < 0 {
		return ""
	}
	former := r.c.Old.Sections[s.Old].Anchor
	if former == r.anchor(s) || slices.ContainsFunc(r.c.New.Sections,
		func(o policy.Section) bool { return o.Anchor == former }) {
		return ""
	}
	return former
}

// title is what a reader calls a section.
func (r *redliner) title(s *compare.Section) string {
	title := ""
	if s.New >= 0 {
		title = r.c.New.Sections[s.New].Title
	}
	if title == "" && s.Old >= 0 {
		title = r.c.Old.Sections[s.Old].Title
	}
	if title == "" {
		title = r.opts.Words.Introduction
	}
	return title
}

func (r *redliner) section(s *compare.Section, body func(*compare.Section)) {
	headed := s.Heading.New >= 0 || s.Heading.Went()
	element := "div"
	if headed {
		element = "section"
	}
	r.WriteString("<" + element + ` class="section change" data-status="` + string(s.Status) + `">`)
	if former := r.former(s); former != "" {
		r.alias(former)
	}
	if headed {
		r.headline(s)
	} else {
		r.alias(r.anchor(s))
	}
	body(s)
	r.WriteString("</" + element + ">\n")
}

// headline writes a section's heading with its number and title compared.
func (r *redliner) headline(s *compare.Section) {
	depth := 1
	var oldNumber, newNumber string
	var a, b []policy.Token
	if s.Old >= 0 {
		sec := &r.c.Old.Sections[s.Old]
		depth, oldNumber, a = sec.Depth, sec.Number, withoutLinks(r.c.Old.TitleTokens(sec))
	}
	if s.New >= 0 {
		sec := &r.c.New.Sections[s.New]
		depth, newNumber, b = sec.Depth, sec.Number, withoutLinks(r.c.New.TitleTokens(sec))
	}
	level := "h" + strconv.Itoa(min(depth+1, 6))
	r.WriteString(`<div class="heading"><` + level + ` id="` + html.EscapeString(r.anchor(s)) + `">`)
	if oldNumber != "" || newNumber != "" {
		r.WriteString(`<span class="number">`)
		if oldNumber == newNumber {
			r.WriteString(html.EscapeString(newNumber))
		} else {
			dir := ""
			if r.new.direction() == "rtl" {
				dir = ` dir="rtl"`
			}
			if oldNumber != "" {
				r.WriteString(`<del class="minor"` + dir + `>` + html.EscapeString(oldNumber) + `</del>`)
			}
			if newNumber != "" {
				r.WriteString(`<ins class="minor"` + dir + `>` + html.EscapeString(newNumber) + `</ins>`)
			}
		}
		r.WriteString("</span> ")
	}
	if s.Heading.Crosses() {
		a = withoutLinks(r.formerTitle(&s.Heading, len(r.c.New.Blocks[s.Heading.New].Tokens)-len(b)))
	}
	r.inline(r.titlePieces(a, b))
	r.WriteString("</" + level + ">")
	r.permalink(r.anchor(s), r.title(s), r.opts)
	r.WriteString("</div>")
}

// titlePieces are what stayed, went and came between two titles.
func (r *redliner) titlePieces(a, b []policy.Token) []piece {
	title := compare.Row{Old: -1, New: -1, MovedTo: -1, Edits: compare.Tokens(a, b)}
	return r.editPieces(&title, title.Edits, func(int) []policy.Token { return a }, b)
}

// formerTitle are the words of a text from which a heading was made, but for its number.
func (r *redliner) formerTitle(h *compare.Row, number int) []policy.Token {
	var words []policy.Token
	for n, e := range h.Edits {
		if e.Op == compare.Insert {
			continue
		}
		if e.Op == compare.Match {
			e.OldFrom = min(e.OldTo, e.OldFrom+max(0, number-e.NewFrom))
		}
		words = append(words, r.c.Old.Blocks[h.Source(n)].Tokens[e.OldFrom:e.OldTo]...)
	}
	return words
}

// editPieces divides a row into what stayed, went and came, by some of its edits.
// What stayed is written as the new text has it, b; old gives the tokens of the
// old text that edit n is about.
func (r *redliner) editPieces(row *compare.Row, edits []compare.Edit, old func(n int) []policy.Token,
	b []policy.Token) []piece {
	var list []piece
	for n, e := range edits {
		class := ""
		if e.Minor {
			class = "minor"
		}
		a := old(n)
		switch e.Op {
		case compare.Match:
			same := b[e.NewFrom:e.NewTo]
			if n > 0 && edits[n-1].Op == compare.Delete {
				same = spaced(same, a[e.OldFrom].Space)
			}
			pieces := relinked(a[e.OldFrom:e.OldTo], same, r.new, row.New, e.NewFrom)
			if row.Joined(n) {
				pieces[0].border = r.border(r.opts.Words.Joined, "joined")
			}
			list = append(list, pieces...)
		case compare.Delete:
			list = append(list, piece{tokens: spaced(a[e.OldFrom:e.OldTo], n > 0 && e.OldFrom == 0 && hasSpace(a)), edit: "del",
				class: class, text: r.old, block: row.Source(n), from: e.OldFrom})
		case compare.Insert:
			list = append(list, piece{tokens: spaced(b[e.NewFrom:e.NewTo], n > 0 && e.NewFrom == 0 && hasSpace(b)), edit: "ins",
				class: class, text: r.new, block: row.New, from: e.NewFrom})
		}
	}
	return list
}

// border marks where a block was divided, or where two were joined.
func (r *redliner) border(words, class string) string {
	words = html.EscapeString(words)
	return `<span class="` + class + `" title="` + words + `"><span aria-hidden="true">¶</span><span class="hidden">` +
		r.new.sentence(words, words) + `</span></span>`
}

// spaced puts white space before tokens where they no longer begin a text:
// what one side begins with stands behind words of the other in a redline.
func spaced(tokens []policy.Token, space bool) []policy.Token {
	if !space || len(tokens) == 0 || tokens[0].Space {
		return tokens
	}
	tokens = slices.Clone(tokens)
	tokens[0].Space = true
	return tokens
}

// hasSpace reports whether a text divides its words by blanks. A single word
// counts as one that does.
func hasSpace(tokens []policy.Token) bool {
	return len(tokens) == 1 || slices.ContainsFunc(tokens, func(t policy.Token) bool { return t.Space })
}

// relinked divides unchanged words where their link's target changed.
func relinked(a, b []policy.Token, new *text, block, from int) []piece {
	var list []piece
	changed := func(n int) bool {
		from, to := policy.Leads(&a[n], &b[n])
		return from != to
	}
	for n := 0; n < len(b); {
		end := n + 1
		for end < len(b) && changed(end) == changed(n) {
			end++
		}
		class := ""
		if changed(n) {
			class = "relinked"
		}
		list = append(list, piece{tokens: b[n:end], class: class, text: new, block: block, from: from + n})
		n = end
	}
	return list
}

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

// context is how many unchanged blocks stay open around a change. A row of a
// table counts as one: it is never torn apart.
const context = 1

// runs calls show for stretches of rows: open ones, and folded ones of two or
// more that are away from any change.
func (r *redliner) runs(rows []compare.Row, show func(rows []compare.Row)) {
	near := map[int]bool{} // by unit
	units, unit := make([]int, len(rows)), 0
	for n := range rows {
		if n > 0 && !inRow(r.blockOf(&rows[n])) && (rows[n].Cell == nil || !sameTable(&rows[n-1], &rows[n])) {
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

// inRow reports whether a block stands in a row of a table that has begun before;
// in that of the outermost, if there are tables within tables.
func inRow(b *policy.Block) bool { return b.Fresh > 1 && b.Path[0].Kind == policy.Table }

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

// pieces are the parts of a row as the new text has them, with or without
// what was deleted.
func (r *redliner) pieces(row *compare.Row, deleted bool) []piece {
	var b []policy.Token
	if row.New >= 0 {
		b = r.c.New.Blocks[row.New].Tokens
	}
	list := r.editPieces(row, row.Edits, func(n int) []policy.Token { return r.tokensAt(row.Source(n)) }, b)
	if !deleted {
		list = slices.DeleteFunc(list, func(p piece) bool { return p.edit == "del" })
	}
	return list
}

// tokensAt are those of a block of the old text; none of no block.
func (r *redliner) tokensAt(block int) []policy.Token {
	if block < 0 {
		return nil
	}
	return r.c.Old.Blocks[block].Tokens
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
	title := s.Title
	if title == "" {
		title = r.opts.Words.Introduction
	}
	name := `<a href="` + html.EscapeString(in.within+link.Fragment(s.Anchor)) + `">` +
		r.opts.Words.isolated(title, words) + "</a>"
	return r.new.sentence(words, fill(html.EscapeString(words), name))
}

func fill(words, value string) string { return strings.Replace(words, "%s", value, 1) }

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

// oldPieces are a row's old words as the old text has them.
func (r *redliner) oldPieces(row *compare.Row) []piece {
	var list []piece
	for n, e := range row.Edits {
		if e.Op == compare.Insert {
			continue
		}
		i := row.Source(n)
		p := piece{tokens: r.tokensAt(i)[e.OldFrom:e.OldTo], text: r.old, block: i, from: e.OldFrom}
		if e.Op == compare.Delete {
			p.edit = "del"
			if e.Minor {
				p.class = "minor"
			}
		}
		list = append(list, p)
	}
	return list
}

// single writes one block inside its containers, which begin and end with it.
// A list's item keeps the number it has in its list.
func (r *redliner) single(b *policy.Block, inner func()) {
	r.alone = true
	r.block(b, attrs{}, inner)
	r.leave(0)
	r.alone = false
}
