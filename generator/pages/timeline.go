package pages

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// The timeline's size in SVG user units.
const (
	timelineWidth    = 960
	timelineHeight   = 120
	timelineBaseline = 92
	timelineMargin   = 16
	tallest          = 72
	shortest         = 10
	denseMarks       = 30  // more are drawn smaller
	tinyMarks        = 200 // more than these smaller still
	closest          = 4   // between marks of versions of which a page does not list all
)

// timeline draws one mark per version at its day. The height grows with the
// logarithm of the words that changed, so that a comma and a rewrite can both
// be seen. Stretches between versions one of which is known from a capture
// alone are gaps: nobody knows when, in them, the text changed, or how often.
func (p *pageBuilder) timeline() schema.Timeline {
	t := schema.Timeline{Height: timelineHeight, Baseline: timelineBaseline, Radius: 5,
		Years: []schema.TimelineTick{}, Marks: []schema.TimelineMark{}, Gaps: []schema.TimelineSpan{}}
	days := make([]float64, len(p.h.Versions))
	first, last := math.Inf(1), math.Inf(-1)
	for i, v := range p.h.Versions {
		days[i] = dayNumber(v.Starts())
		first, last = min(first, days[i]), max(last, days[i])
	}
	last = max(last, dayNumber(p.o.Day))
	first = min(first, last-365)
	x := func(day float64) int {
		return timelineMargin + int(math.Round((day-first)/(last-first)*(timelineWidth-2*timelineMargin)))
	}
	from, to := dateOf(first).Year(), dateOf(last).Year()
	step := max(1, (to-from)/12)
	for year := from + 1; year <= to; year += step {
		t.Years = append(t.Years, schema.TimelineTick{X: percent(x(dayNumber(strconv.Itoa(year) + "-01-01"))),
			Label: strconv.Itoa(year)})
	}
	places := map[int]int{} // of many versions, those that stand so close that they cannot be told apart share a mark
	for i, v := range p.h.Versions {
		if v.Withdrawal != nil {
			continue // it has no place in time
		}
		before, at := p.before(i), x(days[i])
		mark := schema.TimelineMark{X: percent(at), Top: timelineBaseline - shortest, Class: string(v.State),
			Name: v.Name.String(), URL: p.versions[i].URL, Verdict: "first"}
		switch {
		case at*100 < timelineWidth*12:
			mark.Anchor = "start"
		case at*100 > timelineWidth*88:
			mark.Anchor = "end"
		}
		if s := p.entries[i].Step; s != nil {
			words := s.Verdict.WordsAdded + s.Verdict.WordsRemoved
			mark.Top -= int(math.Min(1, math.Log1p(float64(words))/math.Log(2000)) * (tallest - shortest))
			mark.Verdict, mark.URL = string(s.Verdict.Kind), p.stepURL(i)
			if s.Verdict.Kind == compare.Identical || s.Verdict.Kind == compare.Presentation {
				mark.Class += " pale"
			}
		}
		if n, taken := places[at/closest]; taken && len(p.periods) > 0 {
			if mark.Top < t.Marks[n].Top {
				t.Marks[n] = mark
			}
			continue
		}
		places[at/closest] = len(t.Marks)
		t.Marks = append(t.Marks, mark)
		if before >= 0 && (capturedOnly(p.h.Versions[before]) || capturedOnly(v)) && days[i]-days[before] > 1 {
			t.Gaps = append(t.Gaps, schema.TimelineSpan{X: percent(x(days[before])), Width: percent(at - x(days[before]))})
		}
	}
	if t.Dense = len(t.Marks) > denseMarks; t.Dense {
		t.Radius = 3
	}
	if len(t.Marks) > tinyMarks {
		t.Radius = 2
	}
	return t
}

// percent is a length of the timeline's width.
func percent(x int) string { return fmt.Sprintf("%.2f%%", float64(x)*100/timelineWidth) }

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
