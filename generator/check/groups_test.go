package check

import (
	"strings"
	"testing"

	"policyarchive/generator/policy"
)

// Many findings of a kind are told as one with all its places; few, errors beside
// warnings, and those of other texts are not mixed.
func TestGroups(t *testing.T) {
	at := func(file, rule string, severity Severity, lines ...int) (list []Finding) {
		for _, line := range lines {
			list = append(list, Finding{Rule: rule, Severity: severity,
				Position: policy.Position{File: file, Line: line, Column: 7}, Problem: "it is wrong", Fix: "mend it"})
		}
		return list
	}
	many := []int{2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22}
	r := &Report{Policies: []PolicyReport{
		{Findings: append(append(at("a.md", "vague", Warning, many...), at("a.md", "vague", Error, 3)...),
			at("a.md", "dead-link", Error, 5, 6, 7)...)},
		{Findings: at("b.md", "vague", Warning, 1, 2, 3, 4)},
	}}
	for i := range r.Policies {
		sortFindings(r.Policies[i].Findings)
	}
	var lines []string
	places := 0
	for _, g := range r.Groups() {
		lines = append(lines, g.String())
		places += 1 + len(g.Others)
	}
	want := `a.md:2:7: warning: it is wrong; mend it [vague]
  and 10 more of this kind: 4:7, 6:7, 8:7, 10:7, 12:7, 14:7, 16:7, 18:7, 20:7, 22:7
a.md:3:7: error: it is wrong; mend it [vague]
a.md:5:7: error: it is wrong; mend it [dead-link]
a.md:6:7: error: it is wrong; mend it [dead-link]
a.md:7:7: error: it is wrong; mend it [dead-link]
b.md:1:7: warning: it is wrong; mend it [vague]
  and 3 more of this kind: 2:7, 3:7, 4:7`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if places != len(r.All()) {
		t.Errorf("%d places of %d findings", places, len(r.All()))
	}
}
