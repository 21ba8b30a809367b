package starter

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
)

// carried are the files and folders of the repository of the generator that a new
// site gets as they are.
var carried = []string{
	"netlify.toml",
	".gitignore",
	".gitattributes",
	".githooks",
	".vale/config/vocabularies/Policies",
	".vale.ini",
	".github/workflows/pull-request.yml",
	".github/workflows/publish.yml",
	".github/scripts",
	".github/pull_request_template.md",
	".github/CODEOWNERS.example",
}

// carry copies a file, or a folder with all that is in it. It returns the number of
// files.
func carry(ctx context.Context, from fs.FS, to, what string) (int, error) {
	files := 0
	err := fs.WalkDir(from, what, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || ctx.Err() != nil || entry.IsDir() {
			if err == nil {
				err = ctx.Err()
			}
			return err
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		files++
		return writeFile(filepath.Join(to, filepath.FromSlash(name)), data)
	})
	return files, err
}

// writeFile writes a file, with its folder. A script may be executed.
func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if bytes.HasPrefix(data, []byte("#!")) {
		mode = 0o755
	}
	return os.WriteFile(name, data, mode)
}
