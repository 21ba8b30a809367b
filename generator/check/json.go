package check

import (
	"cmp"
	_ "embed"
	"time"
)

// Schema is the JSON Schema (draft 2020-12) of a [JSONReport].
//
//go:embed report.schema.json
var Schema []byte

// JSONReport is a report as data, for programs; [Schema] documents it.
type JSONReport struct {
	Base     string       `json:"base"`
	Errors   int          `json:"errors"`
	Warnings int          `json:"warnings"`
	Notes    int          `json:"notes"`
	Archive  []Finding    `json:"record"`
	Policies []JSONPolicy `json:"policies"`
}

// JSONPolicy is what was found in one policy's text.
type JSONPolicy struct {
	Policy    string     `json:"policy"`
	File      string     `json:"file"`
	Previous  string     `json:"previous,omitempty"`
	Verdict   string     `json:"verdict,omitempty"`
	Class     string     `json:"class,omitempty"`
	Published string     `json:"published"`
	Effective string     `json:"effective"`
	Notice    JSONNotice `json:"notice"`
	Waived    int        `json:"waived"`
	Findings  []Finding  `json:"findings"`
}

// JSONNotice counts days of notice.
type JSONNotice struct {
	Given  int `json:"given"`
	Wanted int `json:"wanted"`
}

// JSON turns the report into data.
func (r *Report) JSON() JSONReport {
	out := JSONReport{Base: r.Base, Errors: r.Count(Error), Warnings: r.Count(Warning), Notes: r.Count(Note),
		Archive: listed(r.Archive), Policies: []JSONPolicy{}}
	for i := range r.Policies {
		p := &r.Policies[i]
		published, effective, given, wanted := p.days()
		j := JSONPolicy{Policy: p.Draft.Policy, File: p.Draft.Doc.File, Previous: p.Draft.PreviousName(),
			Class:     p.Draft.Class(),
			Published: published, Effective: effective, Notice: JSONNotice{given,
				wanted}, Waived: p.Waived, Findings: listed(p.Findings)}
		if p.Draft.Comparison != nil {
			j.Verdict = string(p.Draft.Comparison.Verdict.Kind)
		}
		out.Policies = append(out.Policies, j)
	}
	return out
}

// listed makes an empty list of none.
func listed(list []Finding) []Finding { return append([]Finding{}, list...) }

// days are the dates of the change, and the days of notice that it gives and
// that its class wants.
func (p *PolicyReport) days() (published, effective string, given, wanted int) {
	d := p.Draft
	published = cmp.Or(d.Doc.Meta.Published, d.Today)
	effective = cmp.Or(d.Doc.Meta.Effective, d.Today)
	from, err := time.Parse(time.DateOnly, published)
	to, failed := time.Parse(time.DateOnly, effective)
	if err == nil && failed == nil {
		given = int(to.Sub(from).Hours() / 24)
	}
	return published, effective, given, p.Limits.Notice[d.Class()]
}
