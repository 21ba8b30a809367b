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

// Of weaves a history. It ends with ctx.
func Of(ctx context.Context, h *history.History) (*Woven, error) {
	w := &Woven{Weave: New(h.Policy), comparer: compare.NewComparer()}
	if err := w.extend(ctx, h); err != nil {
		return nil, err
	}
	return w, nil
}

// extend adds the versions of a history. It ends with ctx.
func (w *Woven) extend(ctx context.Context, h *history.History) error {
	for i, v := range h.Versions {
		if err := ctx.Err(); err != nil {
			return err
		}
		var c *compare.Comparison
		if i > 0 {
			c = w.comparer.Compare(w.docs[i-1], v.Doc)
		}
		w.Add(v.Name.String(), v.Doc, c)
		w.Versions[i].Withdrawn = v.Withdrawal != nil
		w.docs = append(w.docs, v.Doc)
	}
	w.Name(h.Tracker.Lineages)
	return nil
}

// Between tells what changed from one version to another, by their numbers.
func (w *Woven) Between(from, to int) *compare.Comparison {
	return w.Compare(w.comparer, from, to, w.docs[from], w.docs[to])
}
