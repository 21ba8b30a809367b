package drift_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/drift"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
	"policyarchive/generator/translog"
)

// archived is a history of texts, a version each year, and its log.
func archived(t *testing.T, texts ...string) (*history.History, *translog.Log) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	for i, text := range texts {
		day := string([]byte{'2', '0', '2', byte('0' + i)}) + "-01-01"
		if _, err := archive.Add(dir, day, archive.Addition{Text: []byte(text), Record: archive.Record{Policy: "privacy",
			Version: archive.Name{Date: day}, Effective: day, Source: archive.Source{Medium: "written"}}}); err != nil {
			t.Fatal(err)
		}
	}
	a, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	h, err := history.Load(t.Context(), a, "privacy", "2026-01-01")
	if err != nil {
		t.Fatal(err)
	}
	return h, a.Log()
}

// loggedAs is a log of the first version, in which another program read other words.
func loggedAs(t *testing.T, l *translog.Log, words string) *translog.Log {
	t.Helper()
	e := l.Entry(1)
	e.Words = policy.DigestOfWords(strings.Fields(words))
	other, err := (&translog.Log{}).With([]translog.Entry{e})
	if err != nil {
		t.Fatal(err)
	}
	return other
}

func TestCheckLog(t *testing.T) {
	h, l := archived(t, "# Policy\n\nWe keep [server logs](/about-logs) for 30 days. <!-- never --> We sell nothing.\n")
	if err := drift.CheckLog(l, h); err != nil {
		t.Errorf("a program that reads what it logged: %v", err)
	}
	if err := drift.CheckLog(&translog.Log{}, h); err != nil {
		t.Errorf("an archive without a log: %v", err)
	}
	for _, test := range []struct{ logged, want string }{ // in the bytes stands more than is read
		{"policy we keep server logs for 30 days never we sell nothing",
			"behind “server logs for 30 days”, before “we sell nothing” it leaves out “never”"},
		{"policy we keep server logs about logs for 30 days we sell nothing",
			"behind “policy we keep server logs”, before “for 30 days we sell” it leaves out “about”"},
		{"policy we keep server logs about for 30 days we sell nothing", "it leaves out “about”"},
		{"policy we keep server logs for 31 days we sell nothing", "cannot be known"},
		{"policy we keep server for 30 days we sell nothing", "cannot be known"},
	} {
		err := drift.CheckLog(loggedAs(t, l, test.logged), h)
		if err == nil || !strings.Contains(err.Error(), test.want) ||
			!strings.Contains(err.Error(), "privacy, version 2020-01-01") || !strings.Contains(err.Error(), "archive/LOG:1: ") {
			t.Errorf("logged %q: got %v\nwant %s", test.logged, err, test.want)
		}
	}
}

// TestReread: what a later program reads is recorded, and then it is what counts.
func TestReread(t *testing.T) {
	h, l := archived(t, "# Policy\n\nOne two.\n")
	if acts := drift.Reread(l, h, "2026-01-01"); len(acts) > 0 {
		t.Errorf("nothing has to be recorded, and these are: %v", acts)
	}
	other := loggedAs(t, l, "policy one")
	longer, err := other.With(drift.Reread(other, h, "2026-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	if line := longer.Line(longer.Len()); longer.Len() != 2 ||
		line != "2 2026-01-01 privacy 2020-01-01 reread words:"+policy.DigestOfWords([]string{"policy", "one", "two"}) {
		t.Errorf("the log ends in %q", line)
	}
	if err := drift.CheckLog(longer, h); err != nil {
		t.Error(err)
	}
	if longer.Words("privacy", "2020-01-01") != 2 || longer.Archived("privacy", "2020-01-01") != 1 ||
		longer.Words("privacy", "2021-01-01") != 0 {
		t.Error("the line of a version is another one")
	}
}
