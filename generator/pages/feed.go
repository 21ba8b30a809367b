package pages

import (
	"slices"
	"strings"

	"policyarchive/generator/feed"
)

// feedEntries is how many versions a feed tells of: readers fetch it again and
// again to hear of the newest. The changelog has all.
const feedEntries = 100

// feedLength is of how many of the newest versions entries carry the redline.
const feedLength = 20

// feedItem is an entry before it is known for how much of it a feed has room.
type feedItem struct {
	feed.Entry        // its Content without what follows
	redline    string // HTML
	listed     string // what takes the place of a redline that is too long
}

// fit are the entries of a feed, newest first, that fit into it: first what every entry
// tells, then redlines, or what takes their place.
func (p *pageBuilder) fit(items []feedItem) []feed.Entry {
	left := budget(p.o.Bounds.Feed)
	entries := make([]feed.Entry, 0, len(items))
	for i := range items {
		if !left.spend(items[i].Size()) {
			break // no older one either
		}
		entries = append(entries, items[i].Entry)
	}
	for i := range entries {
		item := &items[i]
		switch {
		case item.redline == "":
		case len(item.redline) <= p.o.Bounds.Entry && left.spend(feed.Escaped(item.redline)):
			entries[i].Content += item.redline
		case left.spend(feed.Escaped(item.listed)):
			entries[i].Content += item.listed
		}
	}
	return entries
}

// siteFeed tells what became of all policies of a site, from what the feed of each has.
func siteFeed(host string, policies []*pageBuilder, o Options) feed.Feed {
	w := o.Words.Site
	f := feed.Feed{ID: feedID(host, idEpoch), Title: w.Say("feedOfSite", map[string]any{"organisation": author(o)}),
		Language: w.Locale, Author: author(o), Page: o.BaseURL}
	var all []feed.Entry
	for _, p := range policies {
		for _, e := range p.recent {
			e.Title = p.say("entryOfPolicy", "title", e.Title)
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b feed.Entry) int { return strings.Compare(b.Updated, a.Updated) })
	f.Updated = o.Day + "T00:00:00Z" // of a site without a version
	if len(all) > 0 {
		f.Updated = all[0].Updated
	}
	left := budget(o.Bounds.Feed)
	for _, e := range all[:min(len(all), feedEntries)] {
		if !left.spend(e.Size()) {
			break
		}
		f.Entries = append(f.Entries, e)
	}
	return f
}
