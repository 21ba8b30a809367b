package theme

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNames: what lies in layouts/ is brought, whatever its name begins with.
func TestNames(t *testing.T) {
	var want []string
	err := fs.WalkDir(os.DirFS(filepath.Join("..", "..")), "layouts",
		func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && name != "layouts/layouts.go" {
				want = append(want, name)
			}
			return err
		})
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, "static/icon.svg")
	names, err := Names()
	if err != nil || !slices.Equal(names, want) {
		t.Errorf("got  %q, %v\nwant %q", names, err, want)
	}
	for _, name := range names {
		if got := InSite(inTheme(name)); got != name {
			t.Errorf("%s is %s in the theme, which is %s", name, inTheme(name), got)
		}
		is, err := ReadFile(name)
		if err != nil || string(is) != read(t, filepath.Join("..", "..", name)) {
			t.Errorf("%s: %v, or it holds something else", name, err)
		}
	}
	for _, name := range []string{"go.mod", "layouts", "layouts/", "layouts/../go.mod", "layouts/none.html", ""} {
		if _, err := ReadFile(name); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q: error %v", name, err)
		}
	}
}

// TestWrite: the folder holds the theme afterwards, whatever it held, and what lay
// behind a link is as it was.
func TestWrite(t *testing.T) {
	folder, outside := filepath.Join(t.TempDir(), "theme"), filepath.Join(t.TempDir(), "outside")
	if err := os.WriteFile(outside, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	var first []string
	for step, spoil := range []func(name string) error{
		func(string) error { return nil },
		func(string) error { return nil },
		func(name string) error { return os.WriteFile(name, []byte("other"), 0o644) },
		os.Remove,
		func(name string) error { return errors.Join(os.Remove(name), os.Symlink(outside, name)) },
		func(string) error { return os.WriteFile(filepath.Join(folder, "layouts", "old.html"), nil, 0o644) },
		func(string) error {
			return errors.Join(os.RemoveAll(folder), os.Symlink(filepath.Dir(outside), folder))
		},
	} {
		if step > 0 {
			if err := spoil(filepath.Join(folder, "assets", "css", "02-page.css")); err != nil {
				t.Fatal(err)
			}
		}
		if err := Write(folder); err != nil {
			t.Fatal(err)
		}
		got := tree(t, folder)
		if step == 0 {
			first = got
		}
		if !slices.Equal(got, first) {
			t.Errorf("step %d: the folder holds something else", step)
		}
	}
	home := func(s string) bool { return strings.HasPrefix(s, "layouts/home.html\n") }
	if !slices.ContainsFunc(first, home) || len(first) < 80 {
		t.Errorf("it holds only %d files", len(first))
	}
	if read(t, outside) != "mine" {
		t.Error("a file outside was changed")
	}
}

// tree is every file below a folder, with what it holds.
func tree(t *testing.T, folder string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			rel, _ := filepath.Rel(folder, name)
			list = append(list, filepath.ToSlash(rel)+"\n"+entry.Type().String()+read(t, name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
