package weave

import (
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
)

// Woven is a history with its weave.
type Woven struct {
	*Weave
	docs     []*policy.Document
	comparer *compare.Comparer
}

// Of weaves a history. It reads all texts.
func Of(h *history.History) (*Woven, error) {
	w := &Woven{Weave: New(h.Policy), comparer: compare.NewComparer()}
	for i, v := range h.Versions {
		doc, err := v.Document()
		if err != nil {
			return nil, err
		}
		var c *compare.Comparison
		if i > 0 {
			c = w.comparer.Compare(w.docs[i-1], doc)
		}
		w.docs = append(w.docs, doc)
		w.Add(v.Name.String(), doc, c)
	}
	w.Name(h.Tracker.Lines)
	return w, nil
}

// Between tells what changed from one version to another, by their numbers.
func (w *Woven) Between(from, to int) *compare.Comparison {
	return w.Compare(w.comparer, from, to, w.docs[from], w.docs[to])
}
