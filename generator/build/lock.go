package build

import (
	"context"
	"errors"
	"fmt"
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

// lock makes this process the only one that builds the site in dir, until it
// calls unlock. If another one builds it, lock waits for it, until ctx ends;
// once it has waited a while, it tells so with the other's process number, "" if
// that cannot be read. Where files cannot be locked, nothing keeps two builds apart.
func lock(ctx context.Context, dir string, waits func(process string)) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Join(dir, buildDir), 0o755); err != nil {
		return nil, fmt.Errorf("locking the site's folder: %w", err)
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
			return nil, fmt.Errorf("waiting for another build of this site: %w", ctx.Err())
		case <-timer.C:
			holder, _ := os.ReadFile(name) // not to be read on every system
			waits(string(holder))
		case r := <-got:
			if errors.Is(r.err, errors.ErrUnsupported) {
				return func() {}, nil
			}
			if r.err != nil {
				return nil, fmt.Errorf("locking the site's folder: %w", r.err)
			}
			if err := r.sign(); err != nil {
				return nil, errors.Join(fmt.Errorf("locking the site's folder: %w", err), r.file.Close())
			}
			return func() { _ = r.file.Close() }, nil
		}
	}
}

type lockResult struct {
	file *lockedfile.File
	err  error
}

// sign writes this process's number into the file.
func (r lockResult) sign() error {
	if err := r.file.Truncate(0); err != nil {
		return err
	}
	_, err := r.file.WriteAt([]byte(fmt.Sprint(os.Getpid())), 0)
	return err
}
