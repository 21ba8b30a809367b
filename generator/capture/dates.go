package capture

import (
	"path"
	"regexp"
	"strings"
	"time"
)

// moment is a time of capture and who says it.
type moment struct {
	time    time.Time
	dayOnly bool
	source  string
}

// dates settles when the text was captured, published and in force. The first
// source wins; a later one that names another day is a doubt, one that knows
// the time of the same day adds it.
func (r *restorer) dates(front string) {
	said := parseFrontDates(front)
	r.result.Published, r.result.Effective = said.published, said.effective
	var moments []moment
	for _, n := range r.notices {
		moments = append(moments, moment{n.captured, n.dayOnly, "the provenance notice"})
	}
	moments = append(moments,
		moment{r.opts.Captured, r.opts.DayOnly, "the given date"},
		moment{said.captured, said.dayOnly, "the front matter"})
	moments = append(moments, nameDates(r.name)...)
	taken := ""
	for _, m := range moments {
		if m.time.IsZero() {
			continue
		}
		t := m.time.UTC()
		if m.dayOnly {
			// A day is a day wherever it was written down.
			t = time.Date(m.time.Year(), m.time.Month(), m.time.Day(), 0, 0, 0, 0, time.UTC)
		}
		res := r.result
		switch {
		case res.Captured.IsZero():
			res.Captured, res.DayOnly, taken = t, m.dayOnly, m.source
		case t.Format(time.DateOnly) != res.Captured.Format(time.DateOnly):
			r.doubt(Dates, "%s says that the text was captured on %s, %s says %s; %s was taken",
				taken, res.Captured.Format(time.DateOnly), m.source, t.Format(time.DateOnly), res.Captured.Format(time.DateOnly))
		case res.DayOnly && !m.dayOnly:
			res.Captured, res.DayOnly = t, false
		}
	}
}

var nameDate = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|\d+`)

// NameDay is the day that a file's name tells, as midnight UTC.
func NameDay(name string) (day time.Time, ok bool) {
	for _, m := range nameDates(name) {
		return m.time.UTC().Truncate(24 * time.Hour), true
	}
	return time.Time{}, false
}

// nameDates finds YYYY-MM-DD and YYYYMMDD[hh[mm[ss]]] in a file's name.
func nameDates(name string) []moment {
	var found []moment
	for _, s := range nameDate.FindAllString(path.Base(strings.ReplaceAll(name, `\`, "/")), -1) {
		if t, dayOnly, ok := parseStamp(strings.ReplaceAll(s, "-", "")); ok {
			found = append(found, moment{t, dayOnly, "the file's name"})
		}
	}
	return found
}
