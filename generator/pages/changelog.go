package pages

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"policyarchive/generator/schema"
)

// entry is what the site says of a version and what it changed.
func (p *pageBuilder) entry(i int) schema.Entry {
	e := &p.entries[i]
	out := schema.Entry{Version: p.versions[i], Sections: []schema.SectionChange{},
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
	all := p.groups()
	for i := range all {
		for k := range all[i].Entries {
			if e := &all[i].Entries[k]; len(e.Sections) > mostSections {
				e.Sections, e.MoreSections = e.Sections[:mostSections], len(e.Sections)-mostSections
			}
		}
	}
	data := schema.ChangelogPage{Policy: p.policy, Groups: p.sayDays(p.newest(all)),
		Periods: p.periodLinks(p.periods, "changelog")}
	if len(p.periods) == 0 {
		data.Years = yearLinks(entriesOf(data.Groups), func(v *schema.Version) string { return "v" + v.Name })
	}
	page := p.page(schema.LayoutChangelog, p.say("changelogOf"), p.say("changelogDescription"), data, "changelog")
	page.Modified = p.versions[len(p.versions)-1].Published
	pages := []schema.Page{page}
	for _, t := range p.periods {
		data.Period, data.Groups = p.periodTitle(t), p.sayDays(t.of(all))
		page := p.page(schema.LayoutChangelog, p.say("changelogOfPeriod", "period", p.periodTitle(t)),
			p.say("changelogDescriptionOfPeriod", "period", p.periodTitle(t)), data, "changelog", t.name)
		page.NoIndex = true
		pages = append(pages, page)
	}
	return pages, nil
}
