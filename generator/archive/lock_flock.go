//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package archive

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lock makes this process the archive's only writer until unlock is called or
// the process ends. It locks the directory itself and so leaves no file behind;
// only on file systems that cannot do that, it falls back to a lock file.
func lock(dir string) (unlock func() error, err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("lock archive: %w", err)
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err == nil {
		// A child that is just being started holds the directory, too, for a moment.
		return func() error { return errors.Join(syscall.Flock(int(f.Fd()), syscall.LOCK_UN), f.Close()) }, nil
	}
	f.Close()
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return nil, ErrBusy
	case errors.Is(err, syscall.EBADF), errors.Is(err, syscall.ENOSYS), errors.Is(err, syscall.EOPNOTSUPP),
		errors.Is(err, syscall.ENOLCK):
		return lockByFile(dir)
	}
	return nil, fmt.Errorf("lock archive: %w", err)
}
