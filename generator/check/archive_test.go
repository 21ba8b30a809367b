package check

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/policy"
	"policyarchive/generator/translog"
)

// brokenRecord is one thing that is broken in an archive.
type brokenRecord struct {
	rule  string
	files map[string]*fstest.MapFile // put in place of those of the archive; nil takes one away
	want  string
}

const textOfBase = "privacy/2024-01-01/policy.md"

var brokenRecords = []brokenRecord{
	{"archive-changed", map[string]*fstest.MapFile{textOfBase: {Data: []byte("# Privacy\n\nOther words.\n")}},
		"archive/privacy/2024-01-01/policy.md:1:1: error: an archived file was changed; git restore --source=abc -- " +
			"archive/privacy/2024-01-01/policy.md brings it back; change the text in content/ instead"},
	{"archive-gone", map[string]*fstest.MapFile{textOfBase: nil},
		"archive/privacy/2024-01-01/policy.md:1:1: error: an archived file is gone"},
	{"archive-added", map[string]*fstest.MapFile{"privacy/2024-01-01/note.txt": {Data: []byte("x")}},
		"archive/privacy/2024-01-01/note.txt:1:1: error: a file was added to a version that was archived before"},
	{"manifest", map[string]*fstest.MapFile{"stray": {Data: []byte("x")}},
		"archive/stray:1:1: error: is not listed in SHA256SUMS"},
	{"log", map[string]*fstest.MapFile{"LOG": nil},
		"archive/LOG:1:1: error: line 1 of the log is gone since abc: lines are only added behind it"},
	{"log", map[string]*fstest.MapFile{"LOG": {Data: []byte("1 2024-01-01\n")}},
		"archive/LOG:1:1: error: "},
	{"handmade-snapshot", map[string]*fstest.MapFile{"privacy/2024-06-01/policy.md": {Data: []byte("# Privacy\n")},
		"privacy/2024-06-01/version.json": {Data: []byte("{}")}},
		"archive/privacy/2024-06-01/policy.md:1:1: error: this version was not made by snapshot or import: it is not " +
			"listed in SHA256SUMS"},
}

func TestEachRuleOfTheRecordFindsItsOwn(t *testing.T) {
	dir := t.TempDir()
	if _, err := archive.Add(dir, "2026-11-30", archive.Addition{Record: archive.Record{Policy: "privacy",
		Version: archive.Name{Date: "2024-01-01"}, Effective: "2024-01-01", Source: archive.Source{Medium: "written"}},
		Text: []byte("# Privacy\n\nWords.\n")}); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(dir, archive.ManifestFile))
	if err != nil {
		t.Fatal(err)
	}
	base, err := archive.ParseManifest("SHA256SUMS", sums)
	if err != nil {
		t.Fatal(err)
	}
	if list := recorded(t, read(t, dir), base); len(list) != 0 {
		t.Fatalf("the archive has findings: %v", list)
	}
	log, err := translog.Parse("LOG", read(t, dir)[archive.LogFile].Data)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range brokenRecords {
		t.Run(b.rule, func(t *testing.T) {
			files := read(t, dir)
			maps.Copy(files, b.files)
			maps.DeleteFunc(files, func(_ string, f *fstest.MapFile) bool { return f == nil })
			list := recordedSince(t, files, &draft.Base{Commit: "abc", Manifest: base, Log: log})
			if len(list) != 1 || list[0].Rule != b.rule || !strings.HasPrefix(list[0].String(), b.want) {
				t.Errorf("found %v\nwant %s", list, b.want)
			}
		})
	}
}

// A file that was changed is found out even if the list was changed with it.
func TestChangedWithItsManifest(t *testing.T) {
	add := func(text string) (string, archive.Manifest) {
		dir := t.TempDir()
		if _, err := archive.Add(dir, "2026-11-30", archive.Addition{Record: archive.Record{Policy: "privacy",
			Version: archive.Name{Date: "2024-01-01"}, Effective: "2024-01-01", Source: archive.Source{Medium: "written"}},
			Text: []byte(text)}); err != nil {
			t.Fatal(err)
		}
		opened, err := archive.Open(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		return dir, opened.Manifest()
	}
	_, base := add("# Privacy\n\nWords.\n")
	other, _ := add("# Privacy\n\nOther words.\n")
	list := recorded(t, read(t, other), base)
	if len(list) != 2 { // text and record
		t.Fatalf("found %v", list)
	}
	for _, f := range list {
		if f.Rule != "archive-changed" {
			t.Errorf("found %s", f)
		}
	}
}

// A redaction is named, and nothing else that goes with it; what goes without one is lost.
func TestRedactions(t *testing.T) {
	dir := t.TempDir()
	version := func(day string) archive.Addition {
		return archive.Addition{Text: []byte("# Privacy\n\nOf " + day + ".\n"), Record: archive.Record{Policy: "privacy",
			Version: archive.Name{Date: day}, Published: day, Effective: day, Source: archive.Source{Medium: "written"}}}
	}
	if _, err := archive.Add(dir, "2026-11-30", version("2024-06-01"), version("2025-06-01")); err != nil {
		t.Fatal(err)
	}
	opened, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	base := &draft.Base{Commit: "abc", Manifest: opened.Manifest(), Log: opened.Log()}
	r := archive.Removal{Policy: "privacy", Versions: []archive.Name{{Date: "2024-06-01", Ordinal: 1}}, Day: "2026-12-01",
		Reason: "It named somebody.", Authority: "The court of Anvil"}
	if err := archive.Redact(t.Context(), dir, r, func(*archive.Archive) ([]archive.Kept, error) {
		return []archive.Kept{{Policy: "privacy", Version: archive.Name{Date: "2025-06-01", Ordinal: 1},
			Sections: []archive.KeptSection{{Anchor: "introduction"}}}}, nil
	}); err != nil {
		t.Fatal(err)
	}
	if opened, err = archive.Open(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	list := RunArchive(&Archive{Folder: "archive", Base: base, Manifest: opened.Manifest(), Opened: opened,
		Log: opened.Log(), Today: "2026-12-01"})
	want := "archive/privacy/2024-06-01.redacted/redaction.json:1:1: warning: the text of version 2024-06-01 of privacy " +
		"is removed for good, and readers learn why: “It named somebody.” (The court of Anvil); make sure"
	if len(list) != 1 || !strings.HasPrefix(list[0].String(), want) {
		t.Errorf("redacted: %v", list)
	}
	for what, break_ := range map[string]func(files fstest.MapFS){
		"without a line": func(files fstest.MapFS) { files["LOG"] = &fstest.MapFile{Data: base.Log.Format()} },
		"still there": func(files fstest.MapFS) {
			files["privacy/2024-06-01/policy.md"] = &fstest.MapFile{Data: []byte("# Privacy\n\nOf 2024-06-01.\n")}
		},
	} {
		files := read(t, dir)
		break_(files)
		found := recordedSince(t, files, base)
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Severity == Error }) {
			t.Errorf("%s: found %v", what, found)
		}
	}
}

func TestWithdrawals(t *testing.T) {
	dir := t.TempDir()
	if _, err := archive.Add(dir, "2026-11-30", archive.Addition{Record: archive.Record{Policy: "privacy",
		Version: archive.Name{Date: "2024-06-01"}, Published: "2024-03-01", Effective: "2024-06-01",
		Source: archive.Source{Medium: "written"}},
		Text: []byte("# Privacy\n")}); err != nil {
		t.Fatal(err)
	}
	if err := archive.Withdraw(t.Context(), dir,
		archive.Withdrawal{Policy: "privacy", Version: archive.Name{Date: "2024-06-01", Ordinal: 1}, Withdrawn: "2024-05-31",
			Reason: "No."}); err != nil {
		t.Fatal(err)
	}
	opened, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	r := Archive{Folder: "archive", Base: &draft.Base{Commit: "abc"}, Manifest: opened.Manifest(), Opened: opened,
		Today: "2024-05-31"}
	list := RunArchive(&r)
	want := "archive/privacy/2024-06-01.withdrawn/withdrawal.json:1:1: note: version 2024-06-01 of privacy is " +
		"withdrawn: it does not come into force on 2024-06-01, and readers learn why: “No.”; read"
	if len(list) != 1 || !strings.HasPrefix(list[0].String(), want) {
		t.Errorf("before the day: %v", list)
	}
	r.Today = "2024-06-01"
	list = RunArchive(&r)
	want = "archive/privacy/2024-06-01.withdrawn/withdrawal.json:1:1: error: version 2024-06-01 came into force on " +
		"2024-06-01, before its withdrawal was merged; take the withdrawal back (git restore --source=abc -- archive, and remove its folder)"
	if len(list) != 1 || !strings.HasPrefix(list[0].String(), want) {
		t.Errorf("on the day: %v", list)
	}
}

func TestRecordWithoutABase(t *testing.T) {
	dir := t.TempDir()
	if _, err := archive.Add(dir, "2026-11-30", archive.Addition{Record: archive.Record{Policy: "privacy",
		Version: archive.Name{Date: "2024-01-01"}, Effective: "2024-01-01", Source: archive.Source{Medium: "written"}},
		Text: []byte("# Privacy\n")}); err != nil {
		t.Fatal(err)
	}
	files := read(t, dir)
	files[textOfBase] = &fstest.MapFile{Data: []byte("x")}
	list := recorded(t, files, nil)
	if len(list) != 1 || list[0].Rule != "archive-changed" {
		t.Errorf("found %v", list)
	}
}

func recorded(t *testing.T, files fstest.MapFS, base archive.Manifest) []Finding {
	t.Helper()
	return recordedSince(t, files, &draft.Base{Commit: "abc", Manifest: base})
}

// recordedSince is what the rules find that protect the record.
func recordedSince(t *testing.T, files fstest.MapFS, base *draft.Base) []Finding {
	t.Helper()
	r := Archive{Folder: "archive", Base: base}
	var err error
	if r.Mismatches, err = archive.Verify(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	r.Manifest, _ = archive.ParseManifest("SHA256SUMS", files[archive.ManifestFile].Data)
	r.Log = &translog.Log{}
	if f := files[archive.LogFile]; f != nil {
		if l, err := translog.Parse(archive.LogFile, f.Data); err == nil {
			r.Log = l
		}
	}
	return RunArchive(&r)
}

func read(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, ".") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestRecordsThatNoSnapshotWrites: a new version with a sound manifest is held
// against what a snapshot of its text writes.
func TestRecordsThatNoSnapshotWrites(t *testing.T) {
	anchors := []archive.Anchor{{Anchor: "one", Title: "One"}}
	sound := func() NewVersion {
		return NewVersion{Anchors: anchors, Version: &archive.Version{Policy: "privacy",
			Name: archive.Name{Date: "2024-06-01"}, Record: archive.Record{
				Published: "2024-05-01", Effective: "2024-06-01", Anchors: anchors, Source: archive.Source{Medium: "written"}}}}
	}
	for _, test := range []struct {
		name   string
		change func(v *NewVersion)
		want   string
	}{
		{"sound", func(*NewVersion) {}, ""},
		{"imported otherwise", func(v *NewVersion) {
			v.Record.Source.Medium, v.Import = "file", "has another text than import makes of its capture"
		}, "archive/privacy/2024-06-01/version.json:1:1: error: this version was not made by snapshot or import: it has " +
			"another text than import"},
		{"order", func(v *NewVersion) { v.Behind = "2025-01-01" },
			"archive/privacy/2024-06-01/version.json:1:1: error: this version was not made by snapshot or import: it stands " +
				"before version 2025-01-01, which"},
		{"another day", func(v *NewVersion) { v.Record.Effective = "2024-07-01" },
			"archive/privacy/2024-06-01/version.json:1:1: error: this version was not made by snapshot or import: it is named " +
				"by another day"},
		{"in force before it is published", func(v *NewVersion) { v.Record.Published = "2024-06-02" },
			"archive/privacy/2024-06-01/version.json:1:1: error: this version was not made by snapshot or import: it is in " +
				"force before"},
		{"a source", func(v *NewVersion) {
			v.Record.Source.Archived = "https://web.archive.org/web/2016id_/https://example.org/"
		}, "archive/privacy/2024-06-01/version.json:1:1: error: this version was not made by snapshot or import: it " +
			"describes a capture"},
		{"a text that no snapshot freezes", func(v *NewVersion) {
			v.Text = []Finding{{Problem: "a placeholder", Position: policy.Position{Line: 3, Column: 7}}}
		}, "archive/privacy/2024-06-01/policy.md:3:7: error: this version was not made by snapshot or import: it has a " +
			"text that no snapshot freezes: a placeholder"},
		{"anchors", func(v *NewVersion) { v.Record.Anchors = nil },
			"archive/privacy/2024-06-01/version.json:1:1: error: this version was not made by snapshot or import: it lists " +
				"other anchors"},
		{"dates", func(v *NewVersion) { v.Record.Published = "" },
			"archive/privacy/2024-06-01/version.json:1:1: error: this version was not made by snapshot or import: it lacks " +
				"the days"},
		{"text", func(v *NewVersion) { v.Stray = true },
			"archive/privacy/2024-06-01/policy.md:1:1: warning: the newest version is not the working text"},
	} {
		v := sound()
		test.change(&v)
		list := RunArchive(&Archive{Folder: "archive", Base: &draft.Base{Commit: "abc"}, New: []NewVersion{v}})
		if test.want == "" && len(list) == 0 ||
			len(list) == 1 && list[0].Rule == "handmade-snapshot" && test.want != "" &&
				strings.HasPrefix(list[0].String(), test.want) {
			continue
		}
		t.Errorf("%s: found %v", test.name, list)
	}
}

// TestBackdatedAndImported: what a change adds to the past is named.
func TestBackdatedAndImported(t *testing.T) {
	version := func(day, medium string) NewVersion {
		return NewVersion{Version: &archive.Version{Policy: "privacy", Name: archive.Name{Date: day}, Record: archive.Record{
			Published: day, Effective: day, Source: archive.Source{Medium: medium}}}}
	}
	for _, test := range []struct {
		name, began, today string
		added              []NewVersion
		want               []string
	}{
		{"frozen on the day before, elsewhere", "2024-06-02", "2024-06-03",
			[]NewVersion{version("2024-06-01", "written")}, nil},
		{"frozen for an earlier day", "2024-06-02", "2024-06-03", []NewVersion{version("2024-05-31", "written")}, []string{
			"archive/privacy/2024-05-31/version.json:1:1: warning: version 2024-05-31 is said to be published on 2024-05-31 " +
				"and in force from 2024-05-31, but this change began on 2024-06-02"}},
		{"a clock that is wrong", "2030-01-01", "2024-06-03", []NewVersion{version("2024-05-31", "written")}, nil},
		{"imports", "2024-06-02", "2024-06-03",
			[]NewVersion{version("2012-01-01", "wayback"), version("2014-01-01", "file"),
				version("2016-01-01", "wayback")}, []string{
				"archive/privacy/2012-01-01/version.json:1:1: note: 2 versions of privacy are imported, from 2012-01-01 to 2016-01-01 (wayback)",
				"archive/privacy/2014-01-01/version.json:1:1: note: 1 version of privacy is imported, of 2014-01-01 (file)"}},
	} {
		list := RunArchive(&Archive{Folder: "archive", Base: &draft.Base{Commit: "abc", Day: test.began}, Today: test.today,
			New: test.added})
		fine := len(list) == len(test.want)
		for i := 0; fine && i < len(list); i++ {
			fine = strings.HasPrefix(list[i].String(), test.want[i])
		}
		if !fine {
			t.Errorf("%s: found %v, want %v", test.name, list, test.want)
		}
	}
}

// TestTextGone: a policy that is published and cannot be changed any more.
func TestTextGone(t *testing.T) {
	r := Archive{Folder: "archive", Base: &draft.Base{Commit: "abc"}, Gone: []string{"content/privacy/policy.md"}}
	const want = "content/privacy/policy.md:1:1: warning: the working text is gone, and the site goes on publishing the " +
		"newest version of the archive; " +
		"git restore --source=abc -- content/privacy/policy.md brings it back"
	if list := RunArchive(&r); len(list) != 1 || list[0].Rule != "text-gone" ||
		!strings.HasPrefix(list[0].String(), want) {
		t.Errorf("found %v", list)
	}
}
