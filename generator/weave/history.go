package weave

import (
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
)

// Woven is a history with its weave.
type Woven struct {
	*Weave
	history  *history.History
	comparer *compare.Comparer
}

// Of weaves a history.
func Of(h *history.History) *Woven {
	w := &Woven{New(h.Policy), h, compare.NewComparer()}
	for i, v := range h.Versions {
		var c *compare.Comparison
		if i > 0 {
			c = w.comparer.Compare(h.Versions[i-1].Doc, v.Doc)
		}
		w.Add(v.Name.String(), v.Doc, c)
	}
	w.Name(h.Tracker.Lines)
	return w
}

// Between tells what changed from one version to another, by their numbers. It
// may be used by several goroutines at once.
func (w *Woven) Between(from, to int) *compare.Comparison {
	return w.Compare(w.comparer, from, to, w.history.Versions[from].Doc, w.history.Versions[to].Doc)
}
