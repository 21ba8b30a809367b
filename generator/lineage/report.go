package lineage

import "policyarchive/generator/policy"

// SectionReport is a section of a text as data, for programs.
type SectionReport struct {
	Anchor  string         `json:"anchor"`
	Aliases []string       `json:"aliases,omitempty"`
	Level   int            `json:"level"`
	Depth   int            `json:"depth"`
	Number  string         `json:"number"`
	Title   string         `json:"title"`
	Since   string         `json:"since"` // the version in which the section first stood
	Line    int            `json:"line"`  // in the source
	Lineage OriginReport   `json:"lineage"`
	Clauses []ClauseReport `json:"clauses"`
}

// OriginReport says where a section comes from.
type OriginReport struct {
	First     string `json:"first"`               // version
	SplitFrom string `json:"splitFrom,omitempty"` // anchor
}

// ClauseReport is a clause of a section.
type ClauseReport struct {
	Anchor string `json:"anchor"`
	Kind   string `json:"kind"`
	Label  string `json:"label,omitempty"`
	Text   string `json:"text"`
}

// Report lists the sections of a document that the tracker has seen. names are
// those of the versions, in the order in which they were added.
func (t *Tracker) Report(doc *policy.Document, names []string) []SectionReport {
	list := []SectionReport{}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		l := t.Lineages[s.Lineage]
		r := SectionReport{
			Anchor: s.Anchor, Aliases: s.Aliases, Level: int(s.Level), Depth: s.Depth, Number: s.Number, Title: s.Title,
			Since: names[l.First], Clauses: []ClauseReport{}, Lineage: OriginReport{First: names[l.First]},
		}
		if s.Heading >= 0 {
			r.Line = doc.Position(doc.Blocks[s.Heading].Offset).Line
		} else if s.First < s.End {
			r.Line = doc.Position(doc.Blocks[s.First].Offset).Line
		}
		if l.SplitFrom >= 0 {
			r.Lineage.SplitFrom = t.Lineages[l.SplitFrom].Anchor
		}
		for _, c := range doc.Clauses(s) {
			r.Clauses = append(r.Clauses, ClauseReport{s.Anchor + "." + c.Anchor, c.Kind, c.Label, c.Text})
		}
		list = append(list, r)
	}
	return list
}
