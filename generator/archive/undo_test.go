package archive

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// crashUndo undoes the write of crashAdditions' two versions of privacy on a
// disk that ends at a step.
func crashUndo(t testing.TB, dir string, at int, inMidst bool) (crashed bool) {
	t.Helper()
	d := newFaultDisk(t, dir, at, func(_ *faultDisk, half func()) error {
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
	if err := undo(t.Context(), d, "privacy", []Name{{"2016-11-04", 1}, {"2012-10-19", 2}}); err != nil {
		t.Fatal(err)
	}
	return false
}

// TestUndo: the archive is as it was before the write, to the byte, whatever
// ends the undoing at whatever step; or the write still stands, whole.
func TestUndo(t *testing.T) {
	for _, inMidst := range []bool{false, true} {
		for at := 0; ; at++ {
			dir, before := crashArchive(t)
			if _, err := update(t.Context(), newFaultDisk(t, dir, 0, nil), logged, crashAdditions); err != nil {
				t.Fatal(err)
			}
			if err := Undo(t.Context(), dir, "terms", []Name{{"2020-01-01", 1}}); err != nil {
				t.Fatal(err)
			}
			whole := tree(t, dir)
			crashed := crashUndo(t, dir, at, inMidst)
			checkSums(t, dir)
			switch got := names(mustOpen(t, dir).Versions("privacy")); got {
			case crashBefore:
			case crashAfter:
				if !crashed {
					t.Fatalf("step %d: nothing was undone", at)
				}
				if err := Undo(t.Context(), dir, "privacy", []Name{{"2016-11-04", 1}, {"2012-10-19", 2}}); err != nil {
					t.Fatalf("step %d: once more: %v", at, err)
				}
			default:
				t.Fatalf("step %d: versions are %s", at, got)
			}
			// Whatever is left is cleared away by the next write.
			quickAdd(t, dir, addition("terms", "2021-01-01", "more"))
			if err := Undo(t.Context(), dir, "terms", []Name{{"2021-01-01", 1}}); err != nil {
				t.Fatal(err)
			}
			mustHaveNothingUnfinished(t, dir)
			if now := tree(t, dir); !maps.Equal(now, before) {
				t.Fatalf("step %d: the archive holds %q, before the write %q, with it %q", at, now, before, whole)
			}
			if at > 0 && !crashed {
				break
			}
		}
	}
}

func TestUndoOfEverything(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	quickAdd(t, dir, imported("privacy", "2012-10-19", "first\n", "<p>first</p>"))
	if err := Undo(t.Context(), dir, "privacy", []Name{{"2012-10-19", 1}}); err != nil {
		t.Fatal(err)
	}
	if left := tree(t, dir); !maps.Equal(left, before) {
		t.Errorf("there is %q, before there was %q", left, before)
	}
}

func TestUndoRefuses(t *testing.T) {
	dir, before := crashArchive(t)
	follows := addition("privacy", "2010-01-01", "later\n")
	follows.Record.After = Name{"2012-10-19", 1}
	quickAdd(t, dir, follows)
	for _, c := range []struct {
		version Name
		want    string
	}{
		{Name{"2012-10-19", 1}, "version 2010-01-01 of privacy follows version 2012-10-19 and would stay"},
		{Name{"2012-10-19", 3}, "has no version 2012-10-19.3"},
	} {
		if err := Undo(t.Context(), dir, "privacy", []Name{c.version}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.version, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "privacy", "2010-01-01", TextFile), []byte("altered"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Undo(t.Context(), dir, "privacy", []Name{{"2010-01-01", 1}}); err == nil ||
		!strings.Contains(err.Error(), "has changed") {
		t.Errorf("an altered version: %v", err)
	}
	for name := range before {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
}
