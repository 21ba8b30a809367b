package check

import (
	"context"
	"errors"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/history"
	"policyarchive/generator/importer"
	"policyarchive/generator/policy"
)

// NewVersion is a version that came with the change.
type NewVersion struct {
	*archive.Version
	// Anchors are those that a snapshot of its text lists.
	Anchors []archive.Anchor
	// Stray tells that it is the newest, and that its text is not the working text.
	Stray bool
	// Behind is a version that was there before and follows this one; empty if none
	// does.
	Behind string
	// Import says in what an imported version is not what an import of its capture
	// writes; empty if in nothing.
	Import string
	// Text is what stops a snapshot of the text.
	Text []Finding
}

// newVersions are the versions that came with the change, with what a snapshot of
// their texts would have written. Where nothing is known of the state before,
// there are none.
func newVersions(ctx context.Context, l *draft.Loader, options func(policyName string) Options) ([]NewVersion, error) {
	var list []NewVersion
	for _, name := range l.Archive.Policies() {
		if !slices.ContainsFunc(l.Archive.Versions(name), func(v *archive.Version) bool { return !l.Base.Known(v) }) {
			continue
		}
		h, err := l.History(ctx, name)
		if err != nil {
			return nil, err
		}
		o := options(name)
		behind := "" // the first of the later versions that was there before
		var own []NewVersion
		for _, v := range slices.Backward(h.Versions) {
			if l.Base.Known(v.Version) {
				behind = v.Name.String()
				continue
			}
			n, err := newVersion(l, h.History, v, o)
			if err != nil {
				return nil, err
			}
			n.Behind = behind
			own = append(own, n)
		}
		slices.Reverse(own)
		list = append(list, own...)
	}
	return list, nil
}

// newVersion is what is known of a version that came with the change.
func newVersion(l *draft.Loader, h *history.History, v *history.Version, o Options) (n NewVersion, err error) {
	n = NewVersion{Version: v.Version, Anchors: h.Anchors(v)}
	if v.Kept != nil { // some began with the version before it, whose text was removed since
		n.Anchors = slices.DeleteFunc(n.Anchors, func(a archive.Anchor) bool {
			return !slices.Contains(v.Record.Anchors, a)
		})
	}
	if v.Record.Source.Medium != "written" {
		n.Import, err = importer.Verify(v.Version)
		return n, err
	}
	if v == h.Latest() {
		if n.Stray, err = l.Stray(v); err != nil || !n.Stray {
			return n, err // the rules judge it as the working text
		}
	}
	d, err := l.Frozen(h, v)
	if excess := (*policy.Excess)(nil); errors.As(err, &excess) {
		n.Text = append(n.Text, Finding{Position: excess.Position, Problem: excess.Problem()})
		return n, nil
	} else if err != nil {
		return n, err
	}
	findings, _ := Run(d, o, true)
	for _, f := range findings {
		if f.Stops() {
			n.Text = append(n.Text, f)
		}
	}
	return n, nil
}
