package pages

import (
	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
)

// life is every wording that a section ever had; of one that stood in nothing
// but versions that were withdrawn, their first.
type life struct {
	line     int
	wordings []wording // oldest first
}

// wording is a stretch of versions in which no word of a section changed.
type wording struct {
	first, last int     // versions
	events      []event // what first did to it, and later versions, up to the one that ended it; oldest first
}

// lives follows every section from version to version.
func lives(h *history.History, entries []changelog.Entry) []*life {
	all := make([]*life, len(h.Tracker.Lineages))
	for i, l := range h.Tracker.Lineages {
		all[i] = &life{line: l.ID}
	}
	for i, v := range h.Versions {
		if v.Withdrawal != nil {
			continue
		}
		changes := map[int]*changelog.Change{} // of the sections that changed
		if step := entries[i].Step; step != nil {
			for n := range step.Changes {
				changes[step.Changes[n].Line] = &step.Changes[n]
			}
		}
		for n := range v.Outline.Sections {
			l := all[v.Outline.Sections[n].Lineage]
			if c := changes[l.line]; len(l.wordings) == 0 || c != nil && reworded(c.Status) {
				l.wordings = append(l.wordings, wording{first: i, last: i})
			} else {
				l.wordings[len(l.wordings)-1].last = i
			}
		}
		for line, c := range changes {
			l := all[line]
			if len(l.wordings) == 0 {
				continue
			}
			w := &l.wordings[len(l.wordings)-1]
			w.events = append(w.events, eventsOf(c, i, w.first == i && len(l.wordings) > 1)...)
		}
	}
	for i, v := range h.Versions {
		if v.Withdrawal == nil {
			continue
		}
		for n := range v.Outline.Sections {
			l := all[v.Outline.Sections[n].Lineage]
			if len(l.wordings) == 0 {
				l.wordings = append(l.wordings, wording{first: i, last: i, events: []event{{version: i, kind: didAdded}}})
			} else if w := &l.wordings[0]; h.Versions[w.last].Withdrawal != nil {
				w.last = i
			}
		}
	}
	return all
}

// reworded reports whether a status begins a new wording.
func reworded(s compare.Status) bool {
	switch s {
	case compare.Added, compare.Reworded, compare.Renamed, compare.Split:
		return true
	}
	return false
}

// at returns the wording that stood in a version; nil if the section did not.
func (l *life) at(version int) *wording {
	for i := len(l.wordings) - 1; i >= 0; i-- {
		if w := &l.wordings[i]; w.first <= version && version <= w.last {
			return w
		}
	}
	return nil
}
