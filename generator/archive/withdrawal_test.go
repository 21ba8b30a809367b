package archive

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const withdrawnFile = "privacy/2027-02-01.withdrawn/withdrawal.json"

func withdrawal() Withdrawal {
	return Withdrawal{Policy: "privacy", Version: Name{"2027-02-01", 1}, Withdrawn: "2026-12-05",
		Reason: "The service it speaks of <does not> start."}
}

// announcedArchive has a version in force and one that is announced.
func announcedArchive(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	quickAdd(t, dir, addition("privacy", "2026-11-24", "first\n"), addition("privacy", "2027-02-01", "second\n"),
		imported("terms", "2020-01-01", "terms\n", "<p>terms</p>"))
	return dir
}

func TestWithdraw(t *testing.T) {
	dir := announcedArchive(t)
	before := tree(t, dir)
	if err := Withdraw(t.Context(), dir, withdrawal()); err != nil {
		t.Fatal(err)
	}
	now := tree(t, dir)
	want := `{
  "format": 1,
  "policy": "privacy",
  "version": "2027-02-01",
  "withdrawn": "2026-12-05",
  "reason": "The service it speaks of <does not> start."
}
`
	if got := now[withdrawnFile]; got != want {
		t.Errorf("written: %s", got)
	}
	for name, data := range before {
		if name != ManifestFile && name != LogFile && now[name] != data {
			t.Errorf("%s has changed", name)
		}
	}
	mustBeWhole(t, dir)
	checkSums(t, dir)
	a := mustOpen(t, dir)
	if got := names(a.Versions("privacy")); got != "2026-11-24 2027-02-01" {
		t.Errorf("versions are %s", got)
	}
	if w := a.Latest("privacy").Withdrawal; w == nil || *w != withdrawal() {
		t.Errorf("withdrawn: %+v", w)
	}
	if e, ok := a.Latest("privacy").WithdrawalFile(); !ok || e.Path != withdrawnFile || e.Digest != Digest([]byte(want)) {
		t.Errorf("its file: %v %t", e, ok)
	}
	if first := a.Versions("privacy")[0]; first.Withdrawal != nil || len(first.Files()) != 2 {
		t.Error("the version before is withdrawn")
	}
	// The next version of that day is the second.
	if v := mustAdd(t, dir, Addition{Record: addition("privacy", "2027-02-01", "").Record, Text: []byte("third\n"),
		InSequence: true}); v[0].Name.String() != "2027-02-01.2" {
		t.Errorf("the next is %s", v[0].Name)
	}
	mustBeWhole(t, dir)
}

func TestWithdrawRefuses(t *testing.T) {
	dir := announcedArchive(t)
	if err := Withdraw(t.Context(), dir, Withdrawal{Policy: "privacy", Version: Name{"2026-11-24", 1},
		Withdrawn: "2026-11-23", Reason: "Too early."}); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	for _, c := range []struct {
		name, want string
		change     func(*Withdrawal)
	}{
		{"no reason", "reason: is empty", func(w *Withdrawal) { w.Reason = " \n" }},
		{"no day", `withdrawn: "2026-12-32" is not a day`, func(w *Withdrawal) { w.Withdrawn = "2026-12-32" }},
		{"on its day", "withdraws on 2027-02-01 a version that came into force on 2027-02-01",
			func(w *Withdrawal) { w.Withdrawn = "2027-02-01" }},
		{"no such version", "archive/privacy has no version 2027-02-02",
			func(w *Withdrawal) { w.Version.Date = "2027-02-02" }},
		{"no such policy", "archive/cookies has no version 2027-02-01", func(w *Withdrawal) { w.Policy = "cookies" }},
		{"again", "version 2026-11-24 of privacy was withdrawn on 2026-11-23",
			func(w *Withdrawal) { w.Version.Date = "2026-11-24" }},
		{"a capture", "withdraws a version that has no effective date",
			func(w *Withdrawal) { w.Policy, w.Version = "terms", Name{"2020-01-01", 1} }},
	} {
		w := withdrawal()
		c.change(&w)
		if err := Withdraw(t.Context(), dir, w); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if !sameTree(before, tree(t, dir)) {
			t.Fatalf("%s: a trace is left", c.name)
		}
	}
}

// Each case breaks one thing in an archive with a withdrawal.
func TestWithdrawalDamage(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(dir string)
		want   []string
	}{
		{"another reason", func(dir string) { edit(t, dir, withdrawnFile, replacing("does not", "shall not")) },
			[]string{"changed archive/" + withdrawnFile + ": has changed"}},
		{"another reason, and the manifest with it", func(dir string) {
			edit(t, dir, withdrawnFile, replacing("  \"reason\"", "   \"reason\""))
			resign(t, dir, withdrawnFile)
		}, []string{"record archive/" + withdrawnFile + ":6: is not written as this program writes"}},
		{"a later day", func(dir string) {
			edit(t, dir, withdrawnFile, replacing("2026-12-05", "2027-02-01"))
			resign(t, dir, withdrawnFile)
		}, []string{"record archive/" + withdrawnFile +
			": withdraws on 2027-02-01 a version that came into force on 2027-02-01"}},
		{"of another version", func(dir string) {
			edit(t, dir, withdrawnFile, replacing(`"2027-02-01"`, `"2026-11-24"`))
			resign(t, dir, withdrawnFile)
		}, []string{"record archive/" + withdrawnFile + ": is that of archive/privacy/2026-11-24.withdrawn"}},
		{"gone", func(dir string) { remove(t, dir, withdrawnFile) },
			[]string{"missing archive/" + withdrawnFile + ": is missing"}},
		{"a file beside it", func(dir string) { put(t, dir, "privacy/2027-02-01.withdrawn/policy.md", "no") },
			[]string{"extra archive/privacy/2027-02-01.withdrawn/policy.md: is not listed"}},
		{"of a version that is gone", func(dir string) {
			edit(t, dir, ManifestFile, func(s string) string {
				var kept []string
				for _, line := range strings.SplitAfter(s, "\n") {
					if !strings.Contains(line, "  privacy/2027-02-01/") {
						kept = append(kept, line)
					}
				}
				return strings.Join(kept, "")
			})
			if err := os.RemoveAll(filepath.Join(dir, "privacy", "2027-02-01")); err != nil {
				t.Fatal(err)
			}
		}, []string{"record archive/" + withdrawnFile + ": withdraws a version that does not exist"}},
	} {
		dir := announcedArchive(t)
		if err := Withdraw(t.Context(), dir, withdrawal()); err != nil {
			t.Fatal(err)
		}
		withoutLog(t, dir)
		c.damage(dir)
		t.Run(c.name, func(t *testing.T) {
			mustFind(t, dir, c.want...)
			if c.name != "a file beside it" {
				var syntax *SyntaxError
				if _, err := Open(os.DirFS(dir)); !errors.Is(err, ErrDamaged) && !errors.As(err, &syntax) {
					t.Errorf("opened: %v", err)
				}
			}
		})
	}
}
