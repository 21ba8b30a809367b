package history

import (
	"crypto/sha256"
	"encoding/binary"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// Outline is what is told of a text again and again, without reading it.
type Outline struct {
	Title    string // of the document
	Sections []Heading
	// Text is the same for the same text: the digest of its document.
	Text [sha256.Size]byte
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
	o := &Outline{Title: doc.Title, Text: doc.Digest, Digest: textDigest(doc), Sections: make([]Heading, len(doc.Sections))}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		o.Sections[i] = Heading{s.Lineage, s.Number, s.Title, s.Heading >= 0}
	}
	return o
}

func textDigest(doc *policy.Document) [sha256.Size]byte {
	b := append(doc.Source[:len(doc.Source):len(doc.Source)], doc.Digest[:]...)
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

// encode writes a version's outline, and the marks of its text: numbers as
// varints, strings behind their length.
func (v *Version) encode() string {
	o := v.Outline
	var b []byte
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	b = append(append(b, o.Text[:]...), o.Digest[:]...)
	text(o.Title)
	b = binary.AppendUvarint(b, uint64(len(o.Sections)))
	for i := range o.Sections {
		h := &o.Sections[i]
		headed := 0
		if h.Headed {
			headed = 1
		}
		b = binary.AppendUvarint(b, uint64(h.Line)<<1|uint64(headed))
		text(h.Number)
		text(h.Title)
	}
	return string(append(b, v.marks...))
}

// decode reads what encode wrote. Its strings are parts of data.
func (v *Version) decode(data string) error {
	o := &Outline{}
	raw, at := []byte(data), len(o.Text)+len(o.Digest)
	if len(raw) < at {
		return errMemory
	}
	copy(o.Digest[:], raw[copy(o.Text[:], raw):])
	failed := false
	number := func() int {
		n, size := binary.Uvarint(raw[at:])
		if failed = failed || size <= 0 || n > 1<<31; failed {
			return 0
		}
		at += size
		return int(n)
	}
	text := func() string {
		n := number()
		if failed = failed || n > len(raw)-at; failed {
			return ""
		}
		at += n
		return data[at-n : at]
	}
	o.Title = text()
	for n := number(); n > 0 && !failed; n-- {
		line := number()
		o.Sections = append(o.Sections, Heading{line >> 1, text(), text(), line&1 == 1})
	}
	if failed {
		return errMemory
	}
	v.Outline, v.marks = o, lineage.Marks(raw[at:])
	return nil
}
