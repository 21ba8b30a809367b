package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"policyarchive/generator/translog"
)

// plan is a write, worked out.
type plan struct {
	dirs     []plannedDir // in the order of the additions
	policies map[string]bool
	manifest Manifest // with the new versions
	log      []byte   // with the new lines; nil if it stays
	// journal lists all files of before and after; nil if none goes.
	journal Manifest
}

// done says what has happened once the new manifest is in its place.
func (p *plan) done() string {
	if p.journal != nil {
		return "the versions are redacted"
	}
	return "the versions are archived"
}

// manifestFile is where the new manifest waits for its place. The journal has the name
// of the manifest, and is, where no file goes, the same.
func (p *plan) manifestFile() string {
	if p.journal != nil {
		return nextManifest
	}
	return staged(ManifestFile)
}

// plannedDir is a directory of a version, or of a statement, to be made.
type plannedDir struct {
	record  *Record // nil for a statement
	path    string
	files   []plannedFile
	entries []ListedFile
}

type plannedFile struct {
	path string // final, below the archive's root
	data []byte
}

// newPlan names the additions and works out every byte to be written.
func newPlan(a *Archive, l *logger, additions []Addition) (*plan, error) {
	p := &plan{policies: make(map[string]bool)}
	placements := make(map[string]*Placement)
	var entries []ListedFile
	var errs []error
	for i, addition := range additions {
		policy := addition.Record.Policy
		if placements[policy] == nil {
			placements[policy] = a.Place(policy)
			if err := CheckNewPolicyName(policy); CheckPolicyName(policy) == nil && len(a.versions[policy]) == 0 &&
				err != nil {
				errs = append(errs, err)
			}
		}
		dir, err := planDir(placements[policy], addition)
		if err == nil {
			err = a.checkReturned(dir.record)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("addition %d of %d: %w", i+1, len(additions), err))
			continue
		}
		p.dirs = append(p.dirs, dir)
		p.policies[policy] = true
		entries = append(entries, dir.entries...)
	}
	for _, policy := range slices.Sorted(maps.Keys(placements)) {
		if _, err := placements[policy].Order(); err != nil && len(errs) == 0 {
			errs = append(errs, fmt.Errorf("%s: %w", shown(policy), err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	p.manifest = a.manifest.with(entries)
	if err := Validate(p.manifest, a.manifest); err != nil {
		return nil, err
	}
	acts := make([]translog.Entry, len(p.dirs))
	for i, dir := range p.dirs {
		acts[i] = l.archivedEntry(dir.record.act(), dir.record, additions[i].Text, dir.digest(RecordFile))
	}
	return p, p.append(a, l, acts)
}

// append plans the lines of acts, behind those that adopt an archive without a log.
func (p *plan) append(a *Archive, l *logger, acts []translog.Entry) error {
	log, err := a.adopted(l)
	if err != nil {
		return err
	}
	if log, err = log.With(acts); err != nil {
		return err
	}
	p.log = log.Format()
	return nil
}

// digest is that of a file of the directory, by its name.
func (dir *plannedDir) digest(name string) string {
	for _, e := range dir.entries {
		if path.Base(e.Path) == name {
			return e.Digest
		}
	}
	return ""
}

// planDir names one addition and writes its record.
func planDir(s *Placement, addition Addition) (plannedDir, error) {
	record := addition.Record
	if record.Version.Ordinal > 1 {
		return plannedDir{}, fmt.Errorf("version %s: give only the day; its place in the day is chosen", record.Version)
	}
	if len(addition.Text) == 0 {
		return plannedDir{}, fmt.Errorf("version %s: the text is empty", record.Version)
	}
	record.Version.Ordinal = s.nextOrdinal(record.Version.Date)
	if addition.InSequence {
		if !record.After.IsZero() {
			return plannedDir{}, fmt.Errorf("version %s: both in sequence and after %s: give one of the two",
				record.Version, record.After)
		}
		record.After = s.afterLast(record.Version)
	}
	record.Text = File{Name: TextFile, SHA256: Digest(addition.Text), Bytes: int64(len(addition.Text))}
	record.Capture = nil
	if addition.Capture != nil {
		record.Capture = &File{Name: captureName(addition.CaptureName), SHA256: Digest(addition.Capture),
			Bytes: int64(len(addition.Capture))}
	}
	record.Restorations, record.Doubts = slices.Clone(record.Restorations), slices.Clone(record.Doubts)
	record.remarks(clean) // they quote what was captured
	if err := record.CheckText(); err != nil {
		return plannedDir{}, fmt.Errorf("version %s: %w", record.Version, err)
	}
	encoded, err := record.Format()
	if err != nil {
		return plannedDir{}, err
	}
	stored, err := ParseRecord(RecordFile, encoded)
	if err != nil {
		return plannedDir{}, err
	}
	s.add(stored)

	dir := plannedDir{record: stored, path: versionDir(stored.Policy, stored.Version)}
	dir.add(TextFile, addition.Text, stored.Text.SHA256)
	dir.add(RecordFile, encoded, Digest(encoded))
	if stored.Capture != nil {
		dir.add(stored.Capture.Name, addition.Capture, stored.Capture.SHA256)
	}
	return dir, nil
}

func (dir *plannedDir) add(name string, data []byte, digest string) {
	p := path.Join(dir.path, name)
	dir.files = append(dir.files, plannedFile{p, data})
	dir.entries = append(dir.entries, ListedFile{Path: p, Digest: digest})
}

// versions are the planned versions, in the order of the additions.
func (p *plan) versions(fsys fs.FS) []*Version {
	var versions []*Version
	for _, dir := range p.dirs {
		if dir.record != nil {
			versions = append(versions, newVersion(fsys, dir.record, Manifest(nil).with(dir.entries)))
		}
	}
	return versions
}
