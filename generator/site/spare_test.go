package site_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"policyarchive/generator/site"
)

// spares are the sites that were set aside.
func spares(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, ".build", "spare", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// What was replaced becomes the next site; whatever somebody did to it, or to
// the site in place, the next site is as if nothing had been there.
func TestSpare(t *testing.T) {
	dir := newSite(t)
	public := filepath.Join(dir, "public")
	outside := t.TempDir()
	write(t, filepath.Join(outside, "letter.txt"), "dear")
	make := func(change func(*site.Site)) map[string]string {
		t.Helper()
		f := site.OpenFragments(dir)
		s := fixture(t, f)
		change(s)
		build(t, dir, s, f)
		return tree(t, public)
	}
	asIs := func(*site.Site) {}
	good := make(asIs)
	if made := spares(t, dir); len(made) > 0 {
		t.Errorf("the first build set %v aside", made)
	}
	make(asIs)
	made := spares(t, dir)
	if len(made) != 1 {
		t.Fatalf("the second build set %v aside", made)
	}
	spare := made[0]
	same := func(name string) bool {
		t.Helper()
		a, err := os.Stat(filepath.Join(public, name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.Stat(filepath.Join(spare, name))
		return err == nil && os.SameFile(a, b)
	}
	page, text := "privacy/archive/2014-03-12/index.html", "privacy.md"
	if !same(page) || !same(text) {
		t.Error("the site and its spare do not share their files")
	}
	for what, damage := range map[string]func(){
		"nothing": func() {},
		"a page is changed where it stands, and so in the spare": func() { write(t, filepath.Join(public, page), "<p>Somebody was here.</p>") },
		"a page of the spare is another file":                    func() { os.Remove(filepath.Join(spare, page)); write(t, filepath.Join(spare, page), "other") },
		"a published file is gone":                               func() { os.Remove(filepath.Join(public, text)) },
		"a file too many in each":                                func() { write(t, filepath.Join(public, "x/y"), "z"); write(t, filepath.Join(spare, "x/z"), "z") },
		"a folder in a file's place":                             func() { os.Remove(filepath.Join(spare, text)); write(t, filepath.Join(spare, text, "deep", "x"), "z") },
		"a file in a folder's place":                             func() { os.RemoveAll(filepath.Join(spare, "privacy")); write(t, filepath.Join(spare, "privacy"), "z") },
		"a link that leads out": func() {
			os.RemoveAll(filepath.Join(spare, "privacy"))
			if err := os.Symlink(outside, filepath.Join(spare, "privacy")); err != nil {
				t.Log(err)
			}
		},
		"the spare is empty": func() { os.RemoveAll(spare); os.MkdirAll(spare, 0o755) },
		"it is a file":       func() { os.RemoveAll(spare); write(t, spare, "z") },
		"it is gone":         func() { os.RemoveAll(spare) },
		"a build was killed": func() {
			if err := os.Rename(spare, filepath.Join(dir, ".public.new")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		damage()
		if diff := cmp.Diff(good, make(asIs)); diff != "" {
			t.Errorf("%s: the next site is another:\n%s", what, diff)
		}
		make(asIs)
		if len(spares(t, dir)) != 1 || !same(page) {
			t.Errorf("%s: the spare is not there again", what)
		}
	}
	if got := tree(t, outside); !cmp.Equal(got, map[string]string{"letter.txt": "dear"}) {
		t.Errorf("what lies outside became %v", got)
	}
	fewer := func(s *site.Site) { delete(s.Files, "terms.md") }
	if _, there := make(fewer)["terms.md"]; there {
		t.Error("a file that is published no more is still there")
	}
	if diff := cmp.Diff(good, make(asIs)); diff != "" {
		t.Errorf("after a site with less, the next one is another:\n%s", diff)
	}
}

// A build that fails keeps the spare; the spares of other destinations stay as
// long as these do.
func TestSparesOfDestinations(t *testing.T) {
	dir := newSite(t)
	f := site.OpenFragments(dir)
	todo := build(t, dir, fixture(t, f), f)
	other := filepath.Join(t.TempDir(), "site")
	to := func(dest string) error {
		return runHugo(context.Background(), dir, "https://example.org/", todo, site.MakeOptions{Destination: dest})
	}
	for range 2 {
		if err := to(other); err != nil {
			t.Fatal(err)
		}
		if err := to("public"); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(spares(t, dir)); n != 2 {
		t.Errorf("%d spares of two destinations", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := runHugo(ctx, dir, "https://example.org/", todo, site.MakeOptions{}); err == nil {
		t.Fatal("a build that was stopped did not fail")
	}
	if n := len(spares(t, dir)); n != 2 {
		t.Errorf("%d spares after a build that failed", n)
	}
	if err := os.RemoveAll(other); err != nil {
		t.Fatal(err)
	}
	if err := to("public"); err != nil {
		t.Fatal(err)
	}
	if n := len(spares(t, dir)); n != 1 {
		t.Errorf("%d spares after a destination was removed", n)
	}
}
