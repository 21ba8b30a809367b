package pages

import (
	"cmp"
	"html"
	"maps"
	"slices"

	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/schema"
)

// gone puts up a tombstone for each section that is gone from the text. Anchors that
// lead to a successor instead are returned by its line.
func (p *pageBuilder) gone(doc *policy.Document, lines []*lineage.Lineage,
	ids pageIDs) (groups []schema.GoneSections, merged map[int][]string) {
	present := map[int]bool{}
	for i := range doc.Sections {
		present[doc.Sections[i].Lineage] = true
	}
	merged = map[int][]string{}
	of := map[int][]schema.Tombstone{} // by the last version
	for _, l := range lines {
		if present[l.ID] {
			continue
		}
		if next := l.Successor(among(present)); next != nil {
			merged[next.ID] = append(merged[next.ID], ids.take(anchorsOf(l))...)
			continue
		}
		last := p.lastOf(l)
		stone := p.tombstone(l, last)
		ids[l.Anchor] = true
		stone.Aliases = ids.take(stone.Aliases)
		of[last] = append(of[last], stone)
	}
	groups = []schema.GoneSections{}
	for _, last := range slices.Backward(slices.Sorted(maps.Keys(of))) {
		groups = append(groups, schema.GoneSections{Note: p.lastNote(last), Sections: of[last]})
	}
	return groups, merged
}

// among tells of lines whether they are some, by their ids.
func among(some map[int]bool) func(*lineage.Lineage) bool {
	return func(l *lineage.Lineage) bool { return some[l.ID] }
}

// presentLines are the lines that stand in the current text.
func (p *pageBuilder) presentLines() map[int]bool {
	present := map[int]bool{}
	for _, s := range p.h.Current().Outline.Sections {
		present[s.Lineage] = true
	}
	return present
}

// tombstone is that of a line whose last version is given, as lastOf has it.
func (p *pageBuilder) tombstone(l *lineage.Lineage, last int) schema.Tombstone {
	return schema.Tombstone{
		Anchor: l.Anchor, Aliases: anchorsOf(l)[1:], Title: p.titleOf(l),
		LastURL: p.versions[last].URL + link.Fragment(l.Anchor), Successors: []schema.Anchor{},
		HistoryURL: p.historyURL(l.ID),
	}
}

// lastNote says that a version is the last to have some sections, as lastOf has it.
func (p *pageBuilder) lastNote(last int) string {
	return p.stateNote(last, p.versions[last].URL, "lastIn", "comingWith", "onlyIn")
}

// goneNote says why a section whose last version is given is not in the text. url is its
// place there.
func (p *pageBuilder) goneNote(last int, url string) string {
	return p.stateNote(last, url, "sectionGone", "sectionComes", "sectionWithdrawn")
}

// stateNote is a sentence, as HTML, about a version, with a link: which one depends on
// whether the version was in force, is announced or was withdrawn.
func (p *pageBuilder) stateNote(version int, url, was, comes, withdrawn string) string {
	key := was
	switch p.h.Versions[version].State {
	case history.Announced:
		key = comes
	case history.Withdrawn:
		key = withdrawn
	}
	return p.words.Say(key, map[string]any{"version": p.versions[version].Called, "url": html.EscapeString(url)})
}

// lastOf is the last version that had a line and has been in force; else the
// first that will be; else one that never was.
func (p *pageBuilder) lastOf(l *lineage.Lineage) int {
	other := -1
	ws := p.lives[l.ID].wordings
	for n := len(ws) - 1; n >= 0; n-- {
		for i := ws[n].last; i >= ws[n].first; i-- {
			v := p.h.Versions[i]
			if v.Outline.Section(l.ID) < 0 {
				continue
			}
			switch {
			case v.Overtaken != nil, v.Withdrawal != nil:
			case v.State == history.Announced:
				other = i
			default:
				return i
			}
		}
	}
	if other < 0 {
		other = ws[len(ws)-1].last
	}
	return other
}

// titleOf is what a reader calls a section.
func (p *pageBuilder) titleOf(l *lineage.Lineage) string {
	return cmp.Or(l.Title, l.Number, p.rendered.Introduction)
}
