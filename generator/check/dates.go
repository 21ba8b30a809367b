package check

import (
	"cmp"
	"fmt"
	"time"

	"policyarchive/generator/policy"
)

// stale finds front matter that still speaks of the version before, while the
// text has changed: its day of coming into force, already past, or its summary.
func stale(d *subject) []Finding {
	now, before := d.Doc.Meta, d.previous.Meta
	var list []Finding
	add := func(key, value, what, fix string) {
		list = append(list, d.key(key, fmt.Sprintf(what, value), fix))
	}
	if d.Declared.Effective == "" && d.staleEffective() {
		add("effective", now.Effective, "the text changed, but effective: %s is still that of the version before",
			"write the day from which the new text holds, or leave it out for today")
	}
	if d.Declared.Summary == "" && now.Summary != "" && now.Summary == before.Summary {
		add("summary", before.Summary, "the text changed, but the summary is still that of the version before: %q",
			"say what changed now")
	}
	return list
}

// staleEffective reports whether the effective date is that of the version before.
func (d *subject) staleEffective() bool {
	now := d.Doc.Meta.Effective
	return d.previous != nil && now != "" && now == d.previous.Meta.Effective && now < d.Today
}

// dateOrder finds a text that would be in force before it is announced.
func dateOrder(d *subject) []Finding {
	m := d.Doc.Meta
	if m.Effective == "" || m.Published == "" || m.Effective >= m.Published {
		return nil
	}
	return []Finding{d.key("effective", fmt.Sprintf("effective: %s lies before published: %s", m.Effective,
		m.Published),
		"write a day of coming into force that is not before the announcement")}
}

// notice finds a change that comes into force before the notice of its class
// is over.
func notice(d *subject) []Finding {
	days, class := d.Limits.Notice[d.Class()], d.Class()
	if days <= 0 || !d.WordsChanged() || d.Declared.Effective != "" || d.staleEffective() {
		return nil
	}
	published := cmp.Or(d.Doc.Meta.Published, d.Today)
	effective := cmp.Or(d.Doc.Meta.Effective, d.Today)
	from, err := time.Parse(time.DateOnly, published)
	if err != nil {
		return nil
	}
	earliest := from.AddDate(0, 0, days).Format(time.DateOnly)
	if effective >= earliest || effective < published {
		return nil // in time, or the business of another rule
	}
	to, err := time.Parse(time.DateOnly, effective)
	if err != nil {
		return nil
	}
	return []Finding{d.key("effective", fmt.Sprintf("a %s change wants %d days of notice, and this one is in force %s, on %s", class, days, after(to.Sub(from)), effective),
		fmt.Sprintf("write effective: %s or a later day", earliest))}
}

func after(d time.Duration) string {
	switch days := int(d.Hours() / 24); days {
	case 0:
		return "on the day it is published"
	case 1:
		return "a day after it is published"
	default:
		return fmt.Sprintf("%d days after it is published", days)
	}
}

// review finds a text that nobody looked at for too long. The front matter
// may tell of a review that changed nothing: reviewed: 2026-01-15.
func review(d *subject) []Finding {
	if d.Limits.Review <= 0 || d.previous == nil || d.Changed() {
		return nil
	}
	last := d.Previous.Starts()
	if reviewed, ok := d.Doc.Meta.Other["reviewed"]; ok {
		if t, _, ok := policy.Date(reviewed); ok {
			if day := t.Format(time.DateOnly); day > last && day <= d.Today {
				last = day
			}
		}
	}
	from, err := time.Parse(time.DateOnly, last)
	if err != nil || from.AddDate(0, d.Limits.Review, 0).Format(time.DateOnly) >= d.Today {
		return nil
	}
	return []Finding{d.whole(fmt.Sprintf("the text was last changed or reviewed on %s, more than %d months ago", last,
		d.Limits.Review),
		fmt.Sprintf("review it; if nothing has to change, write reviewed: %s into its front matter", d.Today))}
}
