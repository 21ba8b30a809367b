package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrBusy is the error of a write while another process writes to the archive.
var ErrBusy = errors.New("another process is writing to the archive: wait until it has finished and try again")

// lockFile excludes other writers where the system cannot lock a directory.
const lockFile = ".lock"

// lockByFile creates the lock file and returns what removes it. Unlike a lock of
// the system, the file outlives a process that is killed.
func lockByFile(dir string) (unlock func() error, err error) {
	p := filepath.Join(dir, lockFile)
	f, err := os.OpenFile(p, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		owner, _ := os.ReadFile(p)
		return nil, fmt.Errorf("%w (it left %s, with its number %q; if no such process runs, it was killed: delete that file)", ErrBusy, p, owner)
	}
	if err != nil {
		return nil, fmt.Errorf("lock archive: %w", err)
	}
	_, err = fmt.Fprint(f, os.Getpid())
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("lock archive: %w", errors.Join(err, os.Remove(p)))
	}
	return func() error { return os.Remove(p) }, nil
}
