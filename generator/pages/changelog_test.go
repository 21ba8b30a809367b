package pages

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/schema"
)

// The changelog folds what changed no word, newest first, and the next change
// says how much was folded before it.
func TestChangelogFoldsQuietVersions(t *testing.T) {
	h := archived(t,
		[]string{"2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01"},
		[]string{"We keep your name.", "We *keep* your name.", "We keep **your** name.", "We sell your name.",
			"We sell *your* name."})
	_, _, shown := siteOf(t, h, "2024-01-01", DefaultBounds)
	for _, data := range shown {
		switch data := data.(type) {
		case schema.ChangelogPage:
			var got []string
			for _, g := range data.Groups {
				var names []string
				for _, e := range g.Entries {
					names = append(names, e.Version.Name[5:7])
					if e.Quiet != g.Folded {
						t.Errorf("%s is quiet: %t, and stands in a fold: %t", e.Version.Name, e.Quiet, g.Folded)
					}
					if want := map[string]int{"2020-04-01": 2}[e.Version.Name]; e.QuietBefore != want {
						t.Errorf("%s has %d quiet versions before it, want %d", e.Version.Name, e.QuietBefore, want)
					}
				}
				got = append(got, strings.Join(names, "+"))
			}
			if got := strings.Join(got, " "); got != "05 04 03+02 01" {
				t.Errorf("the groups are %s", got)
			}
		case schema.ArchivePage:
			if len(data.Entries) != 5 || !data.Entries[0].Quiet || data.Entries[1].Quiet {
				t.Errorf("the archive lists %d versions", len(data.Entries))
			}
		}
	}
}

// A feed tells of the newest versions only; of an older one if something became
// of it lately.
func TestFeedTellsOfTheNewest(t *testing.T) {
	var days, texts []string
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := range 120 {
		days, texts = append(days, day.AddDate(0, n, 0).Format(time.DateOnly)), append(texts,
			fmt.Sprintf("We keep your name for %d days.", n))
	}
	h := archived(t, days, texts)
	h.Versions[3].Record.Effective = "2010-06-01"
	h.Versions[3].Withdrawal = &archive.Withdrawal{Withdrawn: "2009-12-31", Reason: "It was wrong."}
	s, _, _ := siteOf(t, h, "2024-01-01", DefaultBounds)
	told := string(s.Files["privacy/changelog/atom.xml"])
	for n, name := range days {
		if got := strings.Contains(told, ":privacy/"+name+"</id>"); got != (n == 3 || n > 120-feedEntries) {
			t.Errorf("feeds tell of %s, version %d: %t", name, n, got)
		}
	}
}
