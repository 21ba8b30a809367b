package pages

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
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
	finger           = 76  // between marks of wordings: 24 pixels on a phone
)

// timeline draws one mark per version at its day. The height grows with the
// logarithm of the words that changed, so that a comma and a rewrite can both
// be seen. Stretches between versions one of which is known from a capture
// alone are gaps: nobody knows when, in them, the text changed, or how often.
func (p *pageBuilder) timeline() schema.Timeline {
	axis := p.axis()
	t := axis.empty()
	places := map[int]int{} // of many versions, those that stand so close that they cannot be told apart share a mark
	for _, v := range p.all() {
		if v.Withdrawal != nil {
			continue // it has no place in time
		}
		at, i := axis.x(dayNumber(v.Starts())), v.Index
		if v.Redaction != nil {
			mark := placed(at)
			mark.Class, mark.Name, mark.URL, mark.Verdict = stateRedacted, p.shown(v).Plain, p.shown(v).URL, stateRedacted
			t.Marks = append(t.Marks, mark)
			continue
		}
		mark := p.mark(i, at)
		if s := p.entries[i].Step; s != nil {
			mark.Top -= markHeight(s.Verdict.WordsAdded + s.Verdict.WordsRemoved)
			mark.Verdict, mark.URL = string(s.Verdict.Kind), p.stepURL(i)
			if !s.Verdict.Kind.ChangesWords() {
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
		if before := p.before(i); before >= 0 && (p.h.Versions[before].CapturedOnly() || v.CapturedOnly()) {
			if from := dayNumber(p.h.Versions[before].Starts()); dayNumber(v.Starts())-from > 1 {
				t.Gaps = append(t.Gaps, schema.TimelineSpan{X: percent(axis.x(from)), Width: percent(at - axis.x(from))})
			}
		}
	}
	return sized(t)
}

// sectionTimeline draws the wordings of a section, on the axis of its policy; nil if it has
// but one. Of those that stand so close that a finger could not choose, the largest change
// has a mark: all stand in the list below.
func (p *pageBuilder) sectionTimeline(l *lineage.Lineage, ws []wording) *schema.Timeline {
	if len(ws) < 2 {
		return nil
	}
	axis := p.axis()
	t := axis.empty()
	last := -finger
	for _, w := range ws {
		at := axis.x(dayNumber(p.h.Versions[w.first].Starts()))
		mark := p.mark(w.first, at)
		if s := p.entries[w.first].Step; s != nil {
			mark.Verdict, mark.URL = string(compare.Wording), p.stepURL(w.first)+link.Fragment(l.Anchor)
			for n := range s.Changes {
				if c := &s.Changes[n]; c.Line == l.ID {
					mark.Top -= markHeight(c.WordsAdded + c.WordsRemoved)
				}
			}
		}
		if at-last >= finger {
			t.Marks, last = append(t.Marks, mark), at
		} else if n := len(t.Marks) - 1; mark.Top < t.Marks[n].Top {
			t.Marks[n] = mark
			last = at
		}
	}
	t = sized(t)
	return &t
}

// axis is the time that a timeline shows, in days.
type axis struct{ first, last float64 }

func (p *pageBuilder) axis() axis {
	first, last := math.Inf(1), dayNumber(p.o.Day)
	for _, v := range p.all() {
		day := dayNumber(v.Starts())
		first, last = min(first, day), max(last, day)
	}
	return axis{min(first, last-365), last}
}

// x is the place of a day.
func (a axis) x(day float64) int {
	return timelineMargin + int(math.Round((day-a.first)/(a.last-a.first)*(timelineWidth-2*timelineMargin)))
}

// empty is a timeline with years and no mark.
func (a axis) empty() schema.Timeline {
	t := schema.Timeline{Height: timelineHeight, Baseline: timelineBaseline, Radius: 5,
		Years: []schema.TimelineTick{}, Marks: []schema.TimelineMark{}, Gaps: []schema.TimelineSpan{}}
	from, to := dateOf(a.first).Year(), dateOf(a.last).Year()
	const most = 12 // labels have room beside each other
	step := max(1, (to-from+most-1)/most)
	for year := from + 1; year <= to; year += step {
		t.Years = append(t.Years, schema.TimelineTick{X: percent(a.x(dayNumber(strconv.Itoa(year) + "-01-01"))),
			Label: strconv.Itoa(year)})
	}
	return t
}

// mark is that of a version at a place, as low as that of the first.
func (p *pageBuilder) mark(i, at int) schema.TimelineMark {
	v := p.h.Versions[i]
	mark := placed(at)
	mark.Class, mark.Name, mark.URL, mark.Verdict = string(v.State), p.versions[i].Plain, p.versions[i].URL, "first"
	if p.versions[i].Number > 1 { // what stood before it was removed
		mark.Verdict = "firstText"
	}
	return mark
}

// placed is a mark at a place.
func placed(at int) schema.TimelineMark {
	mark := schema.TimelineMark{X: percent(at), Top: timelineBaseline - shortest}
	switch {
	case at*100 < timelineWidth*12:
		mark.Anchor = "start"
	case at*100 > timelineWidth*88:
		mark.Anchor = "end"
	}
	return mark
}

// markHeight is how much a mark rises for so many words.
func markHeight(words int) int {
	return int(math.Min(1, math.Log1p(float64(words))/math.Log(2000)) * (tallest - shortest))
}

// sized is a timeline whose marks are as small as their number asks for.
func sized(t schema.Timeline) schema.Timeline {
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

// dayNumber counts days; an unreadable date is day 0.
func dayNumber(day string) float64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	return float64(t.Unix() / 86400)
}

func dateOf(day float64) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }
