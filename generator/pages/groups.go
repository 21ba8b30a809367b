package pages

import (
	"slices"

	"policyarchive/generator/changelog"
	"policyarchive/generator/schema"
)

// groups are what the site says of all versions, newest first: neighbours of which
// readers need not hear are one group.
func (p *pageBuilder) groups() []schema.EntryGroup {
	list := []schema.EntryGroup{}
	for _, g := range slices.Backward(changelog.Fold(p.entries)) {
		out := schema.EntryGroup{Folded: g.Folded}
		for _, e := range slices.Backward(g.Entries) {
			out.Entries = append(out.Entries, p.siteEntries[e.Version.Index])
		}
		list = append(list, out)
	}
	return p.withRedacted(list)
}

// newest are the groups of a page that lists the newest versions.
func (p *pageBuilder) newest(groups []schema.EntryGroup) []schema.EntryGroup {
	if len(p.periods) == 0 {
		return groups
	}
	oldest := len(p.versions) - p.o.Bounds.Listed
	return groupsOf(groups, func(e *schema.Entry) bool { return e.Version.Ordinal > oldest })
}

// of are the groups of a page that lists the versions of a period.
func (t period) of(groups []schema.EntryGroup) []schema.EntryGroup {
	return groupsOf(groups, func(e *schema.Entry) bool {
		return t.first < e.Version.Ordinal && e.Version.Ordinal <= t.last+1
	})
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

// entriesOf are all entries of groups.
func entriesOf(groups []schema.EntryGroup) (list []schema.Entry) {
	for _, g := range groups {
		list = append(list, g.Entries...)
	}
	return list
}

// sayDays says of each folded group of several from which day to which it goes.
func (p *pageBuilder) sayDays(groups []schema.EntryGroup) []schema.EntryGroup {
	for i := range groups {
		g := &groups[i]
		if !g.Folded || len(g.Entries) < 2 {
			continue
		}
		first := marked(p.words, dayOf(&g.Entries[len(g.Entries)-1].Version))
		g.Days = marked(p.words, dayOf(&g.Entries[0].Version))
		if first != g.Days {
			g.Days = p.words.Say("fromTo", map[string]any{"from": first, "to": g.Days})
		}
	}
	return groups
}
