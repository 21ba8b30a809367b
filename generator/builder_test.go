package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestBuildAgain: a builder that built before gives, to the byte, what a new one
// gives, whatever changed since.
func TestBuildAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	day := "2026-06-01"
	a := newTestApp(io.Discard, io.Discard)
	a.source = dir
	a.now = func() time.Time { at, _ := time.Parse(time.DateOnly, day); return at }
	public := filepath.Join(dir, "public")
	again := a.newBuild(buildOptions{drafts: true}, false)
	build := func(what string) {
		t.Helper()
		fresh := filepath.Join(t.TempDir(), "public")
		if err := again.build(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		other := a.newBuild(buildOptions{drafts: true, destination: fresh}, false)
		if err := other.build(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		sameTree(t, what, public, fresh)
	}
	text := func(policy, text string) { write(t, filepath.Join(dir, "content", policy, "policy.md"), text) }
	freeze := func(policy, effective string) {
		t.Helper()
		must(t, "snapshot", policy, "-s", dir, "--quiet", "--now", day, "--effective", effective)
	}
	text("privacy", "# Privacy\n\n## Data\n\nWe keep your name. See [the terms](/terms/#use).\n")
	freeze("privacy", "2026-06-01")
	text("terms", "# Terms\n\n## Use\n\nUse it well.\n")
	freeze("terms", "2026-06-01")
	build("two policies")
	text("privacy", "# Privacy\n\n## Data\n\nWe keep your name and address. See [the terms](/terms/#use).\n\n## "+
		"Logs\n\nNone.\n")
	build("a draft")
	text("terms", "# Terms\n\n## Good use {#use}\n\nUse it well, and often.\n")
	build("two drafts, of which one leads to the other")
	freeze("privacy", "2026-07-01")
	build("an announced version")
	day = "2026-07-01"
	build("its day")
	freeze("terms", "2026-08-01")
	must(t, "withdraw", "terms", "2026-08-01", "-s", dir, "--quiet", "--now", day, "--reason", "No.")
	build("a version that was withdrawn")
	text("terms", "# Terms\n\n## Use\n\nUse it well.\n")
	build("a draft that was taken back")
}

// TestBuildOfATitle: a version that has nothing but a title has a page, too.
func TestBuildOfATitle(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "2020-01-01.md")
	write(t, file, "# Privacy\n")
	must(t, "import", "file", "privacy", file, "-s", dir, "--accept", "--quiet")
	must(t, "build", "-s", dir)
	if page := read(t, filepath.Join(dir, "public", "privacy", "archive", "2020-01-01",
		"index.html")); !strings.Contains(page, "Privacy") {
		t.Errorf("the page is %s", page)
	}
}

// TestBuildLeavesNoTextOut: a template that leaves out a page's text is an error,
// and the last good site stays.
func TestBuildLeavesNoTextOut(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "content", "privacy", "policy.md"), "# Privacy\n\nWe keep nothing.\n")
	must(t, "snapshot", "privacy", "-s", dir, "--quiet")
	must(t, "build", "-s", dir)
	must(t, "layouts", "version.html", "-s", dir)
	template := filepath.Join(dir, "layouts", "version.html")
	write(t, template, strings.Replace(read(t, template), `{{ partial "fragment.html" $d.body }}`, "", 1))
	if c := run(t, "build", "-s", dir); c.code != exitFailed ||
		!strings.Contains(c.stderr, "layouts/version.html leaves out a text of the page /privacy/archive/") {
		t.Errorf("a template without the text: %+v", c)
	}
	if !strings.Contains(read(t, filepath.Join(dir, "public", "privacy", "archive", "2026-06-01", "index.html")),
		"We keep nothing.") {
		t.Error("the last good site is gone")
	}
}

// TestBuildReadsWhatItPublishes: an archived text that was altered stops the build,
// also where its size and time are what they were.
func TestBuildReadsWhatItPublishes(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	for day, text := range map[string]string{"2024-01-01": "We keep nothing.", "2025-01-01": "We keep a little."} {
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"), "# Privacy\n\n"+text+"\n")
		must(t, "snapshot", "privacy", "-s", dir, "--now", day, "--quiet", "--allow-out-of-order")
	}
	must(t, "build", "-s", dir)
	for _, file := range []string{"policy.md", "version.json"} {
		name := filepath.Join(dir, "archive", "privacy", "2024-01-01", file)
		was, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		good := read(t, name)
		write(t, name, strings.Replace(good, "o", "0", 1))
		if err := os.Chtimes(name, was.ModTime(), was.ModTime()); err != nil {
			t.Fatal(err)
		}
		if c := run(t, "build", "-s", dir); c.code == exitFine || !strings.Contains(c.stderr, file+" has other bytes") {
			t.Errorf("with %s altered the build ends with %d: %s", file, c.code, c.stderr)
		}
		write(t, name, good)
	}
	must(t, "build", "-s", dir)
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
