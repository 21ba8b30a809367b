package theme

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Listed is a file that the generator brings.
type Listed struct {
	Name string
	// Own says what the site has in its place, for people; "" if it has nothing.
	Own string
}

// List lists the files that the generator brings.
func List(site fs.FS) ([]Listed, error) {
	names, err := Names()
	if err != nil {
		return nil, err
	}
	copied, err := Copied(site)
	if err != nil {
		return nil, err
	}
	list := make([]Listed, len(names))
	for i, name := range names {
		list[i].Name = name
		own, err := fs.ReadFile(site, name)
		brought, unknown := ReadFile(name)
		switch {
		case unknown != nil:
			return nil, unknown
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		case slices.Contains(copied, name):
			list[i].Own = "the site has an unchanged copy, which is not used"
		case strings.HasPrefix(name, wordsDir):
			list[i].Own = "the site changes words"
		case bytes.Equal(own, brought):
			list[i].Own = "the site has the same"
		default:
			list[i].Own = "the site has its own"
		}
	}
	return list, nil
}

// Find reads a file by its name, of which "layouts/" may be left out, and returns
// that in full. The error wraps [ErrUnknown] if the generator brings no such file.
func Find(name string) (full string, data []byte, err error) {
	full = filepath.ToSlash(filepath.Clean(name))
	if !strings.HasPrefix(full, "layouts/") && !strings.HasPrefix(full, "static/") {
		full = "layouts/" + full
	}
	if data, err = ReadFile(full); err != nil {
		err = fmt.Errorf("%s: %w: \"generator layouts\" lists those that there are", name, err)
	}
	return full, data, err
}

// Copy copies a file, named as for [Find], into the site's folder, where none may be
// of its name; it returns its full name.
func Copy(site, name string) (full string, err error) {
	full, data, err := Find(name)
	if err != nil {
		return full, err
	}
	root, err := os.OpenRoot(site)
	if err != nil {
		return full, err
	}
	defer root.Close()
	at := filepath.FromSlash(full)
	if err := root.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return full, err
	}
	f, err := root.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return full, fmt.Errorf("%s is there already, and was left as it is: delete it first to begin anew", full)
	} else if err != nil {
		return full, err
	}
	_, err = f.Write(data)
	return full, errors.Join(err, f.Close())
}
