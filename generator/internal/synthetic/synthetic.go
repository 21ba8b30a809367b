// Package synthetic makes histories of policies whose truth is known by
// construction. Real histories show what people do; of these it is known what
// became of every word.
//
// A history begins with a text and goes on in steps of one or a few edits, each
// drawn from those that are asked for: words change, a heading is renamed, a
// section moves, a paragraph is divided, line ends become others. Sections,
// paragraphs and words have identities that they keep through all versions, so
// that [History.Between] knows what any two versions have in common without
// comparing them. The texts are prose of invented wording.
package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Choose draws a number from 0 up to, but without, n. Smaller numbers stand for
// simpler choices.
type Choose func(n int) int

// Seeded draws from a fixed sequence.
func Seeded(seed uint64) Choose {
	r := rand.New(rand.NewPCG(seed, 0x5eed))
	return r.IntN
}

// Options say what kind of history is made.
type Options struct {
	Script   Script
	Sections int // about how many the first text has, at least 1
	Versions int
	// Edits are those that may happen; all if it is empty.
	Edits []Edit
	// Plain keeps everything but prose, lists and links out of the first text.
	Plain bool
}

// History is a policy through all its versions, oldest first.
type History struct {
	Script   Script
	Versions []*Version
	// texts are the models that the versions were written from.
	texts []*text
}

// Version is a text, and what it says.
type Version struct {
	Source   []byte
	Edits    []Edit // that made it of the version before
	Title    string // of the policy
	Sections []Section
	// Exact tells that what changed stands far enough apart that a comparison
	// of words alone finds just what [History.Between] tells, and not less.
	Exact bool
	// Remade tells that the version has the text of an older one again.
	Remade bool
}

// Section is a heading and the text up to the next one.
type Section struct {
	ID     int // through all versions
	Level  int // as written; 0 of the text before the first heading
	Number string
	Title  string
	Author string // id that the author set; "" for none
	Parts  []Part
}

// Part is a paragraph, a list's item, a cell.
type Part struct {
	ID    int // through all versions
	Cell  bool
	Text  string
	Words []Word
	Links []Link
}

// Word is a word of a part, or a few letters of a script that writes no blanks.
type Word struct {
	ID   int // through all versions
	Text string
}

// Link is a stretch of words that leads somewhere.
type Link struct {
	Text    string
	Target  string // as it is written
	Section int    // ID of the section that it leads to; 0 if it leads elsewhere
}

// Make makes a history.
func Make(choose Choose, o Options) *History {
	m := &maker{choose: choose, options: o, prose: newProse(o.Script, uint64(choose(1<<16)))}
	if len(m.options.Edits) == 0 {
		m.options.Edits = All()
	}
	h := &History{Script: o.Script}
	t := m.first()
	h.add(t, nil, true, false)
	for len(h.Versions) < o.Versions {
		next := t.clone()
		edits, exact, remade := m.step(h, next)
		h.add(next, edits, exact, remade)
		t = next
	}
	return h
}

func (h *History) add(t *text, edits []Edit, exact, remade bool) {
	h.texts = append(h.texts, t)
	v := t.version()
	v.Edits, v.Exact, v.Remade = edits, exact, remade
	h.Versions = append(h.Versions, v)
}

// String tells the steps of a history, for the report of a test that fails.
func (h *History) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d versions:", h.Script, len(h.Versions))
	for n, v := range h.Versions {
		if n > 0 {
			fmt.Fprintf(&b, " %d %v;", n, v.Edits)
		}
	}
	return b.String()
}

// maker makes the texts of one history.
type maker struct {
	choose  Choose
	options Options
	prose   *prose
	ids     int
	titles  map[string]bool // that were given
	gone    []*section      // that were taken away
	lost    []lostBlock
}

// lostBlock is a block that was taken away, and from which section.
type lostBlock struct {
	section int
	block   *block
}

func (m *maker) id() int {
	m.ids++
	return m.ids
}

// some is a number from least to most.
func (m *maker) some(least, most int) int { return least + m.choose(most-least+1) }

// one in n times it is true.
func (m *maker) oneIn(n int) bool { return m.choose(n) == n-1 }

// first makes the text that a history begins with.
func (m *maker) first() *text {
	m.titles = map[string]bool{}
	t := &text{script: m.options.Script, title: m.words(m.prose.policyTitle())}
	if m.oneIn(3) {
		t.sections = append(t.sections, &section{id: m.id(), blocks: []*block{m.paragraph(2)}})
	}
	level := 2
	for n := range max(1, m.options.Sections) {
		if n > 0 && m.oneIn(2) {
			level = min(4, max(2, level+m.some(-2, 1)))
		}
		t.sections = append(t.sections, m.section(level))
		if n == 0 {
			level = 2
		}
	}
	t.numbering = numbering(m.choose(int(numberings)))
	if !m.options.Plain && m.oneIn(3) {
		for _, s := range t.sections {
			if s.level > 0 {
				s.author = m.prose.authorID()
			}
		}
	}
	if !m.options.Plain {
		t.style = m.style()
	}
	m.link(t)
	return t
}

// section makes a new section under a title that no other ever had.
func (m *maker) section(level int) *section {
	s := &section{id: m.id(), level: level, title: m.title()}
	for range m.some(1, 4) {
		s.blocks = append(s.blocks, m.block())
	}
	return s
}

func (m *maker) title() []word {
	for {
		title := m.prose.title()
		if key := strings.ToLower(strings.Join(title, " ")); !m.titles[key] {
			m.titles[key] = true
			return m.words(title)
		}
	}
}

func (m *maker) words(texts []string) []word {
	list := make([]word, len(texts))
	for i, text := range texts {
		list[i] = word{id: m.id(), text: text}
	}
	return list
}

func (m *maker) block() *block {
	kinds := []func() *block{
		func() *block { return m.paragraph(m.some(1, 5)) },
		func() *block { return m.paragraph(m.some(2, 4)) },
		m.list, m.enumeration, m.definition, m.table, m.quote,
	}
	if m.options.Plain {
		kinds = kinds[:4]
	}
	return kinds[m.choose(len(kinds))]()
}

// paragraph makes one of n sentences.
func (m *maker) paragraph(n int) *block {
	p := &part{id: m.id()}
	for range n {
		p.words = append(p.words, m.sentence()...)
	}
	return &block{kind: prosaic, parts: []*part{p}}
}

func (m *maker) sentence() []word {
	list := m.prose.sentence()
	for i := range list {
		list[i].id = m.id()
	}
	return list
}

func (m *maker) list() *block {
	b := &block{kind: bullets}
	if m.oneIn(3) {
		b.kind = numbers
	}
	for range m.some(2, 5) {
		b.parts = append(b.parts, &part{id: m.id(), words: m.sentence()})
	}
	return b
}

// enumeration makes a sentence with (i), (ii), (iii) in it.
func (m *maker) enumeration() *block {
	p := &part{id: m.id(), words: m.sentence()}
	last := len(p.words) - 1
	p.words[last].after = m.prose.colon
	for i := range m.some(2, 4) {
		clause := m.sentence()
		clause[0].text = m.prose.lower(clause[0].text)
		clause[len(clause)-1].after = m.prose.semicolon
		sign := word{id: m.id(), text: []string{"i", "ii", "iii", "iv"}[i], before: "(", after: ")", sign: true}
		p.words = append(append(p.words, sign), clause...)
	}
	p.words[len(p.words)-1].after = m.prose.stop
	return &block{kind: prosaic, parts: []*part{p}}
}

// definition makes a sentence that says what a term means.
func (m *maker) definition() *block {
	p := &part{id: m.id(), words: m.sentence()}
	open, shut := m.prose.quotes[0], m.prose.quotes[1]
	term := m.words([]string{m.prose.fresh(true)})
	term[0].before, term[0].after = open, shut
	p.words = append(term, p.words...)
	p.words[1].text = m.prose.lower(p.words[1].text)
	return &block{kind: prosaic, parts: []*part{p}}
}

func (m *maker) quote() *block {
	b := m.paragraph(m.some(1, 2))
	b.kind = quoted
	return b
}

func (m *maker) table() *block {
	b := &block{kind: table, columns: m.some(2, 4)}
	for range b.columns * m.some(2, 5) {
		b.parts = append(b.parts, m.cell())
	}
	return b
}

func (m *maker) cell() *part {
	texts := m.prose.phrase(m.some(1, 4))
	texts = append(texts, m.prose.fresh(false))
	return &part{id: m.id(), words: m.words(texts)}
}

// link makes links of some words of a text.
func (m *maker) link(t *text) {
	for _, s := range t.sections {
		if m.oneIn(2) {
			m.linkIn(t, s)
		}
	}
}

// linkIn makes a link of some words of a section that are none yet.
func (m *maker) linkIn(t *text, s *section) bool {
	for _, p := range s.parts(false) {
		n := m.some(1, 3)
		if len(p.words) < 8 {
			continue
		}
		at := m.some(1, len(p.words)-n-1)
		free := true
		for i := at - 1; i <= at+n && i < len(p.words); i++ {
			w := p.words[i]
			free = free && w.link == nil && !w.sign && w.before == "" && !w.strong && !w.emphasis
		}
		for i := at; i < at+n-1; i++ {
			free = free && p.words[i].after == ""
		}
		if !free {
			continue
		}
		l := &link{target: m.prose.address()}
		if to := m.linkable(t); to != nil && m.oneIn(2) {
			l.target, l.section = "#"+to.fragment(t.script), to.id
		}
		for i := at; i < at+n; i++ {
			p.words[i].link = l
		}
		return true
	}
	return false
}

// linkable is a section that a fragment names beyond doubt; nil if none is drawn.
func (m *maker) linkable(t *text) *section {
	s := t.sections[m.choose(len(t.sections))]
	if s.level == 0 || t.twin(s) || s.fragment(t.script) == "" {
		return nil
	}
	return s
}

// style draws how a text is written.
func (m *maker) style() style {
	var s style
	for n, set := range []func(){
		func() { s.setext = true },
		func() { s.closed = true },
		func() { s.kramdown = true },
		func() { s.wrap = 72 },
		func() { s.underscores = true },
		func() { s.star = true },
		func() { s.parenthesis = true },
		func() { s.references = true },
		func() { s.matter = 1 + m.choose(matters-1) },
	} {
		if m.oneIn(4 + n/3) {
			set()
		}
	}
	return s
}
