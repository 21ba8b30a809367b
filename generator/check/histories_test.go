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
		found := map[string]int{}
		for _, f := range Run(parse(string(data))) {
			t.Log(f)
			found[f.Rule]++
			if f.Severity == Error {
				t.Errorf("a published text is refused: %s", f)
			}
		}
		for _, rule := range []string{"reference", "agreement", "link-text", "link", "contact", "damage", "front-matter-key"} {
			if found[rule] > 1 {
				t.Errorf("%d findings of the rule %s", found[rule], rule)
			}
		}
	})
}
