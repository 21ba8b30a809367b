package changelog

import (
	"strings"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

const text = `# Privacy

## Data

We keep your name and we may share it with carriers for thirty days.

- for orders
- for returns that you send us

## Contact

Write to [us](/a).
`

// Each case changes one thing.
func TestContradiction(t *testing.T) {
	const (
		allowed = ""
		noWord  = "no word of the text changed"
	)
	for _, test := range []struct {
		name, old, new                     string
		editorial, clarification, material string
	}{
		{"nothing", "", "", allowed, noWord, noWord},
		{"markup", "your name", "**your name**", allowed, noWord, noWord},
		{"punctuation", "orders", "orders;", allowed, noWord, noWord},
		{"link", "(/a)", "(/b)", allowed, noWord, noWord},
		{"spelling", "carriers", "couriers", allowed, allowed, allowed},
		{"grammar", "that you send us", "which you send to us", allowed, allowed, allowed},
		{"modal verb", "may share", "will share", "words of substance changed: “may”, “will”", allowed, allowed},
		{"negation", "may share", "may not share", "words of substance changed: “not”", allowed, allowed},
		{"contraction", "we may share", "we don't share", "“may”, “don't”", allowed, allowed},
		{"number", "for 30 days", "for 60 days", "“30”, “60”", allowed, allowed},
		{"number in words", "for thirty days", "for ninety days", "“thirty”, “ninety”", allowed, allowed},
		{"verb of the law", "share it with", "sell it to", "“share”, “sell”", allowed, allowed},
		{"words that changed places", "your name and we may share it with carriers",
			"your name and with carriers we may share it", allowed, allowed, allowed},
		{"clause added", "- for orders\n", "- for orders\n- for advice\n", "declared editorial, but 1 clause was added",
			allowed, allowed},
		{"clauses removed", "- for orders\n- for returns that you send us\n", "",
			"declared editorial, but 2 clauses were removed", allowed, allowed},
		{"paragraph divided", "name and we", "name.\n\nAnd we", allowed, noWord, noWord},
		{"section added", "## Contact", "## Selling\n\nWe sell all of it to whoever asks.\n\n## Contact",
			"declared editorial, but 1 section was added", allowed, allowed},
		{"section removed", "## Contact\n\nWrite to [us](/a).\n", "", "declared editorial, but 1 section was removed",
			allowed, allowed},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := text
			if test.name == "number" {
				before = strings.Replace(text, "thirty", "30", 1)
			}
			if !strings.Contains(before, test.old) {
				t.Fatalf("the text has no %q", test.old)
			}
			old := policy.Parse("old.md", []byte(before))
			new := policy.Parse("new.md", []byte(strings.Replace(before, test.old, test.new, 1)))
			tracker := lineage.New()
			tracker.Add(old, nil)
			tracker.Add(new, nil)
			c := weave.Compare(old, new)
			for class, want := range map[string]string{"editorial": test.editorial, "clarification": test.clarification,
				"material": test.material, "": allowed} {
				got := Contradict(class, c).String()
				if want == allowed && got != "" || want != allowed && !strings.Contains(got, want) {
					t.Errorf("%q: %q, want %q (%s)", class, got, want, c.Verdict.Sentence())
				}
			}
		})
	}
}
