package history

import (
	"cmp"
	"slices"
	"time"
)

// Meaning is what the day means from which a version counts.
type Meaning string

// What the day of [Version.Starts] means. Only the first says from when a text was in
// force.
const (
	EffectiveDay Meaning = "effective" // it was, or will be, in force from that day
	PublishedDay Meaning = "published" // it was announced that day; from when it applied, nobody knows
	CapturedDay  Meaning = "captured"  // it was seen that day; since when it had stood, nobody knows
	NamedDay     Meaning = "named"     // it is called after that day, and no more is known
)

// Meaning is what the day of Starts means.
func (v *Version) Meaning() Meaning {
	switch r := v.Record; {
	case r.Effective != "":
		return EffectiveDay
	case r.Published != "":
		return PublishedDay
	case r.Captured != "":
		return CapturedDay
	}
	return NamedDay
}

// CapturedOnly reports whether nothing but a capture, or a name, tells of a version's
// days.
func (v *Version) CapturedOnly() bool { return v.Meaning() == CapturedDay || v.Meaning() == NamedDay }

// Interval is a stretch of days of which the same is known: the version that counts on
// all of them, and the one that counts after them.
type Interval struct {
	From  string   // its first day, YYYY-MM-DD; empty for all days before a version is known
	Until string   // the day on which the next one begins; empty for the last
	Of    *Version // nil before a version is known; it may have been redacted, as may Next
	Next  *Version // nil for the last
	// Gap: of the days behind its first, nobody knows whether the version still stood.
	Gap bool
}

// Intervals are those of a policy, oldest first, without a day between them. The
// first is that before a version is known. A version that was withdrawn or overtaken,
// and so never applied, has none, and of several that begin on one day the last one
// has it.
func (h *History) Intervals() []Interval {
	var begin []*Version
	for _, v := range h.All() {
		if v.Withdrawal == nil {
			begin = append(begin, v)
		}
	}
	slices.SortStableFunc(begin, func(x, y *Version) int { return cmp.Compare(x.Starts(), y.Starts()) })
	list := []Interval{{}}
	for _, v := range begin {
		last := &list[len(list)-1]
		switch {
		case last.Of != nil && last.Of.after(v): // a later one counts already
			continue
		case last.Of != nil && last.From == v.Starts():
			last.Of, list[len(list)-2].Next = v, v
		default:
			last.Until, last.Next = v.Starts(), v
			list = append(list, Interval{From: v.Starts(), Of: v})
		}
	}
	for i := range list {
		list[i].Gap = list[i].gap()
	}
	return list
}

// after reports whether a version comes behind another, in order.
func (v *Version) after(other *Version) bool {
	if v.Index != other.Index || v.Redaction != nil && other.Redaction != nil {
		return v.Index > other.Index // of redacted versions between the same two, neither is known to overtake the other
	}
	return other.Redaction != nil && v.Redaction == nil
}

func (i *Interval) gap() bool {
	switch {
	case i.Of == nil:
		return false
	case i.Next == nil:
		return i.Of.CapturedOnly()
	}
	return (i.Of.CapturedOnly() || i.Next.CapturedOnly()) && i.Until != dayAfter(i.From)
}

// Last is the last day of an interval; empty for the last one.
func (i *Interval) Last() string {
	if i.Until == "" {
		return ""
	}
	return addDays(i.Until, -1)
}

// On is the interval that a day is in.
func (h *History) On(day string) Interval {
	list := h.Intervals()
	for i := len(list) - 1; ; i-- {
		if list[i].From <= day {
			return list[i]
		}
	}
}

func dayAfter(day string) string { return addDays(day, 1) }

func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
