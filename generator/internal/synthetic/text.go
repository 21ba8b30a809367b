package synthetic

import (
	"strings"
	"unicode"
)

// text is a policy as an editor thinks of it: without its marks.
type text struct {
	script    Script
	title     []word
	sections  []*section
	numbering numbering
	style     style
}

type section struct {
	id     int
	level  int // 0 of the text before the first heading
	title  []word
	author string // id that the author set
	bold   bool   // the heading is a bold line
	blocks []*block
}

type blockKind int

const (
	prosaic blockKind = iota
	bullets
	numbers
	table
	quoted
)

type block struct {
	kind    blockKind
	parts   []*part
	columns int // of a table, whose parts are its cells
	// author is an id that the author set on a paragraph.
	author string
}

type part struct {
	id    int
	words []word
}

// word is a word with the punctuation around it.
type word struct {
	id               int
	text             string
	before, after    string
	sign             bool // of an enumeration
	strong, emphasis bool
	link             *link // shared by the words of one link
}

type link struct {
	target  string
	section int
}

func (t *text) clone() *text {
	c := *t
	c.title = append([]word(nil), t.title...)
	c.sections = make([]*section, len(t.sections))
	for i, s := range t.sections {
		c.sections[i] = s.clone()
	}
	return &c
}

func (s *section) clone() *section {
	c := *s
	c.title = append([]word(nil), s.title...)
	c.blocks = make([]*block, len(s.blocks))
	for i, b := range s.blocks {
		c.blocks[i] = b.clone()
	}
	return &c
}

func (b *block) clone() *block {
	c := *b
	c.parts = make([]*part, len(b.parts))
	for i, p := range b.parts {
		c.parts[i] = &part{id: p.id, words: append([]word(nil), p.words...)}
	}
	return &c
}

// parts are those of all blocks, with the cells of tables or without them.
func (s *section) parts(cells bool) []*part {
	var list []*part
	for _, b := range s.blocks {
		if cells || b.kind != table {
			list = append(list, b.parts...)
		}
	}
	return list
}

// length is how many words a section has below its heading.
func (s *section) length() int {
	n := 0
	for _, p := range s.parts(true) {
		n += len(p.words)
	}
	return n
}

func titleOf(words []word, script Script) string { return plain(words, script) }

// plain is what words say, without marks.
func plain(words []word, script Script) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && (script.spaced() || w.sign) {
			b.WriteByte(' ')
		}
		b.WriteString(w.before + w.text + w.after)
		if w.sign && !script.spaced() {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

// slug is a title as a fragment, as many tools make it.
func slug(title string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(title) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			hyphen = true
			continue
		}
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteRune(r)
	}
	return b.String()
}

// fragment names a section in a link: by its author's id, else by its title.
func (s *section) fragment(script Script) string {
	if s.author != "" {
		return s.author
	}
	return slug(titleOf(s.title, script))
}

// twin reports whether another section has the same title.
func (t *text) twin(s *section) bool {
	for _, o := range t.sections {
		if o != s && titleOf(o.title, t.script) == titleOf(s.title, t.script) {
			return true
		}
	}
	return false
}

// branch is how many sections belong to section i: it and those below it.
func (t *text) branch(i int) int {
	n := 1
	for i+n < len(t.sections) && t.sections[i+n].level > t.sections[i].level {
		n++
	}
	return n
}

func (t *text) index(id int) int {
	for i, s := range t.sections {
		if s.id == id {
			return i
		}
	}
	return -1
}

// version is what the text says, and its source.
func (t *text) version() *Version {
	v := &Version{Source: t.markdown(), Title: titleOf(t.title, t.script)}
	printed := t.numbers()
	for i, s := range t.sections {
		level := s.level
		if s.bold {
			level = boldLevel
		}
		out := Section{ID: s.id, Level: level, Number: printed[i], Title: titleOf(s.title, t.script), Author: s.author}
		for _, b := range s.blocks {
			for _, p := range b.parts {
				out.Parts = append(out.Parts, p.truth(t.script, b.kind == table))
			}
		}
		v.Sections = append(v.Sections, out)
	}
	return v
}

// boldLevel is the level of a heading that is a bold line.
const boldLevel = 7

func (p *part) truth(script Script, cell bool) Part {
	out := Part{ID: p.id, Cell: cell, Text: plain(p.words, script)}
	for i := 0; i < len(p.words); i++ {
		w := p.words[i]
		out.Words = append(out.Words, Word{w.id, w.text})
		if w.link == nil || i > 0 && p.words[i-1].link == w.link {
			continue
		}
		end := i + 1
		for end < len(p.words) && p.words[end].link == w.link {
			end++
		}
		linked := append([]word(nil), p.words[i:end]...)
		linked[0].before, linked[len(linked)-1].after = "", ""
		out.Links = append(out.Links, Link{Text: plain(linked, script), Target: w.link.target, Section: w.link.section})
	}
	return out
}
