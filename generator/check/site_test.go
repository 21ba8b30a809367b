package check

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/folder"
	"policyarchive/generator/policy"
)

// A site below the root of a repository, in which a text is gone.
func TestSiteInARepository(t *testing.T) {
	repository := t.TempDir()
	site := filepath.Join(repository, "site")
	git := func(args ...string) {
		t.Helper()
		c := exec.Command("git", append([]string{"-C", repository, "-c", "user.name=A", "-c", "user.email=a@example.org"},
			args...)...)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	texts := draft.TextsOf(site)
	for _, name := range []string{"privacy", "terms"} {
		if err := texts.Write(name, []byte("# Text\n\nWords.\n")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := archive.Add(filepath.Join(site, "archive"), "2026-11-30", archive.Addition{Record: archive.Record{Policy: "privacy",
		Version: archive.Name{Date: "2024-01-01"}, Effective: "2024-01-01", Source: archive.Source{Medium: "written"}},
		Text: []byte("# Text\n\nWords.\n")}); err != nil {
		t.Fatal(err)
	}
	git("init", "-q", "-b", "main")
	git("remote", "add", "origin", "https://github.com/org/repo.git")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	git("checkout", "-q", "-b", "work")
	for _, name := range []string{"privacy", "terms"} { // of terms, nothing is archived
		if err := os.Remove(texts.File(name)); err != nil {
			t.Fatal(err)
		}
	}
	base, err := draft.FindBase(t.Context(), site, "", "")
	if err != nil {
		t.Fatal(err)
	}
	files := folder.New(site)
	a, err := ReadArchive(t.Context(), files.Below("archive"), "archive", texts, base, "2024-02-01")
	if err != nil || a.Opened == nil || !slices.Equal(a.Gone, []string{filepath.ToSlash(texts.File("privacy"))}) {
		t.Errorf("gone is %q, %v", a.Gone, err)
	}
	r := &Report{Archive: []Finding{{Position: policy.Position{File: texts.File("privacy")}}}}
	if r.Relocate(site, base); r.Archive[0].Position.File != "site/content/privacy/policy.md" {
		t.Errorf("the finding is in %s", r.Archive[0].Position.File)
	}
	if url := RulesURL(files, base); url != "" {
		t.Errorf("a page that is not there is at %s", url)
	}
	if err := folder.Create(filepath.Join(site, "generator", "check", "RULES.md"), nil); err != nil {
		t.Fatal(err)
	}
	if url := RulesURL(files, base); url != "https://github.com/org/repo/blob/HEAD/site/generator/check/RULES.md" {
		t.Errorf("the rules are at %s", url)
	}
}
