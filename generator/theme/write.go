package theme

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write makes a folder hold the theme and nothing else. A file that is there as it has
// to be is left, since to write all of them takes a tenth of a second.
func Write(folder string) error {
	missing, err := themeFiles()
	if err == nil {
		err = keepEqual(folder, missing)
	}
	for name, data := range missing {
		if err != nil {
			break
		}
		err = create(filepath.Join(folder, filepath.FromSlash(name)), data)
	}
	if err != nil {
		return fmt.Errorf("write the generator's templates for Hugo: %w", err)
	}
	return nil
}

// themeFiles are what the files of the theme hold, by their names there.
func themeFiles() (map[string][]byte, error) {
	names, err := Names()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{SettingsFile: settings}
	for _, name := range names {
		if strings.HasPrefix(name, wordsDir) {
			continue
		}
		if files[inTheme(name)], err = ReadFile(name); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// keepEqual removes from a folder all that is no file of the theme, and from files
// those that are there. Links are not followed.
func keepEqual(folder string, files map[string][]byte) error {
	err := filepath.WalkDir(folder, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(folder, at)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if want, known := files[name]; known && entry.Type().IsRegular() {
			is, err := os.ReadFile(at)
			if err != nil {
				return err
			}
			if bytes.Equal(is, want) {
				delete(files, name)
				return nil
			}
		}
		return os.Remove(at)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// create makes a file where none is, with its folder.
func create(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
