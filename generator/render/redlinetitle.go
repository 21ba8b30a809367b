package render

import (
	"cmp"
	"html"
	"slices"
	"strconv"

	"policyarchive/generator/compare"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

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
		return r.new.sentence(words, Fill(html.EscapeString(words), r.opts.Words.Isolated(r.title(&list[0]), words)))
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
	var now, was policy.Section
	if s.New >= 0 {
		now = r.c.New.Sections[s.New]
	}
	if s.Old >= 0 {
		was = r.c.Old.Sections[s.Old]
	}
	return cmp.Or(now.Title, was.Title, now.Number, was.Number, r.opts.Words.Introduction)
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
