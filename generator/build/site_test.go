package build

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"policyarchive/generator/hugo"
	"policyarchive/generator/schema"
)

// newSite copies the project's layouts, static files and configuration.
func newSite(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	root := filepath.Join("..", "..")
	for _, folder := range []string{"layouts", "static"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join(root, folder))); err != nil {
			t.Fatal(err)
		}
	}
	config, err := os.ReadFile(filepath.Join(root, "hugo.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "hugo.toml"), config, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// newStore is an empty store, of which everything stands in its file.
func testStore(t testing.TB) *Store {
	t.Helper()
	s, err := newStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	s.UseFile()
	return s
}

func build(t testing.TB, dir string, s *schema.Site, f *Store) *preparedSite {
	t.Helper()
	todo, err := prepare(dir, s, f, spoken(), Deploy{BaseURL: "https://example.org/"})
	if err != nil {
		t.Fatal(err)
	}
	if err := runHugo(context.Background(), dir, "https://example.org/", todo, makeOptions{}); err != nil {
		var bad *hugo.Error
		if errors.As(err, &bad) {
			t.Log(bad.Output)
		}
		t.Fatal(err)
	}
	return todo
}

// runHugo is makeSite with a Hugo of its own.
func runHugo(ctx context.Context, dir, baseURL string, todo *preparedSite, o makeOptions) error {
	h, err := startHugo(ctx, dir, baseURL, spoken().Site)
	if err != nil {
		return err
	}
	defer h.Stop()
	return makeSite(h, todo, o)
}
