package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the direction in which data flows: which packages of ours each
// package may know. What is not listed here must not exist.
var mayImport = map[string][]string{
	"policy":             {},
	"archive":            {},
	"capture":            {},
	"watch":              {},
	"site":               {},
	"lineage":            {"policy"},
	"compare":            {"policy"},
	"check":              {"policy"},
	"render":             {"policy", "compare"},
	"history":            {"archive", "policy", "lineage"},
	"changelog":          {"policy", "compare", "history"},
	"publish":            {"archive", "policy", "lineage", "compare", "history", "changelog", "render", "site"},
	"internal/histories": {},
}

// ambient are what only package main may read: the environment, the clock,
// the command line. The exceptions have a reason.
var ambient = map[string][]string{
	"os.Getenv":  {"internal/histories"}, // a missing history fails a test only in CI
	"os.Environ": {"site"},               // the child process that is Hugo inherits a cleaned environment
	"os.Args":    {},
	"time.Now":   {},
}

func TestImportTable(t *testing.T) {
	const module = "policyarchive/generator/"
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		dir := filepath.ToSlash(filepath.Dir(name))
		if d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || dir == "." {
			return nil
		}
		allowed, known := mayImport[dir]
		if !known {
			t.Errorf("%s: the package %s has no place in the import table; give it one", name, dir)
			return nil
		}
		seen[dir] = true
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s: %s must not import %s", name, dir, ours)
			}
			if dir == "archive" && strings.Contains(imported, ".") {
				t.Errorf("%s: archive uses the standard library only, not %s", name, imported)
			}
			if imported == "flag" || imported == "github.com/spf13/cobra" {
				t.Errorf("%s: flags are read in package main only", name)
			}
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for call, exceptions := range ambient {
			if strings.Contains(string(source), call) && !slices.Contains(exceptions, dir) {
				t.Errorf("%s: %s is for package main only; take the value as an argument", name, call)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir := range mayImport {
		if !seen[dir] {
			t.Errorf("the import table lists %s, which does not exist", dir)
		}
	}
}
