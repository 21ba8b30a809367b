package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// patience is how long a build waits for another without a word.
const patience = 200 * time.Millisecond

// lockFile is the file in .build that a build locks, and in which it says which
// process it is. The system releases the lock when that ends, however it ends.
const lockFile = "lock"

// Lock makes this process the only one that builds the site in dir, until it
// calls unlock. If another one builds it, Lock waits for it, until ctx ends;
// once it has waited a while, it tells so with the other's process number, "" if that cannot be
// read. undisturbed reports that no other process has built the site since this
// one did. Where files cannot be locked, nothing keeps two builds apart.
func Lock(ctx context.Context, dir string, waits func(process string)) (unlock func(), undisturbed bool, err error) {
	if err := makeFolder(filepath.Join(dir, buildDir)); err != nil {
		return nil, false, fmt.Errorf("locking the site's folder: %w", err)
	}
	name := filepath.Join(dir, buildDir, lockFile)
	got := make(chan lockResult)
	go func() {
		file, err := lockedfile.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		select {
		case got <- lockResult{file, err}:
		case <-ctx.Done():
			if err == nil {
				file.Close()
			}
		}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil, false, fmt.Errorf("waiting for another build of this site: %w", ctx.Err())
		case <-timer.C:
			holder, _ := os.ReadFile(name) // not to be read on every system
			waits(string(holder))
		case r := <-got:
			if errors.Is(r.err, errors.ErrUnsupported) {
				return func() {}, true, nil
			}
			if r.err != nil {
				return nil, false, fmt.Errorf("locking the site's folder: %w", r.err)
			}
			if undisturbed, err = r.sign(); err != nil {
				return nil, false, errors.Join(fmt.Errorf("locking the site's folder: %w", err), r.file.Close())
			}
			return func() { _ = r.file.Close() }, undisturbed, nil
		}
	}
}

type lockResult struct {
	file *lockedfile.File
	err  error
}

// sign writes this process's number into the file, and reports whether it stood there.
func (r lockResult) sign() (was bool, err error) {
	before, err := io.ReadAll(r.file)
	if err != nil {
		return false, err
	}
	own := fmt.Sprint(os.Getpid())
	if string(before) == own {
		return true, nil
	}
	if err := r.file.Truncate(0); err != nil {
		return false, err
	}
	_, err = r.file.WriteAt([]byte(own), 0)
	return false, err
}
