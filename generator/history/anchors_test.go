package history

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// TestAnchorsAreThoseOfTheSnapshot: what a version is the first to have is
// known afterwards as it was when the version was frozen, for every version of
// the real histories.
func TestAnchorsAreThoseOfTheSnapshot(t *testing.T) {
	histories.Each(t, func(t *testing.T, real histories.History) {
		tracker, parser := lineage.New(), policy.NewParser()
		var additions []archive.Addition
		for i, file := range real.Files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := parser.Parse(filepath.Base(file), data)
			tracker.Add(doc, nil)
			additions = append(additions, archive.Addition{Text: data, InSequence: true, Record: archive.Record{
				Policy: "privacy", Version: archive.Name{Date: real.Dates[i]}, Effective: real.Dates[i],
				Source: archive.Source{Medium: "written"}, Anchors: NewAnchors(tracker, doc),
			}})
		}
		dir := filepath.Join(t.TempDir(), "archive")
		if _, err := archive.Add(dir, "2026-11-30", additions...); err != nil {
			t.Fatal(err)
		}
		opened, err := archive.Open(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		h := load(t, opened, "2030-01-01")
		for _, v := range h.Versions {
			if got := h.Anchors(v); !slices.Equal(got, v.Record.Anchors) {
				t.Errorf("%s: %v, and the snapshot listed %v", v.Name, got, v.Record.Anchors)
			}
		}
	})
}
