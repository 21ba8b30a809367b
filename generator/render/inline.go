package render

import (
	"html"
	"iter"
	"regexp"
	"slices"
	"strings"

	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// piece is tokens of one text that share the way they are marked in a redline.
type piece struct {
	tokens []policy.Token
	edit   string // "", "ins" or "del"
	class  string // of the edit or of a span around unchanged words
	sign   string // stands, raised, before the words
	border string // stands before the words and the blank before them, as HTML
	text   *text
	block  int // index of the block, for its enumerations and references
	from   int // index of tokens[0] in the block
}

// layer is an open inline element. One that has an id opens with it once; where it
// goes on behind a change of the layers around it, it opens with again.
type layer struct{ open, close, again string }

// inline writes pieces as one run of text. Elements nest in a fixed order:
// link, edit, enumeration, emphasis; so one link stays one element through
// the edits in it. Where letters run both ways, what was
// deleted and what replaced it are isolated (UAX #9) by a dir attribute, which
// needs no style sheet: beside each other they leave the words around in order.
func (w *writer) inline(pieces []piece) {
	var stack []layer
	var identified []string // the layers with an id that were opened
	first := true
	isolate := disordered(pieces)
	for i, p := range pieces {
		isolated := isolate && (p.edit == "del" || p.edit == "ins" && i > 0 && pieces[i-1].edit == "del")
		marks := p.text.inline(p.block)
		var want []layer
		for n, t := range p.tokens {
			if n == 0 || !marks.none() || t.Link != p.tokens[n-1].Link || t.Marks != p.tokens[n-1].Marks {
				want = p.layers(t, marks, p.from+n, isolated)
			}
			keep := 0
			for keep < len(stack) && keep < len(want) && stack[keep] == want[keep] {
				keep++
			}
			for len(stack) > keep {
				w.WriteString(stack[len(stack)-1].close)
				stack = stack[:len(stack)-1]
			}
			if n == 0 && p.border != "" {
				for len(stack) > 0 {
					w.WriteString(stack[len(stack)-1].close)
					stack = stack[:len(stack)-1]
				}
				keep = 0
				w.WriteString(p.border)
			}
			switch {
			case w.code && (t.Break || n == 0) && !first:
				w.WriteByte('\n')
			case t.Break && !first:
				w.WriteString("<br>")
			case t.Space && !first:
				w.WriteByte(' ')
			}
			for _, l := range want[keep:] {
				switch {
				case l.again == "":
					w.WriteString(l.open)
				case slices.Contains(identified, l.open):
					w.WriteString(l.again)
				default:
					w.WriteString(l.open)
					identified = append(identified, l.open)
				}
				stack = append(stack, l)
			}
			if n == 0 && p.sign != "" {
				w.WriteString(`<sup class="letter">` + html.EscapeString(p.sign) + "</sup>")
			}
			w.WriteString(html.EscapeString(t.Text))
			first = false
		}
	}
	for len(stack) > 0 {
		w.WriteString(stack[len(stack)-1].close)
		stack = stack[:len(stack)-1]
	}
}

func (p *piece) layers(t policy.Token, marks *inlineMarks, at int, isolated bool) []layer {
	var list []layer
	if href := p.text.href(t); href != "" {
		what := ""
		switch {
		case t.IsNote():
			what = ` role="doc-noteref"`
		case showsAddress(href, p.linkedWords(at-p.from)):
			what = ` class="bare"`
		}
		list = append(list, layer{open: `<a` + what + ` href="` + html.EscapeString(href) + `">`, close: "</a>"})
	} else if ref := marks.references[at]; ref != "" {
		list = append(list, layer{open: `<a class="reference" href="` + html.EscapeString(ref) + `">`, close: "</a>"})
	} else if use, ok := marks.terms[at]; ok {
		open := `<a class="term" href="` + html.EscapeString(link.Fragment(use.ID)) + `"`
		if use.Again {
			open += ` tabindex="-1"`
		}
		list = append(list, layer{open: open + ">", close: "</a>"})
	}
	if p.edit != "" {
		open := "<" + p.edit
		if p.class != "" {
			open += ` class="` + p.class + `"`
		}
		if isolated {
			open += ` dir="` + p.text.direction() + `"`
		}
		list = append(list, layer{open: open + ">", close: "</" + p.edit + ">"})
	} else if p.class != "" {
		list = append(list, layer{open: `<span class="` + p.class + `">`, close: "</span>"})
	}
	if id := marks.members[at]; id != "" {
		l := layer{open: `<span class="enum">`, close: "</span>"}
		if p.text.ids {
			l.open, l.again = `<span class="enum" id="`+html.EscapeString(id)+`">`, l.open
		}
		list = append(list, l)
	}
	if t.Marks == 0 {
		return list
	}
	for _, m := range [...]struct {
		mark  policy.Mark
		layer layer
	}{
		{policy.Strong, layer{open: "<strong>", close: "</strong>"}}, {policy.Emphasis,
			layer{open: "<em>", close: "</em>"}}, {policy.Underline, layer{open: "<u>",
			close: "</u>"}}, {policy.Strike, layer{open: "<s>", close: "</s>"}},
		{policy.Super, layer{open: "<sup>", close: "</sup>"}}, {policy.Sub,
			layer{open: "<sub>", close: "</sub>"}}, {policy.CodeSpan, layer{open: "<code>",
			close: "</code>"}}, {policy.ImageMark, layer{open: `<span class="image">`, close: "</span>"}},
	} {
		if t.Marks&m.mark != 0 {
			list = append(list, m.layer)
		}
	}
	return list
}

// linkedWords are the words around a token that lead where it does.
func (p *piece) linkedWords(at int) string {
	from, to := at, at+1
	for from > 0 && p.tokens[from-1].Link == p.tokens[at].Link {
		from--
	}
	for to < len(p.tokens) && p.tokens[to].Link == p.tokens[at].Link {
		to++
	}
	return policy.Text(p.tokens[from:to])
}

// scheme is what an address begins with and readers leave out.
var scheme = regexp.MustCompile(`^(?i:https?):/*`)

// showsAddress reports whether the words of a link are its address, which then is not
// printed behind them once more.
func showsAddress(href, words string) bool {
	bare := func(address string) string {
		return strings.TrimSuffix(scheme.ReplaceAllString(address, ""), "/")
	}
	return scheme.MatchString(href) && strings.EqualFold(bare(href), bare(words))
}

// inlineMarks says which tokens of a block belong to an enumeration's sign, which
// to a reference to another section, and which to the use of a defined term.
type inlineMarks struct {
	members    map[int]string // token to id
	references map[int]string // token to address
	terms      map[int]TermUse
}

func (m *inlineMarks) none() bool { return len(m.members)+len(m.references)+len(m.terms) == 0 }

// text is a document as it is rendered: which ids it carries, and where its
// links lead.
type text struct {
	*policy.Document
	ids bool // elements carry their anchors as ids
	// pilcrows: a paragraph begins with a link to itself, for readers without scripts.
	pilcrows bool
	opts     *Options
	marks    map[int]*inlineMarks
	memory   *Renderer
	notes    *notes // nil until someone asks
	within   string // address of the page that fragments of the text belong to; "" for the page itself
	// clauses: that page has the clauses of the text, though what is rendered has
	// no ids.
	clauses bool
	dir     string // the way it runs, once someone asked
}

func newText(doc *policy.Document, ids bool, opts *Options, memory *Renderer) *text {
	return &text{Document: doc, ids: ids, opts: opts, memory: memory, marks: map[int]*inlineMarks{}}
}

// references are those of a block to sections that are there.
func (t *text) references(block int) iter.Seq[policy.Reference] {
	return func(yield func(policy.Reference) bool) {
		all := t.References // in the order of blocks
		first, _ := slices.BinarySearchFunc(all, block, func(r policy.Reference, block int) int { return r.Block - block })
		for _, r := range all[first:] {
			if r.Block != block || r.Section >= 0 && !yield(r) {
				return
			}
		}
	}
}

// termUses are the uses of defined terms in a block that lead to them.
func (t *text) termUses(block int) []TermUse {
	if !t.ids {
		return nil
	}
	first, _ := slices.BinarySearchFunc(t.opts.Terms, block, func(u TermUse, block int) int { return u.Block - block })
	end := first
	for end < len(t.opts.Terms) && t.opts.Terms[end].Block == block {
		end++
	}
	return t.opts.Terms[first:end]
}

func (t *text) inline(block int) *inlineMarks {
	if m := t.marks[block]; m != nil {
		return m
	}
	m := &inlineMarks{}
	t.marks[block] = m
	if block < 0 {
		return m
	}
	b := &t.Blocks[block]
	if s := t.SectionAt(block); s >= 0 && b.Clause != "" {
		for _, e := range policy.Enumeration(b) {
			if m.members == nil {
				m.members = map[int]string{}
			}
			for n := range 3 {
				m.members[e.Token+n] = t.Sections[s].Anchor + "." + b.Clause + "." + e.Suffix
			}
		}
	}
	for r := range t.references(block) {
		if m.references == nil {
			m.references = map[int]string{}
		}
		for n := r.First; n < r.End; n++ {
			m.references[n] = t.within + link.Fragment(t.Sections[r.Section].Anchor)
		}
	}
	for _, u := range t.termUses(block) {
		if m.terms == nil {
			m.terms = map[int]TermUse{}
		}
		for n := u.First; n < u.End; n++ {
			m.terms[n] = u
		}
	}
	return m
}

// href is where a token links to; "" if nowhere. A place in the text itself is
// on the page that shows it: a clause, where that page has its clauses.
func (t *text) href(token policy.Token) string {
	if token.Link == "" {
		return ""
	}
	if token.IsNote() {
		return t.noteAddress(token)
	}
	fragment, ok := strings.CutPrefix(token.Link, "#")
	if !ok {
		return t.memory.address(token.Link, t.opts.Origin)
	}
	places := t.Places()
	at := places.Find(fragment)
	switch {
	case !at.Known:
		return ""
	case t.ids || t.clauses:
		return t.within + link.Fragment(places.Anchor(at))
	}
	return t.within + link.Fragment(places.Section(at))
}
