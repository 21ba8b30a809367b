package archive

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
)

// faultDisk is a disk on which something happens at the step with number at,
// counted from 1. It does not wait for the disk: what is in the system's memory
// outlives a process, and TestPowerCut has its own account of what does not.
type faultDisk struct {
	disk
	dir   string
	at    int
	fault func(d *faultDisk, half func()) error // returns the step's error, if at all
	steps int
	log   []string
}

// newFaultDisk opens dir, which must exist.
func newFaultDisk(t testing.TB, dir string, at int, fault func(*faultDisk, func()) error) *faultDisk {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return &faultDisk{disk: rootDisk{root, dir}, dir: dir, at: at, fault: fault}
}

// step runs one step, or the fault: half is what the step leaves behind when it
// is cut off in its midst.
func (d *faultDisk) step(what string, half func(), whole func() error) error {
	d.steps++
	d.log = append(d.log, what)
	if d.steps == d.at {
		return d.fault(d, half)
	}
	return whole()
}

func (d *faultDisk) Mkdir(name string) error {
	return d.step("mkdir "+name, nil, func() error { return d.disk.Mkdir(name) })
}

func (d *faultDisk) Write(name string, data []byte) error {
	half := func() { _ = d.disk.Write(name, data[:len(data)/2]) }
	return d.step("write "+name, half, func() error { return d.disk.Write(name, data) })
}

func (d *faultDisk) Sync(name string) error {
	return d.step("sync "+name, nil, func() error {
		_, err := fs.Lstat(d.FS(), name)
		return err
	})
}

func (d *faultDisk) Rename(from, to string) error {
	return d.step("rename "+from+" to "+to, nil, func() error { return d.disk.Rename(from, to) })
}

func (d *faultDisk) Remove(name string) error {
	return d.step("remove "+name, nil, func() error { return d.disk.Remove(name) })
}

func (d *faultDisk) RemoveAll(name string) error {
	half := func() {
		removed := false
		_ = fs.WalkDir(d.FS(), name, func(p string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && !removed {
				removed = true
				return d.disk.Remove(p)
			}
			return nil
		})
	}
	return d.step("remove all "+name, half, func() error { return d.disk.RemoveAll(name) })
}

// quickAdd is Add without waiting for the disk.
func quickAdd(t testing.TB, dir string, additions ...Addition) []*Version {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	versions, err := update(t.Context(), newFaultDisk(t, dir, 0, nil), logged,
		func(*Archive) ([]Addition, error) { return additions, nil })
	if err != nil {
		t.Fatal(err)
	}
	return versions
}

// openWhole opens an archive that may have been left by a write that was cut off, and
// checks that nothing is wrong with it.
func openWhole(t testing.TB, dir string) *Archive {
	t.Helper()
	checkSums(t, dir)
	found, err := Verify(t.Context(), os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range found {
		if !m.Kind.Harmless() {
			t.Errorf("verify: %v", m)
		}
	}
	a, err := Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// checkSums does what sha256sum -c does, without the package's own parser.
func checkSums(t testing.TB, dir string) {
	t.Helper()
	files := tree(t, dir)
	manifest := files[ManifestFile]
	for len(manifest) > 0 {
		line := manifest
		for i := range manifest {
			if manifest[i] == '\n' {
				line, manifest = manifest[:i], manifest[i+1:]
				break
			}
		}
		digest, name := line[:64], line[66:]
		data, ok := files[name]
		if !ok || Digest([]byte(data)) != digest {
			t.Errorf("%s: there %v, bytes do not match the manifest", name, ok)
		}
	}
}

// mustHaveNothingUnfinished fails if a write left anything behind.
func mustHaveNothingUnfinished(t testing.TB, dir string) {
	t.Helper()
	mustBeWhole(t, dir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if slices.Contains([]string{ManifestFile, LogFile, CheckpointFile, StampsDir}, entry.Name()) {
			continue
		}
		if CheckPolicyName(entry.Name()) != nil {
			t.Errorf("left %s", entry.Name())
		}
		if inside, _ := os.ReadDir(filepath.Join(dir, entry.Name())); len(inside) == 0 {
			t.Errorf("left the empty directory %s", path.Join(entry.Name()))
		}
	}
}
