package starter

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// carried is a file or folder of a site that a new site gets, too.
type carried struct {
	path     string
	to       string // where it goes; where it was if empty
	required bool
}

// everything is what a site consists of, but for what is the organisation's own:
// its texts, its archive and its configuration.
var everything = []carried{
	{path: "generator", required: true},
	{path: "layouts", required: true},
	{path: "embed.go", required: true},
	{path: "go.mod", required: true},
	{path: "go.sum", required: true},
	{path: "static"},
	{path: "LICENSE", to: "generator/LICENSE"}, // of the software, not of the texts
	{path: "netlify.toml"},
	{path: ".gitignore"},
	{path: ".gitattributes"},
	{path: ".githooks"},
	{path: ".vale/config/vocabularies/Policies"},
	{path: ".vale.ini"},
	{path: ".github/workflows/pull-request.yml"},
	{path: ".github/workflows/publish.yml"},
	{path: ".github/scripts"},
	{path: ".github/pull_request_template.md"},
	{path: ".github/CODEOWNERS.example"},
}

// leftBehind reports whether a file below a carried folder is of use only where
// the program itself is worked on: its tests, what these need, and what is no
// part of it.
func leftBehind(name string) bool {
	base := path.Base(name)
	return strings.HasSuffix(base, "_test.go") || slices.Contains([]string{"testdata", "node_modules", ".DS_Store"},
		base) ||
		slices.Contains([]string{"generator/internal", "generator/measure", "generator/sitecheck"}, name)
}

// carry copies a file or a folder with all that is in it, and with what may be
// executed. It does not follow links. It returns the number of files.
func carry(ctx context.Context, from, to string, what carried) (int, error) {
	target := what.path
	if what.to != "" {
		target = what.to
	}
	root := filepath.Join(from, filepath.FromSlash(what.path))
	files := 0
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		switch {
		case leftBehind(path.Join(what.path, filepath.ToSlash(rel))):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil // its files make it
		case !entry.Type().IsRegular():
			return fmt.Errorf("%s is neither a file nor a folder", name)
		}
		files++
		return copyFile(filepath.Join(to, filepath.FromSlash(target), rel), name)
	})
	if errors.Is(err, fs.ErrNotExist) && !what.required {
		return 0, nil
	}
	return files, err
}

func copyFile(to, from string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return writeFile(to, data, 0o644|info.Mode().Perm()&0o111)
}

func writeFile(name string, data []byte, mode fs.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, mode)
}
