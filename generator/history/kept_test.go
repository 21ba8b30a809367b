package history_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/synthetic"
)

const redactionDay = "2026-12-05"

// TestRedactDrawnHistories redacts versions of drawn histories, one after the other.
func TestRedactDrawnHistories(t *testing.T) {
	seeds := 15
	if testing.Short() {
		seeds = 5
	}
	for seed := range uint64(seeds) {
		script := synthetic.Scripts()[seed%3]
		drawn := synthetic.Make(synthetic.Seeded(seed), synthetic.Options{Script: script, Sections: 2 + int(seed%6),
			Versions: 9})
		var texts [][]byte
		for _, v := range drawn.Versions {
			texts = append(texts, v.Source)
		}
		if holdsRedacted(t, texts, rand.New(rand.NewPCG(seed, 7)), 4); t.Failed() {
			t.Fatalf("seed %d: %s", seed, drawn)
		}
	}
}

// TestRedactRealHistories does the same with real ones.
func TestRedactRealHistories(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	histories.Each(t, func(t *testing.T, real histories.History) {
		var texts [][]byte
		for _, file := range real.Files[:min(len(real.Files), 40)] {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
		holdsRedacted(t, texts, rand.New(rand.NewPCG(1, 2)), 4)
	})
}

// holdsRedacted archives texts, redacts some of them, and holds what is left against
// what it was: each section and each clause of a version that stays has its anchor.
func holdsRedacted(t *testing.T, texts [][]byte, random *rand.Rand, rounds int) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var additions []archive.Addition
	for i, text := range texts {
		if len(text) > 0 {
			day := fmt.Sprintf("20%02d-01-%02d", 10+i/28, 1+i%28)
			additions = append(additions, archive.Addition{Text: text, Record: archive.Record{Policy: "privacy",
				Version: archive.Name{Date: day}, Published: day, Source: archive.Source{Medium: "file"}}})
		}
	}
	if _, err := archive.Add(dir, "2026-11-24", additions...); err != nil {
		t.Fatal(err)
	}
	load := func() *history.History {
		a, err := archive.Open(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		h, err := history.Load(t.Context(), a, "privacy", redactionDay)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	was := load()
	for range rounds {
		left := was.Names()
		if len(left) < 3 {
			return
		}
		first := random.IntN(len(left) - 1)
		gone := left[first:min(len(left)-1, first+1+random.IntN(2))]
		removal := archive.Removal{Policy: "privacy", Day: redactionDay, Reason: "Why.", Authority: "Who"}
		for _, name := range gone {
			n, err := archive.ParseName(name)
			if err != nil {
				t.Fatal(err)
			}
			removal.Versions = append(removal.Versions, n)
		}
		if err := archive.Redact(t.Context(), dir, removal, func(a *archive.Archive) ([]archive.Kept, error) {
			return history.ToKeep(t.Context(), a, "privacy", removal.Versions)
		}); err != nil {
			t.Fatal(err)
		}
		is := load()
		if want := len(was.All()); len(is.All()) != want || len(is.Redacted) != want-len(is.Versions) {
			t.Fatalf("after %v there are %d versions, and %d redacted, of %d", gone, len(is.Versions), len(is.Redacted), want)
		}
		for _, v := range is.Versions {
			before := was.Find(v.Name.String())
			if got, want := anchorsIn(v), anchorsIn(before); !slices.Equal(got, want) {
				t.Fatalf("without %v, version %s has the anchors\n%v, and had\n%v", gone, v.Name, got, want)
			}
			for _, s := range v.Doc.Sections {
				l, old := is.Tracker.Find(s.Anchor), was.Tracker.Find(s.Anchor)
				if l == nil || l.ID != s.Lineage || l.Alive() != old.Alive() {
					t.Fatalf("without %v, #%s of version %s leads elsewhere: line %v, of %d; alive %t, was %t", gone, s.Anchor, v.Name,
						l, s.Lineage, l.Alive(), old.Alive())
				}
			}
		}
		was = is
	}
}

// anchorsIn are the anchors of a version, of its sections and, below them, of its
// clauses.
func anchorsIn(v *history.Version) []string {
	var list []string
	for i := range v.Doc.Sections {
		s := &v.Doc.Sections[i]
		list = append(list, s.Anchor)
		for _, b := range v.Doc.Own(s) {
			if b.Clause != "" {
				list = append(list, s.Anchor+"."+b.Clause)
			}
		}
	}
	return list
}
