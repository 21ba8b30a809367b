package pages

import (
	"cmp"
	"fmt"
	"path"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/feed"
	"policyarchive/generator/weave"
)

// sectionEntries is how many changes the feed of a section tells of, and for how many
// versions a section that is gone keeps its feed, which tells that it went.
const sectionEntries = 10

// sectionRedlines are, by version, the redlines of the sections that it changed.
type sectionRedlines map[int][]sectionRedline

type sectionRedline struct {
	line int
	html string
}

// feeds are the feeds of the policy, by their places below the site's root.
func (p *pageBuilder) feeds() (map[string][]byte, error) {
	all := p.feedVersions(changelog.Fold(p.entries))
	redlines, err := p.redlines(all)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	var items []feedItem
	for _, t := range newestFeedVersions(all, feedEntries) {
		items = append(items, p.itemsOf(&t, redlines)...)
	}
	f := p.fitted(append(p.redactedItems(), items...))
	f.ID, f.Title, f.Page = p.id(idEpoch), p.say("changelogOf"), p.absolute(p.policy.ChangelogURL)
	p.recent = f.Entries
	files[p.below(atomFile)] = f.Atom(p.absolute(p.url() + atomFile))
	if files[p.below(jsonFeedFile)], err = f.JSON(p.absolute(p.url() + jsonFeedFile)); err != nil {
		return nil, fmt.Errorf("write %s: %w", jsonFeedFile, err)
	}
	var material []feedVersion
	for _, t := range all {
		if t.material {
			material = append(material, t)
		}
	}
	f = p.feedOf(newestFeedVersions(material, feedEntries), redlines)
	f.ID, f.Title, f.Page = p.id(idEpoch, "material"), p.say("materialOf"), p.absolute(p.policy.ChangelogURL)
	files[p.below(materialFile)] = f.Atom(p.absolute(p.url() + materialFile))
	for line, f := range p.sectionFeeds(all, redlines) {
		at := sectionFeedFile(p.slugs[line])
		files[p.below(at)] = f.Atom(p.absolute(p.url() + at))
	}
	return files, nil
}

// below is the place of a file of the policy below the site's root.
func (p *pageBuilder) below(file string) string { return path.Join(p.h.Policy, file) }

// feedOf is a feed that tells of some versions, newest first.
func (p *pageBuilder) feedOf(list []feedVersion, redlines sectionRedlines) feed.Feed {
	var items []feedItem
	for i := range list {
		items = append(items, p.itemsOf(&list[i], redlines)...)
	}
	return p.fitted(items)
}

func (p *pageBuilder) fitted(items []feedItem) feed.Feed {
	f := feed.Feed{Language: p.words.Locale, Author: author(p.o), Entries: p.fit(items)}
	for i := range items {
		f.Updated = max(f.Updated, items[i].Updated)
	}
	return f
}

// author is who speaks in a feed.
func author(o Options) string { return cmp.Or(o.Config.Params.Organisation, o.Config.Title) }

// sectionFeeds are the feeds of sections, by their lines.
func (p *pageBuilder) sectionFeeds(all []feedVersion, redlines sectionRedlines) map[int]feed.Feed {
	items, changes := map[int][]feedItem{}, map[int]int{}
	for i := range all {
		t := &all[i]
		if t.step == nil {
			for n := range p.h.Versions[t.version].Outline.Sections {
				if line := p.h.Versions[t.version].Outline.Sections[n].Lineage; p.followed[line] {
					items[line] = append(items[line], p.beginningItem(t, line))
				}
			}
			continue
		}
		for n := range t.step.Changes {
			c := &t.step.Changes[n]
			gone := c.Status == compare.Removed || c.Status == compare.Merged
			if !p.followed[c.Line] || changes[c.Line] == sectionEntries || !reworded(c.Status) && !gone {
				continue
			}
			changes[c.Line]++
			items[c.Line] = append(items[c.Line], p.changeItems(t, c, redlines)...)
		}
	}
	feeds := map[int]feed.Feed{}
	for line := range p.followed {
		list := items[line]
		if len(list) == 0 { // it came with a version that changed no word
			list = p.firstItems(line)
		}
		f := p.fitted(list)
		l := p.h.Tracker.Lineages[line]
		f.ID, f.Title = p.id(idEpoch, "section", l.Anchor), p.say("sectionFeed", "section", p.apart(p.titleOf(l)))
		f.Page = p.absolute(p.historyURL(line))
		feeds[line] = f
	}
	return feeds
}

// firstItems are the entries that tell of the version in which a section first stood.
func (p *pageBuilder) firstItems(line int) []feedItem {
	t := p.feedVersionOf(&p.entries[p.h.Tracker.Lineages[line].First])
	for n := range t.step.Changes {
		if c := &t.step.Changes[n]; c.Line == line {
			return p.changeItems(&t, c, nil)
		}
	}
	return []feedItem{p.beginningItem(&t, line)}
}

// followed are the lines that have a feed: those of the text in force, and of the
// newest versions.
func followed(h *weave.History) map[int]bool {
	lines := map[int]bool{}
	for _, v := range append(h.Versions[max(0, len(h.Versions)-sectionEntries):], h.Current()) {
		for i := range v.Outline.Sections {
			lines[v.Outline.Sections[i].Lineage] = true
		}
	}
	return lines
}

// sectionFeedFile is the place of the feed of a section below the policy.
func sectionFeedFile(slug string) string { return path.Join("sections", slug, "atom.xml") }

// redlines are those of the newest versions that changed words, styled for readers that
// drop style sheets.
func (p *pageBuilder) redlines(all []feedVersion) (sectionRedlines, error) {
	var versions []int
	for i := range all[:min(len(all), feedLength)] {
		if all[i].step != nil && p.entries[all[i].version].Significant() {
			versions = append(versions, all[i].version)
		}
	}
	lists := make([][]sectionRedline, len(versions))
	err := together(p.ctx, len(versions), func(n int) (err error) {
		lists[n], err = p.redlinesOf(versions[n])
		return err
	})
	redlines := sectionRedlines{}
	for n, i := range versions {
		redlines[i] = lists[n]
	}
	return redlines, err
}

// redlinesOf are those of the sections that a version changed.
func (p *pageBuilder) redlinesOf(i int) (list []sectionRedline, err error) {
	before := p.before(i)
	opts := p.optionsBetween(before, i, p.absolute(p.stepURL(i)))
	opts.Origin, opts.Before = p.absoluteOrigin(opts.Origin), p.absoluteOrigin(opts.Before)
	c, err := p.between(before, i)
	if err != nil {
		return nil, err
	}
	for n := range c.Sections {
		s := &c.Sections[n]
		switch s.Status {
		case compare.Unchanged, compare.Represented, compare.Moved, compare.Renumbered, compare.Split, compare.Merged:
			continue
		}
		line := 0
		if s.New >= 0 {
			line = c.New.Sections[s.New].Lineage
		} else {
			line = c.Old.Sections[s.Old].Lineage
		}
		list = append(list, sectionRedline{line, p.renderer.FeedSection(c, s, opts)})
	}
	return list, nil
}
