package pages

import (
	"cmp"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
	"policyarchive/generator/schema"
	"policyarchive/generator/words"
)

// describe fills what is said of the policy and its versions everywhere.
func (p *pageBuilder) describe() {
	current := p.h.Current()
	meta := current.Doc.Meta
	meta.Lang = cmp.Or(meta.Lang, current.Record.Lang)
	lang, dir := p.languageOf(p.h.Policy, meta)
	p.speak(lang)
	p.policy = schema.Policy{
		Key: p.h.Policy, Title: p.title(current), Lang: lang, Dir: dir, Relation: p.o.Config.Relation(p.h.Policy),
		URL: p.url(), ArchiveURL: p.url("archive"), ChangelogURL: p.url("changelog"), CompareURL: p.url("compare"),
		DaysURL: p.url(daysFolder), UpcomingURL: p.url("upcoming"),
		SourceURL: p.root + "/" + p.h.Policy + ".md", VersionCount: len(p.h.Versions), Drafted: p.draft != nil,
	}
	p.policy.RedactedCount = len(p.h.Redacted)
	for i, v := range p.h.Versions {
		p.versions = append(p.versions, p.version(i, v))
	}
	p.redacted = p.redactedVersions()
	for i, v := range p.h.Versions {
		if v.State == history.InForce {
			p.policy.InForce = &p.versions[i]
		}
	}
	for i := range p.h.Versions {
		if p.dated(i) {
			p.policy.CalendarURL = p.root + p.path(calendarFile)
		}
	}
	for _, v := range p.h.Coming() {
		p.policy.Announced = append(p.policy.Announced, p.versions[v.Index])
	}
}

// languageOf is the language of a text and its direction.
func (p *pageBuilder) languageOf(policyName string, meta policy.FrontMatter) (lang, dir string) {
	own := p.o.Config.Params.Policies[policyName]
	lang = cmp.Or(meta.Lang, own.Lang, p.o.Config.Locale, "en")
	return lang, cmp.Or(meta.Dir, own.Dir, words.Direction(lang))
}

// versionLanguage is the language of a version's text and its direction: those of the
// policy, unless the version's record names another language.
func (p *pageBuilder) versionLanguage(v *history.Version) (lang, dir string) {
	own := v.Record.Lang
	if own == "" && p.h.Current().Record.Lang == "" || v == p.h.Current() {
		return p.policy.Lang, p.policy.Dir
	}
	lang, dir = p.languageOf(p.h.Policy, policy.FrontMatter{Lang: own})
	if own != "" {
		dir = words.Direction(own)
	}
	return lang, dir
}

// title is what a version calls itself, else what the configuration calls the
// policy.
func (p *pageBuilder) title(v *history.Version) string {
	return cmp.Or(v.Outline.Title, p.o.Config.Params.Policies[p.h.Policy].Title, p.h.Policy)
}

// versionOf is what is said of any version, whatever stood before and behind it.
func (p *pageBuilder) versionOf(v *history.Version) schema.Version {
	all := p.all()
	at := slices.Index(all, v)
	out := schema.Version{
		Name: v.Name.String(), Number: at + 1, State: string(v.State),
		URL:       p.url("archive", v.Name.String()),
		Published: v.Record.Published, Effective: v.Record.Effective,
		Class: string(v.Record.Class), Summary: v.Record.Summary,
	}
	if len(v.Record.Captured) >= len("2006-01-02") {
		out.Captured = v.Record.Captured[:len("2006-01-02")]
	}
	next := slices.IndexFunc(all[at+1:], func(v *history.Version) bool { return v.Withdrawal == nil })
	switch w := v.Withdrawal; {
	case w != nil:
		out.Withdrawn, out.Reason = w.Withdrawn, w.Reason
	case v.Overtaken != nil:
		out.Overtaken = v.Overtaken.Name.String()
	case next >= 0 && v.Record.Effective != "":
		out.Until = all[at+1+next].Record.Effective
	}
	return out
}

func (p *pageBuilder) version(i int, v *history.Version) schema.Version {
	out := p.versionOf(v)
	out.Ordinal, out.SourceURL = i+1, p.root+p.path("archive", v.Name.String(), archive.TextFile)
	if v.State == history.Announced || v.State == history.Withdrawn {
		out.Day = v.Starts()
	}
	if v.IdenticalTo != nil {
		out.IdenticalTo = v.IdenticalTo.Name.String()
	}
	return DescribeVersion(p.words, out)
}
