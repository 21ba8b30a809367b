package pages

import (
	"html"
	"slices"
	"strings"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/schema"
)

// feedEntries is how many versions a feed tells of: readers fetch it again and
// again to hear of the newest. The changelog has all.
const feedEntries = 100

// feedLength is how many of the newest entries of a feed carry their redline.
const feedLength = 20

// newest are the groups of the newest versions, as many as a page lists, and of
// those that feeds tell of.
func (p *pageBuilder) newest(groups []schema.EntryGroup) []schema.EntryGroup {
	n := 0
	return groupsOf(groups, func(e *schema.Entry) bool {
		n++
		return n <= p.o.Bounds.Listed || e.Feed
	})
}

// oldestInFeed is the time since which a version must have been heard of for
// feeds to tell of it.
func (p *pageBuilder) oldestInFeed(groups []changelog.Group) string {
	var times []string
	for _, g := range groups {
		if !g.Folded {
			for k := range g.Entries {
				times = append(times, latest(&p.siteEntries[g.Entries[k].Version.Index]))
			}
		}
	}
	if len(times) <= feedEntries {
		return ""
	}
	slices.Sort(times)
	return times[len(times)-feedEntries]
}

// latest is when a feed last had something to tell of a version: the beginning of
// a day where the organisation is, as all times here, so that texts are in order.
func latest(e *schema.Entry) string {
	at := e.SignificantAt
	for _, event := range e.Events {
		at = max(at, event.At)
	}
	return at
}

// feedRedline is the redline of the changed sections of a version, styled for
// readers that drop style sheets.
func (p *pageBuilder) feedRedline(i int) (string, error) {
	before := p.before(i)
	opts := p.optionsBetween(before, i, p.absolute(p.stepURL(i)))
	opts.Origin, opts.Before = p.absoluteOrigin(opts.Origin), p.absoluteOrigin(opts.Before)
	c, err := p.between(before, i)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for n := range c.Sections {
		s := &c.Sections[n]
		switch s.Status {
		case compare.Unchanged, compare.Represented, compare.Moved, compare.Renumbered, compare.Split, compare.Merged:
			continue
		}
		b.WriteString(p.renderer.FeedSection(c, s, opts))
	}
	return b.String(), nil
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
			listed := e.Sections[:min(len(e.Sections), mostSections)]
			if e.Feed && left.spend(sectionBytes*len(listed)) {
				e.FeedSections, e.FeedMore = listed, len(listed) < len(e.Sections)
			}
		}
	}
}
