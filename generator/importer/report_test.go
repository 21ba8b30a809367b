package importer

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
)

func TestReport(t *testing.T) {
	p := &Plan{options: Options{Policy: "privacy"}}
	add := func(outcome Outcome, err error, doubts ...Doubt) {
		label := fmt.Sprintf("%d.md", len(p.Items))
		p.Items = append(p.Items, &Item{Capture: &Capture{Label: label, Doubts: doubts}, Outcome: outcome, Err: err,
			Name: archive.Name{Date: "2024-01-01", Ordinal: 1}})
	}
	same := func(items ...*Item) []string {
		var list []string
		for _, item := range items {
			list = append(list, item.Sentence("privacy"))
		}
		return list
	}
	add(New, nil)
	add(Known, nil)
	add(SameText, nil)
	p.Items[2].Like = p.Items[0]
	add(Unusable, errors.New("it is empty"))
	if got := p.Remarks(); len(got) != 1 || got[0] != (Remark{"3.md", "left out: it is empty"}) {
		t.Errorf("remarks %q", got)
	}
	if p.Overview() != "" || p.Stops() != "" {
		t.Errorf("doubts about nothing: %q, %q", p.Overview(), p.Stops())
	}
	if got := strings.Join(same(p.Items...), "\n"); got != "Imported 0.md as version 2024-01-01 of privacy (0 restorations).\n"+
		"1.md is in the archive already, as version 2024-01-01 of privacy.\n"+
		"2.md has the same text as version 2024-01-01 of privacy: it is no version of its own.\n" {
		t.Errorf("outcomes:\n%s", got)
	}
	for range 3 {
		add(New, nil, Doubt{Kind: capture.Letters, Much: true, Sentence: "Odd letters."}, Doubt{Kind: Order, Brief: "late"})
	}
	if got := p.Remarks(); len(got) != 4 || got[1].Text != "Odd letters.; late" {
		t.Errorf("remarks %q", got)
	}
	if got, want := p.Overview(), "\nDoubts about 3 of 4 new versions, kept with them:\n"; !strings.HasPrefix(got, want) ||
		strings.Count(got, "\n      3  ") != 2 {
		t.Errorf("overview:\n%s", got)
	}
	if got := p.Stops(); !strings.HasPrefix(got, "  - ") || !strings.Contains(got, ": 3 of 4 versions, such as 4.md\n"+
		"    say with --encoding") || strings.Count(got, "\n") != 2 {
		t.Errorf("stops:\n%s", got)
	}
}

func TestCapturedAt(t *testing.T) {
	for value, want := range map[string]string{
		"2024-02-01":           "2024-02-01 00:00:00 +0000 UTC true",
		"2024-02-01T10:00:00Z": "2024-02-01 10:00:00 +0000 UTC false",
	} {
		var o FileOptions
		if err := o.CapturedAt(value); err != nil || fmt.Sprint(o.Restore.Captured, o.Restore.DayOnly) != want {
			t.Errorf("%s: %v %v, %v", value, o.Restore.Captured, o.Restore.DayOnly, err)
		}
	}
	if err := new(FileOptions).CapturedAt("yesterday"); err == nil {
		t.Error("yesterday is a day")
	}
}
