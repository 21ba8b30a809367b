package changelog

import "policyarchive/generator/history"

// Group is a run of neighbouring entries that readers see as one.
type Group struct {
	Entries []Entry // oldest first; at least one
	// Folded: every entry of it is quiet, and so are none of its neighbours.
	// A group that is not folded holds one entry.
	Folded bool
}

// Quiet reports whether an entry may be folded away: no word changed, nothing
// declared of it says otherwise, and it was not announced before its day: who
// read that wants to find what became of it.
func (e *Entry) Quiet() bool {
	return !e.Significant() && e.Contradiction() == nil && e.Version.State != history.Announced &&
		e.Version.Withdrawal == nil && !e.Version.AnnouncedAhead()
}

// Fold groups entries, which are in the order of their versions: neighbours
// that are quiet make one group, any other entry makes its own. The groups
// hold every entry once and keep the order. The quiet versions between two
// that are not are therefore the one folded group that stands between them.
func Fold(entries []Entry) []Group {
	var groups []Group
	for i := range entries {
		last := len(groups) - 1
		quiet := entries[i].Quiet()
		if quiet && last >= 0 && groups[last].Folded {
			g := &groups[last]
			g.Entries = entries[i-len(g.Entries) : i+1]
			continue
		}
		groups = append(groups, Group{Entries: entries[i : i+1], Folded: quiet})
	}
	return groups
}
