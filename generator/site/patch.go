package site

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
)

// patch puts what Hugo made into the last build, file by file, and leaves the
// rest of it as it is.
func (a *assembly) patch(p *prepared) error {
	a.now.Files = maps.Clone(a.before.Files)
	ours := map[string]bool{} // outputs that stay
	for i := range p.Pages {
		page := &p.Pages[i]
		kept := a.kept(page)
		if !kept {
			if err := a.page(page); err != nil {
				return err
			}
		}
		for _, name := range page.Outputs {
			ours[name] = kept
		}
	}
	return filepath.WalkDir(a.folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(a.folder, file)
		if err != nil || ours[filepath.ToSlash(name)] {
			return err
		}
		to := filepath.Join(a.dest, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Rename(file, to)
	})
}
