package draft

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Versions, the working text and files are found by their names.
func TestNamedTexts(t *testing.T) {
	s := newSite(t)
	s.write("privacy", text)
	s.freeze("2024-01-01")
	s.write("privacy", strings.Replace(text, "name", "age", 1))
	s.freeze("2024-02-01")
	s.write("privacy", text+"\n## More\n\nWe keep more.\n")
	l, ctx := s.loader(nil, "2024-03-01"), t.Context()
	for version, want := range map[string]struct{ at, sections int }{"": {1, 1}, "2024-01-01": {0, 1}, Name: {2, 2}} {
		w, at, _, err := l.Weave(ctx, "privacy", version)
		if err != nil || at != want.at || len(w.Document(at).Sections) != want.sections {
			t.Errorf("the weave to %q: version %d, %v", version, at, err)
		}
		list, err := l.Sections(ctx, "privacy", version)
		if err != nil || len(list) != want.sections {
			t.Errorf("the sections of %q: %d, %v", version, len(list), err)
		}
	}
	if _, _, _, err := l.Weave(ctx, "privacy", "2023-01-01"); err == nil {
		t.Error("a version that is not there has a weave")
	}
	if _, err := l.Sections(ctx, "privacy", "2023-01-01"); err == nil {
		t.Error("a version that is not there has sections")
	}

	file := filepath.Join(t.TempDir(), "other.md")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if !l.Texts.Has("privacy", file) || !l.Texts.Has("privacy", Name) || l.Texts.Has("terms", Name) ||
		l.Texts.Has("privacy", "2024-01-01") || l.Texts.Has("privacy", filepath.Dir(file)) {
		t.Error("texts outside of the archive are not told from others")
	}
	for _, c := range []struct {
		from, to string
		equal    bool
	}{
		{"2024-01-01", "2024-02-01", false}, {"2024-01-01", file, true}, {"2024-02-01", file, false},
		{"2024-01-01", Name, false}, {file, file, true},
	} {
		h, err := l.History(ctx, "privacy")
		if err != nil {
			t.Fatal(err)
		}
		got, err := l.Texts.Compare(ctx, h, c.from, c.to)
		if err != nil || (got.Verdict.Kind == compare.Identical) != c.equal {
			t.Errorf("%s and %s: %+v, %v", c.from, c.to, got, err)
		}
	}
	none := weave.Of(&history.History{Policy: "privacy", Tracker: lineage.New()})
	if _, err := l.Texts.Compare(ctx, none, file, file); err != nil {
		t.Errorf("files without an archive: %v", err)
	}
	if _, err := l.Texts.Compare(ctx, none, file, "none.md"); err == nil ||
		!strings.Contains(err.Error(), "nor is there a file of that name") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestReadFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "long.md")
	if err := os.WriteFile(name, make([]byte, policy.MostBytes+1), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(name); !errors.As(err, new(*policy.Excess)) {
		t.Errorf("a text beyond the limit: %v", err)
	}
	link := filepath.Join(t.TempDir(), "link.md")
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if data, err := ReadFile(link); err != nil || string(data) != text {
		t.Errorf("a linked text: %q, %v", data, err)
	}
}
