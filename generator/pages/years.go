package pages

import (
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

const (
	manyVersions = 12 // a list with more of them has the headings of years
	manyEntries  = 40 // and one with more leads to each of them, too
)

// yearOf is the year of a version.
func yearOf(v *schema.Version) string { return v.Name[:len("2006")] }

// yearInList is the year under which a version stands in a list of some length; "" if the
// list is short.
func yearInList(v *schema.Version, length int) string {
	if length <= manyVersions {
		return ""
	}
	return yearOf(v)
}

// dayOf is the day in the name of a version.
func dayOf(v *schema.Version) string { return v.Name[:len("2006-01-02")] }

// byYear are groups, newest first, by the years of their entries, or all together if
// those are few. A group with entries of several years is divided, and the text in force
// is not folded.
func (p *pageBuilder) byYear(groups []schema.EntryGroup) []schema.EntryYear {
	years := []schema.EntryYear{}
	count := len(entriesOf(groups))
	for _, g := range groups {
		var open *schema.EntryGroup // the last group, if it goes on
		for _, e := range g.Entries {
			year := yearInList(&e.Version, count)
			if n := len(years); n == 0 || years[n-1].Title != year {
				years, open = append(years, schema.EntryYear{Title: year}), nil
			}
			folded := g.Folded && e.Version.State == string(history.Superseded)
			if folded && open != nil {
				open.Entries = append(open.Entries, e)
				continue
			}
			list := &years[len(years)-1].Groups
			*list, open = append(*list, schema.EntryGroup{Folded: folded, Entries: []schema.Entry{e}}), nil
			if folded {
				open = &(*list)[len(*list)-1]
			}
		}
	}
	for _, y := range years {
		p.sayDays(y.Groups)
	}
	return years
}

// yearLinks lead to the years of a long list of entries, newest first: to the first
// entry of each, by the id that at gives it.
func yearLinks(entries []schema.Entry, at func(v *schema.Version) string) (links []schema.Anchor) {
	for i := range entries {
		v := &entries[i].Version
		if year := yearOf(v); len(links) == 0 || links[len(links)-1].Title != year {
			links = append(links, schema.Anchor{Title: year, URL: "#" + at(v)})
		}
	}
	if len(entries) <= manyEntries || len(links) < 2 {
		return nil
	}
	return links
}
