package theme

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCopyAndList(t *testing.T) {
	site := t.TempDir()
	own := func(name string) string {
		list, err := List(os.DirFS(site))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range list {
			if l.Name == name {
				return l.Own
			}
		}
		t.Fatalf("%s is not listed", name)
		return ""
	}
	const home = "layouts/home.html"
	if is := own(home); is != "" {
		t.Errorf("an empty site has: %s", is)
	}
	if full, err := Copy(site, "home.html"); err != nil || full != home {
		t.Fatalf("copied %s, %v", full, err)
	}
	if is := own(home); is != "the site has the same" {
		t.Errorf("a site with a copy has: %s", is)
	}
	at := filepath.Join(site, filepath.FromSlash(home))
	if err := os.WriteFile(at, []byte("own"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Copy(site, home); err == nil || !strings.Contains(err.Error(), "left as it is") ||
		read(t, at) != "own" {
		t.Errorf("a file that is there is replaced: %v", err)
	}
	if is := own(home); is != "the site has its own" {
		t.Errorf("a site with a file of its own has: %s", is)
	}
	if _, err := Copy(site, "layouts/_words/en.toml"); err != nil || own("layouts/_words/en.toml") != "the site changes words" {
		t.Errorf("words: %v", err)
	}
	for _, name := range []string{"../go.mod", "none.html", "static/../hugo.toml"} {
		if _, _, err := Find(name); !errors.Is(err, ErrUnknown) {
			t.Errorf("%s is found: %v", name, err)
		}
	}
	// Nothing is written outside of the site.
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(site, "static")); err != nil {
		t.Fatal(err)
	}
	if _, err := Copy(site, "static/icon.svg"); err == nil {
		t.Error("a file was written outside of the site")
	}
}
