package pages

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// spokenOf is what a reader sees of the intervals of a page, oldest first.
func spokenOf(page schema.DaysPage) (list []string) {
	tag := regexp.MustCompile(`<[^>]*>`)
	for _, i := range slices.Backward(page.Intervals) {
		line := i.Days + ": " + i.Answer + "."
		for _, more := range []string{i.Next, i.Gap} {
			if more != "" {
				line += " " + more
			}
		}
		list = append(list, tag.ReplaceAllString(line, ""))
	}
	return list
}

// TestDays: every kind of day that a version may have is called what it is, and no
// more is said than is known.
func TestDays(t *testing.T) {
	text := func(n string) string { return "# P\n\n## Data\n\nWe keep " + n + ".\n" }
	days := []string{"2015-01-01", "2016-01-01", "2017-01-01", "2018-01-01", "2019-01-01", "2020-01-01", "2025-01-01"}
	texts := []string{text("a"), text("b"), text("**b**"), text("c"), text("d"), text("e"), text("f")}
	inLanguage := func(lang string) *history.History {
		return archivedWith(t, days, texts, func(r *archive.Record) {
			r.Lang = lang
			setDay(r)
		})
	}
	for _, test := range []struct {
		lang string
		want []string
	}{
		{"en", []string{
			"Before 1 January 2015: no version is known. The oldest one known was captured on 1 January 2015.",
			"1 January 2015 to 31 December 2015: the version captured on 1 January 2015. The next one known was captured on " +
				"1 January 2016. Of the days between them, nothing is known.",
			"1 January 2016 to 31 December 2016: the version captured on 1 January 2016. The next one known was captured on " +
				"1 January 2017. Of the days between them nothing is known, but both have the same words.",
			"1 January 2017 to 31 December 2017: the version captured on 1 January 2017. The next one known came into force on " +
				"1 January 2018. Of the days between them, nothing is known.",
			"1 January 2018 to 31 December 2018: the version in force from 1 January 2018. The next one known was published on " +
				"1 January 2019.",
			"1 January 2019 to 31 December 2019: the version published on 1 January 2019. The next one known came into force on " +
				"1 January 2020.",
			"1 January 2020 to 31 December 2024: the version in force from 1 January 2020. The next one known applies from " +
				"1 January 2025.",
			"From 1 January 2025: the version that applies from 1 January 2025. No newer one is known.",
		}},
		{"de", []string{
			"Vor dem 1. Januar 2015: keine Fassung bekannt. Die älteste bekannte wurde am 1. Januar 2015 erfasst.",
			"1. Januar 2015 bis 31. Dezember 2015: die am 1. Januar 2015 erfasste Fassung. Die nächste bekannte wurde am " +
				"1. Januar 2016 erfasst. Von den Tagen dazwischen ist nichts bekannt.",
			"1. Januar 2016 bis 31. Dezember 2016: die am 1. Januar 2016 erfasste Fassung. Die nächste bekannte wurde am " +
				"1. Januar 2017 erfasst. Von den Tagen dazwischen ist nichts bekannt, beide haben aber denselben Wortlaut.",
			"1. Januar 2017 bis 31. Dezember 2017: die am 1. Januar 2017 erfasste Fassung. Die nächste bekannte trat am " +
				"1. Januar 2018 in Kraft. Von den Tagen dazwischen ist nichts bekannt.",
			"1. Januar 2018 bis 31. Dezember 2018: die ab dem 1. Januar 2018 geltende Fassung. Die nächste bekannte wurde am " +
				"1. Januar 2019 veröffentlicht.",
			"1. Januar 2019 bis 31. Dezember 2019: die am 1. Januar 2019 veröffentlichte Fassung. Die nächste bekannte trat am " +
				"1. Januar 2020 in Kraft.",
			"1. Januar 2020 bis 31. Dezember 2024: die ab dem 1. Januar 2020 geltende Fassung. Die nächste bekannte gilt ab " +
				"dem 1. Januar 2025.",
			"Ab dem 1. Januar 2025: die ab dem 1. Januar 2025 geltende Fassung. Eine neuere ist nicht bekannt.",
		}},
	} {
		page := daysPageOf(t, inLanguage(test.lang))
		if got := spokenOf(page); !slices.Equal(got, test.want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
		if page.Made != "2024-01-01" || len(page.Dates) != 12 {
			t.Errorf("made on %s, dates %q", page.Made, page.Dates)
		}
	}
}

// TestDaysLead: an interval leads to its version, to the next, and to what changed up
// to the text in force; of two versions of a day it names the last.
func TestDaysLead(t *testing.T) {
	h := archivedWith(t, []string{"2020-01-01", "2021-01-01", "2021-01-01"}, []string{"# P\n\nOne.\n", "# P\n\nTwo.\n", "# P\n\nThree.\n"},
		func(r *archive.Record) { r.Captured = r.Version.Date })
	page := daysPageOf(t, h)
	first := page.Intervals[1]
	if first.Version != "2020-01-01" || first.CompareURL != "/privacy/compare/?from=2020-01-01&to=current" {
		t.Errorf("of %s, compared at %s", first.Version, first.CompareURL)
	}
	for _, url := range []string{`<a href="/privacy/archive/2020-01-01/">`, `<a href="/privacy/archive/2021-01-01.2/">`} {
		if !strings.Contains(first.Answer+first.Next, url) {
			t.Errorf("%s %s does not lead to %s", first.Answer, first.Next, url)
		}
	}
	last := page.Intervals[0]
	if last.Version != "2021-01-01.2" || last.CompareURL != "" || !strings.Contains(last.Answer, "</time> (2)</a>") ||
		last.Gap != "Of the days since, nothing is known." {
		t.Errorf("the last is %+v", last)
	}
}

// setDay says of the version of each year what its day means.
func setDay(r *archive.Record) {
	switch r.Version.Date[:4] {
	case "2015", "2016", "2017":
		r.Captured = r.Version.Date + "T23:59:59Z"
	case "2018", "2020":
		r.Effective = r.Version.Date
	case "2019":
		r.Published = r.Version.Date
	case "2025":
		r.Published, r.Effective = "2023-12-01", r.Version.Date
	}
}

func daysPageOf(t *testing.T, h *history.History) schema.DaysPage {
	t.Helper()
	_, _, shown := siteOf(t, h, "2024-01-01", DefaultBounds)
	return shown["/privacy/on"].(schema.DaysPage)
}
