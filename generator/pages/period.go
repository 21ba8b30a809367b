package pages

import (
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// period is a stretch of time that has pages of its own: a year, or a month of a
// year with more versions than a page lists.
type period struct {
	name        string // 2016, or 2016-11
	first, last int    // versions, or what else is listed
}

// periods are those of a history, oldest first; none if a page lists all.
func periods(h *history.History, listed int) []period {
	days := make([]string, len(h.Versions))
	for i, v := range h.Versions {
		days[i] = v.Name.Date
	}
	return periodsOf(days, listed)
}

// periodsOf are those of what has a day each, in order; none if a page lists all.
func periodsOf(days []string, listed int) (list []period) {
	if len(days) <= listed {
		return nil
	}
	year := func(i int) string { return days[i][:len("2006")] }
	for first := 0; first < len(days); {
		end := first
		for end < len(days) && year(end) == year(first) {
			end++
		}
		if end-first <= listed {
			list = append(list, period{year(first), first, end - 1})
			first = end
			continue
		}
		for ; first < end; first++ {
			month := days[first][:len("2006-01")]
			if n := len(list); n > 0 && list[n-1].name == month {
				list[n-1].last = first
			} else {
				list = append(list, period{month, first, first})
			}
		}
	}
	return list
}

// periodTitle is a year, or a month in words.
func (p *pageBuilder) periodTitle(t period) string {
	if len(t.name) == len("2006") {
		return t.name
	}
	return p.words.Month(t.name)
}

// periodLinks lead to the pages of periods below a page, newest first.
func (p *pageBuilder) periodLinks(periods []period, below string) (list []schema.Anchor) {
	for _, t := range periods {
		list = append([]schema.Anchor{{Title: p.periodTitle(t), URL: p.url(below, t.name)}}, list...)
	}
	return list
}
