package pages

import "policyarchive/generator/schema"

// archivePage lists all versions with their picture.
func (p *pageBuilder) archivePage() ([]schema.Page, error) {
	all := p.groups()
	for i := range all {
		for k := range all[i].Entries {
			all[i].Entries[k].Sections = []schema.SectionChange{} // not shown
		}
	}
	listed := p.newest(all)
	data := schema.ArchivePage{Policy: p.policy, Years: p.byYear(listed), Timeline: p.timeline(),
		WeaveURL: p.root + p.path(weaveFile), Periods: p.periodLinks(p.periods, "archive"),
		CorrectionsURL: p.root + p.path(correctionsFolder) + "/"}
	if len(p.periods) == 0 {
		data.YearLinks = yearLinks(entriesOf(listed), func(v *schema.Version) string { return "_" + yearOf(v) })
	}
	pages := []schema.Page{
		p.page(schema.LayoutArchive, p.say("versionsOf"), p.say("versionsDescription"), data, "archive")}
	for _, t := range p.periods {
		data.Period, data.Years, data.Timeline, data.WeaveURL = p.periodTitle(t), p.byYear(t.of(all)), schema.Timeline{}, ""
		data.CorrectionsURL = ""
		page := p.page(schema.LayoutArchive, p.say("versionsOfPeriod", "period", p.periodTitle(t)),
			p.say("versionsDescriptionOfPeriod", "period", p.periodTitle(t)), data, "archive", t.name)
		page.NoIndex = true
		pages = append(pages, page)
	}
	return pages, nil
}
