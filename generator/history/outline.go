package history

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"strings"

	"policyarchive/generator/policy"
)

// Outline is what is told of a text again and again, without reading it.
type Outline struct {
	Title    string // of the document
	Sections []Heading
	// Bytes is a digest of the text as it was captured: equal texts have the same.
	Bytes [sha256.Size]byte
	// Digest is one of all that the text says and of what lineage gave it:
	// everything its HTML depends on.
	Digest [sha256.Size]byte
}

// Heading is a section by its heading.
type Heading struct {
	Line          int // of its lineage
	Number, Title string
	Headed        bool // it has one
}

// Section is the index of the section of a line; -1 if the text has none.
func (o *Outline) Section(line int) int {
	for i := range o.Sections {
		if o.Sections[i].Line == line {
			return i
		}
	}
	return -1
}

func outlineOf(doc *policy.Document) *Outline {
	o := &Outline{Title: doc.Title, Bytes: doc.Digest, Digest: textDigest(doc), Sections: make([]Heading, len(doc.Sections))}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		o.Sections[i] = Heading{s.Lineage, s.Number, s.Title, s.Heading >= 0}
	}
	return o
}

func textDigest(doc *policy.Document) [sha256.Size]byte {
	b := append([]byte(nil), doc.Digest[:]...)
	text := func(parts ...string) {
		for _, part := range parts {
			b = append(append(b, part...), 0)
		}
	}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		text(s.Anchor)
		text(s.Aliases...)
		b = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(b, int64(s.Lineage)), int64(s.First)), int64(s.Depth))
	}
	for i := range doc.Blocks {
		text(doc.Blocks[i].Clause)
	}
	return sha256.Sum256(b)
}

// stored is an outline, and the marks of its text, as encoding/gob likes them:
// few long values instead of many short ones.
type stored struct {
	Title           string
	Lines           []int
	Numbers, Titles string // those of all sections, a NUL behind each
	Headed          []byte
	Bytes, Digest   []byte
	Marks           []byte
}

func (v *Version) encode() (string, error) {
	o := v.Outline
	s := stored{Title: o.Title, Bytes: o.Bytes[:], Digest: o.Digest[:], Marks: v.marks, Headed: make([]byte, len(o.Sections))}
	var numbers, titles strings.Builder
	for i := range o.Sections {
		h := &o.Sections[i]
		s.Lines = append(s.Lines, h.Line)
		numbers.WriteString(h.Number + "\x00")
		titles.WriteString(h.Title + "\x00")
		if h.Headed {
			s.Headed[i] = 1
		}
	}
	s.Numbers, s.Titles = numbers.String(), titles.String()
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(s)
	return b.String(), err
}

func (v *Version) decode(data string) error {
	var s stored
	if err := gob.NewDecoder(strings.NewReader(data)).Decode(&s); err != nil {
		return err
	}
	numbers, titles := strings.Split(s.Numbers, "\x00"), strings.Split(s.Titles, "\x00")
	o := &Outline{Title: s.Title, Sections: make([]Heading, len(s.Lines))}
	if len(numbers) != len(s.Lines)+1 || len(titles) != len(s.Lines)+1 || len(s.Headed) != len(s.Lines) {
		return errMemory // a title with a NUL in it
	}
	for i, line := range s.Lines {
		o.Sections[i] = Heading{line, numbers[i], titles[i], s.Headed[i] == 1}
	}
	copy(o.Bytes[:], s.Bytes)
	copy(o.Digest[:], s.Digest)
	v.Outline, v.marks = o, s.Marks
	return nil
}
