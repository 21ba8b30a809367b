package changelog_test

import (
	"os"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/weave"
)

func TestEntries(t *testing.T) {
	dir := t.TempDir()
	for _, v := range []struct {
		day, class, text string
	}{
		{"2024-01-01", "", "# Privacy\n\n## Data\n\nWe keep your name.\n"},
		{"2024-02-01", "editorial", "# Privacy\n\n## **Data**\n\nWe keep *your* name.\n"},
		{"2024-03-01", "editorial", "# Privacy\n\n## Data\n\nWe keep your name and may sell it.\n"},
		{"2024-04-01", "material", "# Privacy\n\n## Data\n\nWe keep your name and may sell it.\n\n## Contact\n\nWrite to " +
			"the forge.\n"},
		{"2024-05-01", "", "# Privacy\n\n## Data\n\nWe keep your name and may sell it.\n\n## Contact\n\nWrite to the forge.\n"},
	} {
		_, err := archive.Add(dir+"/archive", "2026-11-30", archive.Addition{
			Record: archive.Record{Policy: "privacy", Version: archive.Name{Date: v.day}, Effective: v.day,
				Class: archive.Class(v.class), Source: archive.Source{Medium: "written"}},
			Text: []byte(v.text),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	h := open(t, dir+"/archive")
	steps := []*changelog.Step{nil}
	for i, v := range h.Versions[1:] {
		steps = append(steps, changelog.StepOf(weave.Compare(h.Versions[i].Doc, v.Doc), string(v.Record.Class)))
	}
	entries := changelog.Entries(h, steps)
	for i, want := range []struct {
		kind          compare.Kind
		significant   bool
		contradiction string
	}{
		{"", true, ""},
		{compare.Presentation, false, ""},
		{compare.Wording, true, "declared editorial, but words of substance changed: “may”, “sell”"},
		{compare.Sections, true, ""},
		{compare.Identical, false, ""},
	} {
		e := &entries[i]
		if (e.Step == nil) != (i == 0) || (e.Previous == nil) != (i == 0) {
			t.Fatalf("entry %d is compared: %t", i, e.Step != nil)
		}
		if i > 0 && (e.Step.Verdict.Kind != want.kind || e.Previous != entries[i-1].Version) {
			t.Errorf("entry %d: %s, want %s", i, e.Step.Verdict.Kind, want.kind)
		}
		if e.Significant() != want.significant {
			t.Errorf("entry %d is significant: %t", i, e.Significant())
		}
		if got := e.Contradiction().String(); got != want.contradiction {
			t.Errorf("entry %d: %q, want %q", i, got, want.contradiction)
		}
	}
}

func open(t *testing.T, dir string) *history.History {
	t.Helper()
	opened, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	h, err := history.Load(t.Context(), opened, "privacy", "2024-06-01")
	if err != nil {
		t.Fatal(err)
	}
	return h
}
