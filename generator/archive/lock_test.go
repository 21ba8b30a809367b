package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestSecondWriterIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	_, err := Update(t.Context(), dir, logged, func(*Archive) ([]Addition, error) {
		_, err := Add(dir, logged, addition("privacy", "2016-11-04", "other"))
		if !errors.Is(err, ErrBusy) {
			t.Errorf("error is %v", err)
		}
		return []Addition{addition("privacy", "2016-11-04", "mine")}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	mustAdd(t, dir, addition("privacy", "2016-11-04", "other"))
	mustHaveNothingUnfinished(t, dir)
}

func TestLockByFile(t *testing.T) {
	dir := t.TempDir()
	unlock, err := lockByFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = lockByFile(dir)
	if !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) ||
		!strings.Contains(err.Error(), filepath.Join(dir, lockFile)) {
		t.Errorf("error is %v", err)
	}
	mustBeWhole(t, dir)
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	again, err := lockByFile(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := again(); err != nil {
		t.Fatal(err)
	}
	if left := tree(t, dir); len(left) != 1 {
		t.Errorf("left %v", left)
	}
}

// Readers need no lock: at any moment they see a whole archive that has grown.
func TestReadersWhileWriting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	mustAdd(t, dir, addition("privacy", "2012-10-19", "first"))
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			seen, reads := 1, 0
			for more := true; more; reads++ {
				select {
				case <-done:
					more = false
				default:
				}
				a, err := Open(os.DirFS(dir))
				if err != nil {
					t.Errorf("Open: %v", err)
					return
				}
				if n := len(a.Versions("privacy")); n < seen {
					t.Errorf("%d versions, and %d before", n, seen)
				} else {
					seen = n
				}
				found, err := Verify(t.Context(), os.DirFS(dir))
				if err != nil {
					t.Errorf("Verify: %v", err)
					return
				}
				for _, m := range found {
					if !m.Kind.Harmless() {
						t.Errorf("Verify: %s %v", m.Kind, m)
					}
				}
			}
			if seen != 31 {
				t.Errorf("%d versions at the end, after %d reads", seen, reads)
			}
		})
	}
	for i := range 30 {
		d := newFaultDisk(t, dir, 0, nil) // does not wait for the disk: more writes in less time
		unlock, err := lock(dir)
		if err != nil {
			t.Fatal(err)
		}
		_, err = update(t.Context(), d, logged, func(*Archive) ([]Addition, error) {
			return []Addition{addition("privacy", "2016-11-04", fmt.Sprint(i)),
				addition(fmt.Sprintf("policy-%d", i), "2016-11-04", "x")}, nil
		})
		if err := errors.Join(err, unlock()); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	readers.Wait()
	mustHaveNothingUnfinished(t, dir)
}
