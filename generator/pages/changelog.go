package pages

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"policyarchive/generator/changelog"
	"policyarchive/generator/schema"
)

// entry is what the site says of a version and what it changed.
func (p *pageBuilder) entry(i int) schema.Entry {
	e := &p.entries[i]
	out := schema.Entry{Version: p.versions[i], Sections: []schema.SectionChange{}, Quiet: e.Quiet(),
		Contradiction: p.contradiction(e)}
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
	return feedID(p.host, day, append([]string{p.h.Policy}, parts...)...)
}

func feedID(host, day string, parts ...string) string {
	escaped := make([]string, len(parts))
	for i, part := range parts {
		escaped[i] = url.PathEscape(part)
	}
	return fmt.Sprintf("tag:%s,%s:%s", hostOnly(host), day, strings.Join(escaped, "/"))
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

// changelogPage lists what every version changed.
func (p *pageBuilder) changelogPage() ([]schema.Page, error) {
	data := schema.ChangelogPage{Policy: p.policy, Groups: []schema.EntryGroup{},
		Periods: p.periodLinks(p.periods, "changelog")}
	groups := changelog.Fold(p.entries)
	for n, g := range slices.Backward(groups) {
		out := schema.EntryGroup{Folded: g.Folded, Entries: []schema.Entry{}}
		for k := len(g.Entries) - 1; k >= 0; k-- {
			e := p.siteEntries[g.Entries[k].Version.Index]
			e.QuietBefore = quietBefore(groups, n)
			if len(e.Sections) > mostSections {
				e.Sections, e.MoreSections = e.Sections[:mostSections], len(e.Sections)-mostSections
			}
			out.Entries = append(out.Entries, e)
		}
		data.Groups = append(data.Groups, out)
	}
	all := data.Groups
	if len(p.periods) > 0 {
		n := 0
		data.Groups = groupsOf(all, func(*schema.Entry) bool { n++; return n <= p.o.Bounds.Listed })
	}
	if len(p.periods) == 0 {
		var listed []schema.Entry
		for _, g := range data.Groups {
			listed = append(listed, g.Entries...)
		}
		data.Years = yearLinks(listed, func(v *schema.Version) string { return "v" + v.Name })
	}
	page := p.page(schema.LayoutChangelog, p.say("changelogOf"), p.say("changelogDescription"), data, "changelog")
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
