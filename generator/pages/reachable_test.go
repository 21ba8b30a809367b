package pages

import (
	"os"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/schema"
)

// Whoever reads the text in force comes to the page of every section that ever
// was: from where it stands, from what tells that it is gone, or from the page of
// the section that it went into.
func TestEverySectionIsReached(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	histories.Each(t, func(t *testing.T, x histories.History) {
		var texts []string
		var days []string
		seen := map[string]bool{}
		for n, file := range x.Files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !seen[x.Dates[n]] {
				texts, days = append(texts, string(text)), append(days, x.Dates[n])
			}
			seen[x.Dates[n]] = true
		}
		_, _, shown := siteOf(t, archived(t, days, texts), "2027-01-01", DefaultBounds)
		pages := map[string]schema.SectionPage{}
		var open []string
		for path, data := range shown {
			switch data := data.(type) {
			case schema.SectionPage:
				pages[path+"/"] = data
			case schema.PolicyPage:
				for i := range data.Sections {
					open = append(open, data.Sections[i].HistoryURL)
				}
				for i := range data.Gone {
					for n := range data.Gone[i].Sections {
						open = append(open, data.Gone[i].Sections[n].HistoryURL)
					}
				}
			}
		}
		reached := map[string]bool{}
		for len(open) > 0 {
			url := open[0]
			open = open[1:]
			if reached[url] {
				continue
			}
			reached[url] = true
			for _, w := range pages[url].Wordings {
				for _, e := range append(w.Events, w.Later...) {
					for _, other := range e.Others {
						open = append(open, other.URL)
					}
				}
			}
			for _, a := range pages[url].Absorbed {
				open = append(open, a.URL)
			}
		}
		if len(pages) == 0 {
			t.Error("no section has a page")
		}
		for url := range pages {
			if !reached[url] {
				t.Errorf("nothing leads to %s", url)
			}
		}
	})
}
