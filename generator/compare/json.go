package compare

import (
	_ "embed"

	"policyarchive/generator/policy"
)

// Schema is the JSON Schema (draft 2020-12) of a [Report].
//
//go:embed comparison.schema.json
var Schema []byte

// Report is a comparison as data, for programs; [Schema] documents it.
type Report struct {
	From     string          `json:"from"`
	To       string          `json:"to"`
	Verdict  Kind            `json:"verdict"`
	Words    WordCount       `json:"words"`
	Title    *TitleReport    `json:"title,omitempty"` // only if it changed
	Sections []SectionReport `json:"sections"`
	Links    []LinkChange    `json:"links"`
	Markup   int             `json:"markup"`
}

// WordCount counts words that came and went.
type WordCount struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
}

// TitleReport is what the policy was and is called.
type TitleReport struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// SectionReport is one section in either version.
type SectionReport struct {
	Anchor    string       `json:"anchor"`
	Number    string       `json:"number"`
	Title     string       `json:"title"`
	OldNumber string       `json:"oldNumber,omitempty"` // only if it changed
	OldTitle  string       `json:"oldTitle,omitempty"`  // only if it changed
	Status    Status       `json:"status"`
	Changes   []Status     `json:"changes"`
	Words     WordCount    `json:"words"`
	Edits     []EditReport `json:"edits"` // of its own text, in reading order; matches left out
}

// EditReport is one change inside a section.
type EditReport struct {
	Clause  string `json:"clause,omitempty"` // its anchor in the version that has it
	Removed string `json:"removed,omitempty"`
	Added   string `json:"added,omitempty"`
	Minor   bool   `json:"minor,omitempty"` // no word changed
	Moved   string `json:"moved,omitempty"` // anchor of the section a clause came from
	Border  Border `json:"border,omitempty"`
}

// Border is what became of the border between two paragraphs, items or cells.
type Border string

// A block was divided, or two were joined.
const (
	Divided Border = "divided"
	Joined  Border = "joined"
)

// NewReport turns a comparison into data. from and to are what the versions
// are called.
func NewReport(c *Comparison, from, to string) Report {
	r := Report{
		From: from, To: to, Verdict: c.Verdict.Kind, Words: WordCount{c.Verdict.WordsAdded, c.Verdict.WordsRemoved},
		Sections: []SectionReport{}, Links: append([]LinkChange{}, c.Links...), Markup: c.Markup,
	}
	if c.TitleChanged {
		r.Title = &TitleReport{c.Old.Title, c.New.Title}
	}
	for n := range c.Sections {
		r.Sections = append(r.Sections, c.sectionReport(&c.Sections[n]))
	}
	return r
}

func (c *Comparison) sectionReport(s *Section) SectionReport {
	out := SectionReport{Status: s.Status, Changes: append([]Status{}, s.Changes...),
		Words: WordCount{s.WordsAdded, s.WordsRemoved}, Edits: []EditReport{}}
	var old, new *policy.Section
	if s.Old >= 0 {
		old = &c.Old.Sections[s.Old]
		out.Anchor, out.Number, out.Title = old.Anchor, old.Number, old.Title
	}
	if s.New >= 0 {
		new = &c.New.Sections[s.New]
		out.Anchor, out.Number, out.Title = new.Anchor, new.Number, new.Title
	}
	if old != nil && new != nil {
		if old.Number != new.Number {
			out.OldNumber = old.Number
		}
		if old.Title != new.Title {
			out.OldTitle = old.Title
		}
		if out.Title == "" {
			out.Title = old.Title
		}
	}
	for n := range s.Rows {
		out.Edits = append(out.Edits, c.rowReport(&s.Rows[n], out.Anchor)...)
	}
	return out
}

// rowReport reports a row's changes; a deletion and the insertion behind it are one.
func (c *Comparison) rowReport(r *Row, anchor string) []EditReport {
	if r.MovedTo >= 0 || r.Same() || r.taken {
		return nil
	}
	clause := ""
	if r.New >= 0 {
		clause = c.New.Blocks[r.New].Clause
	} else {
		clause = c.Old.Blocks[r.Old].Clause
	}
	if clause != "" {
		clause = anchor + "." + clause
	}
	var list []EditReport
	if r.Moved {
		if at := c.Old.SectionAt(r.Old); at >= 0 {
			list = append(list, EditReport{Clause: clause, Moved: c.Old.Sections[at].Anchor})
		}
	}
	if r.Divided {
		list = append(list, EditReport{Clause: clause, Border: Divided})
	}
	for n := 0; n < len(r.Edits); n++ {
		e := r.Edits[n]
		switch e.Op {
		case Match:
			if r.Joined(n) {
				list = append(list, EditReport{Clause: clause, Border: Joined})
			}
		case Delete:
			out := EditReport{Clause: clause, Minor: e.Minor,
				Removed: policy.Text(c.Old.Blocks[r.Source(n)].Tokens[e.OldFrom:e.OldTo])}
			if n+1 < len(r.Edits) && r.Edits[n+1].Op == Insert {
				n++
				out.Added = policy.Text(c.New.Blocks[r.New].Tokens[r.Edits[n].NewFrom:r.Edits[n].NewTo])
			}
			list = append(list, out)
		case Insert:
			list = append(list, EditReport{Clause: clause, Minor: e.Minor,
				Added: policy.Text(c.New.Blocks[r.New].Tokens[e.NewFrom:e.NewTo])})
		}
	}
	return list
}
