package history

import (
	"crypto/sha256"

	"policyarchive/generator/policy"
)

// Outline is what pages show of a text again and again, without reading it.
type Outline struct {
	Title    string // of the document
	Sections []Heading
	// Text is the same for the same text: the digest of its document.
	Text [sha256.Size]byte
}

// Heading is a section by its heading.
type Heading struct {
	Lineage       int // of its lineage
	Number, Title string
	Headed        bool   // it has one
	Around        string // as [policy.Document.Around] has it
}

// Section is the index of the section of a lineage; -1 if the text has none.
func (o *Outline) Section(lineage int) int {
	for i := range o.Sections {
		if o.Sections[i].Lineage == lineage {
			return i
		}
	}
	return -1
}

func outlineOf(doc *policy.Document) *Outline {
	o := &Outline{Title: doc.Title, Text: doc.Digest, Sections: make([]Heading, len(doc.Sections))}
	around := doc.Around()
	for i := range doc.Sections {
		s := &doc.Sections[i]
		o.Sections[i] = Heading{s.Lineage, s.Number, s.Title, s.Heading >= 0, around[i]}
	}
	return o
}
