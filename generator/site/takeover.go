package site

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// takeOver brings a file of the last build into this one, unless it is there.
func (a *assembly) takeOver(name string) error {
	if a.stays[name] {
		a.note(name, a.before.Files[name])
		return nil
	}
	from, to := filepath.Join(a.dest, filepath.FromSlash(name)), a.path(name)
	err := os.Link(from, to)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		err = os.Link(from, to)
	}
	if err != nil { // not every file system has links
		err = copyFile(to, from)
	}
	if err != nil {
		return fmt.Errorf("taking over %s: %w", name, err)
	}
	return a.remember(name, a.before.Files[name].Key)
}

// copyFile copies a file to a place where none is.
func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := createFile(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in) // within the kernel, where it can
	return errors.Join(err, out.Close())
}

// createFile makes a file where none is, and its folder.
func createFile(name string) (*os.File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	f, err := os.OpenFile(name, flags, 0o644)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, err
		}
		f, err = os.OpenFile(name, flags, 0o644)
	}
	return f, err
}
