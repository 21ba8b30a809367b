// Package check holds a working text against rules: what would break the
// record or a promise to readers, and what deserves a second look. Each rule
// is one small function; all findings are reported, not the first.
package check

import (
	"cmp"
	"fmt"
	"slices"

	"policyarchive/generator/policy"
)

// Severity says whether a finding stops a snapshot.
type Severity string

// An Error would break the record or a promise; a Warning wants a look.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Finding is one thing a rule found.
type Finding struct {
	Rule     string          `json:"rule"`
	Severity Severity        `json:"severity"`
	Position policy.Position `json:"position"`
	Problem  string          `json:"problem"` // what is wrong
	Fix      string          `json:"fix"`     // what to do
}

// String formats the finding on one line, as editors and GitHub's problem
// matchers read it: file:line:col: severity: problem; fix [rule].
func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s; %s [%s]", f.Position, f.Severity, f.Problem, f.Fix, f.Rule)
}

// Draft is a working text and what is declared about it.
type Draft struct {
	Doc *policy.Document
	// Source is the bytes that Doc was parsed from.
	Source []byte
	// Contradiction between its declared class and what changed; empty if none.
	Contradiction string
	// Previous is the version before; nil for the first.
	Previous *policy.Document
	// Today is a day, YYYY-MM-DD.
	Today string
	// EffectiveGiven and SummaryGiven: what the front matter says of these is
	// overruled.
	EffectiveGiven, SummaryGiven bool
}

// Run holds a draft against all rules. Findings are in the order of the text.
func Run(d Draft) []Finding {
	var list []Finding
	for _, rule := range []func(Draft) []Finding{
		encoding, unclosedFrontMatter, frontMatter, unknownKeys, emptyText, stale, contradiction, duplicateIDs, references, agreement, links, contact, damage,
	} {
		list = append(list, rule(d)...)
	}
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Position.Line, b.Position.Line), cmp.Compare(a.Position.Column, b.Position.Column))
	})
	return list
}

// Worst returns the findings of severity Error.
func Worst(list []Finding) []Finding {
	var errors []Finding
	for _, f := range list {
		if f.Severity == Error {
			errors = append(errors, f)
		}
	}
	return errors
}

func emptyText(d Draft) []Finding {
	for i := range d.Doc.Blocks {
		if len(d.Doc.Blocks[i].Tokens) > 0 {
			return nil
		}
	}
	return []Finding{{"empty", Error, d.Doc.Position(0), "the policy has no text", "write it, or restore it from Git"}}
}

func contradiction(d Draft) []Finding {
	if d.Contradiction == "" {
		return nil
	}
	return []Finding{{"class", Error, keyPosition(d, "class:"), d.Contradiction,
		"declare the class that fits (editorial, clarification or material) or mend the text"}}
}

func duplicateIDs(d Draft) []Finding {
	var list []Finding
	seen := map[string]*policy.Section{}
	for i := range d.Doc.Sections {
		s := &d.Doc.Sections[i]
		if s.ID == "" || s.Heading < 0 {
			continue
		}
		if first := seen[s.ID]; first != nil {
			list = append(list, Finding{"duplicate-id", Error, d.Doc.Position(d.Doc.Blocks[s.Heading].Offset),
				fmt.Sprintf("the id #%s is already that of the section “%s”", s.ID, first.Title), "give one of the two sections another id"})
			continue
		}
		seen[s.ID] = s
	}
	return list
}
