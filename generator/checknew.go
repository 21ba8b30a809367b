package main

import (
	"bytes"
	"path"

	"policyarchive/generator/archive"
	"policyarchive/generator/check"
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
		for _, v := range h.Versions {
			if l.known(v.Version) {
				continue
			}
			n := check.NewVersion{Version: v.Version, Anchors: h.Anchors(v)}
			if v == h.Latest() {
				if n.Stray, err = l.stray(v.Version); err != nil {
					return nil, err
				}
			}
			list = append(list, n)
		}
	}
	return list, nil
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
	working, err := readIfThere(l.app.draftFile(v.Policy))
	if err != nil || working == nil {
		return false, err
	}
	return !bytes.Equal(text, working) && !bytes.Equal(text, l.base.texts[v.Policy]), nil
}
