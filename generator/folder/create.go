package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Create makes a file where none is, and the folders that it lies in. The error wraps
// [fs.ErrExist] if there is one. What could not be written in full is taken away again.
func Create(name string, data []byte) error {
	f, err := OpenNew(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

// OpenNew opens a file to be written where none is, and makes the folders that it lies
// in. The error wraps [fs.ErrExist] if there is one.
func OpenNew(name string) (*os.File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	f, err := os.OpenFile(name, flags, 0o644)
	if errors.Is(err, fs.ErrNotExist) { // mostly the folder is there
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, err
		}
		f, err = os.OpenFile(name, flags, 0o644)
	}
	return f, err
}
