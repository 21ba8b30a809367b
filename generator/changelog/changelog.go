// Package changelog turns a policy's history into entries: one for every
// version, with what was declared about it and what was computed.
package changelog

import (
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
)

// Entry is one version and what it changed.
type Entry struct {
	Version    *history.Version
	Previous   *history.Version    // nil for the first version
	Comparison *compare.Comparison // with Previous; nil for the first version
	// Contradiction says, in a sentence, how the declared class and the
	// computed verdict disagree; empty if they do not.
	Contradiction string
}

// Significant reports whether a reader should hear of the entry: words changed,
// or it is the first.
func (e *Entry) Significant() bool {
	if e.Comparison == nil {
		return true
	}
	switch e.Comparison.Verdict.Kind {
	case compare.Identical, compare.Presentation:
		return false
	}
	return true
}

// Entries holds every version against the one before it; compared compares two
// versions by their numbers. They are in the order of the versions, oldest first.
func Entries(h *history.History, compared func(from, to int) *compare.Comparison) []Entry {
	list := make([]Entry, len(h.Versions))
	for i, v := range h.Versions {
		list[i].Version = v
		if i == 0 {
			continue
		}
		list[i].Previous = h.Versions[i-1]
		list[i].Comparison = compared(i-1, i)
		list[i].Contradiction = Contradiction(string(v.Record.Class), list[i].Comparison)
	}
	return list
}
