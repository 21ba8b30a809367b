package archive

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// The write of these tests: two versions of a policy that exists, one of a
// policy that does not.
func crashAdditions(*Archive) ([]Addition, error) {
	return []Addition{
		imported("privacy", "2016-11-04", "second\n", "<p>second</p>"),
		addition("privacy", "2012-10-19", "back-dated\n"),
		addition("terms", "2020-01-01", "terms\n"),
	}, nil
}

const (
	crashBefore = "2012-10-19"
	crashAfter  = "2012-10-19 2012-10-19.2 2016-11-04"
)

// crashArchive makes an archive with one version and returns what it holds.
func crashArchive(t testing.TB) (dir string, before map[string]string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "archive")
	quickAdd(t, dir, imported("privacy", "2012-10-19", "first\n", "<p>first</p>"))
	return dir, tree(t, dir)
}

// checkCrashed checks an archive after a write was cut off: it is valid, as
// before or with all new versions, no old byte has changed; and the next write
// works and leaves nothing of the one that was cut off.
func checkCrashed(t testing.TB, dir string, before map[string]string) (committed bool) {
	t.Helper()
	a := openWhole(t, dir)
	now := tree(t, dir)
	for name, data := range before {
		if got, ok := now[name]; name != ManifestFile && name != LogFile && (!ok || got != data) {
			t.Errorf("%s: there %v, was %q and is %q", name, ok, data, got)
		}
	}
	switch got := names(a.Versions("privacy")) + "/" + names(a.Versions("terms")); got {
	case crashBefore + "/":
		if now[ManifestFile] != before[ManifestFile] {
			t.Error("the manifest has changed")
		}
	case crashAfter + "/2020-01-01":
		committed = true
	default:
		t.Fatalf("versions are %s", got)
	}
	next := crashAdditions
	if committed {
		next = func(*Archive) ([]Addition, error) {
			return []Addition{addition("terms", "2021-01-01", "more")}, nil
		}
	}
	if _, err := update(t.Context(), newFaultDisk(t, dir, 0, nil), logged, next); err != nil {
		t.Fatalf("the next write: %v", err)
	}
	mustHaveNothingUnfinished(t, dir)
	if got := names(mustOpen(t, dir).Versions("privacy")); got != crashAfter {
		t.Errorf("versions after the next write are %s", got)
	}
	return committed
}

// errCrash is thrown through the writer in place of the end of the process.
var errCrash = errors.New("crash")

// crash runs a write that ends at a step, and reports whether it got that far.
func crash(t testing.TB, dir string, at int, inMidst bool) (d *faultDisk, crashed bool) {
	t.Helper()
	d = newFaultDisk(t, dir, at, func(_ *faultDisk, half func()) error {
		if inMidst && half != nil {
			half()
		}
		panic(errCrash)
	})
	defer func() {
		if thrown := recover(); thrown != nil {
			if thrown != errCrash {
				panic(thrown)
			}
			crashed = true
		}
	}()
	if _, err := update(t.Context(), d, logged, crashAdditions); err != nil {
		t.Fatal(err)
	}
	return d, false
}

// A process that ends while it clears away after one that ended does no harm.
func TestCrashTwice(t *testing.T) {
	outcomes := make(map[bool]int)
	for first := 1; ; first++ {
		once, before := crashArchive(t)
		d, crashed := crash(t, once, first, true)
		if !crashed {
			break
		}
		if names(mustOpen(t, once).Versions("terms")) != "" {
			// The first write is in the archive: nothing to clear away but files.
			outcomes[checkCrashed(t, once, before)]++
			continue
		}
		for second := 1; ; second++ {
			dir := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(dir, os.DirFS(once)); err != nil {
				t.Fatal(err)
			}
			again, crashed := crash(t, dir, second, true)
			if !crashed || again.log[second-1] == "mkdir "+stagingDir {
				break // cleared away; TestKill looks at the write that follows
			}
			outcomes[checkCrashed(t, dir, before)]++
			if t.Failed() {
				t.Fatalf("after %q and then %q", d.log[first-1], again.log[second-1])
			}
		}
	}
	if outcomes[true] == 0 || outcomes[false] < 50 {
		t.Errorf("archives with and without the new versions: %v", outcomes)
	}
}

// TestKill kills a real process at every step of a write.
func TestKill(t *testing.T) {
	if dir := os.Getenv("ARCHIVE_TEST_KILL_DIR"); dir != "" {
		killSelf(t, dir)
		return
	}
	sum, _ := exec.LookPath("sha256sum")
	outcomes := make(map[bool]int)
	for at, killed := 1, true; killed; at++ {
		dir, before := crashArchive(t)
		cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
		cmd.Env = append(os.Environ(), "ARCHIVE_TEST_KILL_DIR="+dir, "ARCHIVE_TEST_KILL_AT="+strconv.Itoa(at))
		out, err := cmd.CombinedOutput()
		killed = err != nil
		if killed && !strings.Contains(string(out), "reached step "+strconv.Itoa(at)) {
			t.Fatalf("step %d: %v\n%s", at, err, out)
		}
		if sum != "" {
			check := exec.Command(sum, "--check", "--strict", "--quiet", ManifestFile)
			check.Dir = dir
			if out, err := check.CombinedOutput(); err != nil {
				t.Errorf("step %d: sha256sum -c: %v\n%s", at, err, out)
			}
		}
		outcomes[checkCrashed(t, dir, before)]++
		if t.Failed() {
			t.Fatalf("killed at step %d", at)
		}
	}
	if outcomes[false] < 20 || outcomes[true] < 2 {
		t.Errorf("archives with and without the new versions: %v", outcomes)
	}
}

func killSelf(t *testing.T, dir string) {
	at, err := strconv.Atoi(os.Getenv("ARCHIVE_TEST_KILL_AT"))
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := newFaultDisk(t, dir, at, func(_ *faultDisk, half func()) error {
		if half != nil {
			half()
		}
		fmt.Printf("reached step %d\n", at)
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Kill()
		}
		if err != nil {
			panic(err)
		}
		select {}
	})
	if _, err := update(t.Context(), d, logged, crashAdditions); err != nil {
		t.Fatal(err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}

// A step that fails once, or a disk that fails from a step on, leaves the
// archive as it was.
func TestDiskErrors(t *testing.T) {
	for _, lasting := range []bool{false, true} {
		failed := 0
		for at := 1; ; at++ {
			dir, before := crashArchive(t)
			d := newFaultDisk(t, dir, at, func(d *faultDisk, half func()) error {
				if half != nil {
					half()
				}
				if lasting {
					d.at = d.steps + 1 // the next step fails as well
				}
				return syscall.ENOSPC
			})
			versions, err := update(t.Context(), d, logged, crashAdditions)
			if d.steps < at {
				break
			}
			if err == nil && d.log[at-1] == "remove all "+stagingDir {
				checkCrashed(t, dir, before) // written; what could not be removed is harmless
				continue
			}
			if !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%s: error is %v", d.log[at-1], err)
			}
			failed++
			if versions != nil {
				if !strings.Contains(err.Error(), "the versions are archived, but") {
					t.Errorf("%s: versions with error %v", d.log[at-1], err)
				}
				if !checkCrashed(t, dir, before) {
					t.Errorf("%s: returned versions that are not there", d.log[at-1])
				}
				continue
			}
			if !lasting && !sameTree(before, tree(t, dir)) {
				t.Errorf("%s: left %v", d.log[at-1], tree(t, dir))
			}
			if checkCrashed(t, dir, before) {
				t.Errorf("%s: archived in spite of the error", d.log[at-1])
			}
			if t.Failed() {
				t.Fatalf("lasting %v: %q", lasting, d.log[at-1])
			}
		}
		if failed < 20 {
			t.Errorf("only %d steps failed", failed)
		}
	}
}
