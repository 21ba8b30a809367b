package drift

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"policyarchive/generator/schema"
)

// TextID is the id of the element of a page that has the text.
const TextID = "_text"

// ApartClass is the class of an element within a text that is not of it.
const ApartClass = "apart"

// isApart reports whether elements of a class are not of the text: those that
// package render and the templates of the generator put there have classes of
// their own.
func isApart(class string) bool {
	switch class {
	case ApartClass, "permalink", "now", "pilcrow", "back", "note", "age", "letter":
		return true
	}
	return false
}

// Pages checks the pages of a site. Neighbouring versions share most parts of their
// pages, and what was read once is not read again. It is safe for concurrent use.
type Pages struct {
	seeds [2]maphash.Seed
	mu    sync.Mutex
	known map[hash]passage
}

// hash is two hashes of the same.
type hash [2]uint64

// passage is what a part of a page shows: whole lines, which are so many, with a hash.
type passage struct {
	lines int
	hash  hash
}

// NewPages returns what has read no page yet.
func NewPages() *Pages {
	return &Pages{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, known: map[hash]passage{}}
}

// Check says in which word a page, given in parts, differs from the text that it has
// to show; nil if it shows all of it and no other word.
func (s *Pages) Check(parts []string, text *schema.WholeText) error {
	p := &page{match: matcher{lines: text.Lines, space: true}, title: text.Title, titled: text.Title == ""}
	for _, part := range parts {
		if err := s.read(p, part); err != nil {
			return err
		}
		if p.isOver() {
			break
		}
	}
	if !p.titled {
		return p.titleFault()
	}
	if !p.found {
		return fmt.Errorf("no element has the id %s, by which the text is known", TextID)
	}
	return p.match.end()
}

// read reads the next part of a page. One that leaves open what is open, and shows whole
// lines of the text or none, is known from then on.
func (s *Pages) read(p *page, part string) error {
	before := p.state()
	if !p.match.betweenLines() || before != (state{text: p.text, headings: before.headings}) {
		return p.read(part)
	}
	key := s.hash(p.text.name, part)
	s.mu.Lock()
	is, known := s.known[key]
	s.mu.Unlock()
	first := p.match.next
	if end := first + is.lines; known && end <= len(p.match.lines) && s.hash(p.match.lines[first:end]...) == is.hash {
		p.match.next = end
		return nil
	}
	if err := p.read(part); err != nil {
		return err
	}
	if p.match.betweenLines() && p.state() == before {
		is = passage{p.match.next - first, s.hash(p.match.lines[first:p.match.next]...)}
		s.mu.Lock()
		s.known[key] = is
		s.mu.Unlock()
	}
	return nil
}

func (s *Pages) hash(texts ...string) (is hash) {
	for i, seed := range s.seeds {
		var h maphash.Hash
		h.SetSeed(seed)
		for _, text := range texts {
			h.WriteString(text)
			h.WriteByte(0)
		}
		is[i] = h.Sum64()
	}
	return is
}

// page is a page that is being read.
type page struct {
	z      *html.Tokenizer
	match  matcher
	found  bool   // an element that has the text
	title  string // that an h1 has to show, as a line
	titled bool   // it does, or there is none
	h1     liner  // the last one

	text, skipped, heading element // those that are open
	headings               int     // how many there were
	looks                  looks
}

// isOver reports whether nothing is of interest any more.
func (p *page) isOver() bool { return p.found && p.titled && !p.text.isOpen() }

// state tells what is open, and how many headings there were.
type state struct {
	text, skipped, heading element
	headings               int
	looks                  look
	spans                  int
}

func (p *page) state() state {
	return state{p.text, p.skipped, p.heading, p.headings, p.looks.now(), len(p.looks.spans)}
}

// element is an element that is open, by its name, and how many of its name are open
// within it.
type element struct {
	name   string
	within int
}

func (e *element) isOpen() bool { return e.name != "" }

// begin notes that an element of a name begins.
func (e *element) begin(name []byte) {
	if e.name == string(name) {
		e.within++
	}
}

// end notes that an element of a name ends, and reports whether it is this one.
func (e *element) end(name []byte) bool {
	if e.name != string(name) {
		return false
	}
	if e.within--; e.within >= 0 {
		return false
	}
	*e = element{}
	return true
}

// endOfPart stands behind each part when it is read: where it is not found as a tag, the
// part ends within one, or within a comment or a script, and what follows it is no text.
const endOfPart = "x-end-of-part"

// read reads the next part of the page.
func (p *page) read(part string) error {
	p.z = html.NewTokenizer(io.MultiReader(strings.NewReader(part), strings.NewReader("<"+endOfPart+">")))
	ended := false
	for {
		switch p.z.Next() {
		case html.ErrorToken:
			switch err := p.z.Err(); {
			case !errors.Is(err, io.EOF):
				return fmt.Errorf("read the page: %w", err)
			case !ended:
				return errors.New("a text is put into a tag, a comment or a script, where nobody sees it")
			}
			return nil
		case html.TextToken:
			p.words()
		case html.StartTagToken:
			name, attributes := p.z.TagName()
			if ended = string(name) == endOfPart; !ended {
				p.begin(name, attributes)
			}
		case html.EndTagToken:
			name, _ := p.z.TagName()
			if p.end(name); p.isOver() {
				return nil
			}
		case html.SelfClosingTagToken:
			if name, _ := p.z.TagName(); !isInline(name) {
				p.endWord()
			}
		}
	}
}

func (p *page) words() {
	switch {
	case p.skipped.isOpen():
	case p.text.isOpen():
		p.match.add(string(p.z.Text()), p.looks.now())
	case p.heading.isOpen():
		p.h1.add(string(p.z.Text()), 0)
	}
}

func (p *page) endWord() {
	p.match.space = true
	p.h1.endWord()
}

func (p *page) begin(name []byte, more bool) {
	if p.skipped.isOpen() {
		p.skipped.begin(name)
		return
	}
	within := p.text.isOpen() || p.heading.isOpen()
	if within && !isInline(name) {
		p.endWord()
	}
	if string(name) == "script" || string(name) == "style" || string(name) == "template" {
		p.skipped.name = string(name)
		return
	}
	p.text.begin(name)
	p.heading.begin(name)
	image := false
	for more {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		switch string(key) {
		case "id":
			if string(value) == TextID && !p.text.isOpen() {
				p.text.name, p.found = string(name), true
				p.endWord()
			}
		case "class":
			if !within {
				continue
			}
			for class := range strings.FieldsSeq(string(value)) {
				image = image || class == "image"
				if isApart(class) {
					p.skipped.name = string(name)
					return
				}
			}
		}
	}
	if p.text.isOpen() {
		p.looks.begin(name, image)
	} else if string(name) == "h1" {
		p.heading.name, p.h1 = "h1", liner{}
		p.headings++
	}
}

func (p *page) end(name []byte) {
	if p.skipped.isOpen() {
		p.skipped.end(name)
		return
	}
	if !isInline(name) {
		p.endWord()
	}
	if p.text.isOpen() {
		p.looks.end(name)
	}
	p.text.end(name)
	if p.heading.end(name) {
		p.titled = p.titled || p.h1.String() == p.title
	}
}

// looks are the elements that give words a look, which are open.
type looks struct {
	pre, sup, sub, code int
	spans               []bool // whether it is an image
	images              int
}

func (l *looks) now() (is look) {
	if l.sup > 0 {
		is |= raised
	}
	if l.sub > 0 {
		is |= lowered
	}
	if l.code > 0 && l.pre == 0 {
		is |= code
	}
	if l.images > 0 {
		is |= image
	}
	return is
}

func (l *looks) begin(name []byte, image bool) {
	l.count(name, 1)
	if string(name) == "span" {
		l.spans = append(l.spans, image)
		if image {
			l.images++
		}
	}
}

func (l *looks) end(name []byte) {
	l.count(name, -1)
	if last := len(l.spans) - 1; string(name) == "span" && last >= 0 {
		if l.spans[last] {
			l.images--
		}
		l.spans = l.spans[:last]
	}
}

func (l *looks) count(name []byte, n int) {
	switch string(name) {
	case "pre":
		l.pre += n
	case "sup":
		l.sup += n
	case "sub":
		l.sub += n
	case "code":
		l.code += n
	}
}

// isInline reports whether an element stands in a line, so that it ends no word.
func isInline(name []byte) bool {
	switch string(name) {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
		"q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr":
		return true
	}
	return false
}
