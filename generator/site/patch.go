package site

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
)

// patch puts what Hugo made into the last build, file by file, and leaves the
// rest of it as it is.
func (a *assembly) patch(ctx context.Context, kept, stale []*preparedPage) error {
	if err := os.MkdirAll(a.folder, 0o755); err != nil {
		return err
	}
	a.now.Files = maps.Clone(a.before.Files)
	if err := each(ctx, stale, a.complete); err != nil {
		return err
	}
	if err := a.rest(); err != nil {
		return err
	}
	stays := map[string]bool{}
	for _, p := range kept {
		for _, name := range p.outputs {
			stays[name] = true
		}
	}
	return filepath.WalkDir(a.folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(a.folder, file)
		if err != nil || stays[filepath.ToSlash(name)] {
			return err
		}
		to := filepath.Join(a.dest, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Rename(file, to)
	})
}
