package archive

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/translog"
)

const origin = "policies.example.org"

// sealed begins the log with a key, and signs a checkpoint of it. It returns the key.
func sealed(t testing.TB, dir string) (signing string) {
	t.Helper()
	signing, err := translog.NewKey(rand.Reader, origin)
	if err != nil {
		t.Fatal(err)
	}
	sealBy(t, dir, signing)
	return signing
}

// sealBy begins the log with a key, and signs a checkpoint of it.
func sealBy(t testing.TB, dir, signing string) {
	t.Helper()
	err := Seal(t.Context(), dir, logged, func(_ *Archive, l *translog.Log) (*translog.Log, *translog.Checkpoint, error) {
		e, err := l.KeyEntry(logged, origin, signing, "")
		if err != nil {
			return nil, nil, err
		}
		if l, err = l.With([]translog.Entry{e}); err != nil {
			return nil, nil, err
		}
		c := l.Checkpoint(origin)
		return l, c, c.Sign(signing)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// An archive of a program without a log gets one with the next write, which says of
// what was there that it was logged later.
func TestAdopt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	quickAdd(t, dir, addition("terms", "2020-01-01", "terms\n"), imported("privacy", "2012-10-19", "first\n", "x"))
	remove(t, dir, LogFile)
	mustBeHarmless(t, dir, Unlogged)
	if l := mustOpen(t, dir).Log(); l.Len() != 0 {
		t.Errorf("an archive without a log has one of %d lines", l.Len())
	}
	quickAdd(t, dir, addition("privacy", "2016-11-04", "second\n"))
	var acts []string
	l := mustOpen(t, dir).Log()
	for n := 1; n <= l.Len(); n++ {
		e := l.Entry(n)
		acts = append(acts, e.Policy+"/"+e.Version+" "+string(e.Act))
	}
	want := "privacy/2012-10-19 adopt, terms/2020-01-01 adopt, privacy/2016-11-04 snapshot"
	if got := strings.Join(acts, ", "); got != want {
		t.Errorf("the log has %s\nwant %s", got, want)
	}
	mustBeWhole(t, dir)
}

func mustBeHarmless(t *testing.T, dir string, kind Kind) {
	t.Helper()
	found, err := Verify(t.Context(), os.DirFS(dir))
	if err != nil || len(found) != 1 || found[0].Kind != kind {
		t.Errorf("verify finds %v, %v; want only %s", found, err, kind)
	}
}

// Whoever rewrites a version and makes all lists anew is found by the checkpoint.
func TestSealedLog(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	quickAdd(t, dir, addition("privacy", "2012-10-19", "first\n"), addition("privacy", "2016-11-04", "second\n"))
	signing := sealed(t, dir)
	quickAdd(t, dir, addition("privacy", "2021-01-01", "third\n"))
	mustBeWhole(t, dir)
	err := Undo(t.Context(), dir, "privacy", []Name{{"2016-11-04", 1}})
	if err == nil || !strings.Contains(err.Error(), "archive/LOG:2") {
		t.Errorf("undo of what others stand behind: %v", err)
	}
	if err := Undo(t.Context(), dir, "privacy", []Name{{"2021-01-01", 1}}); err != nil {
		t.Errorf("undo behind the checkpoint: %v", err)
	}
	err = Seal(t.Context(), dir, logged, func(_ *Archive, l *translog.Log) (*translog.Log, *translog.Checkpoint, error) {
		c := l.First(2).Checkpoint(origin)
		return l.First(2), c, c.Sign(signing)
	})
	if err == nil {
		t.Error("lines of a sealed log can be removed")
	}

	edit(t, dir, "privacy/2016-11-04/policy.md", func(string) string { return "forged\n" })
	record := "privacy/2016-11-04/version.json"
	edit(t, dir, record, replacing(Digest([]byte("second\n")), Digest([]byte("forged\n"))))
	resign(t, dir, "privacy/2016-11-04/policy.md")
	resign(t, dir, record)
	files := tree(t, dir)
	edit(t, dir, LogFile, replacing("sha256:"+Digest([]byte("second\n")), "sha256:"+Digest([]byte("forged\n"))))
	edit(t, dir, LogFile, replacing("record:"+lineDigest(t, files[LogFile], 2), "record:"+Digest([]byte(files[record]))))
	found, err := Verify(t.Context(), os.DirFS(dir))
	if err != nil || len(found) != 1 || found[0].Path != CheckpointFile {
		t.Errorf("verify of a rewritten archive: %v, %v", found, err)
	}
	if _, err := Open(os.DirFS(dir)); !errors.Is(err, ErrDamaged) {
		t.Errorf("open of a rewritten archive: %v", err)
	}
}

// lineDigest is the digest of the record in a line of the log.
func lineDigest(t *testing.T, log string, n int) string {
	t.Helper()
	l, err := translog.Parse(LogFile, []byte(log))
	if err != nil {
		t.Fatal(err)
	}
	return l.Entry(n).Record
}

// A line that says how a version is read anew belongs to one that was archived.
func TestRereadOfNothing(t *testing.T) {
	reread := translog.Entry{Day: "2026-11-24", Policy: "privacy", Version: "2020-01-01", Act: translog.Reread,
		Words: strings.Repeat("0", 64)}
	archived := translog.Entry{Day: "2026-11-24", Policy: "privacy", Version: "2020-01-01", Act: translog.Import,
		Text: strings.Repeat("1", 64), Words: strings.Repeat("2", 64), Record: strings.Repeat("3", 64)}
	for want, acts := range map[string][]translog.Entry{
		"":   {archived, reread},
		":1": {reread, archived},
	} {
		l, err := (&translog.Log{}).With(acts)
		if err != nil {
			t.Fatal(err)
		}
		found := ""
		for _, fault := range compareLog(l, Manifest{}) {
			if strings.Contains(fault.Error(), "is read anew, and no line above put it into the archive") {
				found = fmt.Sprintf(":%d", fault.line)
			}
		}
		if found != want {
			t.Errorf("the fault is in line %q, want %q", found, want)
		}
	}
}

func TestAddCosignatures(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	quickAdd(t, dir, addition("privacy", "2016-11-04", "first\n"))
	sealed(t, dir)
	asked := mustOpen(t, dir).Checkpoint()
	before := string(asked.Format())
	list := []translog.Cosignature{{Line: "— witness.example AAAAAAAAAAAAAAAA\n"}}
	written, err := AddCosignatures(t.Context(), dir, logged, asked, list)
	if err != nil {
		t.Fatal(err)
	}
	if now := mustOpen(t, dir).Checkpoint(); string(now.Format()) != before+list[0].Line ||
		string(written.Format()) != before+list[0].Line {
		t.Errorf("returned\n%s, and wrote\n%s", written.Format(), now.Format())
	}
	older := mustOpen(t, dir).Log().First(1).Checkpoint(asked.Origin)
	if _, err := AddCosignatures(t.Context(), dir, logged, older, list); err == nil ||
		!strings.Contains(err.Error(), "another checkpoint while witnesses were asked") {
		t.Errorf("cosignatures of another checkpoint: %v", err)
	}
}
