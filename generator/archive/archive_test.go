package archive

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// logged is the day of writes.
const logged = "2026-11-30"

// addition is a version of a policy with texts that tell it apart.
func addition(policy, date, text string) Addition {
	return Addition{
		Record: Record{Policy: policy, Version: Name{Date: date}, Effective: date, Source: Source{Medium: "written"}},
		Text:   []byte(text),
	}
}

// imported is a version with a capture and everything a record can hold.
func imported(policy, date, text, capture string) Addition {
	a := addition(policy, date, text)
	a.Record.Captured = date + "T04:45:42Z"
	a.Record.Effective = ""
	a.Record.Source = Source{Original: "https://example.org/privacy",
		Archived: "https://web.archive.org/web/20161104044542id_/https%3A//example.org/privacy", Medium: "wayback"}
	a.Record.Restorations = []Restoration{{Rule: "notice", Line: 1, Count: 1, Was: "> *The <text>*",
		Note: "Notice of the corpus"}}
	a.Record.Doubts = []string{"Two headings of the version before are missing"}
	a.Capture = []byte(capture)
	a.CaptureName = "page.HTML"
	return a
}

func mustAdd(t testing.TB, dir string, additions ...Addition) []*Version {
	t.Helper()
	versions, err := Add(dir, logged, additions...)
	if err != nil {
		t.Fatal(err)
	}
	return versions
}

func mustOpen(t testing.TB, dir string) *Archive {
	t.Helper()
	a, err := Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// mustBeWhole fails if Verify finds anything.
func mustBeWhole(t testing.TB, dir string) {
	t.Helper()
	found, err := Verify(t.Context(), os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range found {
		t.Errorf("verify: %v", m)
	}
}

// tree reads every file below dir, and notes every directory with a slash.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(dir, func(p string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p == dir {
			return nil
		}
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, p)
		name = filepath.ToSlash(name)
		if entry.IsDir() {
			all[name+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(p)
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func names(versions []*Version) string {
	var all []string
	for _, v := range versions {
		all = append(all, v.Name.String())
	}
	return strings.Join(all, " ")
}

func TestAddThenOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	added := mustAdd(t, dir,
		addition("privacy", "2016-11-04", "second\n"),
		imported("privacy", "2012-10-19", "first\n", "<p>first</p>"),
		addition("terms", "2020-02-29", "terms"),
		addition("privacy", "2016-11-04", "third\n"),
	)
	if got, want := names(added), "2016-11-04 2012-10-19 2020-02-29 2016-11-04.2"; got != want {
		t.Errorf("Add returned %s, want %s", got, want)
	}
	mustBeWhole(t, dir)

	a := mustOpen(t, dir)
	if got := a.Policies(); !slices.Equal(got, []string{"privacy", "terms"}) {
		t.Errorf("policies are %v", got)
	}
	if got, want := names(a.Versions("privacy")), "2012-10-19 2016-11-04 2016-11-04.2"; got != want {
		t.Errorf("versions are %s, want %s", got, want)
	}
	first := a.Versions("privacy")[0]
	if text, err := first.Text(); err != nil || string(text) != "first\n" {
		t.Errorf("text is %q, %v", text, err)
	}
	if capture, err := first.Capture(); err != nil || string(capture) != "<p>first</p>" {
		t.Errorf("capture is %q, %v", capture, err)
	}
	if first.Record.Capture.Name != "capture.html" || first.Record.Doubts[0] == "" ||
		first.Record.Restorations[0].Was != "> *The <text>*" {
		t.Errorf("record is %+v", first.Record)
	}
	if when, dayOnly := first.Record.CapturedTime(); dayOnly || when.Format("20060102150405") != "20121019044542" {
		t.Errorf("captured at %v, day only %v", when, dayOnly)
	}
	for _, e := range first.Files() {
		if data, err := first.Read(filepath.Base(e.Path)); err != nil || Digest(data) != e.Digest {
			t.Errorf("Read of %s: %v", e.Path, err)
		}
	}
	if data, err := first.Read("../2016-11-04/policy.md"); err == nil {
		t.Errorf("Read of another version: %q", data)
	}
	latest := a.Latest("privacy")
	if latest.Name != (Name{"2016-11-04", 2}) || a.Version("privacy", latest.Name) != latest {
		t.Errorf("latest is %v", latest.Name)
	}
	if capture, err := latest.Capture(); capture != nil || err != nil {
		t.Errorf("a written version has the capture %q, %v", capture, err)
	}
	if a.Latest("cookies") != nil || a.Version("cookies", latest.Name) != nil || len(a.Versions("cookies")) > 0 {
		t.Error("a policy without versions has some")
	}
	if text, err := added[3].Text(); err != nil || string(text) != "third\n" {
		t.Errorf("text of an added version is %q, %v", text, err)
	}
}

func TestAddKeepsWhatIsThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	mustAdd(t, dir, imported("privacy", "2012-10-19", "first\n", "x"), addition("terms", "2013-01-01", "t"))
	before := tree(t, dir)
	mustAdd(t, dir, addition("privacy", "2012-10-19", "again\n"))
	after := tree(t, dir)
	for name, data := range before {
		if name != ManifestFile && name != LogFile && after[name] != data {
			t.Errorf("%s changed", name)
		}
	}
	if want := len(before) + 3; len(after) != want {
		t.Errorf("%d files and directories, want %d: %v", len(after), want, after)
	}
	if !strings.HasPrefix(after[LogFile], before[LogFile]) {
		t.Errorf("log:\n%s", after[LogFile])
	}
	if !bytes.Contains([]byte(after[ManifestFile]), []byte("privacy/2012-10-19.2/policy.md\n")) {
		t.Errorf("manifest:\n%s", after[ManifestFile])
	}
}

func TestEmptyArchive(t *testing.T) {
	dir := t.TempDir()
	for _, dir := range []string{dir, filepath.Join(dir, "missing")} {
		if a := mustOpen(t, dir); len(a.Policies()) > 0 || len(a.Manifest()) > 0 {
			t.Errorf("%s has %v", dir, a.Policies())
		}
		mustBeWhole(t, dir)
	}
	if versions, err := Add(filepath.Join(dir, "missing"), logged); versions != nil || err != nil {
		t.Errorf("Add of nothing: %v, %v", versions, err)
	}
}

func TestUpdateSeesTheArchiveAndMayDecline(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	mustAdd(t, dir, addition("privacy", "2012-10-19", "first"))
	before := tree(t, dir)
	unchanged := errors.New("no change since 2012-10-19")
	_, err := Update(t.Context(), dir, logged, func(a *Archive) ([]Addition, error) {
		if text, err := a.Latest("privacy").Text(); err != nil || string(text) != "first" {
			t.Errorf("text %q, %v", text, err)
		}
		return nil, unchanged
	})
	if !errors.Is(err, unchanged) {
		t.Errorf("error is %v", err)
	}
	if after := tree(t, dir); !sameTree(before, after) {
		t.Errorf("left %v", after)
	}
}

func sameTree(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, data := range a {
		if other, ok := b[name]; !ok || other != data {
			return false
		}
	}
	return true
}

func TestAddRefuses(t *testing.T) {
	with := func(change func(*Addition)) Addition {
		a := imported("privacy", "2016-11-04", "text", "capture")
		change(&a)
		return a
	}
	for name, c := range map[string]struct {
		addition Addition
		message  string
	}{
		"policy name": {with(func(a *Addition) { a.Record.Policy = "../privacy" }),
			`policy: "../privacy" is not a policy name`},
		"no policy": {with(func(a *Addition) { a.Record.Policy = "" }), `policy: "" is not a policy name`},
		"date": {with(func(a *Addition) { a.Record.Version.Date = "2015-02-29" }),
			`version: version name "2015-02-29": "2015-02-29" is not a day`},
		"path as date": {with(func(a *Addition) { a.Record.Version.Date = "../../x" }), `version name`},
		"place":        {with(func(a *Addition) { a.Record.Version.Ordinal = 7 }), `give only the day`},
		"empty text":   {with(func(a *Addition) { a.Text = nil }), `the text is empty`},
		"class":        {with(func(a *Addition) { a.Record.Class = "minor" }), `class: "minor" is not a class`},
		"captured": {with(func(a *Addition) { a.Record.Captured = "2016-11-04T04:45:42+01:00" }),
			`captured: "2016-11-04T04:45:42+01:00" is neither`},
		"effective": {with(func(a *Addition) { a.Record.Effective = "4 November" }), `effective: "4 November"`},
		"original": {with(func(a *Addition) { a.Record.Source.Original = "javascript:alert(1)" }),
			`source.original: "javascript:alert(1)" is not an http`},
		"restoration": {with(func(a *Addition) { a.Record.Restorations[0].Count = 0 }), `restorations[0]: count 0`},
		"missing after": {with(func(a *Addition) { a.Record.After = Name{"2001-01-01", 1} }),
			`follow 2001-01-01, which does not exist`},
		"after itself": {with(func(a *Addition) { a.Record.After = Name{"2016-11-04", 1} }), `cannot follow itself`},
		"after and order": {with(func(a *Addition) { a.Record.After = Name{"2001-01-01", 1}; a.InSequence = true }),
			`give one of the two`},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "archive")
			_, err := Add(dir, logged, addition("terms", "2016-11-04", "fine"), c.addition)
			if err == nil || !strings.Contains(err.Error(), c.message) {
				t.Errorf("error is %v, want %q in it", err, c.message)
			}
			if got := tree(t, parent); len(got) != 1 {
				t.Errorf("left %v", got)
			}
		})
	}
}

func TestAddToMissingParent(t *testing.T) {
	if _, err := Add(filepath.Join(t.TempDir(), "no", "archive"), logged, addition("privacy", "2016-11-04", "x")); !errors.Is(err,
		fs.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
}
