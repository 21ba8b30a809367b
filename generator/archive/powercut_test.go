package archive

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// powerDisk keeps account of what a power cut may take: bytes of files and
// entries of directories that were not flushed, in any combination.
type powerDisk struct {
	disk
	dir     string
	left    int // steps until the cut
	bytes   []string
	entries []pendingEntry // oldest first
}

// pendingEntry is a change of a directory that is not flushed.
type pendingEntry struct {
	name     string
	from     string // where it was renamed from; empty if it was created
	replaced []byte // the file that it replaced
}

func (d *powerDisk) step() {
	if d.left--; d.left < 0 {
		panic(errCrash)
	}
}

func (d *powerDisk) Mkdir(name string) error {
	d.step()
	d.entries = append(d.entries, pendingEntry{name: name})
	return d.disk.Mkdir(name)
}

func (d *powerDisk) Write(name string, data []byte) error {
	d.step()
	d.bytes = append(d.bytes, name)
	d.entries = append(d.entries, pendingEntry{name: name})
	return d.disk.Write(name, data)
}

func (d *powerDisk) Rename(from, to string) error {
	d.step()
	old, _ := fs.ReadFile(d.FS(), to)
	if err := d.disk.Rename(from, to); err != nil {
		return err
	}
	for i, name := range d.bytes {
		d.bytes[i] = moved(name, from, to)
	}
	for i, e := range d.entries {
		d.entries[i].name = moved(e.name, from, to)
	}
	d.entries = append(d.entries, pendingEntry{name: to, from: from, replaced: old})
	return nil
}

// moved is the new name of what lies at or below from.
func moved(name, from, to string) string {
	if name == from || strings.HasPrefix(name, from+"/") {
		return to + name[len(from):]
	}
	return name
}

// Sync makes a file's bytes last, or what was created in or renamed into a
// directory.
func (d *powerDisk) Sync(name string) error {
	d.step()
	d.bytes = slices.DeleteFunc(d.bytes, func(b string) bool { return b == name })
	d.entries = slices.DeleteFunc(d.entries, func(e pendingEntry) bool { return path.Dir(e.name) == name })
	return nil
}

// Remove and RemoveAll last at once, which is the worst that they can do.
func (d *powerDisk) Remove(name string) error { d.step(); return d.forget(name, d.disk.Remove(name)) }
func (d *powerDisk) RemoveAll(name string) error {
	d.step()
	return d.forget(name, d.disk.RemoveAll(name))
}

func (d *powerDisk) forget(name string, err error) error {
	below := func(p string) bool { return p == name || strings.HasPrefix(p, name+"/") }
	d.bytes = slices.DeleteFunc(d.bytes, below)
	d.entries = slices.DeleteFunc(d.entries, func(e pendingEntry) bool { return below(e.name) })
	return err
}

// cut takes away what lose chooses of all that was not flushed.
func (d *powerDisk) cut(t testing.TB, lose func() bool) {
	t.Helper()
	full := func(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }
	for _, name := range d.bytes {
		if info, err := os.Stat(full(name)); err == nil && lose() {
			if err := os.Truncate(full(name), info.Size()/2); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, e := range slices.Backward(d.entries) {
		if !lose() {
			continue
		}
		if _, err := os.Lstat(full(e.name)); err != nil {
			continue // went with a directory that was lost
		}
		var err error
		switch {
		case e.from == "":
			err = os.RemoveAll(full(e.name))
		default:
			err = os.Rename(full(e.name), full(e.from))
			if err == nil && e.replaced != nil {
				err = os.WriteFile(full(e.name), e.replaced, 0o644)
			}
		}
		if err != nil {
			t.Fatalf("a rename cannot be undone any more, so it should have been flushed: %v", err)
		}
	}
}

// powerCut runs a write that ends at a step with a power cut.
func powerCut(t testing.TB, dir string, at int, lose func() bool) (cut bool) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	d := &powerDisk{disk: rootDisk{root, dir}, dir: dir, left: at}
	defer func() {
		if thrown := recover(); thrown != nil {
			if thrown != errCrash {
				panic(thrown)
			}
			cut = true
		}
		d.cut(t, lose)
	}()
	if _, err := update(t.Context(), d, logged, crashAdditions); err != nil {
		t.Fatal(err)
	}
	return false
}

// TestPowerCut cuts the power at every step of a write, and at every step of
// the write that clears away after it, and loses everything that was not
// flushed, or parts of it. (TestKill loses nothing.)
func TestPowerCut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	choices := map[string]func() bool{
		"everything": func() bool { return true },
		"half":       func() bool { return random.IntN(2) == 0 },
	}
	for what, lose := range choices {
		outcomes := make(map[bool]int)
		for at, cut := 0, true; cut; at++ {
			dir, before := crashArchive(t)
			cut = powerCut(t, dir, at, lose)
			outcomes[checkCrashed(t, dir, before)]++
			if !t.Failed() && cut {
				dir, before = crashArchive(t)
				powerCut(t, dir, at, lose)
				powerCut(t, dir, at%7, lose)
				checkCrashed(t, dir, before)
			}
			if t.Failed() {
				t.Fatalf("power cut at step %d, losing %s", at, what)
			}
		}
		if outcomes[false] < 20 || outcomes[true] < 1 {
			t.Errorf("losing %s: archives with and without the new versions: %v", what, outcomes)
		}
	}
}
