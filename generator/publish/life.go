package publish

import (
	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
)

// life is every wording that a section ever had.
type life struct {
	line     int
	wordings []wording // oldest first
}

// wording is a stretch of versions in which no word of a section changed.
type wording struct {
	first, last int // versions
	status      compare.Status
	change      *compare.Section // what first did to it; nil in the first version
}

// lives follows every section from version to version.
func lives(h *history.History, entries []changelog.Entry) map[int]*life {
	all := map[int]*life{}
	for _, l := range h.Tracker.Lines {
		all[l.ID] = &life{line: l.ID}
	}
	for i, v := range h.Versions {
		changed := map[int]*compare.Section{}
		if c := entries[i].Comparison; c != nil {
			for n := range c.Sections {
				if s := &c.Sections[n]; s.New >= 0 {
					changed[c.New.Sections[s.New].Lineage] = s
				}
			}
		}
		for n := range v.Doc.Sections {
			l := all[v.Doc.Sections[n].Lineage]
			change := changed[l.line]
			if len(l.wordings) > 0 && change != nil && !reworded(change.Status) {
				l.wordings[len(l.wordings)-1].last = i
				continue
			}
			w := wording{first: i, last: i, change: change}
			if change != nil {
				w.status = change.Status
			}
			l.wordings = append(l.wordings, w)
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
