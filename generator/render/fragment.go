package render

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/words"
)

// Options say how a text is rendered.
type Options struct {
	link.Origin
	// Before is the origin of the older text of a redline.
	Before link.Origin
	// Current is the path of the text in force, for the links "Now" of an old
	// version's headings; "" leaves them out.
	Current string
	// Former is the path of a page with all sections of the older text of a
	// redline, if Current does not have them; "" if it does.
	Former string
	// TitlesOnly keeps the text of unchanged sections out of a redline: their
	// titles lead to it, on the page Text.
	TitlesOnly bool
	Text       string
	// Terms are the uses of defined terms that lead to the list of terms, in their order:
	// each to the one of its id.
	Terms []TermUse
	// Words are those of the interface.
	Words Words
}

// TermUse is a stretch of a block, its tokens First to End, that leads to a place of the page.
type TermUse struct {
	Block, First, End int
	ID                string
	// Again: the text has led there before. Who goes from link to link by keyboard need
	// not stop at it.
	Again bool
}

// Words are the few words that fragments need. %s stands for a title or a number.
type Words struct {
	Permalink    string              // "Link to this section: %s"
	Now          string              // "Now"
	NowTitle     string              // "This section in the text in force: %s"
	MovedFrom    string              // "Moved here from %s"
	MovedTo      string              // "Moved to %s"
	Divided      string              // "Paragraph divided here"
	Joined       string              // "Paragraphs joined here"
	Unchanged    func(n int) string  // "5 paragraphs without a change"
	Sections     func(n int) string  // "5 sections without a change"
	OneSection   string              // "One section without a change: %s"
	Introduction string              // "Introduction"
	Since        string              // "since %s"
	SinceAtLeast string              // "since %s or earlier"
	Date         func(string) string // a day (YYYY-MM-DD) in words
	Dates        []string            // how Date writes days, as words.Language.DatePatterns has it
	Table        string              // what the box is called that a wide table scrolls in
	Back         string              // "Back to the text of note %s"
	// Lang is the language of all that, and TextLang that of the text, as BCP 47, if
	// they are not the same; else both are empty.
	Lang, TextLang string
}

// WordsOf are those of a language, for a text in the language lang (BCP 47).
func WordsOf(l *words.Language, lang string) Words {
	var own, textLang string
	if !l.Speaks(lang) {
		own, textLang = l.Locale, lang
	}
	fill := func(key, name string) string { return l.Say(key, map[string]any{name: "%s"}) }
	return Words{
		Permalink: fill("permalink", "title"), Now: l.Say("now", nil), NowTitle: fill("nowTitle", "title"),
		MovedFrom: fill("movedFrom", "title"), MovedTo: fill("movedTo", "title"),
		Divided: l.Say("paragraphDivided", nil), Joined: l.Say("paragraphsJoined", nil),
		Unchanged:    func(n int) string { return l.Count("paragraphsUnchanged", n) },
		Sections:     func(n int) string { return l.Count("sectionsUnchanged", n) },
		OneSection:   fill("oneSectionUnchanged", "title"),
		Introduction: l.Say("introduction", nil), Table: l.Say("table", nil), Back: fill("backToNote", "note"),
		Since: fill("since", "version"), SinceAtLeast: fill("sinceAtLeast", "version"),
		Date: l.Date, Dates: l.DatePatterns(),
		Lang: own, TextLang: textLang,
	}
}

// Fragment renders a whole text: every section with its heading, every
// section and clause with its anchor.
func Fragment(doc *policy.Document, opts Options) []byte {
	parts, _ := NewRenderer(nil).Fragment(doc, opts) // fails only by a store
	return []byte(strings.Join(parts, ""))
}

// Fragment renders a whole text, as the function [Fragment] does, in parts.
func (r *Renderer) Fragment(doc *policy.Document, opts Options) ([]string, error) {
	t := newText(doc, true, &opts, r)
	t.pilcrows = true
	var all key
	all.options(&opts)
	var parts []string
	var k key
	for i := range doc.Sections {
		s := &doc.Sections[i]
		k.b = append(append(k.b[:0], "text "...), all.b...)
		k.section(s)
		if s.Heading >= 0 {
			k.block(t, s.Heading)
		}
		for n := s.First; n < s.End; n++ {
			k.block(t, n)
		}
		html, err := r.once(k, func() string { return t.section(s, opts) })
		if err != nil {
			return nil, err
		}
		parts = append(parts, html)
	}
	return parts, nil
}

// Contents lists the sections of a text that have a heading, as links; "" if
// there are none.
func Contents(doc *policy.Document) string {
	var b strings.Builder
	around := doc.Around()
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Title == "" || s.Heading < 0 {
			continue
		}
		b.WriteString(`<li class="depth-` + strconv.Itoa(s.Depth) + `"><a href="` +
			html.EscapeString(link.Fragment(s.Anchor)) + `">`)
		if s.Number != "" {
			b.WriteString(`<span class="number">` + html.EscapeString(s.Number) + `</span> `)
		}
		title := html.EscapeString(s.Title)
		if around[i] != "" {
			title = `<span><span class="around">` + html.EscapeString(around[i]) + ` · </span>` + title + `</span>`
		}
		b.WriteString(title + "</a></li>")
	}
	if b.Len() == 0 {
		return ""
	}
	return "<ol>" + b.String() + "</ol>"
}

// section renders one section with its heading.
func (t *text) section(s *policy.Section, opts Options) string {
	w := t.memory.writer(opts.Words)
	w.section(t, s, opts, func() {}, w.plain(t))
	return t.memory.done(w)
}

// section writes a section: its heading, what below says of it, and its blocks,
// the words of each by inner.
func (w *writer) section(t *text, s *policy.Section, opts Options, below func(), inner func(block int)) {
	// It has no label: a text of a hundred sections is no place with a hundred
	// landmarks, of which those with equal titles would be called the same.
	element := "div"
	if s.Heading >= 0 {
		element = "section"
	}
	w.WriteString("<" + element + ` class="section depth-` + strconv.Itoa(s.Depth) + `">`)
	for _, a := range s.Aliases {
		w.alias(a)
	}
	if s.Heading >= 0 {
		w.heading(t, s, opts)
	} else {
		w.alias(s.Anchor)
	}
	below()
	w.own(t, s, inner)
	w.WriteString("</" + element + ">\n")
}

// Body renders a section's own text, without its heading. Without ids it can
// stand on a page beside other wordings of the same section.
func (r *Renderer) Body(doc *policy.Document, section int, ids bool, opts Options) string {
	w := r.writer(opts.Words)
	t := newText(doc, ids, &opts, r)
	if !ids {
		t.within, t.clauses = opts.Current, true
	}
	w.own(t, &doc.Sections[section], w.plain(t))
	return r.done(w)
}

// Title renders a section's title without its number.
func (r *Renderer) Title(doc *policy.Document, section int, opts Options) string {
	w := r.writer(opts.Words)
	tokens := doc.TitleTokens(&doc.Sections[section])
	w.inline([]piece{{tokens: tokens, text: newText(doc, false, &opts, r), block: -1}})
	return r.done(w)
}

func (w *writer) alias(anchor string) {
	w.WriteString(`<span id="` + html.EscapeString(anchor) + `" class="alias"></span>`)
}

func (w *writer) heading(t *text, s *policy.Section, opts Options) {
	level := "h" + strconv.Itoa(min(s.Depth+1, 6))
	w.WriteString(`<div class="heading"><` + level + ` id="` + html.EscapeString(s.Anchor) + `">`)
	if s.Number != "" {
		w.WriteString(`<span class="number">` + html.EscapeString(s.Number) + `</span> `)
	}
	w.inline([]piece{{tokens: withoutLinks(t.TitleTokens(s)), text: t, block: -1}})
	w.WriteString(`</` + level + `>`)
	w.permalink(s.Anchor, s.Title, opts)
	if opts.Current != "" {
		w.WriteString(`<a class="now"` + opts.Words.lang() + ` href="` +
			html.EscapeString(opts.Current+link.Fragment(s.Anchor)) + `" aria-label="` +
			html.EscapeString(Fill(opts.Words.NowTitle, s.Title)) + `">` + html.EscapeString(opts.Words.Now) + `</a>`)
	}
	w.WriteString("</div>")
}

func (w *writer) permalink(anchor, title string, opts Options) {
	w.WriteString(`<a class="permalink"` + opts.Words.lang() + ` href="` + html.EscapeString(link.Fragment(anchor)) +
		`" aria-label="` +
		html.EscapeString(Fill(opts.Words.Permalink, title)) + `">#</a>`)
}

// withoutLinks keeps a heading's words and drops where they lead, but for notes:
// its own permalink stands beside it.
func withoutLinks(tokens []policy.Token) []policy.Token {
	list := make([]policy.Token, len(tokens))
	for i, t := range tokens {
		if !t.IsNote() {
			t.Link = ""
		}
		list[i] = t
	}
	return list
}

// plain writes the words of a block as they are.
func (w *writer) plain(t *text) func(block int) {
	return func(block int) { w.inline([]piece{{tokens: t.Blocks[block].Tokens, text: t, block: block}}) }
}

// own writes the blocks of a section, and inner the words of each.
func (w *writer) own(t *text, s *policy.Section, inner func(block int)) {
	w.spans = true
	row := ""
	for i := s.First; i < s.End; i++ {
		b := &t.Blocks[i]
		a := attrs{}
		if taken := len(b.Path) > 0 && b.Path[len(b.Path)-1].Taken; b.Clause != "" && !taken {
			if t.ids && b.Clause != row {
				a.id = s.Anchor + "." + b.Clause
			}
			row = b.Clause
		}
		w.block(b, a, func() {
			if t.pilcrows && a.id != "" && b.Kind != policy.Code && !inTable(b) {
				w.WriteString(`<a class="pilcrow" href="` + html.EscapeString(link.Fragment(a.id)) + `">¶</a>`)
			}
			inner(i)
			w.back(t.back(i))
		})
	}
	w.leave(0)
	w.spans = false
}

// inTable reports whether a block stands in a table, whose box cuts off what stands in
// the margin.
func inTable(b *policy.Block) bool {
	return slices.ContainsFunc(b.Path, func(c policy.Container) bool { return c.Kind == policy.Table })
}

// block writes one block: its containers, its element, and what inner writes.
func (w *writer) block(b *policy.Block, a attrs, inner func()) {
	bare := b.Tight && len(b.Path) > 0 && b.Fresh < len(b.Path)
	if w.enter(b, a, bare) {
		inner()
		return
	}
	switch b.Kind {
	case policy.Rule:
		w.WriteString("<hr" + a.String() + ">\n")
	case policy.Code:
		w.WriteString("<pre" + a.String() + "><code>")
		w.code = true
		inner()
		w.code = false
		w.WriteString("</code></pre>\n")
	case policy.Heading:
		w.WriteString("<p" + a.String() + "><strong>")
		inner()
		w.WriteString("</strong></p>\n")
	default:
		w.WriteString("<p" + a.String() + ">")
		inner()
		w.WriteString("</p>\n")
	}
}
