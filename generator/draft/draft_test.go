package draft

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/policy"
)

// site is a folder with working texts and an archive.
type site struct {
	t   *testing.T
	dir string
}

func newSite(t *testing.T) site {
	t.Helper()
	return site{t, t.TempDir()}
}

func (s site) write(policyName, text string) {
	s.t.Helper()
	if err := TextsOf(s.dir).Write(policyName, []byte(text)); err != nil {
		s.t.Fatal(err)
	}
}

// loader loads from the site as it is now.
func (s site) loader(base *Base, today string) *Loader {
	s.t.Helper()
	opened, err := archive.Open(os.DirFS(s.archive()))
	if err != nil {
		s.t.Fatal(err)
	}
	return &Loader{Archive: opened, Texts: TextsOf(s.dir), Base: base, Today: today}
}

func (s site) archive() string { return filepath.Join(s.dir, "archive") }

func (s site) load(base *Base, today string) *Draft {
	s.t.Helper()
	d, err := s.loader(base, today).Draft(s.t.Context(), "privacy")
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

func (s site) freeze(today string) {
	s.t.Helper()
	if _, err := Freeze(s.t.Context(), s.archive(), today, []*Draft{s.load(nil, today)}); err != nil {
		s.t.Fatal(err)
	}
}

func (s site) git(args ...string) {
	s.t.Helper()
	c := exec.Command("git", append([]string{"-C", s.dir, "-c", "user.name=A", "-c", "user.email=a@example.org"},
		args...)...)
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

const text = "# Privacy\n\n## Data\n\nWe keep your name.\n"

func TestFirstText(t *testing.T) {
	s := newSite(t)
	s.write("privacy", text)
	d := s.load(nil, "2024-01-01")
	if d.History != nil || d.Previous != nil || d.Base != nil || d.Comparison != nil || d.Changed() ||
		d.Unchanged() || d.Frozen() != nil {
		t.Errorf("a first text follows something: %+v", d)
	}
	d.Declared = Declared{Effective: "2024-03-01", Class: "material", Summary: " New. "}
	r, err := d.Record()
	if err != nil || r.Effective != "2024-03-01" || r.Published != "2024-01-01" || r.Version.Date != r.Effective ||
		r.Class != "material" || r.Summary != "New." {
		t.Errorf("record %+v, %v", r, err)
	}
	if len(r.Anchors) == 0 || r.Anchors[0].Anchor != "data" {
		t.Errorf("anchors %v", r.Anchors)
	}
	d.Declared.Published = "2024-03-02"
	if _, err := d.Record(); err == nil {
		t.Error("a text in force before it is published is recorded")
	}
}

func TestUnchangedAndFrozen(t *testing.T) {
	s := newSite(t)
	s.write("privacy", text)
	s.freeze("2024-01-01")
	s.write("privacy", "---\nsummary: Same.\n---\n"+text)
	d := s.load(nil, "2024-02-01")
	if !d.Unchanged() || d.Changed() || d.Frozen() == nil || d.PreviousName() != "2024-01-01" {
		t.Errorf("another front matter is another text: %+v", d)
	}
	s.write("privacy", strings.Replace(text, "name", "age", 1))
	d = s.load(nil, "2024-02-01")
	if d.Unchanged() || !d.Changed() || !d.WordsChanged() || d.Frozen() != nil ||
		d.Against(d.Previous) != d.Comparison {
		t.Errorf("another word is the same text: %+v", d)
	}
	// Frozen by somebody else meanwhile.
	s.freeze("2024-02-01")
	if _, err := Freeze(t.Context(), s.archive(), "2026-11-30", []*Draft{d}); err == nil ||
		!strings.Contains(err.Error(), "frozen meanwhile") {
		t.Errorf("frozen twice: %v", err)
	}
}

func TestWithdrawnText(t *testing.T) {
	s := newSite(t)
	s.write("privacy", text)
	s.freeze("2024-01-01")
	s.write("privacy", "---\neffective: 2024-06-01\n---\n"+strings.Replace(text, "name", "age", 1))
	s.freeze("2024-02-01")
	w := archive.Withdrawal{Policy: "privacy", Version: archive.Name{Date: "2024-06-01", Ordinal: 1},
		Withdrawn: "2024-02-02", Reason: "No."}
	if err := archive.Withdraw(t.Context(), s.archive(), w); err != nil {
		t.Fatal(err)
	}
	d := s.load(nil, "2024-03-01")
	if v := d.Withdrawn(); v == nil || v.Name.String() != "2024-06-01" || d.PreviousName() != "2024-01-01" {
		t.Errorf("follows %q; withdrawn %v", d.PreviousName(), v)
	}
}

func TestBaseInGit(t *testing.T) {
	s := newSite(t)
	s.write("privacy", text)
	s.write("terms", "# Terms\n")
	if b, err := FindBase(t.Context(), s.dir, "", ""); err != nil || b.Commit != "" ||
		!strings.Contains(b.Description, "no Git repository") {
		t.Fatalf("base %+v, %v", b, err)
	}
	s.freeze("2024-01-01")
	s.git("init", "-q", "-b", "main")
	s.git("add", ".")
	s.git("commit", "-q", "-m", "one")
	b, err := FindBase(t.Context(), s.dir, "", "")
	if err != nil || !strings.Contains(b.Description, "nothing differs from main") {
		t.Fatalf("base %+v, %v", b, err)
	}
	s.git("checkout", "-q", "-b", "work")
	s.write("privacy", strings.Replace(text, "name", "age", 1))
	s.freeze("2024-02-01")
	if err := os.Remove(TextsOf(s.dir).File("terms")); err != nil {
		t.Fatal(err)
	}
	if b, err = FindBase(t.Context(), s.dir, "", ""); err != nil || b.Commit == "" || len(b.Gone) != 1 ||
		b.Gone[0] != "terms" {
		t.Fatalf("base %+v, %v", b, err)
	}
	// The version that came with the change is not the one that the text follows.
	d := s.load(b, "2024-02-02")
	if d.PreviousName() != "2024-01-01" || d.Frozen() == nil || d.Base == nil || string(d.Base.Source) != text {
		t.Errorf("follows %q from %q", d.PreviousName(), d.Base.Source)
	}
	if d.Base.Tracker == d.Tracker || len(d.Base.Doc.Sections) != len(d.Doc.Sections) ||
		d.Base.Doc.Sections[0].Lineage != d.Doc.Sections[0].Lineage {
		t.Error("the base is followed otherwise than the text")
	}
	was, err := b.Archive(t.Context())
	if err != nil || len(was.Versions("privacy")) != 1 {
		t.Errorf("the archive at the base: %v, %v", was, err)
	}
}

func TestTranslation(t *testing.T) {
	s := newSite(t)
	s.write("privacy", text)
	s.freeze("2024-01-01")
	for says, want := range map[string]Translation{
		"privacy/2024-01-01": {Original: "privacy", Version: "2024-01-01", Newest: "2024-01-01", Exists: true},
		"privacy": {Original: "privacy", Newest: "2024-01-01",
			Problem: "translates: the version that is rendered is not named"},
		"privacy/2023": {Original: "privacy", Version: "2023", Newest: "2024-01-01",
			Problem: `translates: privacy has no version "2023"`},
		"../x/1": {Original: "..", Version: "x/1", Problem: `translates: the archive has no policy ".."`},
	} {
		s.write("datenschutz", "---\ntranslates: "+says+"\n---\n# Datenschutz\n")
		d, err := s.loader(nil, "2024-02-01").Draft(t.Context(), "datenschutz")
		if err != nil || d.Translation == nil || *d.Translation != want {
			t.Errorf("%s: %+v, %v", says, d.Translation, err)
		}
	}
}

func TestTexts(t *testing.T) {
	s := newSite(t)
	texts := TextsOf(s.dir)
	if names, err := texts.Policies(); err != nil || len(names) != 0 {
		t.Errorf("a site without content has %v, %v", names, err)
	}
	s.write("terms", "# Terms\n")
	if _, _, err := texts.Parse("privacy"); err == nil ||
		!strings.Contains(err.Error(), "write it as "+texts.File("privacy")+"; there is one of terms") {
		t.Errorf("no text: %v", err)
	}
	s.write("privacy", strings.Repeat("x", policy.MostBytes+1))
	var excess *policy.Excess
	if _, _, err := texts.Parse("privacy"); !errors.As(err, &excess) {
		t.Errorf("a text beyond the limit: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(s.dir, "content", "Not A Name"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "content", "Not A Name", "policy.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := texts.Policies(); err == nil {
		t.Error("a folder that no policy can be called is no error")
	}
}
