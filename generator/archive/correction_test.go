package archive

import (
	"errors"
	"os"
	"strings"
	"testing"
)

const correctedFile = "privacy/2026-11-24.corrected-2026-12-05/correction.json"

// correction is one of the first version of [announcedArchive].
func correction() Correction {
	return Correction{Policy: "privacy", Version: Name{"2026-11-24", 1}, Corrected: "2026-12-05",
		Wrong: "The record said 24 November.", Right: "It applied from 20 November.",
		Record: RecordCorrection{Effective: new("2026-11-20"), Summary: new("")}}
}

func TestCorrect(t *testing.T) {
	dir := announcedArchive(t)
	before := tree(t, dir)
	if err := Correct(t.Context(), dir, correction()); err != nil {
		t.Fatal(err)
	}
	now := tree(t, dir)
	want := `{
  "format": 1,
  "policy": "privacy",
  "version": "2026-11-24",
  "corrected": "2026-12-05",
  "wrong": "The record said 24 November.",
  "right": "It applied from 20 November.",
  "record": {
    "effective": "2026-11-20",
    "summary": ""
  }
}
`
	if got := now[correctedFile]; got != want {
		t.Errorf("written: %s", got)
	}
	for name, data := range before {
		if name != ManifestFile && name != LogFile && now[name] != data {
			t.Errorf("%s has changed", name)
		}
	}
	if line := " 2026-12-05 privacy 2026-11-24 correct record:" + Digest([]byte(want)) + "\n"; !strings.HasSuffix(
		now[LogFile], line) {
		t.Errorf("the log ends without %q: %s", line, now[LogFile])
	}
	mustBeWhole(t, dir)
	checkSums(t, dir)
	next := correction()
	next.Corrected, next.Record = "2026-12-06", RecordCorrection{Published: new("2026-11-19")}
	if err := Correct(t.Context(), dir, next); err != nil {
		t.Fatal(err)
	}
	mustBeWhole(t, dir)
	v := mustOpen(t, dir).Versions("privacy")[0]
	if r := v.Record; r.Effective != "2026-11-20" || r.Published != "2026-11-19" || r.Summary != "" {
		t.Errorf("the record is %+v", r)
	}
	if len(v.Corrections) != 2 || v.Corrections[0].Corrected != "2026-12-05" || len(v.StatementFiles()) != 2 ||
		len(v.Files()) != 2 {
		t.Errorf("corrections %v, files %v and %v", v.Corrections, v.StatementFiles(), v.Files())
	}
}

func TestCorrectRefuses(t *testing.T) {
	dir := announcedArchive(t)
	for _, first := range []Correction{correction(), {Policy: "terms", Version: Name{"2020-01-01", 1},
		Corrected: "2026-12-09", Wrong: "a", Right: "b"}} {
		if err := Correct(t.Context(), dir, first); err != nil {
			t.Fatal(err)
		}
	}
	before := tree(t, dir)
	for _, c := range []struct {
		name, want string
		change     func(*Correction)
	}{
		{"nothing wrong", "wrong: is empty", func(c *Correction) { c.Wrong = " \n" }},
		{"nothing right", "right: is empty", func(c *Correction) { c.Right = "" }},
		{"no day", `corrected: "2026-12-32" is not a day`, func(c *Correction) { c.Corrected = "2026-12-32" }},
		{"a whole text", "wrong: has 2001 characters", func(c *Correction) { c.Wrong = strings.Repeat("é", 2001) }},
		{"two lines", "right:1:2: the line ends here", func(c *Correction) { c.Right = "A\nb" }},
		{"a bell", "right:1:3: U+0007", func(c *Correction) { c.Right = "A \a" }},
		{"a bell in the summary", "record.summary:1:1: U+0007", func(c *Correction) { c.Record.Summary = new("\a") }},
		{"no such version", "archive/privacy has no version 2027-02-02",
			func(c *Correction) { c.Version.Date = "2027-02-02" }},
		{"of the same day", "was corrected on 2026-12-05", func(*Correction) {}},
		{"before another", "was corrected on 2026-12-09",
			func(c *Correction) { c.Policy, c.Version.Date = "terms", "2020-01-01" }},
		{"an announced version", "announced for 2027-02-01: withdraw it",
			func(c *Correction) { c.Version.Date = "2027-02-01" }},
		{"a day ahead", "says on 2026-12-06 that a version is of 2026-12-07, which lies ahead",
			func(c *Correction) { c.Corrected, c.Record.Effective = "2026-12-06", new("2026-12-07") }},
		{"no day of the record", `record.effective: "soon" is not a day`,
			func(c *Correction) { c.Record.Effective = new("soon") }},
		{"no class", `"minor" is not a class`, func(c *Correction) { c.Record.Class = new(Class("minor")) }},
	} {
		x := correction()
		c.change(&x)
		if err := Correct(t.Context(), dir, x); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if !sameTree(before, tree(t, dir)) {
			t.Fatalf("%s: a trace is left", c.name)
		}
	}
	if err := Withdraw(t.Context(), dir, withdrawal()); err != nil {
		t.Fatal(err)
	}
	late := correction()
	late.Version.Date, late.Corrected = "2027-02-01", "2027-03-01"
	if err := Correct(t.Context(), dir, late); err == nil || !strings.Contains(err.Error(), "it never applied") {
		t.Errorf("a withdrawn version: %v", err)
	}
}

// Each case breaks one thing in an archive with a correction.
func TestCorrectionDamage(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(dir string)
		want   string
	}{
		{"other words", func(dir string) { edit(t, dir, correctedFile, replacing("20 November", "21 November")) },
			"changed archive/" + correctedFile + ": has changed"},
		{"other words, and the manifest with it", func(dir string) {
			edit(t, dir, correctedFile, replacing("  \"right\"", "   \"right\""))
			resign(t, dir, correctedFile)
		}, "record archive/" + correctedFile + ":7: is not written as this program writes"},
		{"of another day", func(dir string) {
			edit(t, dir, correctedFile, replacing("2026-12-05", "2026-12-06"))
			resign(t, dir, correctedFile)
		}, "record archive/" + correctedFile + ": is that of archive/privacy/2026-11-24.corrected-2026-12-06"},
		{"gone", func(dir string) { remove(t, dir, correctedFile) }, "missing archive/" + correctedFile + ": is missing"},
		{"of no day", func(dir string) { put(t, dir, "privacy/2026-11-24.corrected-soon/correction.json", "{}") },
			"extra archive/privacy/2026-11-24.corrected-soon: does not belong here"},
	} {
		dir := announcedArchive(t)
		if err := Correct(t.Context(), dir, correction()); err != nil {
			t.Fatal(err)
		}
		withoutLog(t, dir)
		c.damage(dir)
		mustFind(t, dir, c.want)
		var syntax *SyntaxError
		if _, err := Open(os.DirFS(dir)); !errors.Is(err, ErrDamaged) && !errors.As(err, &syntax) {
			t.Errorf("%s: opened: %v", c.name, err)
		}
	}
}

func FuzzParseCorrection(f *testing.F) {
	c := correction()
	data, err := c.Format()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ParseCorrection(CorrectionFile, data)
		if err != nil {
			return
		}
		if _, err := c.Format(); err != nil {
			t.Errorf("%q is read, and cannot be written: %v", data, err)
		}
	})
}
