package starter

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "copy the files of a new site from the repository")

// TestFilesAreThoseOfTheRepository: a new site gets the files that this repository
// itself works with.
func TestFilesAreThoseOfTheRepository(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, what := range append([]string{"hugo.toml", "go.mod", "go.sum"}, carried...) {
		err := filepath.WalkDir(filepath.Join(root, what), func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			name, err := filepath.Rel(root, file)
			if err != nil {
				return err
			}
			name = filepath.ToSlash(name)
			want, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			got, err := fs.ReadFile(Files(), name)
			if err == nil && bytes.Equal(got, want) {
				return nil
			}
			if !*update {
				t.Errorf("generator/starter/files has another %s (%v): "+
					"run go test ./generator/starter -run TestFiles -update", name, err)
				return nil
			}
			if name == "go.mod" || name == "go.sum" {
				name += ".txt"
			}
			copied := filepath.Join("files", filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(copied), 0o755); err != nil {
				return err
			}
			return os.WriteFile(copied, want, 0o644)
		})
		if err != nil {
			t.Error(err)
		}
	}
}
