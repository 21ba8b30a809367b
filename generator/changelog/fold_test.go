package changelog_test

import (
	"fmt"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"

	"pgregory.net/rapid"
)

// entry makes one of a letter: f is the first, w changes words, s sections, i
// is identical and p presentation only; C is such with a contradiction, A one
// that is announced, T one that was before it came into force, W one withdrawn.
func entry(n int, letter byte) changelog.Entry {
	e := changelog.Entry{Version: &history.Version{
		Version: &archive.Version{Name: archive.Name{Date: fmt.Sprintf("2024-01-%02d",
			n+1)}}, Index: n, State: history.Superseded}}
	kind := map[byte]compare.Kind{'w': compare.Wording, 's': compare.Sections, 'i': compare.Identical,
		'p': compare.Presentation, 'C': compare.Presentation, 'A': compare.Identical, 'T': compare.Identical,
		'W': compare.Presentation}[letter]
	if letter != 'f' {
		e.Step = &changelog.Step{Verdict: compare.Verdict{Kind: kind}}
	}
	if letter == 'C' {
		e.Step.Contradiction = &changelog.Contradiction{Class: "material"}
	}
	switch letter {
	case 'A':
		e.Version.State = history.Announced
	case 'T':
		e.Version.Record.Published, e.Version.Record.Effective = "2023-12-01", e.Version.Name.Date
	case 'W':
		e.Version.State, e.Version.Withdrawal = history.Withdrawn, &archive.Withdrawal{}
	}
	return e
}

func entriesOf(letters string) []changelog.Entry {
	var list []changelog.Entry
	for i := range len(letters) {
		list = append(list, entry(i, letters[i]))
	}
	return list
}

// written writes groups as the letters' places, the folded ones in brackets.
func written(letters string, groups []changelog.Group) string {
	var parts []string
	for _, g := range groups {
		var s string
		for _, e := range g.Entries {
			s += string(letters[e.Version.Index])
		}
		if g.Folded {
			s = "(" + s + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func TestFold(t *testing.T) {
	for _, test := range []struct{ letters, want string }{
		{"", ""},
		{"f", "f"},
		{"fp", "f (p)"},
		{"fpipw", "f (pip) w"},
		{"fwpsiiw", "f w (p) s (ii) w"},
		{"fpCpp", "f (p) C (pp)"},
		{"fwppA", "f w (pp) A"},
		{"fpTpWp", "f (p) T (p) W (p)"},
		{"ppw", "(pp) w"},
		{"fwws", "f w w s"},
	} {
		if got := written(test.letters, changelog.Fold(entriesOf(test.letters))); got != test.want {
			t.Errorf("%s is folded to %q, want %q", test.letters, got, test.want)
		}
	}
}

// Whatever the history, nothing is lost or shown twice, nothing that a reader
// must hear of is folded, and no two folds touch.
func TestFoldKeepsEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := "f" + rapid.StringMatching(`[wsipCATW]{0,30}`).Draw(t, "history")
		groups := changelog.Fold(entriesOf(letters))
		next := 0
		for n, g := range groups {
			if len(g.Entries) == 0 || !g.Folded && len(g.Entries) > 1 {
				t.Fatalf("group %d of %s holds %d entries", n, letters, len(g.Entries))
			}
			if n > 0 && g.Folded && groups[n-1].Folded {
				t.Fatalf("two folds of %s touch", letters)
			}
			for _, e := range g.Entries {
				if e.Version.Index != next {
					t.Fatalf("%s: entry %d stands where %d should", letters, e.Version.Index, next)
				}
				if quiet := strings.IndexByte("ip", letters[next]) >= 0; quiet != g.Folded {
					t.Fatalf("%s: entry %d is folded: %t", letters, next, g.Folded)
				}
				next++
			}
		}
		if next != len(letters) {
			t.Fatalf("%s: %d entries are shown", letters, next)
		}
	})
}
