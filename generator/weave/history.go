package weave

import (
	"context"

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

// Of weaves a history. It reads all texts, and ends with ctx.
func Of(ctx context.Context, h *history.History) (*Woven, error) {
	w := &Woven{Weave: New(h.Policy), comparer: compare.NewComparer()}
	if err := w.Extend(ctx, h, w.comparer); err != nil {
		return nil, err
	}
	for _, v := range h.Versions {
		doc, err := v.Document()
		if err != nil {
			return nil, err
		}
		w.docs = append(w.docs, doc)
	}
	return w, nil
}

// Extend adds the versions of a history that come behind those that the weave
// has. It reads their texts, and that of the one before them, and ends with ctx.
func (w *Weave) Extend(ctx context.Context, h *history.History, comparer *compare.Comparer) error {
	for i := len(w.Versions); i < len(h.Versions); i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc, err := h.Versions[i].Document()
		if err != nil {
			return err
		}
		var c *compare.Comparison
		if i > 0 {
			before, err := h.Versions[i-1].Document()
			if err != nil {
				return err
			}
			c = comparer.Compare(before, doc)
		}
		w.Add(h.Versions[i].Name.String(), doc, c)
		w.Versions[i].Withdrawn = h.Versions[i].Withdrawal != nil
	}
	w.Name(h.Tracker.Lines)
	return nil
}

// Between tells what changed from one version to another, by their numbers.
func (w *Woven) Between(from, to int) *compare.Comparison {
	return w.Compare(w.comparer, from, to, w.docs[from], w.docs[to])
}
