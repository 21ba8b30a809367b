package main

import (
	"bytes"
	"errors"
	"path"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/check"
	"policyarchive/generator/history"
	"policyarchive/generator/importer"
	"policyarchive/generator/policy"
)

// newVersions are the versions that came with the change, with what a snapshot
// of their texts would have written. Where nothing is known of the state before,
// there are none. It has to be asked before a working text is followed.
func (l *loader) newVersions() ([]check.NewVersion, error) {
	if l.base.repo == nil || l.base.commit == "" {
		return nil, nil
	}
	var list []check.NewVersion
	for _, name := range l.archive.Policies() {
		if !l.hasNew(name) {
			continue
		}
		h, err := l.load(name)
		if err != nil {
			return nil, err
		}
		behind := "" // the first of the later versions that was there before
		var own []check.NewVersion
		for _, v := range slices.Backward(h.Versions) {
			if l.known(v.Version) {
				behind = v.Name.String()
				continue
			}
			n, err := l.newVersion(h, v)
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
func (l *loader) newVersion(h *history.History, v *history.Version) (n check.NewVersion, err error) {
	n = check.NewVersion{Version: v.Version, Anchors: h.Anchors(v)}
	if v.Record.Source.Medium != "written" {
		n.Import, err = importer.Verify(v.Version)
		return n, err
	}
	if v == h.Latest() {
		if n.Stray, err = l.stray(v.Version); err != nil || !n.Stray {
			return n, err // the rules judge it as the working text
		}
	}
	source, err := v.Text()
	if err != nil {
		return n, err
	}
	file := path.Join(v.Dir(), archive.TextFile)
	doc, err := policy.ParseWithin(file, source)
	if excess := (*policy.Excess)(nil); errors.As(err, &excess) {
		n.Text = append(n.Text, check.Finding{Position: excess.Position, Problem: excess.Problem()})
		return n, nil
	}
	d, err := l.rules(v.Policy, doc, source, h.Tracker.Clone())
	if err != nil {
		return n, err
	}
	d.EffectiveGiven, d.SummaryGiven = true, true
	findings, _ := check.Run(*d, true)
	for _, f := range findings {
		if f.Stops() {
			n.Text = append(n.Text, f)
		}
	}
	return n, nil
}

// known reports whether a version was there where the change began.
func (l *loader) known(v *archive.Version) bool {
	_, known := l.base.manifest.Lookup(path.Join(v.Dir(), archive.TextFile))
	return known
}

func (l *loader) hasNew(policyName string) bool {
	for _, v := range l.archive.Versions(policyName) {
		if !l.known(v) {
			return true
		}
	}
	return false
}

// stray reports whether the text of a version is not the working text, neither
// as it is nor as it was where the change began. Where there is none, nothing is
// known.
func (l *loader) stray(v *archive.Version) (bool, error) {
	text, err := v.Text()
	if err != nil {
		return false, err
	}
	working, err := ifThere(l.app.readDraft(v.Policy))
	if err != nil || working == nil {
		return false, err
	}
	return !bytes.Equal(text, working) && !bytes.Equal(text, l.base.texts[v.Policy]), nil
}
