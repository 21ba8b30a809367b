package pages

import (
	"html"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/feed"
	"policyarchive/generator/link"
	"policyarchive/generator/schema"
)

// correctionsFolder is the place of the register of corrections below a policy.
const correctionsFolder = "corrections"

// correctionsFeedFile is the feed of the register.
const correctionsFeedFile = correctionsFolder + "/atom.xml"

// correctionsPage is the register of corrections. It is there also while it is empty:
// that says something, and its feed can be followed.
func (p *pageBuilder) correctionsPage() ([]schema.Page, error) {
	data := schema.CorrectionsPage{Policy: p.policy, Corrections: p.corrections(),
		FeedURL: p.root + p.path(correctionsFeedFile)}
	return []schema.Page{p.page(schema.LayoutCorrections, p.say("correctionsOf"), p.say("correctionsDescription"), data,
		correctionsFolder)}, nil
}

// corrections are all of the policy, newest first, and of one day those of older versions
// first.
func (p *pageBuilder) corrections() []schema.Correction {
	list := []schema.Correction{}
	for i := range p.h.Versions {
		list = append(list, p.correctionsOf(i)...)
	}
	slices.SortStableFunc(list, func(a, b schema.Correction) int { return strings.Compare(b.Day, a.Day) })
	return list
}

// correctionsOf are those of a version, oldest first.
func (p *pageBuilder) correctionsOf(version int) (list []schema.Correction) {
	for _, c := range p.h.Versions[version].Corrections {
		dir := strings.TrimPrefix(c.Dir(), c.Policy+"/")
		id := "v" + dir
		list = append(list, schema.Correction{ID: id, Version: p.versions[version], Day: c.Corrected, Wrong: c.Wrong,
			Right: c.Right, FileURL: p.root + p.path("archive", dir, archive.CorrectionFile),
			PageURL: p.root + p.path(correctionsFolder) + "/" + link.Fragment(id)})
	}
	return list
}

// correctionsFeed tells of each correction once.
func (p *pageBuilder) correctionsFeed() []byte {
	f := feed.Feed{ID: p.id(idEpoch, correctionsFolder), Title: p.say("correctionsOf"), Language: p.words.Locale,
		Author: author(p.o), Updated: p.instant(p.h.Versions[0].Starts()),
		Page: p.absolute(p.root + p.path(correctionsFolder) + "/")}
	for _, c := range p.corrections() {
		at := p.instant(c.Day)
		f.Updated = max(f.Updated, at)
		if len(f.Entries) == feedEntries {
			continue
		}
		version := slices.IndexFunc(p.versions, func(v schema.Version) bool { return v.Name == c.Version.Name })
		f.Entries = append(f.Entries, p.correctionEntry(version, &c, at))
	}
	return f.Atom(p.absolute(p.root + p.path(correctionsFeedFile)))
}

// correctionEntry is the entry of a correction.
func (p *pageBuilder) correctionEntry(version int, c *schema.Correction, at string) feed.Entry {
	v := p.h.Versions[version]
	lang, _ := p.versionLanguage(v)
	words, _ := p.entryLanguage(version)
	var b strings.Builder
	for _, part := range [...]struct{ key, text string }{{"correctionWrong", c.Wrong}, {"correctionRight", c.Right}} {
		paragraph(&b, html.EscapeString(p.words.Say(part.key, nil))+" <bdi>"+html.EscapeString(part.text)+"</bdi>")
	}
	if log := p.o.Log; log != nil {
		p.writeCheckpoint(&b, p.checkpointAt(log.Corrected(v.Policy, v.Name.String(), c.Day)))
	}
	return feed.Entry{ID: p.entryID(version, "corrected", c.Day), URL: p.absolute(c.PageURL), Published: at,
		Updated: at, Title: p.words.Say("correctionTitle", map[string]any{"version": c.Version.Plain}),
		Summary: p.apart(c.Right), Content: p.inWords(b.String(), version), Language: lang, Words: words}
}
