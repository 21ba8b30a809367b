package drift

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// matcher reads the words of a page and compares them with lines that it has to
// show.
type matcher struct {
	lines []string
	next  int    // index of the line behind the current one
	rest  string // of the current line
	space bool   // white space stands before what comes next
	look  look   // of what was read since the last white space
	// odd is what the page has where it has something else. Nothing is compared any more
	// from there on.
	odd *strings.Builder
}

// mostOdd is how many bytes of a page are kept to say what is wrong.
const mostOdd = 2000

// add reads what stands next in the page.
func (m *matcher) add(text string, is look) {
	for text != "" {
		var word string
		word, text = cutWord(text)
		switch {
		case word == "":
			m.space = true
		case m.odd != nil:
			m.keep(word)
		case !m.take(word, is):
			m.odd = &strings.Builder{}
			m.keep(word)
		}
	}
}

// take reads characters without white space, and reports whether they stand next in
// the text. Where they do not, nothing is taken.
func (m *matcher) take(word string, is look) bool {
	rest, next, now := m.rest, m.next, m.look
	if m.space {
		switch {
		case rest != "" && rest[0] == ' ':
			rest = rest[1:]
		case rest == "" && next < len(m.lines):
			rest, next = m.lines[next], next+1
		default:
			return false
		}
		now = 0
	}
	if is != now {
		if rest == "" || rest[0] != lookSign+byte(is) {
			return false
		}
		rest = rest[1:]
	}
	rest, found := strings.CutPrefix(rest, word)
	if found {
		m.rest, m.next, m.look, m.space = rest, next, is, false
	}
	return found
}

// betweenLines reports whether nothing differed so far, and what comes next begins a
// line.
func (m *matcher) betweenLines() bool { return m.odd == nil && m.rest == "" && m.space }

// keep keeps what the page has behind the place where it differs.
func (m *matcher) keep(word string) {
	if m.odd.Len() > mostOdd {
		return
	}
	if m.space {
		m.odd.WriteByte(' ')
		m.space = false
	}
	m.odd.WriteString(word)
}

// end says what is wrong, when the page was read.
func (m *matcher) end() error {
	if m.odd == nil && m.rest == "" && m.next == len(m.lines) {
		return nil
	}
	if m.odd == nil {
		m.odd = &strings.Builder{}
	}
	line := ""
	if m.next > 0 {
		line = m.lines[m.next-1]
	}
	at := len(line) - len(m.rest)
	start := strings.LastIndexByte(line[:at], ' ') + 1 // of the word in which they differ
	var before, after strings.Builder
	for i := max(0, m.next-3); i < m.next-1; i++ {
		before.WriteString(m.lines[i] + " ")
	}
	before.WriteString(line[:start])
	after.WriteString(line[start:])
	for i := m.next; i < len(m.lines) && after.Len() < mostOdd; i++ {
		after.WriteString(" " + m.lines[i])
	}
	return difference(plain(before.String()), plain(after.String()), plain(line[start:at])+m.odd.String())
}

// plain is a line without what tells the looks of characters.
func plain(line string) string {
	return strings.Map(func(r rune) rune {
		if r >= lookSign && r < lookSign+0x10 {
			return -1
		}
		return r
	}, line)
}

// around is how many words are shown on either side of one.
const around = 5

// difference names the first words in which two texts differ that go on behind the same
// words.
func difference(before, want, has string) error {
	words, others := policy.WordsIn(want), policy.WordsIn(has)
	i := 0
	for i < len(words) && i < len(others) && words[i] == others[i] {
		i++
	}
	seen := append(policy.WordsIn(before), words[:i]...)
	words, others = words[i:], others[i:]
	place := fmt.Sprintf(" behind “%s”", some(seen[max(0, len(seen)-around):]))
	if len(seen) == 0 {
		place = " at its beginning"
	}
	following := func(rest []string) string {
		if len(rest) == 0 {
			return place + ", at its end"
		}
		return place + fmt.Sprintf(", before “%s”", some(rest))
	}
	if len(words) == 0 && len(others) == 0 {
		return fmt.Errorf("it has “%s” instead of “%s”%s: the words are the same, and a sign, white space or what is raised "+
			"or code is not", some(strings.Fields(has)), some(strings.Fields(want)), place)
	}
	left, added := goesOn(words, others), goesOn(others, words)
	switch {
	case added > 0 && (left <= 0 || added <= left):
		return fmt.Errorf("it adds “%s”%s", some(others[:added]), following(words))
	case left > 0:
		return fmt.Errorf("it leaves out “%s”%s", some(words[:left]), following(words[left:]))
	}
	return fmt.Errorf("it has “%s” instead of “%s”%s", others[0], words[0], following(words[1:]))
}

// goesOn is how many words of a list stand before one with which another goes on; 0 if
// there is none. At the end of a text that goes on with nothing, these are all.
func goesOn(list, other []string) int {
	const enough = 3
	if len(other) == 0 {
		return len(list)
	}
	next := other[:min(enough, len(other))]
	for i := 1; i < len(list); i++ {
		if rest := list[i:min(i+len(next), len(list))]; slices.Equal(rest, next[:len(rest)]) {
			return i
		}
	}
	return 0
}

// some are the first of some words.
func some(words []string) string {
	if len(words) > around {
		return strings.Join(words[:around], " ") + " …"
	}
	return strings.Join(words, " ")
}

// titleFault says in which word no heading of a page is the title.
func (p *page) titleFault() error {
	if p.headings == 0 {
		return errors.New("no h1 shows its title")
	}
	return fmt.Errorf("of the title in an h1, %w", difference("", plain(p.title), p.h1.String()))
}
