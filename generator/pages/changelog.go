package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"policyarchive/generator/changelog"
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// entry is what the site says of a version and what it changed.
func (p *pageBuilder) entry(i int) schema.Entry {
	e := &p.entries[i]
	v := e.Version
	out := schema.Entry{
		ID: p.id(v.Name.Date, v.Name.String()), Version: p.versions[i], Sections: []schema.SectionChange{},
		Quiet: e.Quiet(), Contradiction: p.contradiction(e), PublishedAt: p.instant(cmp.Or(v.Record.Published, v.Starts())),
		Announced: v.State == history.Announced || v.AnnouncedAhead(), Events: []schema.EntryEvent{},
	}
	out.SignificantAt = out.PublishedAt
	event := func(kind, day string) {
		out.Events = append(out.Events, schema.EntryEvent{ID: p.id(v.Name.Date, v.Name.String(), kind), Kind: kind,
			At: p.instant(day)})
	}
	switch {
	case v.Withdrawal != nil:
		event("withdrawn", v.Withdrawal.Withdrawn)
		out.SignificantAt, out.Announced = out.Events[0].At, true
	case v.Overtaken != nil && v.AnnouncedAhead():
		event("overtaken", max(v.Record.Published, cmp.Or(v.Overtaken.Record.Published, v.Overtaken.Record.Effective)))
		out.SignificantAt = out.Events[0].At
	case v.AnnouncedAhead() && v.State != history.Announced:
		event("in-force", v.Record.Effective)
	}
	if e.Step != nil {
		verdict := p.verdict(e.Step.Verdict)
		out.Verdict = &verdict
		out.CompareURL = p.stepURL(i)
		out.Sections = p.sectionChanges(e.Step, out.CompareURL)
	}
	return out
}

// idEpoch is the day in the name of a feed, which has none of its own.
const idEpoch = "2026-01-01"

// id is the name for ever of an entry or, without a part, of the feed (RFC
// 4151): it depends on nothing that an organisation or this program may later
// change but the address; not on which versions are archived beside it.
func (p *pageBuilder) id(day string, parts ...string) string {
	return fmt.Sprintf("tag:%s,%s:%s", hostOnly(p.host), day, strings.Join(append([]string{p.h.Policy}, parts...), "/"))
}

func hostOnly(host string) string {
	name, _, _ := strings.Cut(host, ":")
	return name
}

// instant is the beginning of a day where the organisation is; that of UTC, if
// the day cannot be read.
func (p *pageBuilder) instant(day string) string {
	t, err := dayStart(day, p.o.Config.Zone())
	if err != nil {
		return day + "T00:00:00Z"
	}
	return t.Format(time.RFC3339)
}

// changelogPage lists what every version changed; its feeds carry the redlines.
func (p *pageBuilder) changelogPage() ([]schema.Page, error) {
	data := schema.ChangelogPage{Policy: p.policy, Groups: []schema.EntryGroup{}, ID: p.id(idEpoch),
		Periods: p.periodLinks(p.periods, "changelog")}
	groups := changelog.Fold(p.entries)
	oldest := p.oldestInFeed(groups)
	var feed []*schema.Entry
	inFeed := 0
	for n := len(groups) - 1; n >= 0; n-- {
		g := &groups[n]
		out := schema.EntryGroup{Folded: g.Folded, Entries: []schema.Entry{}}
		for k := len(g.Entries) - 1; k >= 0; k-- {
			i := g.Entries[k].Version.Index
			e := p.siteEntries[i]
			if !g.Folded {
				if n > 0 && groups[n-1].Folded {
					e.QuietBefore = len(groups[n-1].Entries)
				}
				if inFeed++; g.Entries[k].Significant() && p.before(i) >= 0 && inFeed <= feedLength {
					var err error
					if e.RedlineHTML, err = p.feedRedline(i); err != nil {
						return nil, err
					}
				}
				at := latest(&e)
				e.Feed = at >= oldest
				data.Updated = max(data.Updated, at)
			}
			out.Entries = append(out.Entries, e)
		}
		for k := range out.Entries {
			if out.Entries[k].Feed {
				feed = append(feed, &out.Entries[k])
			}
		}
		data.Groups = append(data.Groups, out)
	}
	p.fitFeed(feed)
	for n := range data.Groups {
		for k := range data.Groups[n].Entries {
			if e := &data.Groups[n].Entries[k]; len(e.Sections) > mostSections {
				e.Sections, e.MoreSections = e.Sections[:mostSections], len(e.Sections)-mostSections
			}
		}
	}
	all := data.Groups
	if len(p.periods) > 0 {
		data.Groups = p.newest(all)
	}
	if len(p.periods) == 0 {
		var listed []schema.Entry
		for _, g := range data.Groups {
			listed = append(listed, g.Entries...)
		}
		data.Years = yearLinks(listed, func(v *schema.Version) string { return "v" + v.Name })
	}
	page := p.page(schema.LayoutChangelog, p.say("changelogOf"), p.say("changelogDescription"), data, "changelog")
	page.Feeds = true
	page.Modified = p.versions[len(p.versions)-1].Published
	pages := []schema.Page{page}
	for _, t := range p.periods {
		data.Period, data.Groups = t.name, groupsOf(all, func(e *schema.Entry) bool {
			return t.first < e.Version.Ordinal && e.Version.Ordinal <= t.last+1
		})
		page := p.page(schema.LayoutChangelog, p.say("changelogOfPeriod", "period", t.name),
			p.say("changelogDescriptionOfPeriod", "period", t.name), data, "changelog", t.name)
		page.NoIndex = true
		pages = append(pages, page)
	}
	return pages, nil
}

// groupsOf are groups with those of their entries that are wanted.
func groupsOf(groups []schema.EntryGroup, wanted func(*schema.Entry) bool) []schema.EntryGroup {
	list := []schema.EntryGroup{}
	for _, g := range groups {
		g.Entries = slices.DeleteFunc(slices.Clone(g.Entries), func(e schema.Entry) bool { return !wanted(&e) })
		if len(g.Entries) > 0 {
			list = append(list, g)
		}
	}
	return list
}
