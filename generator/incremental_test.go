package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/histories"
)

// TestBuildAgain: whatever was built before, a build gives, to the byte, what
// it gives where nothing was.
func TestBuildAgain(t *testing.T) {
	h := histories.Named(t, "github-privacy")
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(dir, "public")
	importFiles := func(files []string) {
		t.Helper()
		must(t, append([]string{"import", "file", "privacy", "--accept", "--in-sequence", "--published", "2020-01-01", "--quiet", "-s", dir}, files...)...)
	}
	build := func(what string) {
		t.Helper()
		must(t, "build", "-s", dir)
		fresh := t.TempDir()
		for _, part := range []string{"archive", "layouts", "static", "hugo.toml"} {
			copyTo(t, filepath.Join(fresh, part), filepath.Join(dir, part))
		}
		must(t, "build", "-s", fresh)
		sameTree(t, what, public, filepath.Join(fresh, "public"))
	}
	importFiles(h.Files[:6])
	build("the first build")
	page := filepath.Join(public, "privacy", "index.html")
	before, err := os.Stat(page)
	if err != nil {
		t.Fatal(err)
	}
	build("a second build")
	if after, err := os.Stat(page); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("a page that did not change was made again: %v", err)
	}
	importFiles(h.Files[6:9])
	build("a build with more versions")
	for _, file := range h.Files[9:13] {
		importFiles([]string{file})
		must(t, "build", "-s", dir, "--quiet")
	}
	build("a build behind several with a version more each")
	must(t, "import", "file", "privacy", "--accept", "--published", "2017-01-01", "--quiet", "-s", dir, h.Files[20])
	build("a build with a version put before the others")
	for _, name := range []string{"parts", "index"} {
		damage(t, filepath.Join(dir, ".build", "fragments", name))
		build("a build behind damaged " + name)
	}
	for i, name := range []string{"parts", "index"} {
		damage(t, filepath.Join(dir, ".build", "parts", name))
		importFiles(h.Files[21+i : 22+i])
		build("a build behind damaged " + name + " of lists")
	}
	importFiles(h.Files[23:24])
	build("a build that has the parts of lists")
	if asked := read(t, filepath.Join(dir, ".build", "assets", "data", "pages.json")); strings.Count(asked, `\"kept\":true`) <= strings.Count(asked, `\"kept\":false`) {
		t.Errorf("Hugo was asked for %d items of lists and told that %d are kept", strings.Count(asked, `\"kept\":false`), strings.Count(asked, `\"kept\":true`))
	}
	write(t, page, "<p>Somebody was here.</p>")
	if err := os.Remove(filepath.Join(public, "privacy", "changelog", "atom.xml")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(public, "privacy", "archive", "extra", "index.html"), "<p>Nobody asked for this.</p>")
	build("a build over a site that somebody changed")
	template := filepath.Join(dir, "layouts", "version.html")
	write(t, template, strings.Replace(read(t, template), "<div class=\"prose\"", "<p>Of all times.</p><div class=\"prose\"", 1))
	build("a build with another template")
	if !strings.Contains(read(t, filepath.Join(public, "privacy", "archive", "2020-01-01", "index.html")), "Of all times.") {
		t.Error("the template does not show")
	}
	write(t, template, strings.Replace(read(t, template), `{{ partial "fragment.html" $d.body }}`, "", 1))
	if c := run(t, "build", "-s", dir); c.code != exitFailed || !strings.Contains(c.stderr, "layouts/version.html leaves out a text of the page /privacy/archive/") {
		t.Errorf("a template without the text: %+v", c)
	}
	if !strings.Contains(read(t, filepath.Join(public, "privacy", "archive", "2020-01-01", "index.html")), "Of all times.") {
		t.Error("the last good site is gone")
	}
}

// damage changes bytes of a file, here and there.
func damage(t *testing.T, file string) {
	t.Helper()
	data := []byte(read(t, file))
	for i := len(data) / 3; i < len(data); i += 997 {
		data[i] ^= 1
	}
	write(t, file, string(data))
}

// TestBuildAgainOnItsDay: an announced version comes into force, and another is
// withdrawn, behind the builds before as if nothing had been built.
func TestBuildAgainOnItsDay(t *testing.T) {
	h := histories.Named(t, "github-privacy")
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	must(t, append([]string{"import", "file", "privacy", "--accept", "--in-sequence", "--published", "2020-01-01", "--quiet", "-s", dir}, h.Files[:7]...)...)
	build := func(what, day string) {
		t.Helper()
		must(t, "build", "-s", dir, "--now", day)
		fresh := t.TempDir()
		for _, part := range []string{"archive", "layouts", "static", "hugo.toml"} {
			copyTo(t, filepath.Join(fresh, part), filepath.Join(dir, part))
		}
		must(t, "build", "-s", fresh, "--now", day)
		sameTree(t, what, filepath.Join(dir, "public"), filepath.Join(fresh, "public"))
	}
	freeze := func(file, now, effective string) {
		t.Helper()
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"), read(t, file))
		must(t, "snapshot", "privacy", "-s", dir, "--quiet", "--now", now, "--effective", effective)
	}
	build("nothing announced", "2026-06-01")
	freeze(h.Files[30], "2026-06-01", "2026-07-01")
	build("one announced", "2026-06-30")
	build("on its day", "2026-07-01")
	freeze(h.Files[40], "2026-07-02", "2026-08-01")
	freeze(h.Files[50], "2026-07-03", "2026-09-01")
	build("two announced", "2026-07-04")
	must(t, "withdraw", "privacy", "2026-08-01", "-s", dir, "--quiet", "--now", "2026-07-05", "--reason", "No.")
	build("the first of two withdrawn", "2026-07-06")
	freeze(h.Files[60], "2026-07-07", "2026-09-01")
	build("the other one overtaken", "2026-07-08")
	build("in force", "2026-09-01")
	build("and before, again", "2026-06-01")
	must(t, "verify", "-s", dir)
}

func copyTo(t *testing.T, to, from string) {
	t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if !info.IsDir() {
		write(t, to, read(t, from))
		return
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// sameTree wants two folders with the same files.
func sameTree(t *testing.T, what, a, b string) {
	t.Helper()
	files := func(root string) map[string][]byte {
		all := map[string][]byte{}
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, _ := filepath.Rel(root, file)
			all[rel], err = os.ReadFile(file)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	x, y := files(a), files(b)
	for name := range x {
		if other, ok := y[name]; !ok {
			t.Errorf("%s: %s should not be there", what, name)
		} else if !bytes.Equal(x[name], other) {
			t.Errorf("%s: %s is another than where nothing was built before", what, name)
		}
	}
	for name := range y {
		if _, ok := x[name]; !ok {
			t.Errorf("%s: %s is missing", what, name)
		}
	}
}

// TestBuildSeesEveryChange: a text that was seen whole is read again once somebody
// has written to its file.
func TestBuildSeesEveryChange(t *testing.T) {
	h := histories.Named(t, "github-privacy")
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	must(t, append([]string{"import", "file", "privacy", "--accept", "--in-sequence", "--published", "2020-01-01", "--quiet", "-s", dir}, h.Files[:3]...)...)
	texts, err := filepath.Glob(filepath.Join(dir, "archive", "privacy", "*", "policy.md"))
	if err != nil || len(texts) != 3 {
		t.Fatalf("%v, %v", texts, err)
	}
	must(t, "build", "-s", dir)
	must(t, "build", "-s", dir)
	good, err := os.ReadFile(texts[0])
	if err != nil {
		t.Fatal(err)
	}
	bad := bytes.Replace(good, []byte("a"), []byte("b"), 1)
	for _, text := range [][]byte{bad, bad, good} {
		if err := os.WriteFile(texts[0], text, 0o644); err != nil {
			t.Fatal(err)
		}
		c := run(t, "build", "-s", dir)
		if damaged := bytes.Equal(text, bad); damaged != (c.code != 0) || damaged != strings.Contains(c.stderr, "policy.md has other bytes") {
			t.Errorf("with the text damaged: %t, the build ends with %d: %s", damaged, c.code, c.stderr)
		}
	}
	// Only now is a time set back, which hides a change from a build; verify sees it.
	was, err := os.Stat(texts[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(texts[0], bad, 0o644), os.Chtimes(texts[0], was.ModTime(), was.ModTime())); err != nil {
		t.Fatal(err)
	}
	if c := run(t, "verify", "-s", dir); c.code == 0 || !strings.Contains(c.stderr+c.stdout, "policy.md") {
		t.Errorf("verify ends with %d: %s%s", c.code, c.stdout, c.stderr)
	}
}
