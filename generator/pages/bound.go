package pages

import (
	"html"

	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// Bounds keep pages and feeds from growing with a history. What they leave out is
// reached by links.
type Bounds struct {
	// Listed is how many versions a page lists: of a history with more, the newest
	// stand on the page, and all on pages by year, or month.
	Listed int
	// Texts is how many bytes of older wordings the page of a section shows, unless
	// twice the largest text is more; those before them are behind their comparisons.
	Texts int
	// Entry is how many bytes of redline an entry of a feed has; one with more tells
	// which sections changed.
	Entry int
	// Feed is how many bytes a feed has.
	Feed int
}

// DefaultBounds are those of a site.
var DefaultBounds = Bounds{Listed: 150, Texts: 160 << 10, Entry: 50_000, Feed: 480_000}

// period is a stretch of time that has pages of its own: a year, or a month of a
// year with more versions than a page lists.
type period struct {
	name        string // 2016, or 2016-11
	first, last int    // versions
}

// periods are those of a history, oldest first; none if a page lists all.
func periods(h *history.History, listed int) (list []period) {
	if len(h.Versions) <= listed {
		return nil
	}
	year := func(i int) string { return h.Versions[i].Name.Date[:len("2006")] }
	for first := 0; first < len(h.Versions); {
		end := first
		for end < len(h.Versions) && year(end) == year(first) {
			end++
		}
		if end-first <= listed {
			list = append(list, period{year(first), first, end - 1})
			first = end
			continue
		}
		for ; first < end; first++ {
			month := h.Versions[first].Name.Date[:len("2006-01")]
			if n := len(list); n > 0 && list[n-1].name == month {
				list[n-1].last = first
			} else {
				list = append(list, period{month, first, first})
			}
		}
	}
	return list
}

// periodLinks lead to the pages of all periods below a page, newest first.
func (p *pageBuilder) periodLinks(below string) (list []schema.Anchor) {
	for _, t := range p.periods {
		list = append([]schema.Anchor{{Title: t.name, URL: p.url(below, t.name)}}, list...)
	}
	return list
}

// budget is what is left of a number of bytes.
type budget int

// spend takes bytes, and reports whether they were left.
func (b *budget) spend(bytes int) bool {
	if bytes > int(*b) {
		return false
	}
	*b -= budget(bytes)
	return true
}

// The parts of a feed's entry beside its redline, in bytes, as a feed has them.
const (
	entryBytes   = 2_000 // title, ids, dates, links
	sectionBytes = 400   // a section in the list of those that changed
	mostSections = 60    // of them
)

// escaped is how many bytes a text has in a feed.
func escaped(text string) int { return len(html.EscapeString(text)) }

// fitFeed takes out of the entries of a feed, newest first, what is too much for it.
func (p *pageBuilder) fitFeed(entries []*schema.Entry) {
	left := budget(p.o.Bounds.Feed)
	for _, e := range entries {
		plain := (1+len(e.Events))*(entryBytes+2*escaped(e.Version.Reason)) +
			2*(escaped(e.Version.Summary)+escaped(e.Contradiction))
		if e.Feed = left.spend(plain); !e.Feed {
			left = 0 // no older one either
		}
	}
	for _, e := range entries {
		if e.RedlineHTML == "" {
			continue
		}
		if !e.Feed || len(e.RedlineHTML) > p.o.Bounds.Entry || !left.spend(escaped(e.RedlineHTML)) {
			e.RedlineHTML = ""
			told := e.Sections[:min(len(e.Sections), mostSections)]
			if e.Feed && left.spend(sectionBytes*len(told)) {
				e.FeedSections, e.FeedMore = told, len(told) < len(e.Sections)
			}
		}
	}
}
