package pages

import "policyarchive/generator/schema"

const (
	manyVersions = 12 // a list with more of them has the headings of years
	manyEntries  = 40 // and one with more leads to each of them, too
)

// yearOf is the year of a version.
func yearOf(v *schema.Version) string { return v.Name[:len("2006")] }

// byYear are the entries of a list, newest first, by their years, or all together if
// they are few. Neighbours of one year that changed no word make one group.
func byYear(entries []schema.Entry) []schema.EntryYear {
	years := []schema.EntryYear{}
	for _, e := range entries {
		year := ""
		if len(entries) > manyVersions {
			year = yearOf(&e.Version)
		}
		if n := len(years); n == 0 || years[n-1].Title != year {
			years = append(years, schema.EntryYear{Title: year})
		}
		groups := &years[len(years)-1].Groups
		quiet := e.Quiet && e.Version.State == "superseded"
		if n := len(*groups); quiet && n > 0 && (*groups)[n-1].Folded {
			(*groups)[n-1].Entries = append((*groups)[n-1].Entries, e)
			continue
		}
		*groups = append(*groups, schema.EntryGroup{Folded: quiet, Entries: []schema.Entry{e}})
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
