package check

import (
	"os"
	"testing"

	"policyarchive/generator/internal/histories"
)

// On the newest text of every real history, rules that judge words rarely
// speak: who is warned often without a reason reads no warnings.
func TestFewFindingsInRealTexts(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		data, err := os.ReadFile(h.Files[len(h.Files)-1])
		if err != nil {
			t.Fatal(err)
		}
		counts := map[string]int{}
		for _, f := range found(parse(string(data))) {
			t.Log(f)
			counts[f.Rule]++
			// Texts that other programs published have the ids that those gave, and
			// code of the templates that those filled in.
			if f.Severity == Error && f.Rule != "fragment" && f.Rule != "reference" && f.Rule != "template" {
				t.Errorf("a published text is refused: %s", f)
			}
		}
		for _, rule := range []string{"reference", "agreement", "link-text", "link", "contact", "damage",
			"front-matter-key"} {
			if counts[rule] > 1 {
				t.Errorf("%d findings of the rule %s", counts[rule], rule)
			}
		}
	})
}
