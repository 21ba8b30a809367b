package pages

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// reworded40 is a history of forty versions, each of which words its one section
// otherwise.
func reworded40(t *testing.T) *history.History {
	t.Helper()
	var days, texts []string
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := range 40 {
		text := strings.Repeat(fmt.Sprintf("wording%d goes on and ", n), 15)
		days, texts = append(days, day.AddDate(0, n, 0).Format(time.DateOnly)), append(texts, "# P\n\n## One\n\n"+text+"\n")
	}
	return archived(t, days, texts)
}

func TestBounds(t *testing.T) {
	h := reworded40(t)
	t.Run("lists", func(t *testing.T) { listsAreBound(t, h) })
	t.Run("sections", func(t *testing.T) { sectionPagesAreBound(t, h) })
	t.Run("older wordings", func(t *testing.T) { olderWordingsAreBound(t, h) })
	t.Run("feeds", func(t *testing.T) { feedsAreBound(t, h) })
}

// listsAreBound: a page lists the newest versions, and leads to pages that
// list all of them, no more than it may.
func listsAreBound(t *testing.T, h *history.History) {
	t.Helper()
	b := DefaultBounds
	b.Listed = 10
	s, _, shown := siteOf(t, h, "2024-01-01", b)
	var own, lists []string // addresses of comparisons, as the compare page and their list have them
	listed, changed, led, made := map[string]int{}, map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, p := range s.Pages {
		made[p.Path+"/"] = true
		switch data := shown[p.Path].(type) {
		case schema.ArchivePage:
			entries := entriesIn(data.Years)
			if len(entries) > b.Listed || len(entries) == 0 {
				t.Errorf("%s lists %d versions", p.Path, len(entries))
			}
			for _, e := range entries {
				if data.Period != "" {
					listed[e.Version.Name]++
				}
			}
			for _, a := range data.Periods {
				led[a.URL] = true
			}
			if len(data.Timeline.Marks) > 0 != (data.Period == "") || (data.WeaveURL != "") != (data.Period == "") {
				t.Errorf("%s has %d marks", p.Path, len(data.Timeline.Marks))
			}
		case schema.ChangelogPage:
			want := path.Base(p.Path)
			if month, err := time.Parse("2006-01", want); err == nil {
				want = month.Format("January 2006")
			}
			if data.Period != "" && data.Period != want {
				t.Errorf("%s is of %q", p.Path, data.Period)
			}
			for _, g := range data.Groups {
				for _, e := range g.Entries {
					if data.Period != "" {
						changed[e.Version.Name]++
					}
				}
			}
			for _, a := range data.Periods {
				led[a.URL] = true
			}
		case schema.ComparisonsPage:
			picked := 0
			for _, y := range data.Choices {
				picked += len(y.Versions)
			}
			if picked != b.Listed || len(data.OlderBases) > 0 || data.OlderBase == "" {
				t.Errorf("%s has %d versions to pick from", p.Path, picked)
			}
			for _, at := range data.Pages {
				own = append(own, data.Policy.CompareURL+at)
			}
			if data.ChangesURL == "" || data.ListURL == "" {
				t.Errorf("%s leads to %q and %q", p.Path, data.ChangesURL, data.ListURL)
			}
		case schema.ComparisonListPage:
			for _, c := range linksIn(data.Neighbours, data.Current, data.Others) {
				lists = append(lists, c.URL)
			}
			if steps := linksIn(data.Neighbours); len(steps) > b.Listed || data.ChangesURL == "" {
				t.Errorf("%s lists %d comparisons", p.Path, len(steps))
			}
		}
	}
	daysAreBound(t, s, shown, b)
	// The page of pairs shows the same as the compare page.
	if want := slices.Concat(lists, lists); !slices.Equal(own, want) || len(lists) == 0 {
		t.Errorf("the compare page leads to %q, and their list to %q", own, lists)
	}
	for _, of := range []map[string]int{listed, changed} {
		if len(of) != 40 {
			t.Errorf("%d of 40 versions are listed by years", len(of))
		}
		for name, n := range of {
			if n != 1 {
				t.Errorf("%s is listed %d times", name, n)
			}
		}
	}
	for url := range led {
		if !made[url] {
			t.Errorf("there is no page %s", url)
		}
	}
}

// daysAreBound: the page of all days leads to pages of a period each, which tell of
// its first day, too.
func daysAreBound(t *testing.T, s *schema.Site, shown map[string]any, b Bounds) {
	t.Helper()
	all := shown["/privacy/on"].(schema.DaysPage)
	if len(all.Intervals) != b.Listed || len(all.Periods) != 37 {
		t.Fatalf("the page of all days lists %d intervals and %d periods", len(all.Intervals), len(all.Periods))
	}
	versions := map[string]bool{}
	for _, a := range all.Periods {
		page := shown[strings.TrimSuffix(a.URL, "/")].(schema.DaysPage)
		if len(page.Intervals) > b.Listed+1 || page.Period != a.Title {
			t.Errorf("%s of %q lists %d intervals", a.URL, page.Period, len(page.Intervals))
		}
		if before := page.Intervals[len(page.Intervals)-1].From; before >= page.Period {
			t.Errorf("%s tells nothing of its first day: it begins with %s", a.URL, before)
		}
		for _, i := range page.Intervals {
			versions[i.Version] = true
		}
	}
	if len(versions) != 41 { // and none, before the first
		t.Errorf("the days of %d of 40 versions are listed by periods", len(versions)-1)
	}
	if at := slices.IndexFunc(s.Redirects, func(r schema.Redirect) bool { return r.Status == 200 }); at < 0 ||
		s.Redirects[at].From != "/privacy/on/:year/:month/:day/" || s.Redirects[at].To != "/privacy/on/" {
		t.Errorf("no rule answers for a day: %+v", s.Redirects)
	}
}

// TestPeriods: a year with more versions than a page lists is divided.
func TestPeriods(t *testing.T) {
	h := archived(t, []string{"2019-05-01", "2020-01-01", "2020-01-02", "2020-03-01", "2021-01-01"},
		[]string{"a", "b", "c", "d", "e"})
	for listed, want := range map[int]string{5: "", 4: "2019 2020 2021", 2: "2019 2020-01 2020-03 2021"} {
		var names []string
		last := -1
		for _, p := range periods(h, listed) {
			if names = append(names, p.name); p.first != last+1 {
				t.Errorf("%s begins with version %d", p.name, p.first)
			}
			last = p.last
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%d a page: %s, not %s", listed, got, want)
		}
	}
}

// sectionPagesAreBound: the newest wordings stand there, the others are led to.
func sectionPagesAreBound(t *testing.T, h *history.History) {
	t.Helper()
	b := DefaultBounds
	b.Texts = 12_000
	_, store, shown := siteOf(t, h, "2024-01-01", b)
	for _, data := range shown {
		data, ok := data.(schema.SectionPage)
		if !ok || data.Anchor != "one" {
			continue
		}
		bytes := 0
		for _, w := range data.Wordings {
			bytes += store.Size(w.Body) + store.Size(w.Redline)
			if w.Body == "" {
				t.Errorf("the wording at %s has no text", w.URL)
			}
		}
		if bytes > b.Texts || len(data.Wordings) < 2 {
			t.Errorf("%d wordings have %d bytes", len(data.Wordings), bytes)
		}
		if len(data.Wordings)+len(data.Older) != 40 {
			t.Errorf("%d and %d wordings", len(data.Wordings), len(data.Older))
		}
		for _, w := range data.Older {
			if w.Body != "" || w.URL == "" || w.CompareURL == "" && !strings.HasPrefix(w.Stood, "In the version of") {
				t.Errorf("an older wording: %+v", w)
			}
		}
		return
	}
	t.Error("there is no page of the section")
}

// olderWordingsAreBound: a page lists so many wordings, and leads to the changes of
// the periods of the others.
func olderWordingsAreBound(t *testing.T, h *history.History) {
	t.Helper()
	b := DefaultBounds
	b.Texts, b.Listed = 3_000, 15
	s, _, shown := siteOf(t, h, "2024-01-01", b)
	var made []string
	for _, p := range s.Pages {
		made = append(made, p.Path+"/")
	}
	data := shown["/privacy/sections/one"].(schema.SectionPage)
	if listed := len(data.Wordings) + len(data.Older); listed != b.Listed || data.Count != 40 {
		t.Errorf("%d of %d wordings are listed", listed, data.Count)
	}
	var led []string
	for _, a := range data.Changelogs {
		led = append(led, a.Title)
		if !slices.Contains(made, a.URL) {
			t.Errorf("the page %s is not there", a.URL)
		}
	}
	if got := strings.Join(led, " "); got != "2002 2001 2000" {
		t.Errorf("the page leads to the changes of %s", got)
	}
}

// feedsAreBound: a redline that is too long gives way to the sections that
// changed, and so do those for which the feed has no place.
func feedsAreBound(t *testing.T, h *history.History) {
	t.Helper()
	for _, test := range []struct {
		name                string
		entry, feed         int
		redlines, told, all int
	}{
		{"all", 1_000_000, 1_000_000, feedLength, 0, 40},
		{"long entries", 1_000, 1_000_000, 0, feedLength, 40},
		{"a long feed", 1_000_000, 95_000, 5, 15, 40},
		{"a short feed", 1_000_000, 20_500, 0, 0, 15},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := DefaultBounds
			b.Entry, b.Feed = test.entry, test.feed
			s, _, _ := siteOf(t, h, "2024-01-01", b)
			data := s.Files["privacy/changelog/atom.xml"]
			redlines, told := 0, 0
			entries := atomOf(t, data).Entries
			for _, e := range entries {
				switch {
				case strings.Contains(e.Content, "<ins") && strings.Contains(e.Content, "<del"):
					redlines++
				case strings.Contains(e.Content, "<ul>"):
					told++
				}
			}
			if len(data) > b.Feed+1_000 {
				t.Errorf("the feed has %d bytes", len(data))
			}
			if redlines != test.redlines || told != test.told || len(entries) != test.all {
				t.Errorf("%d redlines, %d lists, %d entries", redlines, told, len(entries))
			}
		})
	}
}

// entriesIn are all entries of a list by years.
func entriesIn(years []schema.EntryYear) (list []schema.Entry) {
	for _, y := range years {
		list = append(list, entriesOf(y.Groups)...)
	}
	return list
}
