package git

import (
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/tools/txtar"
)

// Files makes a file system of files that were read, by their paths from the
// root of the repository: that of the folder dir.
func Files(dir string, files map[string][]byte) (fs.FS, error) {
	var a txtar.Archive
	for p, data := range files {
		if name, ok := strings.CutPrefix(p, dir+"/"); ok || dir == "" {
			if dir == "" {
				name = p
			}
			a.Files = append(a.Files, txtar.File{Name: name, Data: data})
		}
	}
	fsys, err := txtar.FS(&a)
	if err != nil {
		return nil, fmt.Errorf("read the folder %q: %w", dir, err)
	}
	return fsys, nil
}
