package weave

import (
	_ "embed"

	"policyarchive/generator/policy"
)

// BlameSchema is the JSON Schema (draft 2020-12) of a [Report].
//
//go:embed blame.schema.json
var BlameSchema []byte

// Report says of every passage of a version since when it has stood;
// [BlameSchema] documents it.
type Report struct {
	Policy   string          `json:"policy"`
	Version  string          `json:"version"`
	Oldest   string          `json:"oldest"` // what stood in it already may be older
	Sections []SectionReport `json:"sections"`
}

// SectionReport is one section of a Report.
type SectionReport struct {
	Anchor   string          `json:"anchor"`
	Number   string          `json:"number"`
	Title    string          `json:"title"`
	Since    string          `json:"since"` // of its title; "" without one
	Passages []PassageReport `json:"passages"`
}

// PassageReport is one passage of a section's own text.
type PassageReport struct {
	Since  string `json:"since"`
	Clause string `json:"clause"` // its anchor below the section's; may be empty
	Begins bool   `json:"begins"` // a paragraph, an item, a cell begins with it
	Words  int    `json:"words"`
	Text   string `json:"text"`
}

// NewReport reports on a version, or on one section of it if anchor is not empty.
func (w *Weave) NewReport(version int, anchor string) Report {
	doc, ages := w.Document(version), w.Ages(version)
	r := Report{Policy: w.Policy, Version: w.Versions[version].Name, Oldest: w.Versions[0].Name,
		Sections: []SectionReport{}}
	name := func(v int) string { return w.Versions[v].Name }
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if anchor != "" && s.Anchor != anchor {
			continue
		}
		out := SectionReport{Anchor: s.Anchor, Number: s.Number, Title: s.Title, Passages: []PassageReport{}}
		if s.Heading >= 0 && len(ages[s.Heading]) > 0 {
			out.Since = name(ages[s.Heading][w.Sections[w.Versions[version].Sections[i]].Title[0]])
		}
		for b := s.First; b < s.End; b++ {
			tokens := doc.Blocks[b].Tokens
			for n, p := range Passages(tokens, ages[b]) {
				out.Passages = append(out.Passages, PassageReport{
					Since: name(p.Since), Clause: doc.Blocks[b].Clause, Begins: n == 0,
					Words: len(policy.Words(tokens[p.From:p.To])), Text: policy.Text(tokens[p.From:p.To]),
				})
			}
		}
		r.Sections = append(r.Sections, out)
	}
	return r
}
