package site

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// tree brings a folder to exactly a given set of files. A file that already
// holds the right bytes is not touched, so its modification time stays.
type tree struct {
	root string
	want map[string]bool // slash paths below root
}

func newTree(root string) *tree { return &tree{root: root, want: map[string]bool{}} }

// write makes name, a slash path below the root, hold data, and keeps it.
func (t *tree) write(name string, data []byte) error {
	t.keep(name)
	return t.put(name, data)
}

// put makes name hold data. It may be called for several names at once.
func (t *tree) put(name string, data []byte) error {
	file := filepath.Join(t.root, filepath.FromSlash(name))
	if info, err := os.Lstat(file); err == nil {
		if info.Mode().IsRegular() && info.Size() == int64(len(data)) {
			if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
				return nil
			}
		} else if info.IsDir() {
			if err := os.RemoveAll(file); err != nil {
				return err
			}
		}
	}
	return writeFile(file, data)
}

// keep leaves name alone in prune.
func (t *tree) keep(name string) { t.want[path.Clean(name)] = true }

// prune removes every file that was neither written nor kept, and folders
// that are empty then.
func (t *tree) prune() error {
	var folders []string
	err := filepath.WalkDir(t.root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if file == t.root {
			return nil
		}
		if d.IsDir() {
			folders = append(folders, file)
			return nil
		}
		rel, err := filepath.Rel(t.root, file)
		if err != nil {
			return err
		}
		if t.want[filepath.ToSlash(rel)] {
			return nil
		}
		return os.Remove(file)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for i := len(folders) - 1; i >= 0; i-- {
		if entries, err := os.ReadDir(folders[i]); err == nil && len(entries) == 0 {
			if err := os.Remove(folders[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeFile puts data into file in one step; see replaceFile.
func writeFile(file string, data []byte) error {
	return replaceFile(file, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// replaceFile lets write make a file and puts it in place in one step: a
// reader, or a crash, sees the old file or the new one, never a part. A power
// cut may leave it empty.
func replaceFile(file string, write func(io.Writer) error) (err error) {
	folder := filepath.Dir(file)
	if err := makeFolder(folder); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(folder, ".writing-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	buffered := bufio.NewWriter(tmp)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}

// makeFolder is os.MkdirAll, except that a file of an earlier build in the
// folder's place gives way. It stops at .build, above which nothing is removed.
func makeFolder(folder string) error {
	for f := folder; strings.Contains(f, string(filepath.Separator)+buildDir+string(filepath.Separator)); f = filepath.Dir(f) {
		if info, err := os.Lstat(f); err == nil && !info.IsDir() {
			if err := os.Remove(f); err != nil {
				return err
			}
		}
	}
	return os.MkdirAll(folder, 0o755)
}
