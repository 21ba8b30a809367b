package draft

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/compare"
)

// The paragraph that moves while it is reworded, in steps that are small enough to
// follow, and are not when they are taken at once.
const (
	kept  = "We keep the address of a parcel, the name on it, and the hour at which it came, for a year."
	later = "We keep the address of a parcel, the name on it, the van and the hour at which it came, for some years."
	last  = "The van and the name on a parcel, where it went, and when, are known to us for some years."
	still = "Nothing else is written down, and nobody is asked to do so."
)

func labels(first, second string) string {
	return "# Privacy\n\n## Labels\n\n" + first + "\n\n## Vans\n\n" + second + "\n\n## Rest\n\n" + still + "\n"
}

// TestDraftIsComparedAsAVersion: what is said of a draft, against the version that
// it follows and against the one in force, is what is said of the version that is
// made of it.
func TestDraftIsComparedAsAVersion(t *testing.T) {
	vans := "Our vans are counted."
	for name, texts := range map[string][]string{
		"moved, and moved and reworded": {labels(kept+"\n\n"+still, vans), labels(still, vans+"\n\n"+later),
			labels(still, vans+"\n\n"+last)},
		"reverted": {labels(kept, vans), labels(later, vans), labels(kept, vans)},
		"reverted for the most part": {labels(kept, vans), labels(later, vans+" All of them."),
			labels(strings.Replace(kept, "a year", "two years", 1), vans)},
		"put back elsewhere": {labels(kept, vans), labels(still, vans), labels(still, vans+"\n\n"+kept)},
	} {
		for _, between := range []string{"announced", "withdrawn", "in force"} {
			t.Run(name+", "+between, func(t *testing.T) {
				s := newSite(t)
				s.write("privacy", texts[0])
				s.freeze("2024-01-01")
				effective := "2024-06-01"
				if between == "in force" {
					effective = "2024-02-01"
				}
				s.write("privacy", "---\neffective: "+effective+"\n---\n"+texts[1])
				s.freeze("2024-02-01")
				if between == "withdrawn" {
					w := archive.Withdrawal{Policy: "privacy", Version: archive.Name{Date: effective, Ordinal: 1},
						Withdrawn: "2024-02-02", Reason: "No."}
					if err := archive.Withdraw(t.Context(), s.archive(), w); err != nil {
						t.Fatal(err)
					}
				}
				s.write("privacy", "---\neffective: 2024-07-01\n---\n"+texts[2])
				d := s.load(nil, "2024-03-01")
				s.freeze("2024-03-01")
				h, err := s.loader(nil, "2024-03-01").History(t.Context(), "privacy")
				if err != nil {
					t.Fatal(err)
				}
				for _, v := range d.History.Versions {
					want, err := h.Between(t.Context(), v.Index, 2)
					if err != nil {
						t.Fatal(err)
					}
					if want, got := said(t, want), said(t, d.Against(v)); want != got {
						t.Errorf("against %s the draft says\n%s\nand the version\n%s", v.Name, got, want)
					}
				}
				if want, got := said(t, d.Against(d.Previous)), said(t, d.Comparison); want != got {
					t.Errorf("the draft says\n%s\nand\n%s", got, want)
				}
			})
		}
	}
}

// said is all that people and programs are told by a comparison.
func said(t *testing.T, c *compare.Comparison) string {
	t.Helper()
	data, err := json.MarshalIndent(compare.NewReport(c, "a", "b"), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	fmt.Fprintln(&text, c.Verdict.Sentence())
	compare.Plain().Write(&text, c)
	return text.String() + string(data)
}
