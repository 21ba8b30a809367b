package weave_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/policy"
)

// texts is a policy in which a section is renamed, moves away with a paragraph that
// is reworded, and comes back.
var texts = []string{
	"# P\n\n## One\n\nWe keep your name for a year, and no longer than that.\n\nA second paragraph stays as it is.\n\n" +
		"## Two\n\nWe sell nothing to anybody, now or later, here or elsewhere.\n",
	"# P\n\n## Two\n\nWe sell nothing to anybody, now or later, here or elsewhere.\n\n" +
		"We keep your name and your age for two years, and no longer than that.\n\n## First\n\n" +
		"A second paragraph stays as it is.\n",
	"# P\n\n## One\n\nWe keep your name for a year, and no longer than that.\n\nA second paragraph stays as it is.\n\n" +
		"## Two\n\nWe sell nothing to anybody, now or later, here or elsewhere.\n",
	"# P\n\n## One\n\nWe keep [your name](/x) for a year.\n\nA second paragraph stays as it was.\n\n## Two\n\n" +
		"We sell nothing to nobody, now or later, here or there.\n",
}

// TestClone: what is appended to a clone is compared as if it were appended to the
// weave itself, which stays as it is; a second clone knows nothing of the first.
func TestClone(t *testing.T) {
	parsed := func(n int) *policy.Document { return policy.Parse(texts[n]+".md", []byte(texts[n])) }
	whole := newWoven("privacy")
	for n := range texts {
		whole.add("x", parsed(n))
	}
	x := newWoven("privacy")
	for n := range texts[:2] {
		x.add("x", parsed(n))
	}
	before := filesOf(t, x.Weave)
	for _, order := range [][]int{{2, 3}, {3, 2}, {0, 1, 2, 3}, {2, 3}} {
		c := woven{Woven: x.Clone(), tracker: x.tracker.Clone()}
		for _, n := range order {
			c.add("x", parsed(n))
		}
		if order[0] != 2 {
			continue
		}
		for _, p := range pairs(len(texts)) {
			sameComparison(t, whole.Between(p[0], p[1]), c.Between(p[0], p[1]))
		}
		if want, got := filesOf(t, whole.Weave)[0].Data, filesOf(t, c.Weave)[0].Data; !bytes.Equal(want, got) {
			t.Errorf("the clone is published as\n%s\nnot\n%s", got, want)
		}
	}
	if after := filesOf(t, x.Weave); !bytes.Equal(before[0].Data, after[0].Data) {
		t.Errorf("a clone changed the weave to\n%s\nfrom\n%s", after[0].Data, before[0].Data)
	}
}

// TestCloneOfHistories: of the histories, a version that is appended to a clone of
// those before it is compared as it is among all.
func TestCloneOfHistories(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		parser, x := policy.NewParser(), newWoven(h.Name)
		all := load(t, h)
		step := max(1, len(all.docs)/12)
		for n := range all.docs {
			source, err := os.ReadFile(h.Files[n])
			if err != nil {
				t.Fatal(err)
			}
			if n > 0 && n%step == 0 {
				c := woven{Woven: x.Clone(), tracker: x.tracker.Clone()}
				c.add(h.Dates[n], policy.Parse(h.Files[n], source))
				for _, before := range []int{n - 1, n / 2, 0} {
					sameComparison(t, all.Between(before, n), c.Between(before, n))
				}
			}
			x.add(h.Dates[n], parser.Parse(h.Files[n], source))
		}
	})
}

// sameComparison holds two comparisons to be the same to the word.
func sameComparison(t *testing.T, want, got *compare.Comparison) {
	t.Helper()
	report := func(c *compare.Comparison) string {
		data, err := json.Marshal(compare.NewReport(c, "a", "b"))
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		compare.Plain().Write(&text, c)
		return string(data) + text.String()
	}
	if want, got := report(want), report(got); want != got {
		t.Errorf("the comparison says\n%s\nnot\n%s", got, want)
	}
}
