// Package check judges working texts and the archive by rules: what would break the
// record or a promise to readers, and what deserves a second look. Each rule
// is one small function; all findings are reported, not the first.
//
// Rules that judge a text run over the text that a change began from as well:
// what was found there already is no finding. RULES.md says
// of every rule why it is there, what to do, and where it comes from.
package check

import (
	"cmp"
	"fmt"
	"slices"

	"policyarchive/generator/characters"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/policy"
)

// Severity says what a finding does to a change.
type Severity string

// An Error stops the change: it would break the record or a promise. A Warning
// wants a look. A Note tells what the change does elsewhere.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Finding is one thing a rule found.
type Finding struct {
	Rule     string          `json:"rule"`
	Severity Severity        `json:"severity"`
	Position policy.Position `json:"position"`
	Problem  string          `json:"problem"` // what is wrong
	Fix      string          `json:"fix"`     // what to do
	// Section is the anchor of the section it stands in; empty if in none.
	Section string `json:"section,omitempty"`
	// Fingerprint stays the same while the finding does, wherever it moves.
	Fingerprint string `json:"fingerprint"`

	// More is how many findings of the rule it stands for that are not listed; 0 for a
	// finding of its own.
	More int `json:"more,omitempty"`

	block   int    // -1: the text as a whole
	token   int    // in the block, where a rule wants to know
	context string // what is found again; Problem if empty
	// otherwise is by what else it is found again, where the context changed; may be empty.
	otherwise string
}

// String formats the finding on one line, as editors and GitHub's problem
// matchers read it: file:line:col: severity: problem; fix [rule].
func (f Finding) String() string {
	return characters.Line(fmt.Sprintf("%s: %s: %s; %s [%s]", f.Position, f.Severity, f.Problem, f.Fix, f.Rule))
}

// Run judges a draft by all rules about texts and changes. Unless all is set, what
// the text that the change began from had as well is left out. Findings are in the
// order of the text; waived is how many were waived.
func Run(d *draft.Draft, o Options, all bool) (findings []Finding, waived int) {
	s := newSubject(d, o)
	findings, waived = s.judge()
	if !all && d.Base != nil {
		old, _ := s.before().judge()
		findings = added(findings, old)
	}
	sortFindings(findings)
	findings = bounded(findings)
	mark(findings)
	return findings, waived
}

// mostOfARule is how many findings of one rule and severity are listed of a text.
// Nobody reads on, and a text can be made of nothing but errors.
const mostOfARule = 200

// bounded keeps the first findings of each rule. One more stands for all the others.
func bounded(sorted []Finding) []Finding {
	type kind struct {
		rule     string
		severity Severity
	}
	count := map[kind]int{}
	for _, f := range sorted {
		count[kind{f.Rule, f.Severity}]++
	}
	seen := map[kind]int{}
	list := sorted[:0]
	for _, f := range sorted {
		k := kind{f.Rule, f.Severity}
		if seen[k]++; seen[k] > mostOfARule+1 {
			continue
		}
		if more := count[k] - mostOfARule; more > 1 && seen[k] > mostOfARule {
			f.Problem = english.Count(more, "more finding") + " of this rule are not listed"
			f.Fix, f.More, f.context, f.otherwise = "mend those that are listed, and check again", more, "more", ""
		}
		list = append(list, f)
	}
	return list
}

// Count is how many findings it is, or stands for.
func (f Finding) Count() int { return max(1, f.More) }

// judge runs the rules and takes out what is waived.
func (d *subject) judge() (findings []Finding, waived int) {
	for _, rule := range Rules() {
		if rule.find == nil || rule.English && !d.English() || rule.Change && !d.Changed() {
			continue
		}
		list := rule.find(d)
		for i := range list {
			list[i].Rule, list[i].Severity = rule.Name, cmp.Or(list[i].Severity, rule.Severity)
		}
		findings = append(findings, list...)
	}
	return d.waive(findings)
}

func sortFindings(list []Finding) {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Position.File, b.Position.File), cmp.Compare(a.Position.Line, b.Position.Line),
			cmp.Compare(a.Position.Column, b.Position.Column))
	})
}

// Stops reports whether the finding stops a snapshot, too.
func (f Finding) Stops() bool {
	rule, _ := RuleNamed(f.Rule)
	return f.Severity == Error && rule.Freeze
}
