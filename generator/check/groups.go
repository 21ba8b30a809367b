package check

import (
	"fmt"
	"strings"

	"policyarchive/generator/policy"
)

// few is how many findings of a kind are reported one by one.
const few = 3

// Group is what a rule found in a file: one finding, or more than a few of the
// same severity.
type Group struct {
	Finding                   // the first
	Others  []policy.Position // where the same is found again
	Beyond  int               // how many more there are whose places are not listed
}

// Groups are the findings, of which many of a kind are one. Each stands where the
// first of it does.
func (r *Report) Groups() []Group {
	type kind struct {
		file, rule string
		severity   Severity
	}
	of := func(f Finding) kind { return kind{f.Position.File, f.Rule, f.Severity} }
	count := map[kind]int{}
	for _, f := range r.All() {
		count[of(f)]++
	}
	var groups []Group
	at := map[kind]int{}
	for _, f := range r.All() {
		if i, begun := at[of(f)]; begun && count[of(f)] > few {
			if groups[i].Beyond = f.More; f.More == 0 {
				groups[i].Others = append(groups[i].Others, f.Position)
			}
			continue
		}
		at[of(f)] = len(groups)
		groups = append(groups, Group{Finding: f})
	}
	return groups
}

// String formats the group as its first finding, with the places of the others,
// line:column each, on the lines below.
func (g Group) String() string {
	var b strings.Builder
	b.WriteString(g.Finding.String())
	if len(g.Others) == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "\n  and %d more of this kind:", len(g.Others)+g.Beyond)
	width := 0
	for i, p := range g.Others {
		place := fmt.Sprintf(" %d:%d", p.Line, p.Column)
		if i < len(g.Others)-1 {
			place += ","
		}
		if width += len(place); width > 72 {
			b.WriteString("\n   ")
			width = len(place)
		}
		b.WriteString(place)
	}
	if g.Beyond > 0 {
		b.WriteString(" …")
	}
	return b.String()
}
