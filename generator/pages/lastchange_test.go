package pages

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/schema"
)

// TestLastChange: what a reader is told of the last change is that of the last version
// that changed a word, whatever was captured since.
func TestLastChange(t *testing.T) {
	const data, more, marked = "We keep data.", "We keep more data.", "We keep **more** data."
	tag := regexp.MustCompile(`<[^>]*>`)
	for _, test := range []struct {
		name      string
		sentences []string // of the versions, each of its year
		effective bool     // else the versions are but known of
		want      string
		from, to  string
	}{
		{"one", []string{data}, false, "", "", ""},
		{"none known", []string{data, data}, false, "No change of wording is known since 1 January 2020.", "2020-01-01",
			"2021-01-01"},
		{"seen since", []string{data, more, marked, marked}, false,
			"Last change of wording: on or before 1 January 2021, in 1 of 2 sections. Seen unchanged until 1 January 2023.",
			"2020-01-01", "2023-01-01"},
		{"in force", []string{data, more}, true, "Last change of wording: 1 January 2021, in 1 of 2 sections.",
			"2020-01-01", "2021-01-01"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var days, texts []string
			for n, sentence := range test.sentences {
				days = append(days, fmt.Sprintf("202%d-01-01", n))
				texts = append(texts, "# Privacy\n\n## Data\n\n"+sentence+"\n\n## Cookies\n\nWe set none.\n")
			}
			h := archivedWith(t, days, texts, func(r *archive.Record) {
				if test.effective {
					r.Effective = r.Version.Date
				}
			})
			_, _, shown := siteOf(t, h, "2024-01-01", DefaultBounds)
			page := shown["/privacy"].(schema.PolicyPage)
			if got := tag.ReplaceAllString(page.LastChange, ""); got != test.want {
				t.Errorf("%q, not %q", got, test.want)
			}
			if (page.Latest != nil) != strings.HasPrefix(test.want, "Last change") {
				t.Errorf("the entry is %v", page.Latest)
			}
			compare := shown["/privacy/compare"].(schema.ComparisonsPage)
			if compare.From != test.from || compare.To != test.to {
				t.Errorf("at first %q and %q are picked", compare.From, compare.To)
			}
			if first := page.Sections[0].Since == nil; first != (len(test.sentences) == 1) {
				t.Errorf("a section says %v", page.Sections[0].Since)
			}
		})
	}
}
