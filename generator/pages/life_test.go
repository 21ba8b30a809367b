package pages

import (
	"os"
	"path/filepath"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/changelog"
	"policyarchive/generator/history"
	"policyarchive/generator/weave"
	"policyarchive/generator/words"
)

// spoken are the words of the interface, in English.
func spoken(t *testing.T) *words.Set {
	t.Helper()
	all, err := words.Load("../..", "en-GB", "")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// archived returns the history of texts that were written on the days given.
func archived(t *testing.T, days, texts []string) *history.History {
	t.Helper()
	return archivedWith(t, days, texts, func(*archive.Record) {})
}

// archivedWith is archived with more in the records.
func archivedWith(t *testing.T, days, texts []string, more func(*archive.Record)) *history.History {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	for i, text := range texts {
		record := archive.Record{
			Policy: "privacy", Version: archive.Name{Date: days[i]}, Source: archive.Source{Medium: "written"}}
		more(&record)
		_, err := archive.Add(dir, "2026-11-30", archive.Addition{Text: []byte(text), Record: record})
		if err != nil {
			t.Fatal(err)
		}
	}
	opened, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	h, err := history.Load(t.Context(), opened, "privacy", "2024-01-01")
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// A section's wordings are stretches of versions without a changed word: a
// change of markup begins none, a return after an absence does.
func TestLives(t *testing.T) {
	const contact = "## Contact\n\nWrite to the forge, or come by on any day of the week.\n"
	h := archived(t, []string{"2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01"}, []string{
		"# P\n\n## Data\n\nWe keep your name for thirty days and no longer.\n\n" + contact,
		"# P\n\n## **Data**\n\nWe keep *your name* for thirty days and no longer.\n\n" + contact,
		"# P\n\n## Data\n\nWe keep your name for ninety days and no longer.\n",
		"# P\n\n## Your data\n\nWe keep your name for ninety days and no longer.\n\n" + contact,
	})
	steps, err := (&pageBuilder{ctx: t.Context(), h: weave.Of(h)}).steps()
	if err != nil {
		t.Fatal(err)
	}
	all := lives(h, changelog.Entries(h, steps))
	for anchor, want := range map[string][][2]int{
		"data":    {{0, 1}, {2, 2}, {3, 3}},
		"contact": {{0, 1}, {3, 3}},
	} {
		l := all[h.Tracker.Find(anchor).ID]
		if len(l.wordings) != len(want) {
			t.Fatalf("#%s has the wordings %+v, want %v", anchor, l.wordings, want)
		}
		for i, w := range l.wordings {
			if [2]int{w.first, w.last} != want[i] {
				t.Errorf("#%s: wording %d is that of the versions %d to %d, want %v", anchor, i, w.first, w.last, want[i])
			}
		}
		if (l.at(2) == nil) != (anchor == "contact") {
			t.Errorf("#%s in version 2: %+v", anchor, l.at(2))
		}
	}
}
