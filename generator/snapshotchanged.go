package main

import (
	"context"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
)

// snapshotChanged freezes every working text that is not that of its newest
// version.
func (a *app) snapshotChanged(ctx context.Context, o snapshotOptions) error {
	if err := a.requireSite(); err != nil {
		return err
	}
	names, err := a.drafts()
	if err != nil {
		return err
	}
	l, err := a.draftLoader(ctx)
	if err != nil {
		return err
	}
	var changed []*draft
	for _, name := range names {
		d, err := l.draft(name)
		if err != nil {
			return err
		}
		if v := d.withdrawn(); v != nil {
			a.say("%s is left: it has the text of version %s, which was withdrawn; to announce it again, run snapshot %s.\n", d.file, v.Name, name)
			continue
		}
		if !d.unchanged() {
			changed = append(changed, d)
		}
	}
	if len(changed) == 0 {
		a.say("Nothing to freeze: no working text is newer than the archive.\n")
		return nil
	}
	return a.snapshot(ctx, changed, o)
}

// unchanged reports whether the text is that of the version it follows, but for
// its front matter.
func (d *draft) unchanged() bool {
	return d.comparison != nil && d.comparison.Verdict.Kind == compare.Identical
}

// withdrawn is the version with the text that stands behind the one it follows,
// since it was withdrawn; nil if none does.
func (d *draft) withdrawn() *history.Version {
	if d.history == nil || d.unchanged() {
		return nil
	}
	after := 0
	if d.before != nil {
		after = d.before.Index + 1
	}
	for _, v := range d.history.Versions[after:] {
		if v.Outline.Text == d.doc.Digest {
			return v
		}
	}
	return nil
}
