package archive

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/sourcegraph/conc/iter"
)

// Open reads the archive whose root is the root of fsys: the manifest, the
// directories and every record, but no text. A root that does not exist or has
// no versions is an empty archive.
//
// Open refuses an archive in which something is missing, or lies unlisted, or
// does not agree with its record; the error then wraps [ErrDamaged], a
// [SyntaxError], or both, and names up to ten faults. That the bytes of texts
// and captures are right is checked when they are read, and by [Verify].
//
// Open may run while another process writes: it sees the archive before or
// after that write.
func Open(fsys fs.FS) (*Archive, error) {
	// The order of these three matters: a directory that is put in place after
	// the first is not seen, and one that was there before is explained by the
	// journal, or else, the journal having become the manifest, by the manifest.
	onDisk, faults, err := listVersions(fsys)
	if err != nil {
		return nil, err
	}
	journal := readJournal(fsys)
	manifest, err := readManifest(fsys)
	if err != nil {
		return nil, err
	}

	listed := manifest.versionDirs()
	unfinished := journal.versionDirs()
	for _, dir := range onDisk {
		if listed[dir] == nil && unfinished[dir] == nil && exists(fsys, dir) {
			faults = append(faults, damagef("%s is not listed in %s", shown(dir), ManifestFile))
		}
	}
	a := &Archive{all: make(map[string][]*Version), manifest: manifest}
	logFaults := a.openLog(fsys)
	if now, err := readManifest(fsys); err != nil || !slices.Equal(now, manifest) {
		return Open(fsys) // another write came to its end meanwhile
	}
	faults = append(faults, logFaults...)
	of := make(map[string][]ListedFile)
	var redactions, statements, kept []string
	for _, dir := range slices.Sorted(maps.Keys(listed)) { // the statements of a version by day
		switch _, suffix, _ := besideOf(dir); suffix {
		case "":
			of[dir] = listed[dir]
		case redactedSuffix:
			redactions = append(redactions, dir)
		case keptSuffix:
			kept = append(kept, dir)
		default:
			statements = append(statements, dir)
		}
	}
	for _, r := range readRecords(fsys, of) {
		if r.err != nil {
			faults = append(faults, r.err)
			continue
		}
		a.all[r.record.Policy] = append(a.all[r.record.Policy], newVersion(fsys, r.record, r.files))
	}
	for _, dir := range redactions {
		faults = appendError(faults, a.redact(fsys, dir, listed))
	}
	for _, dir := range statements {
		faults = appendError(faults, a.readStatement(fsys, dir))
	}
	for _, dir := range kept {
		faults = appendError(faults, a.keep(fsys, dir))
	}
	if len(faults) == 0 {
		faults = a.sort()
	}
	if len(faults) > 0 {
		return nil, advise(joinFirst(faults, 10))
	}
	return a, nil
}

// readBeside reads the file of a directory beside a version, and checks its bytes.
func readBeside(fsys fs.FS, m Manifest, dir string) (f ListedFile, data []byte, err error) {
	_, _, file := besideOf(dir)
	f.Path = path.Join(dir, file)
	ok := false
	if f.Digest, ok = m.Lookup(f.Path); !ok {
		return f, nil, damagef("%s is not listed in %s", shown(f.Path), ManifestFile)
	}
	data, err = readListed(fsys, f.Path, f.Digest)
	return f, data, err
}

// redact reads a redaction, holds it against the manifest, and puts the version without
// its text where it stood.
func (a *Archive) redact(fsys fs.FS, dir string, listed map[string][]ListedFile) error {
	f, data, err := readBeside(fsys, a.manifest, dir)
	if err != nil {
		return err
	}
	r, err := ParseRedaction(shown(f.Path), data)
	if err != nil {
		return err
	}
	if faults := r.against(dir, a.manifest, listed, a.log); len(faults) > 0 {
		return damagef("%s: %s", shown(f.Path), strings.Join(faults, "; "))
	}
	v := newVersion(fsys, r.record(), nil)
	v.Redaction, v.redactionFile = r, f
	a.all[r.Policy] = append(a.all[r.Policy], v)
	return nil
}

// keep reads what is kept of a version's anchors.
func (a *Archive) keep(fsys fs.FS, dir string) error {
	f, data, err := readBeside(fsys, a.manifest, dir)
	if err != nil {
		return err
	}
	k, err := ParseKept(shown(f.Path), data)
	if err != nil {
		return err
	}
	v := a.Version(k.Policy, k.Version)
	if k.Dir() != dir || v == nil {
		return damagef("%s is not that of a version here", shown(f.Path))
	}
	if !a.keeps(f) {
		return damagef("%s: no redaction tells of it", shown(f.Path))
	}
	v.Kept = k
	return nil
}

// keeps reports whether a redaction tells of a file that keeps anchors.
func (a *Archive) keeps(f ListedFile) bool {
	for _, v := range a.all[path.Dir(path.Dir(f.Path))] {
		if v.Redaction != nil && slices.ContainsFunc(v.Redaction.Kept, func(k KeptFile) bool {
			return versionDir(v.Policy, k.Version)+keptSuffix == path.Dir(f.Path) && k.SHA256 == f.Digest
		}) {
			return true
		}
	}
	return false
}

// readResult is a record that was read, or why it was not.
type readResult struct {
	files  []ListedFile
	record *Record
	err    error
}

// readRecords reads the records of versions, several at a time.
func readRecords(fsys fs.FS, listed map[string][]ListedFile) []readResult {
	results := make([]readResult, len(listed))
	dirs := slices.Sorted(maps.Keys(listed))
	iter.ForEachIdx(results, func(i int, r *readResult) {
		r.files = listed[dirs[i]]
		r.record, r.err = readRecord(fsys, dirs[i], r.files)
	})
	return results
}

// sort puts the versions of each policy in order.
func (a *Archive) sort() (faults []error) {
	a.versions = make(map[string][]*Version, len(a.all))
	for policy, versions := range a.all {
		byName := make(map[Name]*Version, len(versions))
		places := make([]place, len(versions))
		for i, v := range versions {
			byName[v.Name] = v
			places[i] = place{v.Name, v.Record.After}
		}
		names, err := order(places)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", shown(policy), err))
			continue
		}
		for i, name := range names {
			versions[i] = byName[name]
		}
		a.versions[policy] = slices.DeleteFunc(slices.Clone(versions), (*Version).isRedacted)
	}
	return faults
}
