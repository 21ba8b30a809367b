package site

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// takeOver brings a file of the last build into this one.
func (a *assembly) takeOver(name string) error {
	from, to := filepath.Join(a.dest, filepath.FromSlash(name)), a.path(name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if err := os.Link(from, to); err == nil {
		return nil
	}
	return copyFile(to, from)
}

// copyFile copies a file.
func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in) // within the kernel, where it can
	return errors.Join(err, out.Close())
}

// createFile makes a file where none is.
func createFile(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
