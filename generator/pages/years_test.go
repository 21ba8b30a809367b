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
	var entries []schema.Entry
	for n, quiet := range []bool{true, true, true, false, true, true, true, false, false, true, true, true, true, false} {
		e := schema.Entry{Version: schema.Version{Name: fmt.Sprintf("20%d-01-01", 24-n/5), State: "superseded"}, Quiet: quiet}
		if n == 0 {
			e.Version.State = "in-force"
		}
		entries = append(entries, e)
	}
	var got strings.Builder
	for _, y := range byYear(entries) {
		fmt.Fprintf(&got, "%s:", y.Title)
		for _, g := range y.Groups {
			fmt.Fprintf(&got, " %d", len(g.Entries))
		}
		got.WriteString("\n")
	}
	if want := "2024: 1 2 1 1\n2023: 2 1 1 1\n2022: 3 1\n"; got.String() != want {
		t.Errorf("%s, not\n%s", got.String(), want)
	}
	if years := byYear(entries[:12]); len(years) != 1 || years[0].Title != "" {
		t.Errorf("a short list is divided: %v", years)
	}
}
