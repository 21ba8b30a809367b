package main

import "policyarchive/generator/compare"

// snapshotChanged freezes every working text that is not that of its newest
// version.
func (a *app) snapshotChanged(o snapshotOptions) error {
	if err := a.requireSite(); err != nil {
		return err
	}
	names, err := a.drafts()
	if err != nil {
		return err
	}
	var changed []string
	for _, name := range names {
		d, err := a.loadDraft(name)
		if err != nil {
			return err
		}
		if !d.unchanged() {
			changed = append(changed, name)
		}
	}
	if len(changed) == 0 {
		a.say("Nothing to freeze: every working text is that of its newest version.\n")
		return nil
	}
	return a.snapshot(changed, o)
}

// unchanged reports whether the text is that of the version it follows, but for
// its front matter.
func (d *draft) unchanged() bool {
	return d.comparison != nil && d.comparison.Verdict.Kind == compare.Identical
}
