package pages

import "policyarchive/generator/schema"

// archivePage lists all versions with their picture.
func (p *pageBuilder) archivePage() ([]schema.Page, error) {
	var entries []schema.Entry
	for i := len(p.entries) - 1; i >= 0; i-- {
		e := p.siteEntries[i]
		e.Sections = []schema.SectionChange{} // not shown
		entries = append(entries, e)
	}
	data := schema.ArchivePage{Policy: p.policy, Entries: entries, Timeline: p.timeline(),
		WeaveURL: p.root + p.path(weaveFile), Periods: p.periodLinks(p.periods, "archive")}
	if len(p.periods) > 0 {
		data.Entries = entries[:p.o.Bounds.Listed]
	}
	data.Years = byYear(data.Entries)
	if len(p.periods) == 0 {
		data.YearLinks = yearLinks(data.Entries, func(v *schema.Version) string { return "_" + yearOf(v) })
	}
	pages := []schema.Page{
		p.page(schema.LayoutArchive, p.say("versionsOf"), p.say("versionsDescription"), data, "archive")}
	for _, t := range p.periods {
		data.Period, data.Entries, data.Timeline, data.WeaveURL = t.name, entries[len(entries)-1-t.last:len(entries)-t.first],
			schema.Timeline{}, ""
		data.Years = byYear(data.Entries)
		page := p.page(schema.LayoutArchive, p.say("versionsOfPeriod", "period", t.name),
			p.say("versionsDescriptionOfPeriod", "period", t.name), data, "archive", t.name)
		page.NoIndex = true
		pages = append(pages, page)
	}
	return pages, nil
}
