package archive

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// stagingDir holds a write before it is in the archive. Its file SHA256SUMS, the
// journal, is the manifest that the write leads to.
const stagingDir = ".unfinished"

// nextManifest is where a manifest waits that is not the journal.
const nextManifest = stagingDir + "/next"

func staged(p string) string { return path.Join(stagingDir, p) }

// readJournal reads the journal of a write that is going on or was cut off. It
// is empty if there is none, and if it is cut off itself: then nothing has been
// put in place yet.
func readJournal(fsys fs.FS) Manifest {
	data, err := fs.ReadFile(fsys, staged(ManifestFile))
	if err != nil {
		return nil
	}
	journal, err := ParseManifest(ManifestFile, data)
	if err != nil {
		return nil
	}
	return journal
}

// takeBack undoes a write that did not come to its end: what it has put in place
// without its being listed goes back below stagingDir, which is then removed.
// Only bytes that the journal describes are touched. The caller holds the lock.
func takeBack(d disk) error {
	fsys := d.FS()
	if !exists(fsys, stagingDir) {
		return nil
	}
	manifest, err := readManifest(fsys)
	if err != nil {
		return err
	}
	if err := putBack(d, manifest.versionDirs(), readJournal(fsys).versionDirs()); err != nil {
		return advise(fmt.Errorf("clear unfinished write: %w", err))
	}
	if err := finishLog(d, manifest); err != nil {
		return fmt.Errorf("finish the log: %w", err)
	}
	if err := d.RemoveAll(stagingDir); err != nil {
		return fmt.Errorf("clear unfinished write: %w", err)
	}
	return nil
}

// putBack moves the unfinished directories that are not listed back below
// stagingDir and flushes that.
func putBack(d disk, listed, unfinished map[string][]ListedFile) error {
	policies, moved := make(map[string]bool), make(map[string]bool)
	for _, dir := range slices.Sorted(maps.Keys(unfinished)) {
		policy := path.Dir(dir)
		if listed[dir] != nil {
			continue
		}
		policies[policy] = true
		if !exists(d.FS(), dir) {
			continue
		}
		if err := checkUnfinished(d.FS(), dir, unfinished[dir]); err != nil {
			return err
		}
		if err := d.Rename(dir, staged(dir)); err != nil {
			return err
		}
		moved[policy] = true
	}
	for _, policy := range slices.Sorted(maps.Keys(policies)) {
		if moved[policy] {
			if err := d.Sync(staged(policy)); err != nil {
				return err
			}
		}
		if err := removeIfEmpty(d, policy); err != nil {
			return err
		}
	}
	if len(policies) == 0 {
		return nil
	}
	return d.Sync(".")
}

// removeIfEmpty removes the directory of a policy that has no version, and
// flushes one that stays.
func removeIfEmpty(d disk, policy string) error {
	if !exists(d.FS(), policy) {
		return nil
	}
	entries, err := fs.ReadDir(d.FS(), policy)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return d.Sync(policy)
	}
	return d.Remove(policy)
}

// checkUnfinished makes sure that a directory holds nothing but files that the
// journal describes.
func checkUnfinished(fsys fs.FS, dir string, files []ListedFile) error {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		p := path.Join(dir, entry.Name())
		digest, ok := Manifest(files).Lookup(p)
		if ok {
			_, err = readListed(fsys, p, digest)
		}
		if !ok || err != nil {
			return damagef("%s was left in place by an unfinished write and has been altered since; if it holds nothing you "+
				"need, delete the directory %s", shown(p), shown(dir))
		}
	}
	return nil
}

// finishLog puts the log in its place that a write left behind when it was cut off
// after its versions were in the archive, or out of it.
func finishLog(d disk, manifest Manifest) error {
	next, err := readLogFile(d.FS(), staged(LogFile))
	if err != nil || len(compareLog(next, manifest)) > 0 || !exists(d.FS(), staged(LogFile)) {
		return nil
	}
	now, err := readLogFile(d.FS(), LogFile)
	if err == nil && len(compareLog(now, manifest)) == 0 && (now.Len() > 0 || next.Len() == 0) {
		return nil
	}
	if err := d.Rename(staged(LogFile), LogFile); err != nil {
		return err
	}
	return d.Sync(".")
}
