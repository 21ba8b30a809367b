package pages

import (
	"fmt"
	"strings"
	"testing"

	"policyarchive/generator/schema"
)

// TestByYear: a long list is divided by years, and neighbours of a year that changed no
// word are one group, but for the text in force.
func TestByYear(t *testing.T) {
	var groups []schema.EntryGroup
	for n, quiet := range []bool{true, true, true, false, true, true, true, false, false, true, true, true, true, false} {
		e := schema.Entry{Version: schema.Version{Name: fmt.Sprintf("20%d-01-01", 24-n/5), State: "superseded"}}
		if n == 0 {
			e.Version.State = "in-force"
		}
		if last := len(groups) - 1; quiet && last >= 0 && groups[last].Folded {
			groups[last].Entries = append(groups[last].Entries, e)
			continue
		}
		groups = append(groups, schema.EntryGroup{Folded: quiet, Entries: []schema.Entry{e}})
	}
	var got strings.Builder
	p := &pageBuilder{words: spoken(t).Site}
	for _, y := range p.byYear(groups) {
		fmt.Fprintf(&got, "%s:", y.Title)
		for _, g := range y.Groups {
			fmt.Fprintf(&got, " %d", len(g.Entries))
		}
		got.WriteString("\n")
	}
	if want := "2024: 1 2 1 1\n2023: 2 1 1 1\n2022: 3 1\n"; got.String() != want {
		t.Errorf("%s, not\n%s", got.String(), want)
	}
	if years := p.byYear(groups[:4]); len(years) != 1 || years[0].Title != "" {
		t.Errorf("a short list is divided: %v", years)
	}
}
