package starter

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFindModule(t *testing.T) {
	repository, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	gomod, err := os.ReadFile(filepath.Join(repository, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	own := modulePathOf(gomod)
	site, empty, broken := t.TempDir(), t.TempDir(), t.TempDir()
	for dir, text := range map[string]string{
		site:   "module site\n\nrequire " + own + " v1.2.3\n",
		broken: "modul\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		named, here string
		want        Module
		problem     string
	}{
		{named: own + "@v1.0.0", here: site, want: Module{Version: "v1.0.0"}},
		{named: "github.com/org/repo@v1.0.0", here: site, want: Module{Replace: "github.com/org/repo@v1.0.0"}},
		{named: repository, here: site, want: Module{Replace: repository}},
		{named: empty, here: site, problem: "neither a folder with the source"},
		{named: own + "@latest", here: site, problem: "neither a folder with the source"},
		{here: repository, want: Module{Replace: repository}},
		{here: site, want: Module{Version: "v1.2.3"}},
		{here: empty, problem: "has no go.mod that says where the generator is"},
		{here: broken, problem: "unknown directive: modul"},
	} {
		got, err := FindModule(c.named, c.here)
		if c.problem == "" && (err != nil || got != c.want) ||
			c.problem != "" && (err == nil || !strings.Contains(err.Error(), c.problem)) {
			t.Errorf("%q in %s: %+v, %v", c.named, c.here, got, err)
		}
	}
}
