package check

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestManyFindingsOfARule: a text of nothing but errors has a report that can be read,
// in each format, and counts them all.
func TestManyFindingsOfARule(t *testing.T) {
	const errors = 5000
	s := parse("---\nlang: en\n---\n\n# Privacy\n\nWe keep data.\n\n" + strings.Repeat("&#1;\n", errors))
	list := found(s)
	r := &Report{Policies: []PolicyReport{{Draft: s.Draft, Findings: list}}}
	if len(list) > mostOfARule+20 || r.Count(Error) != errors || !strings.Contains(r.Summary(), "5,000 errors") {
		t.Fatalf("%d findings are listed, %d errors counted: %s", len(list), r.Count(Error), r.Summary())
	}
	last := list[len(list)-1]
	const want = "4,800 more findings of this rule are not listed; mend those that are listed, and check again [encoding]"
	if !strings.HasSuffix(last.String(), want) || last.Position.Line != 209 || !last.Stops() {
		t.Errorf("the last line is %s", last)
	}
	data, err := json.Marshal([]any{r.JSON(), r.SARIF()})
	if err != nil {
		t.Fatal(err)
	}
	for format, text := range map[string]string{"json": string(data), "markdown": r.Markdown(MarkdownOptions{})} {
		if strings.Count(text, "stands for U+0001") > 2*mostOfARule || !strings.Contains(text, "4,800 more findings") {
			t.Errorf("%s: %d bytes, %d findings", format, len(text), strings.Count(text, "stands for U+0001"))
		}
	}
	if github := r.GitHub(); !strings.Contains(github, "4,990 errors more are not shown here.\n") {
		t.Errorf("github does not count what it leaves out: %s", github)
	}
	var groups strings.Builder
	for _, g := range r.Groups() {
		groups.WriteString(g.String() + "\n")
	}
	if !strings.Contains(groups.String(), "and 4999 more of this kind: 10:1, ") ||
		!strings.Contains(groups.String(), " 208:1 …\n") {
		t.Errorf("the groups are\n%s", groups.String())
	}
}

// TestFewMoreAreListed: one finding is not replaced by a line that says that there is one.
func TestFewMoreAreListed(t *testing.T) {
	for n, want := range map[int]int{mostOfARule: 0, mostOfARule + 1: 0, mostOfARule + 2: 2} {
		list := bounded(make([]Finding, n))
		if len(list) != min(n, mostOfARule+1) || list[len(list)-1].More != want {
			t.Errorf("of %d findings, %d are listed, and the last stands for %d", n, len(list), list[len(list)-1].More)
		}
	}
}
