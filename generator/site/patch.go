package site

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"policyarchive/generator/hugo"
)

// patch puts what Hugo makes into the last build, file by file, when all is made,
// and leaves the rest of it as it is.
func (a *assembly) patch(h *hugo.Process, own map[string]bool, stale []*preparedPage) error {
	if err := os.MkdirAll(a.folder, 0o755); err != nil {
		return err
	}
	a.now.Files = maps.Clone(a.before.Files)
	if err := a.receive(h, own, stale); err != nil {
		return err
	}
	return filepath.WalkDir(a.folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(a.folder, file)
		if err != nil {
			return err
		}
		to := filepath.Join(a.dest, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Rename(file, to)
	})
}
