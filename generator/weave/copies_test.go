package weave_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/tools"
)

// copies is a history in which a policy stands twice on its page for a while: the
// section that goes on unchanged is the one that goes, and no line of the first
// version stands in the last.
func copies(t *testing.T) woven {
	const (
		boats = "## Boats\n\nThe office keeps a list of the boats and of those who pay for them every spring%s.\n\n"
		years = "## How long\n\nWe write down which flag a boat showed, and throw that list away after %s.\n\n"
	)
	now := fmt.Sprintf(boats, " and autumn") + fmt.Sprintf(years, "two years")
	then := fmt.Sprintf(boats, "") + fmt.Sprintf(years, "a year")
	h := histories.History{Name: "copies"}
	for n, text := range []string{then, now + "## Until March\n\n" + then, now} {
		h.Files = append(h.Files, filepath.Join(t.TempDir(), fmt.Sprintf("%d.md", n)))
		h.Dates = append(h.Dates, fmt.Sprintf("2020-0%d-01", n+1))
		if err := os.WriteFile(h.Files[n], []byte("# Policy\n\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return load(t, h)
}

// TestCopies: sections whose lines do not meet are shown as what they became, not
// as removed and added.
func TestCopies(t *testing.T) {
	x := copies(t)
	c := x.Between(0, 2)
	if v := c.Verdict; v.Kind != compare.Wording || v.Changed != 2 || v.WordsAdded != 4 || v.WordsRemoved != 2 {
		t.Errorf("the verdict is %+v", v)
	}
	for n, line := range x.tracker.Lineages[:2] {
		if len(line.Successors) != 1 || line.Successors[0].Title != line.Title {
			t.Errorf("section %d, which is gone, leads to %v", n, line.Successors)
		}
	}
}

// TestCopiesInTheScript: so does the script of the compare page.
func TestCopiesInTheScript(t *testing.T) {
	x := copies(t)
	results := runScript(t, tools.Program(t, "node"), filesOf(t, x.Weave), [][2]int{{0, 2}}, false)
	old, now := x.Weave.Document(0), x.Weave.Document(2)
	old.Digest, now.Digest = x.docs[0].Digest, x.docs[2].Digest
	agree(t, "copies", foundBy(x.Weave.Compare(x.comparer, 0, 2, old, now)), results[0])
}
