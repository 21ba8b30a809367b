// Package histories finds the real policy histories that tests run on. They
// are not part of the project: they lie in ../shared/data beside it, or are
// absent, and then the tests skip.
package histories

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// History is every published state of one policy, oldest first.
type History struct {
	Name  string
	Files []string
	Dates []string // YYYY-MM-DD, one a file; several may share one
}

// Root returns the folder of the histories. It skips the test if there is
// none, and fails it where the environment says CI=true.
func Root(t testing.TB) string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..", "..", "..", "shared", "data")
	if _, err := os.Stat(root); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the real policy histories are missing: %v", err)
		}
		t.Skipf("needs the real policy histories in ../shared/data beside the project: %v", err)
	}
	return root
}

// Each runs f as a subtest for every history that is listed in a versions.tsv.
func Each(t *testing.T, f func(t *testing.T, h History)) {
	t.Helper()
	tables, err := filepath.Glob(filepath.Join(Root(t), "*", "versions.tsv"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("no history in %s", Root(t))
	}
	for _, table := range tables {
		h := load(t, table)
		t.Run(h.Name, func(t *testing.T) { f(t, h) })
	}
}

// Named returns one history.
func Named(t testing.TB, name string) History {
	t.Helper()
	return load(t, filepath.Join(Root(t), name, "versions.tsv"))
}

// load reads a table of versions; captures in HTML are left out.
func load(t testing.TB, table string) History {
	t.Helper()
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	h := History{Name: filepath.Base(filepath.Dir(table))}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		fields := strings.Split(line, "\t")
		if strings.HasSuffix(fields[2], ".md") {
			h.Files = append(h.Files, filepath.Join(filepath.Dir(table), fields[2]))
			h.Dates = append(h.Dates, fields[1])
		}
	}
	return h
}
