package render

import (
	"html"
	"strings"

	"policyarchive/generator/compare"
)

// FeedSection renders one section of a comparison for feed readers: with its
// heading, and with inline styles, since they drop style sheets. It must not
// be used on pages, whose security policy forbids such styles. Where letters run
// from right to left, each paragraph says the direction of the text: readers
// show content apart from what the feed says of it.
func (m *Renderer) FeedSection(c *compare.Comparison, s *compare.Section, opts Options) string {
	r := newRedliner(c, opts, m)
	r.writer = m.writer(opts.Words)
	r.WriteString("<h2>" + html.EscapeString(r.title(s)) + "</h2>")
	changed := map[int]bool{} // tables
	for n := range s.Rows {
		if row := &s.Rows[n]; row.Cell != nil && !row.Same() {
			changed[row.Cell.Table] = true
		}
	}
	r.each(s.Rows, func(rows []compare.Row) {
		if changed[rows[0].Cell.Table] {
			r.table(rows)
		}
	}, func(row *compare.Row) {
		if !row.Same() {
			r.feedRow(row)
		}
	})
	r.leave(0)
	styles := []string{
		r.border(r.opts.Words.Divided, "divided"), `<ins style="text-decoration:underline">¶</ins>`,
		r.border(r.opts.Words.Joined, "joined"), `<del style="text-decoration:line-through">¶</del>`,
	}
	styles = append(styles,
		feedMarks("ins", "background:#d9f2e0;color:#0b3d1e;", "text-decoration:underline", "{+", "+}")...)
	styles = append(styles, feedMarks("del", "background:#fbe3e0;color:#5c1410;", "text-decoration:line-through", "[-",
		"-]")...)
	content := m.done(r.writer)
	if r.new.direction() == "rtl" || directionsOf(content)&rightToLeft != 0 {
		dir := ` dir="` + r.new.direction() + `"`
		for _, element := range [...]string{"h2", "p", "pre", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "table",
			"caption", "td", "th"} {
			styles = append(styles, "<"+element+">", "<"+element+dir+">", "<"+element+" ", "<"+element+dir+" ")
		}
	}
	return strings.NewReplacer(styles...).Replace(content)
}

// feedMarks replace the elements of an edit by such with inline styles; a minor one has
// no colours. Readers that show neither the elements nor their styles, but bare text,
// show what is hidden here: the signs between which the generator puts edits in a terminal.
func feedMarks(element, colours, line, open, end string) (pairs []string) {
	hidden := func(signs string) string { return `<span style="display:none">` + signs + `</span>` }
	for _, dir := range [...]string{"", ` dir="ltr"`, ` dir="rtl"`} {
		pairs = append(pairs,
			"<"+element+dir+">", "<"+element+` style="`+colours+line+`"`+dir+">"+hidden(open),
			"<"+element+` class="minor"`+dir+">", "<"+element+` style="`+line+`"`+dir+">"+hidden(open))
	}
	return append(pairs, "</"+element+">", hidden(end)+"</"+element+">")
}

// feedRow writes a row without the links of this site's pages.
func (r *redliner) feedRow(row *compare.Row) {
	if row.MovedTo >= 0 || row.Crosses() && row.New < 0 {
		return
	}
	r.block(r.blockOf(row), attrs{}, func() {
		if row.Divided {
			r.WriteString(r.border(r.opts.Words.Divided, "divided") + " ")
		}
		r.inline(r.pieces(row, true))
	})
}
