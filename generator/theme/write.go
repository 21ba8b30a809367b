package theme

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"policyarchive/generator/folder"
	"strings"
)

// Write makes a folder hold the theme and nothing else. A file that is there as it has
// to be is left, since to write all of them takes a tenth of a second.
func Write(dir string) error {
	missing, err := themeFiles()
	if err == nil {
		err = keepEqual(dir, missing)
	}
	for name, data := range missing {
		if err != nil {
			break
		}
		err = folder.Create(filepath.Join(dir, filepath.FromSlash(name)), data)
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
func keepEqual(dir string, files map[string][]byte) error {
	err := filepath.WalkDir(dir, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, at)
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
