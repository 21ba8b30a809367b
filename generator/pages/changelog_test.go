package pages

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/schema"
)

// The changelog folds what changed no word, newest first, and the feed says how much was
// folded before a change. The archive shows the text in force in full.
func TestChangelogFoldsQuietVersions(t *testing.T) {
	h := archived(t,
		[]string{"2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01"},
		[]string{"We keep your name.", "We *keep* your name.", "We keep **your** name.", "We sell your name.",
			"We sell *your* name."})
	s, _, shown := siteOf(t, h, "2024-01-01", DefaultBounds)
	if feed := string(s.Files["privacy/changelog/atom.xml"]); strings.Count(feed, "came 2 versions without a change") != 1 {
		t.Errorf("the feed does not say that two versions were folded: %s", feed)
	}
	for _, data := range shown {
		switch data := data.(type) {
		case schema.ChangelogPage:
			var got []string
			for _, g := range data.Groups {
				var names []string
				for _, e := range g.Entries {
					names = append(names, e.Version.Name[5:7])
				}
				if months := strings.Join(names, "+"); g.Folded != (months == "05" || months == "03+02") ||
					(g.Days != "") != (months == "03+02") {
					t.Errorf("%s is folded: %t, of the days %q", months, g.Folded, g.Days)
				}
				got = append(got, strings.Join(names, "+"))
			}
			if got := strings.Join(got, " "); got != "05 04 03+02 01" {
				t.Errorf("the groups are %s", got)
			}
		case schema.ArchivePage:
			var got []string
			for _, g := range data.Years[0].Groups {
				got = append(got, fmt.Sprintf("%d %t", len(g.Entries), g.Folded))
			}
			if got := strings.Join(got, ", "); got != "1 false, 1 false, 2 true, 1 false" {
				t.Errorf("the archive lists %s", got)
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
