package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const redactedFile = "privacy/2016-11-04.redacted/redaction.json"

// redactable has an archive whose second version may be redacted: it was imported.
func redactable(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	marked := imported("privacy", "2016-11-04", "# Privacy\n\nSecret words.\n", "<p>Secret words.</p>")
	marked.Record.Summary, marked.Record.Class = "A secret summary.", Material
	marked.Record.Anchors = []Anchor{{Anchor: "secret-anchor", Title: "Secret title"}}
	marked.Record.Doubts = []string{"A secret doubt."}
	quickAdd(t, dir, addition("privacy", "2012-10-19", "first\n"), marked, addition("privacy", "2018-05-25", "third\n"),
		addition("terms", "2020-01-01", "terms\n"))
	return dir
}

func removal(versions ...Name) Removal {
	return Removal{Policy: "privacy", Versions: versions, Day: "2026-12-05", Reason: "It named a person <wrongly>.",
		Authority: "Order 7 of the court of Anvil"}
}

var second = Name{"2016-11-04", 1}

// keepThird keeps the anchors of the third version.
func keepThird(*Archive) ([]Kept, error) {
	return []Kept{{Policy: "privacy", Version: Name{"2018-05-25", 1},
		Sections: []KeptSection{{Anchor: "introduction", Clauses: []int{1}, LastClause: 2}}}}, nil
}

func TestRedact(t *testing.T) {
	dir := redactable(t)
	before := tree(t, dir)
	if err := Redact(t.Context(), dir, removal(second), keepThird); err != nil {
		t.Fatal(err)
	}
	mustHaveNothingUnfinished(t, dir)
	checkSums(t, dir)
	now := tree(t, dir)
	for name, data := range now {
		if strings.Contains(strings.ToLower(data), "secret") {
			t.Errorf("%s has removed words:\n%s", name, data)
		}
	}
	for name, data := range before {
		gone := strings.HasPrefix(name, "privacy/2016-11-04/")
		if got, ok := now[name]; ok == gone || !gone && name != ManifestFile && name != LogFile && got != data {
			t.Errorf("%s: there %t", name, ok)
		}
	}
	if !strings.HasPrefix(now[LogFile], before[LogFile]) {
		t.Error("lines of the log have changed")
	}
	line := "5 2026-12-05 privacy 2016-11-04 redact record:" + Digest([]byte(now[redactedFile])) + "\n"
	if !strings.HasSuffix(now[LogFile], line) {
		t.Errorf("the log is\n%s", now[LogFile])
	}
	a := mustOpen(t, dir)
	if got := names(a.Versions("privacy")); got != "2012-10-19 2018-05-25" {
		t.Errorf("versions are %s", got)
	}
	if got := names(a.All("privacy")); got != "2012-10-19 2016-11-04 2018-05-25" {
		t.Errorf("with those redacted: %s", got)
	}
	v := a.Version("privacy", second)
	r := v.Redaction
	if r == nil || r.Reason != removal().Reason || r.Class != Material || r.Captured == "" || len(r.Removed) != 3 ||
		v.Record.Text.SHA256 != Digest([]byte(before["privacy/2016-11-04/policy.md"])) || v.Record.Capture == nil {
		t.Errorf("the redaction is %+v", r)
	}
	if _, err := v.Text(); err == nil || !strings.Contains(err.Error(), "its text was removed on 2026-12-05: It named") {
		t.Errorf("its text: %v", err)
	}
	if k := a.Versions("privacy")[1].Kept; k == nil || k.Sections[0].Anchor != "introduction" {
		t.Errorf("kept: %+v", k)
	}
	if err := a.Log().First(4).Checkpoint("anvil.example").CheckAgainst(a.Log()); err != nil {
		t.Errorf("a checkpoint from before: %v", err)
	}

	// The text does not come back, and its name is taken for ever.
	if _, err := Add(dir, logged, addition("privacy", "2016-11-04", "# Privacy\n\nSecret words.\n")); err == nil ||
		!strings.Contains(err.Error(), "has the text of version 2016-11-04, which was removed on 2026-12-05") {
		t.Errorf("the text again: %v", err)
	}
	if got := mustAdd(t, dir, addition("privacy", "2016-11-04", "another\n"))[0].Name.String(); got != "2016-11-04.2" {
		t.Errorf("the next of that day is %s", got)
	}

	// What a redaction has kept goes with its own version.
	if err := Redact(t.Context(), dir, removal(Name{"2018-05-25", 1}),
		func(*Archive) ([]Kept, error) { return nil, nil }); err != nil {
		t.Fatal(err)
	}
	mustHaveNothingUnfinished(t, dir)
	checkSums(t, dir)
	for name := range tree(t, dir) {
		if strings.Contains(name, ".kept/") {
			t.Errorf("%s is left", name)
		}
	}
}

func TestRedactRefuses(t *testing.T) {
	dir := redactable(t)
	quickAdd(t, dir, addition("cookies", "2020-01-01", "cookies\n"))
	if err := Redact(t.Context(), dir, removal(Name{"2012-10-19", 1}),
		func(*Archive) ([]Kept, error) { return nil, nil }); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	for _, c := range []struct {
		name, want string
		change     func(*Removal)
	}{
		{"no reason", "reason: is empty", func(r *Removal) { r.Reason = " " }},
		{"no authority", "authority: is empty", func(r *Removal) { r.Authority = "" }},
		{"no day", `redacted: "today" is not a day`, func(r *Removal) { r.Day = "today" }},
		{"a control character", "U+0007", func(r *Removal) { r.Authority = "\a" }},
		{"no such version", "archive/privacy has no version 2016-11-05",
			func(r *Removal) { r.Versions[0].Date = "2016-11-05" }},
		{"twice", "is named twice", func(r *Removal) { r.Versions = append(r.Versions, r.Versions[0]) }},
		{"again", "version 2012-10-19 of privacy was redacted on 2026-12-05 already",
			func(r *Removal) { r.Versions[0].Date = "2012-10-19" }},
		{"the only text", "no version of cookies would be left that has a text",
			func(r *Removal) { r.Policy, r.Versions[0].Date = "cookies", "2020-01-01" }},
	} {
		r := removal(second)
		c.change(&r)
		err := Redact(t.Context(), dir, r, func(*Archive) ([]Kept, error) { return nil, nil })
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if !sameTree(before, tree(t, dir)) {
			t.Fatalf("%s: a trace is left", c.name)
		}
	}
	if err := Withdraw(t.Context(), dir, Withdrawal{Policy: "privacy", Version: Name{"2012-10-19", 1},
		Withdrawn: "2012-01-01", Reason: "Late."}); err == nil || !strings.Contains(err.Error(), "was redacted on") {
		t.Errorf("withdrawn: %v", err)
	}
	if err := Undo(t.Context(), dir, "privacy", []Name{{"2012-10-19", 1}}); err == nil ||
		!strings.Contains(err.Error(), "which nothing takes back") {
		t.Errorf("taken back: %v", err)
	}
}

// Whoever takes a text away without a line, or leaves one that has a line, is found.
func TestRedactionTampered(t *testing.T) {
	for what, c := range map[string]struct {
		want   string
		tamper func(dir string, before map[string]string) map[string]string
	}{
		"the text is there again": {"is not listed in SHA256SUMS",
			func(_ string, before map[string]string) map[string]string {
				return map[string]string{"privacy/2016-11-04/policy.md": before["privacy/2016-11-04/policy.md"]}
			}},
		"and listed": {"the text of privacy/2016-11-04 was removed on 2026-12-05 (line 5), and SHA256SUMS lists it",
			func(_ string, before map[string]string) map[string]string {
				files := map[string]string{}
				for name, data := range before {
					if strings.HasPrefix(name, "privacy/2016-11-04/") && data != "" {
						files[name] = data
					}
				}
				return files
			}},
		"the reason is another": {"it was changed", func(dir string, _ map[string]string) map[string]string {
			return map[string]string{redactedFile: strings.ReplaceAll(mustRead(dir, redactedFile), "wrongly", "rightly")}
		}},
		"the redaction is gone": {"privacy/2016-11-04.redacted was put into the archive on 2026-12-05, and is not in " +
			"SHA256SUMS",
			func(string, map[string]string) map[string]string { return map[string]string{redactedFile: ""} }},
		"the line is gone": {"privacy/2016-11-04 was put into the archive on",
			func(dir string, before map[string]string) map[string]string {
				return map[string]string{LogFile: before[LogFile]}
			}},
		"the log is gone": {"LOG is missing, and nothing else proves that a text was lawfully removed",
			func(string, map[string]string) map[string]string { return map[string]string{LogFile: ""} }},
		"other anchors are kept": {"has another digest for 2018-05-25.kept/kept.json",
			func(dir string, _ map[string]string) map[string]string {
				const name = "privacy/2018-05-25.kept/kept.json"
				return map[string]string{name: strings.ReplaceAll(mustRead(dir, name), "introduction", "other")}
			}},
	} {
		dir := redactable(t)
		before := tree(t, dir)
		if err := Redact(t.Context(), dir, removal(second), keepThird); err != nil {
			t.Fatal(err)
		}
		for name, data := range c.tamper(dir, before) {
			at := filepath.Join(dir, filepath.FromSlash(name))
			if data == "" {
				if err := os.Remove(at); err != nil {
					t.Fatal(err)
				}
				os.Remove(filepath.Dir(at))
				continue
			}
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if what != "the text is there again" {
			listAnew(t, dir) // with all lists made anew
		}
		found, err := Verify(t.Context(), os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		all := fmt.Sprint(found)
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: found %v", what, all)
		}
		if _, err := Open(os.DirFS(dir)); err == nil {
			t.Errorf("%s: opened", what)
		}
	}
}

func mustRead(dir, name string) string {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		panic(err)
	}
	return string(data)
}

// listAnew makes the manifest of what lies in an archive.
func listAnew(t *testing.T, dir string) {
	t.Helper()
	var m Manifest
	for name, data := range tree(t, dir) {
		if strings.Count(name, "/") == 2 {
			m = append(m, ListedFile{name, Digest([]byte(data))})
		}
	}
	if err := os.WriteFile(filepath.Join(dir, ManifestFile), Manifest(nil).with(m).Format(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkRedacted checks an archive after a redaction was cut off: it is whole, before or
// after it, and the next write leaves no word of what was removed.
func checkRedacted(t testing.TB, dir string, before map[string]string) (done bool) {
	t.Helper()
	a := openWhole(t, dir)
	switch got := names(a.Versions("privacy")); got {
	case "2012-10-19 2018-05-25":
		done = true
	case "2012-10-19 2016-11-04 2018-05-25":
		for name, data := range before {
			if tree(t, dir)[name] != data {
				t.Errorf("%s has changed", name)
			}
		}
	default:
		t.Fatalf("versions are %s", got)
	}
	if done {
		if err := ClearAway(dir); err != nil {
			t.Fatal(err)
		}
		mustHaveNothingUnfinished(t, dir)
	}
	// The next write is any, or the redaction once more.
	err := redact(t.Context(), newFaultDisk(t, dir, 0, nil), removal(second), keepThird)
	if again := err != nil && strings.Contains(err.Error(), "was redacted on"); done != again || !again && err != nil {
		t.Errorf("redacted again: %v", err)
	}
	mustHaveNothingUnfinished(t, dir)
	for name, data := range tree(t, dir) {
		if strings.Contains(strings.ToLower(data), "secret") {
			t.Errorf("%s has removed words", name)
		}
	}
	return done
}

// A redaction that ends at any step, by a kill or a power cut, is there as a whole or
// not at all, and can be finished.
func TestRedactCrash(t *testing.T) {
	outcomes := map[bool]int{}
	for at := 1; ; at++ {
		dir := redactable(t)
		before := tree(t, dir)
		d := newFaultDisk(t, dir, at, func(_ *faultDisk, half func()) error {
			if half != nil {
				half()
			}
			panic(errCrash)
		})
		if !crashes(func() {
			if err := redact(t.Context(), d, removal(second), keepThird); err != nil {
				t.Fatal(err)
			}
		}) {
			break
		}
		outcomes[checkRedacted(t, dir, before)]++
		if t.Failed() {
			t.Fatalf("cut off at step %d: %s", at, d.log[at-1])
		}
	}
	if outcomes[false] < 20 || outcomes[true] < 5 {
		t.Errorf("before and after: %v", outcomes)
	}
}

func TestRedactPowerCut(t *testing.T) {
	coin := 0
	for what, lose := range map[string]func() bool{
		"everything": func() bool { return true },
		"half":       func() bool { coin = coin*1103515245 + 12345; return coin>>16&1 == 0 },
	} {
		outcomes := map[bool]int{}
		for at, cut := 0, true; cut; at++ {
			dir := redactable(t)
			before := tree(t, dir)
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Fatal(err)
			}
			d := &powerDisk{disk: rootDisk{root, dir}, dir: dir, left: at}
			cut = crashes(func() {
				if err := redact(t.Context(), d, removal(second), keepThird); err != nil {
					t.Fatal(err)
				}
			})
			d.cut(t, lose)
			root.Close()
			outcomes[checkRedacted(t, dir, before)]++
			if t.Failed() {
				t.Fatalf("power cut at step %d, losing %s", at, what)
			}
		}
		if outcomes[false] < 20 || outcomes[true] < 1 {
			t.Errorf("losing %s: before and after: %v", what, outcomes)
		}
	}
}

// crashes reports whether a write ends by errCrash.
func crashes(write func()) (crashed bool) {
	defer func() {
		if thrown := recover(); thrown != nil {
			if thrown != errCrash {
				panic(thrown)
			}
			crashed = true
		}
	}()
	write()
	return false
}

// FuzzParseRedaction reads hostile files: what is accepted is written the same, and
// names no file outside of the version's own directories.
func FuzzParseRedaction(f *testing.F) {
	dir := redactable(f)
	if err := Redact(f.Context(), dir, removal(second), keepThird); err != nil {
		f.Fatal(err)
	}
	sound := mustRead(dir, redactedFile)
	f.Add([]byte(sound))
	for _, hostile := range []string{"", "{}", "null", "[]", `{"format":1}`, `{"format":2}`,
		strings.ReplaceAll(sound, "2016-11-04/policy.md", "../../policy.md"),
		strings.ReplaceAll(sound, "2016-11-04/policy.md", "2018-05-25/policy.md"),
		strings.ReplaceAll(sound, `"bytes": `, `"bytes": -`),
		strings.ReplaceAll(sound, `"privacy"`, `"../privacy"`),
		strings.ReplaceAll(sound, `"kept": [`, `"kept": [null,`)} {
		f.Add([]byte(hostile))
		if r, err := ParseRedaction("redaction.json", []byte(hostile)); err == nil {
			f.Errorf("accepted: %s\n%+v", hostile, r)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseRedaction("redaction.json", data)
		if err != nil {
			return
		}
		var written redactionDocument // its texts, which parsing cleans, are compared as they are written
		if err := json.Unmarshal(data, &written); err != nil {
			t.Fatal(err)
		}
		again, err := written.Redaction.Format()
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("written again: %v\n%s\n%s", err, data, again)
		}
		for _, f := range r.Removed {
			if !strings.HasPrefix(f.Name, r.Version.String()+"/") && !strings.HasPrefix(f.Name, r.Version.String()+".") ||
				strings.Contains(f.Name, "..") {
				t.Errorf("removes %s", f.Name)
			}
		}
	})
}

// FuzzParseKept reads hostile files: what is accepted is written the same.
func FuzzParseKept(f *testing.F) {
	list, err := keepThird(nil)
	if err != nil {
		f.Fatal(err)
	}
	sound, err := list[0].Format()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sound)
	for _, hostile := range []string{"", "{}", "null", strings.ReplaceAll(string(sound), "introduction", "a b"),
		strings.ReplaceAll(string(sound), `"lastClause": 2`, `"lastClause": -2`),
		strings.ReplaceAll(string(sound), `"privacy"`, `"../privacy"`)} {
		f.Add([]byte(hostile))
		if k, err := ParseKept("kept.json", []byte(hostile)); err == nil {
			f.Errorf("accepted: %s\n%+v", hostile, k)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		k, err := ParseKept("kept.json", data)
		if err != nil {
			return
		}
		if again, err := k.Format(); err != nil || !bytes.Equal(again, data) {
			t.Errorf("written again: %v\n%s\n%s", err, data, again)
		}
	})
}
