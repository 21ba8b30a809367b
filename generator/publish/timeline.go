package publish

import (
	"math"
	"strconv"
	"time"

	"policyarchive/generator/history"
	"policyarchive/generator/site"
)

// The timeline's size in SVG user units.
const (
	timelineWidth    = 960
	timelineHeight   = 120
	timelineBaseline = 92
	timelineMargin   = 16
	tallest          = 72
	shortest         = 10
)

// timeline draws one mark per version at its day. The height grows with the
// logarithm of the words that changed, so that a comma and a rewrite can both
// be seen. Stretches between versions one of which is known from a capture
// alone are gaps: nobody knows when, in them, the text changed, or how often.
func (p *press) timeline() site.Timeline {
	t := site.Timeline{Width: timelineWidth, Height: timelineHeight, Baseline: timelineBaseline,
		Years: []site.TimelineTick{}, Marks: []site.TimelineMark{}, Gaps: []site.TimelineSpan{}}
	days := make([]float64, len(p.h.Versions))
	least, most := math.Inf(1), math.Inf(-1)
	for i, v := range p.h.Versions {
		days[i] = dayNumber(v.Starts())
		least, most = min(least, days[i]), max(most, days[i])
	}
	if today := dayNumber(p.o.Day); today > most {
		most = today
	}
	if most-least < 365 {
		least = most - 365
	}
	x := func(day float64) int {
		return timelineMargin + int(math.Round((day-least)/(most-least)*(timelineWidth-2*timelineMargin)))
	}
	first, last := dateOf(least), dateOf(most)
	step := max(1, (last.Year()-first.Year())/12)
	for year := first.Year() + 1; year <= last.Year(); year++ {
		if (year-first.Year()-1)%step == 0 {
			t.Years = append(t.Years, site.TimelineTick{X: x(dayNumber(strconv.Itoa(year) + "-01-01")), Label: strconv.Itoa(year)})
		}
	}
	for i, v := range p.h.Versions {
		if v.Withdrawal != nil {
			continue // it has no place in time
		}
		before := p.before(i)
		mark := site.TimelineMark{X: x(days[i]), Height: shortest, Version: p.versions[i], URL: p.versions[i].URL, Verdict: "first"}
		if s := p.entries[i].Step; s != nil {
			words := s.Verdict.WordsAdded + s.Verdict.WordsRemoved
			mark.Height = shortest + int(math.Min(1, math.Log1p(float64(words))/math.Log(2000))*(tallest-shortest))
			mark.Verdict, mark.URL = string(s.Verdict.Kind), p.stepURL(i)
		}
		t.Marks = append(t.Marks, mark)
		if before >= 0 && (capturedOnly(p.h.Versions[before]) || capturedOnly(v)) && days[i]-days[before] > 1 {
			t.Gaps = append(t.Gaps, site.TimelineSpan{X: x(days[before]), Width: x(days[i]) - x(days[before])})
		}
	}
	return t
}

// capturedOnly reports whether nothing but a capture tells of a version's days.
func capturedOnly(v *history.Version) bool {
	return v.Record.Effective == "" && v.Record.Published == ""
}

// dayNumber counts days; an unreadable date is day 0.
func dayNumber(day string) float64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	return float64(t.Unix() / 86400)
}

func dateOf(day float64) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }
