package main

import (
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/weave"
)

// TestTrakt imports three captures of one policy: a whole HTML page of 2010, a
// text of 2012 whose extraction lost two headings, and the one of 2016.
func TestTrakt(t *testing.T) {
	root := filepath.Join(histories.Root(t), "trakt")
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	must(t, "import", "file", "privacy", filepath.Join(root, "2010-11-13.html"), "-s", dir)
	second := must(t, "import", "file", "privacy", filepath.Join(root, "2012-10-19.md"), "-s", dir)
	if !strings.Contains(second.stderr, "Security") || !strings.Contains(second.stderr, "Contacting Us") ||
		!strings.Contains(second.stderr, "2 headings") {
		t.Errorf("the import does not warn of the two headings that were lost:\n%s", second.stderr)
	}
	must(t, "import", "file", "privacy", filepath.Join(root, "2016-11-04.md"), "-s", dir)

	for _, pair := range [][2]string{{"2010-11-13", "2012-10-19"}, {"2012-10-19", "2016-11-04"},
		{"2010-11-13", "2016-11-04"}} {
		c := must(t, "compare", "privacy", pair[0], pair[1], "-s", dir)
		t.Logf("%s", c.stdout)
	}
	h := load(t, dir, "privacy")
	for i, version := range h.Versions[1:] {
		e := changelog.Entry{Version: version, Step: changelog.StepOf(weave.Compare(h.Versions[i].Doc, version.Doc), "")}
		v := e.Step.Verdict
		if v.Added+v.Removed > 0 || v.Kind == compare.Sections {
			t.Errorf("%s: sections were added or removed: %s", e.Version.Name, v.Sentence())
		}
		if v.Changed > 0 {
			t.Errorf("%s: the wording of sections is said to have changed: %s", e.Version.Name, v.Sentence())
		}
		if !v.Title {
			t.Errorf("%s: the policy has another title, and the verdict does not say so: %s", e.Version.Name, v.Sentence())
		}
	}

	must(t, "build", "-s", dir)
	public := filepath.Join(dir, "public")
	holdSite(t, dir, public, "https://privacy.example.org/", "privacy")
	for _, at := range []string{"privacy", "privacy/archive/2010-11-13", "privacy/archive/2012-10-19",
		"privacy/archive/2016-11-04",
		"privacy/compare/2010-11-13/2012-10-19", "privacy/compare/2012-10-19/2016-11-04",
		"privacy/compare/2010-11-13/current"} {
		p := page(t, public, at)
		for _, id := range []string{"security", "contacting-us"} {
			if !p.ids[id] {
				t.Errorf("%s has no #%s", at, id)
			}
		}
	}
}
