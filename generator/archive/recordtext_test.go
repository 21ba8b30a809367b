package archive

import (
	"strings"
	"testing"
)

// TestNoRecordHoldsWhatNothingShows: what a person gives is refused with its place,
// what is quoted of a capture is cleaned, and nothing is written.
func TestNoRecordHoldsWhatNothingShows(t *testing.T) {
	dir := t.TempDir()
	a := addition("privacy", "2020-01-01", "x")
	a.Record.Summary = "All is\nred \x1b[31m."
	if _, err := Add(dir, logged, a); err == nil || !strings.Contains(err.Error(), "summary:2:5: U+001B") {
		t.Errorf("a summary with an escape: %v", err)
	}
	a.Record.Summary, a.Record.Source.Path = "", "2020-01-01\u202egnp.md"
	if _, err := Add(dir, logged, a); err == nil || !strings.Contains(err.Error(), "source.path:1:11: U+202E") {
		t.Errorf("a path that is shown backwards: %v", err)
	}
	a.Record.Source.Path, a.Record.Effective = "", "2030-01-01"
	a.Record.Restorations = []Restoration{{Rule: "bell", Count: 1, Was: "\a"}}
	added, err := Add(dir, logged, a)
	if err != nil || added[0].Record.Restorations[0].Was != "\uFFFD" {
		t.Fatalf("a quotation: %v", err)
	}
	w := Withdrawal{Policy: "privacy", Version: added[0].Name, Withdrawn: "2020-02-01", Reason: "A bell \a"}
	if err := Withdraw(t.Context(), dir, w); err == nil || !strings.Contains(err.Error(), "reason:1:8: U+0007") {
		t.Errorf("a reason with a bell: %v", err)
	}
	if err := Withdraw(t.Context(), dir, Withdrawal{Policy: "privacy", Version: added[0].Name, Withdrawn: "2020-02-01",
		Reason: "No."}); err != nil {
		t.Error(err)
	}
}

// TestOlderRecordsAreShownClean: an archive that an older program wrote is read.
func TestOlderRecordsAreShownClean(t *testing.T) {
	r, err := ParseRecord("version.json", []byte(strings.Replace(smallRecord, `  "text"`,
		"  \"summary\": \"A bell \\u0007 \u202e.\",\n  \"text\"", 1)))
	if err != nil || r.Summary != "A bell \uFFFD \u2060." {
		t.Errorf("%+v, %v", r, err)
	}
	w, err := ParseWithdrawal("withdrawal.json",
		[]byte("{\n  \"format\": 1,\n  \"policy\": \"privacy\",\n  \"version\": \"2020-01-01\",\n  \"withdrawn\": "+
			"\"2019-01-01\",\n  \"reason\": \"\\u001b[31m\"\n}\n"))
	if err != nil || w.Reason != "\uFFFD[31m" {
		t.Errorf("%+v, %v", w, err)
	}
}
