package archive

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// damagedArchive is a whole archive to break one thing in.
func damagedArchive(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	quickAdd(t, dir,
		imported("privacy", "2012-10-19", "first\n", "<p>first</p>"),
		addition("privacy", "2016-11-04", "second\n"),
		addition("terms", "2020-01-01", "terms\n"))
	sealed(t, dir)
	mustBeWhole(t, dir)
	return dir
}

// edit changes a file below dir.
func edit(t testing.TB, dir, name string, change func(string) string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	data, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	changed := change(string(data))
	if changed == string(data) {
		t.Fatalf("the edit of %s changes nothing", name)
	}
	if err := os.WriteFile(p, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, dir, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}

// resign makes the manifest agree with a file that was changed, as a forger would.
func resign(t testing.TB, dir, name string) {
	t.Helper()
	data := tree(t, dir)[name]
	edit(t, dir, ManifestFile, func(manifest string) string {
		lines := strings.SplitAfter(manifest, "\n")
		for i, line := range lines {
			if strings.HasSuffix(line, "  "+name+"\n") {
				lines[i] = Digest([]byte(data)) + "  " + name + "\n"
			}
		}
		return strings.Join(lines, "")
	})
}

func replacing(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

// Each case breaks one thing in a whole archive.
func TestVerify(t *testing.T) {
	const text, record = "privacy/2012-10-19/policy.md", "privacy/2012-10-19/version.json"
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, dir string)
		want  []string // kind and beginning of each mismatch, in order
		open  string   // in the error of Open; empty if Open cannot see it
	}{
		{"changed text", func(t *testing.T, dir string) { edit(t, dir, text, replacing("first", "First")) },
			[]string{"changed archive/privacy/2012-10-19/policy.md: has changed: its SHA-256 is " + Digest([]byte("First\n")) +
				", line 2 of SHA256SUMS says " + Digest([]byte("first\n"))}, ""},
		{"changed capture", func(t *testing.T, dir string) {
			edit(t, dir, "privacy/2012-10-19/capture.html", replacing("p", "b"))
		},
			[]string{"changed archive/privacy/2012-10-19/capture.html: has changed"}, ""},
		{"changed record", func(t *testing.T, dir string) { edit(t, dir, record, replacing("2012-10-19T", "2012-10-18T")) },
			[]string{"changed archive/privacy/2012-10-19/version.json: has changed"},
			"version.json has other bytes than SHA256SUMS says"},
		{"missing text", func(t *testing.T, dir string) { remove(t, dir, text) },
			[]string{"missing archive/privacy/2012-10-19/policy.md: is missing, though line 2"}, ""},
		{"missing record", func(t *testing.T, dir string) { remove(t, dir, record) },
			[]string{"missing archive/privacy/2012-10-19/version.json: is missing, though line 3"}, "version.json is missing"},
		{"missing version", func(t *testing.T, dir string) { remove(t, dir, "privacy/2016-11-04") },
			[]string{"missing archive/privacy/2016-11-04/policy.md",
				"missing archive/privacy/2016-11-04/version.json"}, "2016-11-04/version.json is missing"},
		{"missing policy", func(t *testing.T, dir string) { remove(t, dir, "terms") },
			[]string{"missing archive/terms/2020-01-01/policy.md",
				"missing archive/terms/2020-01-01/version.json"}, "terms/2020-01-01/version.json is missing"},
		{"missing manifest", func(t *testing.T, dir string) { remove(t, dir, ManifestFile) },
			[]string{"missing archive/SHA256SUMS: is missing", "extra archive/privacy/2012-10-19/capture.html",
				"extra archive/privacy/2012-10-19/policy.md", "extra archive/privacy/2012-10-19/version.json",
				"extra archive/privacy/2016-11-04/policy.md", "extra archive/privacy/2016-11-04/version.json",
				"extra archive/terms/2020-01-01/policy.md", "extra archive/terms/2020-01-01/version.json"},
			"archive/privacy/2016-11-04 is not listed in SHA256SUMS"},
		{"extra file in a version", func(t *testing.T, dir string) { put(t, dir, "privacy/2012-10-19/notes.txt", "x") },
			[]string{"extra archive/privacy/2012-10-19/notes.txt: is not listed"}, ""},
		{"extra file in a policy", func(t *testing.T, dir string) { put(t, dir, "privacy/notes.txt", "x") },
			[]string{"extra archive/privacy/notes.txt"}, ""},
		{"extra file at the root", func(t *testing.T, dir string) { put(t, dir, "notes.txt", "x") },
			[]string{"extra archive/notes.txt"}, ""},
		{"dot-file at the root", func(t *testing.T, dir string) { put(t, dir, ".gitattributes", "** -text") }, nil, ""},
		{"dot-file in a version", func(t *testing.T, dir string) { put(t, dir, "privacy/2012-10-19/.DS_Store", "x") },
			[]string{"extra archive/privacy/2012-10-19/.DS_Store"}, ""},
		{"extra version", func(t *testing.T, dir string) { put(t, dir, "privacy/2015-01-01/policy.md", "x") },
			[]string{"extra archive/privacy/2015-01-01/policy.md"}, "archive/privacy/2015-01-01 is not listed in SHA256SUMS"},
		{"version without files", func(t *testing.T, dir string) {
			put(t, dir, "privacy/2015-01-01/x", "x")
			remove(t, dir, "privacy/2015-01-01/x")
		},
			[]string{"extra archive/privacy/2015-01-01: is a version without files"},
			"archive/privacy/2015-01-01 is not listed"},
		{"misnamed version", func(t *testing.T, dir string) { put(t, dir, "privacy/2015-1-1/policy.md", "x") },
			[]string{`extra archive/privacy/2015-1-1: does not belong here: version name "2015-1-1"`},
			`archive/privacy/2015-1-1 does not belong into an archive`},
		{"misnamed policy", func(t *testing.T, dir string) { put(t, dir, "Cookies/2015-01-01/policy.md", "x") },
			[]string{`extra archive/Cookies: does not belong here: "Cookies" is not a policy name`},
			`archive/Cookies does not belong into an archive`},
		{"directory in a version", func(t *testing.T, dir string) { put(t, dir, "privacy/2012-10-19/img/a.png", "x") },
			[]string{"extra archive/privacy/2012-10-19/img: does not belong here: a version has no directories"}, ""},
		{"manifest lines", func(t *testing.T, dir string) {
			edit(t, dir, ManifestFile, func(s string) string {
				return "<<<<<<< HEAD\n" + s + "garbage\n" +
					s[:strings.Index(s, "\n")+1]
			})
		}, []string{"manifest archive/SHA256SUMS:1: is a conflict marker", "manifest archive/SHA256SUMS:9: is not 64",
			"manifest archive/SHA256SUMS:10: lists privacy/2012-10-19/capture.html again (first on line 2)"},
			"archive/SHA256SUMS:9: is not 64"},
		{"manifest out of order", func(t *testing.T, dir string) {
			edit(t, dir, ManifestFile, func(s string) string { i := strings.Index(s, "\n") + 1; return s[i:] + s[:i] })
		}, []string{"manifest archive/SHA256SUMS:7: is out of order"}, "archive/SHA256SUMS:7: is out of order"},
		{"line of a text gone", func(t *testing.T, dir string) {
			edit(t, dir, ManifestFile, replacing(Digest([]byte("first\n"))+"  "+text+"\n", ""))
		}, []string{"extra archive/privacy/2012-10-19/policy.md: is not listed",
			"record archive/privacy/2012-10-19/version.json: tells of policy.md, which SHA256SUMS does not list"},
			"tells of policy.md, which SHA256SUMS does not list"},
		{"line of a record gone", func(t *testing.T, dir string) {
			edit(t, dir, ManifestFile, func(s string) string {
				lines := strings.SplitAfter(s, "\n")
				return lines[0] + lines[1] + strings.Join(lines[3:], "")
			})
		}, []string{"record archive/privacy/2012-10-19: SHA256SUMS lists files of this version, but no version.json",
			"extra archive/privacy/2012-10-19/version.json"},
			"version.json is not listed"},
		{"text and manifest changed", func(t *testing.T, dir string) { edit(t, dir, text, replacing("first", "First")); resign(t, dir, text) },
			[]string{"record archive/privacy/2012-10-19/version.json: has another digest for policy.md than SHA256SUMS"},
			"has another digest for policy.md"},
		{"capture and manifest changed", func(t *testing.T, dir string) {
			edit(t, dir, "privacy/2012-10-19/capture.html", replacing("p", "b"))
			resign(t, dir, "privacy/2012-10-19/capture.html")
		}, []string{"record archive/privacy/2012-10-19/version.json: has another digest for capture.html"}, "has another digest for capture.html"},
		{"record of another policy", func(t *testing.T, dir string) {
			edit(t, dir, record, replacing(`"privacy"`, `"terms"`))
			resign(t, dir, record)
		}, []string{"record archive/privacy/2012-10-19/version.json: is the record of archive/terms/2012-10-19"}, "is the record of archive/terms/2012-10-19"},
		{"record of another version", func(t *testing.T, dir string) {
			edit(t, dir, record, replacing(`"version": "2012-10-19"`, `"version": "2012-10-20"`))
			resign(t, dir, record)
		}, []string{"record archive/privacy/2012-10-19/version.json: is the record of archive/privacy/2012-10-20"}, "is the record of"},
		{"record of another size", func(t *testing.T, dir string) {
			edit(t, dir, record, replacing(`"bytes": 6`, `"bytes": 7`))
			resign(t, dir, record)
		}, []string{"record archive/privacy/2012-10-19/version.json: says that policy.md has 7 bytes; it has 6"}, ""},
		{"faulty record", func(t *testing.T, dir string) {
			edit(t, dir, record, replacing(`"source"`, `"sauce"`))
			resign(t, dir, record)
		}, []string{`record archive/privacy/2012-10-19/version.json:6: field "sauce" is not known`}, `version.json:6:3: field "sauce" is not known`},
		{"record with two faults", func(t *testing.T, dir string) {
			edit(t, dir, record, replacing(`"count": 1`, `"count": 0`))
			edit(t, dir, record, replacing(`T04:45:42Z`, `T04:45`))
			resign(t, dir, record)
		}, []string{"record archive/privacy/2012-10-19/version.json: captured: ",
			"record archive/privacy/2012-10-19/version.json: restorations[0]: "}, "restorations[0]: count 0"},
		{"follows what is not there", func(t *testing.T, dir string) {
			edit(t, dir, record, replacing(`"captured"`, "\"after\": \"2001-01-01\",\n  \"captured\""))
			resign(t, dir, record)
		}, []string{"record archive/privacy: version 2012-10-19 is said to follow 2001-01-01, which does not exist"}, "is said to follow 2001-01-01"},
		{"follow each other", func(t *testing.T, dir string) {
			edit(t, dir, record, replacing(`"captured"`, "\"after\": \"2016-11-04\",\n  \"captured\""))
			resign(t, dir, record)
			edit(t, dir, "privacy/2016-11-04/version.json",
				replacing(`"effective"`, "\"after\": \"2012-10-19\",\n  \"effective\""))
			resign(t, dir, "privacy/2016-11-04/version.json")
		}, []string{"record archive/privacy: versions [2012-10-19 2016-11-04] are said to follow each other in a circle"}, "in a circle"},
		{"text is a directory", func(t *testing.T, dir string) { remove(t, dir, text); put(t, dir, text+"/x", "x") },
			[]string{"extra archive/privacy/2012-10-19/policy.md: does not belong here",
				"link archive/privacy/2012-10-19/policy.md: is not a plain file"}, ""},
		{"unfinished write", func(t *testing.T, dir string) { put(t, dir, ".unfinished/SHA256SUMS", "half a li") },
			[]string{"unfinished archive/.unfinished: a write is going on, or was cut off"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := damagedArchive(t)
			withoutLog(t, dir)
			c.spoil(t, dir)
			mustFind(t, dir, c.want...)
			_, err := Open(os.DirFS(dir))
			switch {
			case c.open == "" && err != nil:
				t.Errorf("Open: %v", err)
			case c.open != "" && (err == nil || !strings.Contains(err.Error(), c.open)):
				t.Errorf("Open: %v, want %q", err, c.open)
			}
		})
	}
}

// withoutLog makes an archive one of a program that had no log, so that only other
// means find what is wrong with it.
func withoutLog(t *testing.T, dir string) {
	t.Helper()
	remove(t, dir, LogFile)
	remove(t, dir, CheckpointFile)
}

// mustFind compares what Verify finds, each as kind and line, with beginnings; that
// there is no log does not count.
func mustFind(t *testing.T, dir string, want ...string) {
	t.Helper()
	found, err := Verify(t.Context(), os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	found = slices.DeleteFunc(found, func(m Mismatch) bool { return m.Kind == Unlogged })
	for i, m := range found {
		line := string(m.Kind) + " " + m.String()
		if i >= len(want) || !strings.HasPrefix(line, want[i]) {
			t.Errorf("mismatch %d is %q", i, line)
		}
	}
	if len(found) < len(want) {
		t.Errorf("not found: %q", want[len(found):])
	}
}

func TestLinksAreRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("creating symbolic links needs a privilege on Windows")
	}
	for _, c := range []struct{ link, want, open string }{
		{"privacy/2012-10-19/policy.md", "link archive/privacy/2012-10-19/policy.md: is ", ""},
		{"privacy/2012-10-19/version.json", "link archive/privacy/2012-10-19/version.json: is ",
			"version.json is a symbolic link where a plain file must be"},
		{"privacy/2012-10-19", "link archive/privacy/2012-10-19: is a symbolic link",
			"archive/privacy/2012-10-19 is a symbolic link"},
		{"privacy", "link archive/privacy: is a symbolic link", "archive/privacy is a symbolic link"},
		{"SHA256SUMS", "link archive/SHA256SUMS: is a symbolic link", "archive/SHA256SUMS is a symbolic link"},
	} {
		t.Run(c.link, func(t *testing.T) {
			dir := damagedArchive(t)
			text := mustOpen(t, dir).Versions("privacy")[0]
			// The very bytes of the archive, but elsewhere.
			outside := filepath.Join(t.TempDir(), "outside")
			p := filepath.Join(dir, filepath.FromSlash(c.link))
			if err := errors.Join(os.Rename(p, outside), os.Symlink(outside, p)); err != nil {
				t.Fatal(err)
			}
			found, err := Verify(t.Context(), os.DirFS(dir))
			if err != nil {
				t.Fatal(err)
			}
			seen := false
			for _, m := range found {
				seen = seen || strings.HasPrefix(string(m.Kind)+" "+m.String(), c.want)
			}
			if !seen {
				t.Errorf("verify finds %v", found)
			}
			if _, err := Open(os.DirFS(dir)); c.open != "" && (err == nil || !strings.Contains(err.Error(), c.open)) {
				t.Errorf("Open: %v", err)
			}
			if c.link == "privacy/2012-10-19/policy.md" {
				if _, err := text.Text(); !errors.Is(err, ErrDamaged) {
					t.Errorf("Text: %v", err)
				}
			}
			if _, err := Add(dir, logged, addition("privacy", "2020-01-01", "x")); !errors.Is(err, ErrDamaged) {
				t.Errorf("Add: %v", err)
			}
		})
	}
}

func TestDamagedBytesAreNotReturned(t *testing.T) {
	dir := damagedArchive(t)
	v := mustOpen(t, dir).Versions("privacy")[0]
	edit(t, dir, "privacy/2012-10-19/policy.md", replacing("first", "worst"))
	remove(t, dir, "privacy/2012-10-19/capture.html")
	if data, err := v.Text(); data != nil || !errors.Is(err, ErrDamaged) ||
		!strings.Contains(err.Error(), "archive/privacy/2012-10-19/policy.md has other bytes") {
		t.Errorf("Text: %q, %v", data, err)
	}
	if data, err := v.Capture(); data != nil || !errors.Is(err, ErrDamaged) ||
		!strings.Contains(err.Error(), "capture.html is missing") {
		t.Errorf("Capture: %q, %v", data, err)
	}
}

func TestAddRefusesToWriteBesideDamage(t *testing.T) {
	dir := damagedArchive(t)
	edit(t, dir, "privacy/2012-10-19/policy.md", replacing("first", "worst"))
	before := tree(t, dir)
	_, err := Add(dir, logged, addition("privacy", "2020-01-01", "x"))
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "policy.md: has changed") ||
		!strings.Contains(err.Error(), "run verify") {
		t.Errorf("error is %v", err)
	}
	if !sameTree(before, tree(t, dir)) {
		t.Error("the refused write left something")
	}
	if _, err := Add(dir, logged, addition("terms", "2020-01-02", "x")); err != nil {
		t.Errorf("a policy that is whole: %v", err)
	}
}

func TestAlteredLeftoverIsKept(t *testing.T) {
	for name, spoil := range map[string]func(*testing.T, string){
		"changed": func(t *testing.T, dir string) {
			edit(t, dir, "terms/2020-01-01/policy.md", replacing("terms", "TERMS"))
		},
		"added": func(t *testing.T, dir string) { put(t, dir, "terms/2020-01-01/notes.txt", "mine") },
	} {
		t.Run(name, func(t *testing.T) {
			dir, _ := crashArchive(t)
			for at := 1; ; at++ { // up to the last step before the manifest is in place
				remove(t, dir, "")
				dir, _ = crashArchive(t)
				if d, _ := crash(t, dir, at, false); strings.HasSuffix(d.log[len(d.log)-1], " to "+ManifestFile) {
					break
				}
			}
			spoil(t, dir)
			found, err := Verify(t.Context(), os.DirFS(dir))
			if err != nil || !slices.ContainsFunc(found,
				func(m Mismatch) bool { return m.Kind == Extra && m.Path == "terms/2020-01-01" }) {
				t.Errorf("verify: %v, %v", found, err)
			}
			before := tree(t, dir)
			_, err = Update(t.Context(), dir, logged, crashAdditions)
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "has been altered since") {
				t.Errorf("error is %v", err)
			}
			for file, data := range before {
				if strings.HasPrefix(file, "terms/") && tree(t, dir)[file] != data {
					t.Errorf("%s is gone or changed", file)
				}
			}
		})
	}
}
