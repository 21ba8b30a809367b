package site_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/site"
)

// files maps every file below root to its modification time.
func files(t *testing.T, root string) map[string]time.Time {
	t.Helper()
	found := map[string]time.Time{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		found[file] = info.ModTime()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWriteTouchesOnlyWhatChanged(t *testing.T) {
	dir := t.TempDir()
	write := func(change func(*site.Site)) map[string]time.Time {
		t.Helper()
		f := site.OpenFragments(dir)
		s := fixture(t, f)
		change(s)
		if _, err := site.Write(t.Context(), dir, s, f, site.Deploy{}); err != nil {
			t.Fatal(err)
		}
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		return files(t, filepath.Join(dir, ".build"))
	}
	first := write(func(*site.Site) {})
	old := time.Now().Add(-time.Hour)
	for file := range first {
		if err := os.Chtimes(file, old, old); err != nil {
			t.Fatal(err)
		}
	}
	touched := func(m map[string]time.Time) (names []string) {
		for file, at := range m {
			if at.Sub(old).Abs() > time.Second {
				names = append(names, file)
			}
		}
		return names
	}
	if again := write(func(*site.Site) {}); len(touched(again)) > 0 || len(again) != len(first) {
		t.Errorf("an equal site touched %v", touched(again))
	}
	changed := write(func(s *site.Site) { s.Versions[0].Summary = "Another." })
	if got := touched(changed); len(got) != 1 || !strings.HasSuffix(got[0], "versions.json") {
		t.Errorf("a changed version touched %v", got)
	}
}

func TestWriteRemovesWhatIsStale(t *testing.T) {
	dir := t.TempDir()
	stale, err := site.OpenFragments(dir).Put([]byte("<p>of an earlier build</p>"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"assets/data/page/gone.json", "assets/fragments/.writing-123", "content/gone.md", "assets/data/site.json/gone"} {
		file := filepath.Join(dir, ".build", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("stale"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f := site.OpenFragments(dir)
	s := fixture(t, f)
	if _, err := site.Write(t.Context(), dir, s, f, site.Deploy{}); err != nil {
		t.Fatal(err)
	}
	for file := range files(t, filepath.Join(dir, ".build")) {
		if strings.Contains(file, "gone") || strings.Contains(file, ".writing") || strings.HasSuffix(file, stale) {
			t.Errorf("%s was left", file)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, ".build", "assets", "data", "site.json")); err != nil || !info.Mode().IsRegular() {
		t.Errorf("a folder stands in the place of site.json: %v", err)
	}
}

// Each case breaks one thing in a site that is right.
func TestWriteRefuses(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*site.Site)
		want   string
	}{
		{"closing slash", func(s *site.Site) { s.Pages[0].Path = "/privacy/" }, "begins with a slash and ends without one"},
		{"percent sign", func(s *site.Site) { s.Pages[0].Path = "/100%" }, `holds '%'`},
		{"parent", func(s *site.Site) { s.Pages[0].Path = "/a/../b" }, "only dots"},
		{"empty segment", func(s *site.Site) { s.Pages[0].Path = "/a//b" }, "is empty"},
		{"long segment", func(s *site.Site) { s.Pages[0].Path = "/" + strings.Repeat("情", 90) }, "250 bytes"},
		{"case only", func(s *site.Site) { s.Pages[0].Path = "/Terms" }, `"/Terms" and "/terms"`},
		{"twice", func(s *site.Site) { s.Pages = append(s.Pages, s.Pages[0]) }, "they would be one file"},
		{"no home page", func(s *site.Site) { s.Pages = s.Pages[:len(s.Pages)-1] }, "no home page"},
		{"unknown layout", func(s *site.Site) { s.Pages[0].Layout = "section" }, `no layout "section"; the layouts are home, policy`},
		{"body not stored", func(s *site.Site) { s.Pages[1].Data = site.VersionPage{Body: "fragments/x.html"} }, `"fragments/x.html" was not put`},
		{"file outside", func(s *site.Site) { s.Files["../x"] = nil }, `file "../x"`},
		{"absolute file", func(s *site.Site) { s.Files["/x"] = nil }, `file "/x"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			f := site.OpenFragments(dir)
			s := fixture(t, f)
			test.change(s)
			_, err := site.Write(t.Context(), dir, s, f, site.Deploy{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant … %s …", err, test.want)
			}
			if _, err := os.Stat(filepath.Join(dir, ".build", "content")); err == nil {
				t.Error("something was written all the same")
			}
		})
	}
}
