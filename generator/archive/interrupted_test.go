package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// interruptingDisk ends a context after some calls that change something.
type interruptingDisk struct {
	disk
	left   int
	cancel context.CancelFunc
}

func (d *interruptingDisk) count() {
	if d.left--; d.left == 0 {
		d.cancel()
	}
}

func (d *interruptingDisk) Mkdir(name string) error { d.count(); return d.disk.Mkdir(name) }
func (d *interruptingDisk) Write(name string, data []byte) error {
	d.count()
	return d.disk.Write(name, data)
}
func (d *interruptingDisk) Sync(name string) error       { d.count(); return d.disk.Sync(name) }
func (d *interruptingDisk) Rename(from, to string) error { d.count(); return d.disk.Rename(from, to) }

// A write that is interrupted at any of its steps leaves the archive as it was,
// without a trace, or complete; and says which.
func TestInterruptedWrite(t *testing.T) {
	asItWas, complete := 0, 0
	for step := 1; ; step++ {
		dir := filepath.Join(t.TempDir(), "archive")
		mustAdd(t, dir, addition("privacy", "2012-10-19", "first"))
		before := tree(t, dir)
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		d := &interruptingDisk{disk: rootDisk{root, dir}, left: step, cancel: cancel}
		versions, err := update(ctx, d, logged, func(*Archive) ([]Addition, error) {
			return []Addition{addition("privacy", "2016-11-04", "second"), addition("terms", "2016-11-04", "other")}, nil
		})
		cancel()
		root.Close()
		mustHaveNothingUnfinished(t, dir)
		switch {
		case err == nil && len(versions) == 2:
			complete++
		case errors.Is(err, context.Canceled) && len(versions) == 0 && fmt.Sprint(tree(t, dir)) == fmt.Sprint(before):
			asItWas++
		default:
			t.Fatalf("interrupted at step %d: %d versions, %v, and the archive holds %v", step, len(versions), err, tree(t, dir))
		}
		if d.left > 0 {
			break // it was over before
		}
	}
	if asItWas < 10 || complete < 3 {
		t.Errorf("%d writes left the archive as it was, %d were completed", asItWas, complete)
	}
}

func TestInterruptedVerify(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	mustAdd(t, dir, addition("privacy", "2012-10-19", "first"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if found, err := Verify(ctx, os.DirFS(dir)); !errors.Is(err, context.Canceled) || found != nil {
		t.Errorf("%v, %v", found, err)
	}
}
