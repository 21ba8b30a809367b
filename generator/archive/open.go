package archive

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"

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
	a := &Archive{versions: make(map[string][]*Version), manifest: manifest}
	logFaults := a.openLog(fsys)
	if now, err := readManifest(fsys); err != nil || !slices.Equal(now, manifest) {
		return Open(fsys) // another write came to its end meanwhile
	}
	faults = append(faults, logFaults...)
	statements := make(map[string][]ListedFile)
	for dir, files := range listed {
		if isStatementDir(dir) {
			statements[dir] = files
			delete(listed, dir)
		}
	}
	for _, r := range readRecords(fsys, listed) {
		if r.err != nil {
			faults = append(faults, r.err)
			continue
		}
		a.versions[r.record.Policy] = append(a.versions[r.record.Policy], newVersion(fsys, r.record, r.files))
	}
	for _, dir := range slices.Sorted(maps.Keys(statements)) { // those of a version by day
		faults = appendError(faults, a.readStatement(fsys, dir, statements[dir]))
	}
	if len(faults) == 0 {
		faults = a.sort()
	}
	if len(faults) > 0 {
		return nil, advise(joinFirst(faults, 10))
	}
	return a, nil
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
	for policy, versions := range a.versions {
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
	}
	return faults
}
