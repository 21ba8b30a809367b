package lineage

import (
	"encoding/binary"
	"errors"

	"policyarchive/generator/policy"
)

// Marks are all that [Tracker.Add] wrote into a document: they stand for it when
// the text is parsed again. They mean something only together with the tracker
// they come from, or with one that was fed more versions since.
type Marks []byte

// errMarks is the error of marks that do not fit the document.
var errMarks = errors.New("what is remembered of the sections does not fit the text")

// Marks are those of a document that was just added.
func (t *Tracker) Marks(doc *policy.Document) Marks {
	var b Marks
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	text := func(s string) {
		number(len(s))
		b = append(b, s...)
	}
	number(len(doc.Sections))
	for i := range doc.Sections {
		s := &doc.Sections[i]
		number(s.Lineage)
		number(len(s.Aliases))
		for _, a := range s.Aliases {
			text(a)
		}
		number(s.Parent + 1)
		number(s.End)
		if !t.Lines[s.Lineage].state.lost {
			number(0)
			continue
		}
		number(1)
		number(s.First)
		number(s.Depth)
		number(int(s.Level))
	}
	for i := range doc.Blocks {
		text(doc.Blocks[i].Clause)
	}
	return b
}

// Mark makes a document that was just parsed what it was when its marks were
// taken.
func (t *Tracker) Mark(doc *policy.Document, marks Marks) error {
	r := markReader{rest: marks}
	sections := make([]policy.Section, 0, len(doc.Sections))
	parsed := doc.Sections
	for range r.number() {
		line, aliases := r.number(), []string(nil)
		for range r.number() {
			aliases = append(aliases, r.text())
		}
		parent, end := r.number()-1, r.number()
		var s policy.Section
		if r.number() == 1 {
			s = policy.Section{Heading: -1, First: r.number(), Depth: r.number(), Level: int8(r.number())}
		} else if len(parsed) > 0 {
			s, parsed = parsed[0], parsed[1:]
		} else {
			return errMarks
		}
		if r.failed || line >= len(t.Lines) || s.First > end || end > len(doc.Blocks) {
			return errMarks
		}
		l := t.Lines[line]
		s.Parent, s.End = parent, end
		s.Lineage, s.Anchor, s.Aliases = l.ID, l.Anchor, aliases
		sections = append(sections, s)
	}
	for i := range doc.Blocks {
		doc.Blocks[i].Clause = r.text()
	}
	if r.failed || len(r.rest) > 0 || len(parsed) > 0 {
		return errMarks
	}
	doc.Sections = sections
	return nil
}

// markReader takes marks apart.
type markReader struct {
	rest   []byte
	failed bool
}

func (r *markReader) number() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > 1<<31 {
		r.failed, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *markReader) text() string {
	n := r.number()
	if n > len(r.rest) {
		r.failed, r.rest = true, nil
		return ""
	}
	text := string(r.rest[:n])
	r.rest = r.rest[n:]
	return text
}
