package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"

	"policyarchive/generator/translog"
)

// Removal is what a redaction removes, and why.
type Removal struct {
	Policy   string
	Versions []Name
	Day      string // today, YYYY-MM-DD
	// Reason and Authority are as in [Redaction].
	Reason, Authority string
}

// CheckText says what is wrong with the reason or the authority; nil if nothing is.
func (r *Removal) CheckText() error {
	return errors.Join(checkRemark("reason", r.Reason), checkRemark("authority", r.Authority))
}

// Redact removes the texts of versions from the archive at dir, with everything else
// that holds their words, all of them or, with an error, none. keep works out what is
// to be kept of the anchors of other versions; it is called with the archive as it is.
//
// It refuses a version that does not exist or was redacted before, and to leave a
// policy without a text; that none of them is in force or announced is the caller's to
// see. For what else can happen see [Update]. When a step behind the last one fails,
// files that are not listed any more may be left; the error says so, and the next write
// removes them.
func Redact(ctx context.Context, dir string, r Removal, keep func(*Archive) ([]Kept, error)) error {
	return locked(dir, func(d rootDisk) error { return redact(ctx, d, r, keep) })
}

// redact does the work of Redact under the lock.
func redact(ctx context.Context, d disk, r Removal, keep func(*Archive) ([]Kept, error)) error {
	_, err := change(ctx, d, func(a *Archive) (*plan, error) {
		if err := a.checkRemoval(&r); err != nil {
			return nil, err
		}
		kept, err := keep(a)
		if err != nil {
			return nil, err
		}
		return planRedaction(a, &r, kept)
	})
	return err
}

// ClearAway finishes a write to the archive at dir that was cut off, or takes it back, as
// the next write would: no file is left of a version whose redaction was cut off.
func ClearAway(dir string) error {
	if !exists(os.DirFS(dir), stagingDir) {
		return nil
	}
	return locked(dir, func(d rootDisk) error { return takeBack(d) })
}

// checkRemoval says why versions cannot be redacted.
func (a *Archive) checkRemoval(r *Removal) error {
	if err := r.CheckText(); err != nil {
		return err
	}
	for i, name := range r.Versions {
		switch v := a.Version(r.Policy, name); {
		case v == nil:
			return fmt.Errorf("%s has no version %s", shown(r.Policy), name)
		case v.Redaction != nil:
			return fmt.Errorf("version %s of %s was redacted on %s already", name, r.Policy, v.Redaction.Redacted)
		case slices.Contains(r.Versions[:i], name):
			return fmt.Errorf("version %s of %s is named twice", name, r.Policy)
		}
	}
	if len(r.Versions) == len(a.versions[r.Policy]) {
		return fmt.Errorf("no version of %s would be left that has a text: freeze a new text first", r.Policy)
	}
	return nil
}

// Removed are the files that go when versions are redacted, with their sizes: all of
// their own, and those beside them that tell of their text. Their names are paths below
// the directory of the policy.
func (a *Archive) Removed(policy string, version Name) ([]File, error) {
	v := a.Version(policy, version)
	if v == nil {
		return nil, fmt.Errorf("%s has no version %s", shown(policy), version)
	}
	var list []File
	for _, f := range a.manifest {
		dir := path.Dir(f.Path)
		if versionOf(dir) != v.Dir() || stays(dir) {
			continue
		}
		info, err := fs.Stat(v.fsys, f.Path)
		if err != nil {
			return nil, readError(f.Path, err)
		}
		list = append(list, File{Name: f.Path[len(policy)+1:], SHA256: f.Digest, Bytes: info.Size()})
	}
	return list, nil
}

// planRedaction is a write of one redaction of each version.
func planRedaction(a *Archive, r *Removal, kept []Kept) (*plan, error) {
	p := &plan{policies: map[string]bool{r.Policy: true}}
	var entries []ListedFile
	add := func(dir, name string, data []byte) string {
		planned := plannedDir{path: dir}
		planned.add(name, data, Digest(data))
		p.dirs, entries = append(p.dirs, planned), append(entries, planned.entries...)
		return planned.entries[0].Digest
	}
	var keptFiles []KeptFile
	for i := range kept {
		data, err := kept[i].Format()
		if err != nil {
			return nil, err
		}
		keptFiles = append(keptFiles, KeptFile{kept[i].Version, add(kept[i].Dir(), KeptFileName, data)})
	}
	slices.SortFunc(keptFiles, func(a, b KeptFile) int { return a.Version.Compare(b.Version) })
	var acts []translog.Entry
	for _, name := range r.Versions {
		v := a.Version(r.Policy, name)
		removed, err := a.Removed(r.Policy, name)
		if err != nil {
			return nil, err
		}
		rec := &v.Record
		redaction := Redaction{Policy: r.Policy, Version: name, After: rec.After, Redacted: r.Day, Reason: r.Reason,
			Authority: r.Authority, Captured: rec.Captured, Published: rec.Published, Effective: rec.Effective,
			Lang: rec.Lang, Class: rec.Class, Medium: rec.Source.Medium, Removed: removed, Kept: keptFiles}
		data, err := redaction.Format()
		if err != nil {
			return nil, err
		}
		acts = append(acts, translog.Entry{Day: r.Day, Policy: r.Policy, Version: name.String(), Act: translog.Redact,
			Record: add(redaction.Dir(), RedactionFile, data)})
	}
	p.journal = a.manifest.with(entries)
	redacted := Redacted(p.journal)
	p.manifest = slices.DeleteFunc(slices.Clone(p.journal), func(f ListedFile) bool { return redacted(f.Path) })
	if err := Validate(p.manifest, a.manifest); err != nil {
		return nil, err
	}
	return p, p.append(a, &logger{day: r.Day}, acts)
}

// checkReturned refuses a text or a capture that was redacted and stands in no other
// version.
func (a *Archive) checkReturned(r *Record) error {
	has := func(v *Version) bool {
		return v.Record.Text.SHA256 == r.Text.SHA256 ||
			r.Capture != nil && v.Record.Capture != nil && v.Record.Capture.SHA256 == r.Capture.SHA256
	}
	if slices.ContainsFunc(a.versions[r.Policy], has) {
		return nil
	}
	for _, v := range a.all[r.Policy] {
		if v.Redaction != nil && has(v) {
			return fmt.Errorf("version %s has the text of version %s, which was removed on %s: %s", r.Version, v.Name,
				v.Redaction.Redacted, v.Redaction.Reason)
		}
	}
	return nil
}
