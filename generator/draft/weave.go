package draft

import (
	"context"

	"policyarchive/generator/compare"
	"policyarchive/generator/weave"
)

// Name is what a working text is called where a version could stand.
const Name = "draft"

// Weave is that of all versions, with the text behind them.
func (d *Draft) Weave(ctx context.Context) (*weave.Weave, error) {
	w, c := weave.New(d.Policy), d.Comparison
	if d.History != nil {
		all, err := weave.Of(ctx, d.History)
		if err != nil {
			return nil, err
		}
		w = all.Weave
		if last := d.History.Versions[len(d.History.Versions)-1]; last != d.Previous {
			// It was withdrawn: no word is dated by it.
			c = compare.Compare(last.Doc, d.Doc)
		}
	}
	w.Add(Name, d.Doc, c)
	w.Name(d.Tracker.Lineages)
	return w, nil
}
