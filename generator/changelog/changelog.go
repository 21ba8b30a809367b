// Package changelog turns a policy's history into entries: one for every
// version, with what was declared about it and what was computed.
package changelog

import (
	"policyarchive/generator/history"
)

// Entry is one version and what it changed.
type Entry struct {
	Version  *history.Version
	Previous *history.Version // see [history.Version]; nil for the first version
	Step     *Step            // from Previous; nil for the first version
}

// Contradiction is that of the step; nil for the first version.
func (e *Entry) Contradiction() *Contradiction {
	if e.Step == nil {
		return nil
	}
	return e.Step.Contradiction
}

// Significant reports whether a reader should hear of the entry: words changed,
// or it is the first.
func (e *Entry) Significant() bool {
	return e.Step == nil || e.Step.Verdict.Kind.ChangesWords()
}

// Entries tells of every version, in their order, oldest first; steps are, for
// each, the one from the version that it followed, if it followed one.
func Entries(h *history.History, steps []*Step) []Entry {
	list := make([]Entry, len(h.Versions))
	for i, v := range h.Versions {
		list[i] = Entry{Version: v, Previous: v.Previous, Step: steps[i]}
	}
	return list
}
