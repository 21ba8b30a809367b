package pages

import (
	"cmp"
	"slices"

	"policyarchive/generator/changelog"
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// feedVersion is a version that feeds have an entry about.
type feedVersion struct {
	version     int
	entry       *schema.Entry
	published   string // RFC 3339, as all times here: the beginning of a day where the organisation is
	updated     string
	announced   bool // it had an entry before its day
	quietBefore int  // quiet versions between it and the one that feeds have before it
	material    bool
	step        *changelog.Step
	// outcomes are what became of an announced version, newest first: entries of their
	// own, since who read of the announcement has read that one.
	outcomes []outcome
}

// outcome is a day in the life of a version after its announcement.
type outcome struct {
	kind string // in-force, overtaken, withdrawn
	at   string
}

// feedVersions are the versions that feeds can have entries about, newest first.
func (p *pageBuilder) feedVersions(groups []changelog.Group) (list []feedVersion) {
	for n, g := range slices.Backward(groups) {
		if g.Folded {
			continue
		}
		t := p.feedVersionOf(&g.Entries[0])
		t.quietBefore = quietBefore(groups, n)
		list = append(list, t)
	}
	return list
}

func (p *pageBuilder) feedVersionOf(e *changelog.Entry) feedVersion {
	v := e.Version
	t := feedVersion{version: v.Index, entry: &p.siteEntries[v.Index], step: e.Step, material: e.Material(),
		published: p.instant(cmp.Or(v.Record.Published, v.Starts())),
		announced: v.State == history.Announced || v.AnnouncedAhead()}
	t.updated = t.published
	event := func(kind, day string) { t.outcomes = append(t.outcomes, outcome{kind, p.instant(day)}) }
	switch {
	case v.Withdrawal != nil:
		event("withdrawn", v.Withdrawal.Withdrawn)
		t.updated, t.announced = t.outcomes[0].at, true
	case v.Overtaken != nil && v.AnnouncedAhead():
		event("overtaken", max(v.Record.Published, cmp.Or(v.Overtaken.Record.Published, v.Overtaken.Record.Effective)))
		t.updated = t.outcomes[0].at
	case v.AnnouncedAhead() && v.State != history.Announced:
		event("in-force", v.Record.Effective)
	}
	return t
}

// latest is when a feed last had something to tell of a version. All times are
// beginnings of days, so that texts are in order.
func (t *feedVersion) latest() string {
	at := t.updated
	for _, o := range t.outcomes {
		at = max(at, o.at)
	}
	return at
}

// newestFeedVersions are at most n of some versions: those of which there was something to
// tell last, in their order.
func newestFeedVersions(list []feedVersion, n int) []feedVersion {
	if len(list) <= n {
		return list
	}
	var times []string
	for i := range list {
		times = append(times, list[i].latest())
	}
	slices.Sort(times)
	oldest := times[len(times)-n]
	return slices.DeleteFunc(slices.Clone(list), func(t feedVersion) bool { return t.latest() < oldest })
}

// quietBefore is how many quiet versions stand between a group and the one before that
// is not quiet.
func quietBefore(groups []changelog.Group, n int) int {
	if groups[n].Folded || n == 0 || !groups[n-1].Folded {
		return 0
	}
	return len(groups[n-1].Entries)
}
