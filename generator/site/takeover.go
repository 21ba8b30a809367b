package site

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// takeOver brings a file of the last build into this one, unless it is there.
func (a *assembly) takeOver(name string) error {
	if a.stays[name] {
		a.note(name, a.before.Files[name])
		return nil
	}
	from, to := filepath.Join(a.dest, filepath.FromSlash(name)), a.path(name)
	err := a.folders.make(filepath.Dir(to))
	if err == nil {
		if err = os.Link(from, to); err == nil {
			a.note(name, a.before.Files[name]) // it is the same file
			return nil
		}
		err = copyFile(to, from) // not every file system has links
	}
	if err != nil {
		return fmt.Errorf("taking over %s: %w", name, err)
	}
	return a.remember(name, a.before.Files[name].Key)
}

// folders are those that are there. It is safe for concurrent use.
type folders struct{ made sync.Map }

// make makes a folder, if it is not known to be there, with those above it.
func (f *folders) make(folder string) error {
	if _, there := f.made.Load(folder); there {
		return nil
	}
	err := os.Mkdir(folder, 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.make(filepath.Dir(folder)); err == nil {
			err = os.Mkdir(folder, 0o755)
		}
	}
	if err == nil || errors.Is(err, fs.ErrExist) {
		f.made.Store(folder, true)
		return nil
	}
	return err
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
