package check

import (
	"strings"
	"testing"

	"policyarchive/generator/draft"
	"policyarchive/generator/policy"
)

// A number that no section has is a fault where the text counts its sections and
// can mean nothing else; laws and other texts have sections as well.
func TestReferencesByNumber(t *testing.T) {
	const sections = "\n\n## 1. Parcels\n\nLabels.\n\n## 2. Rights\n\nYou may ask.\n"
	for text, want := range map[string]int{
		"See section 9.":                                      1,
		"Please refer to Section 9 for more.":                 1,
		"As Section 9 below says, we answer.":                 1,
		"- For boxes, see section 7.4.\n- See section 2.":     1,
		"See section 2.4 and Section 1.":                      0, // a paragraph of section 2
		"See section 5 of the Customs Act.":                   0,
		"See section 9 of our Terms.":                         0,
		"See [section 9](https://x.example/terms).":           0,
		"See Section 230, and Section 1798.83 as well.":       0,
		"Section 9 holds.":                                    0,
		"See Section 5 FTC Act.":                              0,
		"See Article 6 and Clause 9.":                         0,
		"Section 9 of the law holds for them. See section 1.": 0,
	} {
		doc := policy.Parse("p.md", []byte(text+sections))
		if got := references(newSubject(&draft.Draft{Text: draft.Text{Doc: doc}}, Options{})); len(got) != want {
			t.Errorf("%q: %d findings, want %d: %v", text, len(got), want, got)
		}
		doc = policy.Parse("p.md", []byte(text+strings.NewReplacer("1. ", "", "2. ", "").Replace(sections)))
		if got := references(newSubject(&draft.Draft{Text: draft.Text{Doc: doc}}, Options{})); len(got) > 0 {
			t.Errorf("%q, in a text without numbers: %v", text, got)
		}
	}
}
