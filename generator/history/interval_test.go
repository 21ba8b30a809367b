package history

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/archive"
)

// shown is an interval in a line: its days, what they mean, and whether there is a gap.
func shown(i Interval) string {
	of, meaning, next := "nothing", "", ""
	if i.Of != nil {
		of, meaning = i.Of.Name.String(), " "+string(i.Of.Meaning())
	}
	if i.Next != nil {
		next = fmt.Sprintf(", then %s %s", i.Next.Name, i.Next.Meaning())
	}
	gap := ""
	if i.Gap {
		gap = ", gap"
	}
	return fmt.Sprintf("%s..%s: %s%s%s%s", i.From, i.Last(), of, meaning, next, gap)
}

func TestIntervals(t *testing.T) {
	for _, test := range []struct {
		name     string
		versions []version
		withdraw string
		want     []string
	}{
		{name: "captures, two of them on neighbouring days", versions: []version{
			{name: "2019-04-19", captured: "2019-04-19", text: "one\n"},
			{name: "2019-07-02", captured: "2019-07-02T10:00:00Z", text: "two\n"},
			{name: "2019-07-03", captured: "2019-07-03", text: "three\n"},
		}, want: []string{
			"..2019-04-18: nothing, then 2019-04-19 captured",
			"2019-04-19..2019-07-01: 2019-04-19 captured, then 2019-07-02 captured, gap",
			"2019-07-02..2019-07-02: 2019-07-02 captured, then 2019-07-03 captured",
			"2019-07-03..: 2019-07-03 captured, gap",
		}},
		{name: "days in force need no capture, and leave no gap", versions: []version{
			{name: "2020-01-01", effective: "2020-01-01", text: "one\n"},
			{name: "2021-02-01", published: "2021-01-01", effective: "2021-02-01", text: "two\n"},
		}, want: []string{
			"..2019-12-31: nothing, then 2020-01-01 effective",
			"2020-01-01..2021-01-31: 2020-01-01 effective, then 2021-02-01 effective",
			"2021-02-01..: 2021-02-01 effective",
		}},
		{name: "from a capture to a day in force, and on to a capture", versions: []version{
			{name: "2020-01-01", captured: "2020-01-01", text: "one\n"},
			{name: "2021-01-01", effective: "2021-01-01", text: "two\n"},
			{name: "2022-01-01", captured: "2022-01-01", text: "three\n"},
			{name: "2023-01-01", published: "2023-01-01", text: "four\n"},
			{name: "2024-01-01", text: "five\n"},
		}, want: []string{
			"..2019-12-31: nothing, then 2020-01-01 captured",
			"2020-01-01..2020-12-31: 2020-01-01 captured, then 2021-01-01 effective, gap",
			"2021-01-01..2021-12-31: 2021-01-01 effective, then 2022-01-01 captured, gap",
			"2022-01-01..2022-12-31: 2022-01-01 captured, then 2023-01-01 published, gap",
			"2023-01-01..2023-12-31: 2023-01-01 published, then 2024-01-01 named, gap",
			"2024-01-01..: 2024-01-01 named, gap",
		}},
		{name: "what another one overtook never applied", versions: []version{
			{name: "2020-01-01", effective: "2020-01-01", text: "one\n"},
			{name: "2022-01-01", published: "2021-01-01", effective: "2022-01-01", text: "two\n"},
			{name: "2021-06-01", published: "2021-02-01", effective: "2021-06-01", text: "three\n", inSequence: true},
		}, want: []string{
			"..2019-12-31: nothing, then 2020-01-01 effective",
			"2020-01-01..2021-05-31: 2020-01-01 effective, then 2021-06-01 effective",
			"2021-06-01..: 2021-06-01 effective",
		}},
		{name: "the last of several on a day counts", versions: []version{
			{name: "2020-01-01", captured: "2020-01-01", text: "one\n"},
			{name: "2021-01-01", captured: "2021-01-01", text: "two\n"},
			{name: "2021-01-01", captured: "2021-01-01", text: "three\n", inSequence: true},
		}, want: []string{
			"..2019-12-31: nothing, then 2020-01-01 captured",
			"2020-01-01..2020-12-31: 2020-01-01 captured, then 2021-01-01.2 captured, gap",
			"2021-01-01..: 2021-01-01.2 captured, gap",
		}},
		{name: "what was withdrawn never applied", withdraw: "2031-01-01", versions: []version{
			{name: "2020-01-01", effective: "2020-01-01", text: "one\n"},
			{name: "2031-01-01", published: "2021-01-01", effective: "2031-01-01", text: "two\n"},
			{name: "2032-01-01", published: "2021-01-01", effective: "2032-01-01", text: "three\n"},
		}, want: []string{
			"..2019-12-31: nothing, then 2020-01-01 effective",
			"2020-01-01..2031-12-31: 2020-01-01 effective, then 2032-01-01 effective",
			"2032-01-01..: 2032-01-01 effective",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := load(t, archived(t, test.versions...), "2026-01-01")
			if v := h.Find(test.withdraw); v != nil {
				v.Withdrawal = &archive.Withdrawal{Withdrawn: "2021-02-01"}
				h.setStates("2026-01-01")
			}
			var got []string
			for _, i := range h.Intervals() {
				got = append(got, shown(i))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			inForceEveryDay(t, h)
		})
	}
}

// inForceEveryDay holds the intervals to the states, which say for themselves what is
// in force on a day.
func inForceEveryDay(t *testing.T, h *History) {
	t.Helper()
	first, _ := time.Parse(time.DateOnly, "2018-12-01")
	for n := range 15 * 365 {
		day := first.AddDate(0, 0, n).Format(time.DateOnly)
		h.setStates(day)
		if got, want := h.On(day).Of, h.InForce(); got != want {
			t.Fatalf("%s: %v, and in force is %v", day, got, want)
		}
	}
}

// A version whose text was removed applied all the same, and is passed over by
// comparisons.
func TestRedacted(t *testing.T) {
	dir := t.TempDir()
	add := func(name, effective, text string) {
		t.Helper()
		if _, err := archive.Add(dir, "2026-11-24", archive.Addition{Text: []byte(text), Record: archive.Record{
			Policy: "privacy", Version: archive.Name{Date: name}, Published: "2020-01-01", Effective: effective,
			Source: archive.Source{Medium: "written"}}}); err != nil {
			t.Fatal(err)
		}
	}
	add("2021-01-01", "2021-01-01", "# One\n")
	add("2022-06-01", "2022-06-01", "# Two, overtaken\n")
	add("2022-01-01", "2022-01-01", "# Three\n")
	add("2023-01-01", "2023-01-01", "# Four\n")
	r := archive.Removal{Policy: "privacy", Day: "2024-01-01", Reason: "Why.", Authority: "Who",
		Versions: []archive.Name{{Date: "2022-01-01", Ordinal: 1}}}
	if err := archive.Redact(t.Context(), dir, r, func(a *archive.Archive) ([]archive.Kept, error) {
		return ToKeep(t.Context(), a, "privacy", r.Versions)
	}); err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	h, err := Load(t.Context(), a, "privacy", "2024-01-02")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range h.Intervals() {
		got = append(got, shown(i))
	}
	want := []string{"..2020-12-31: nothing, then 2021-01-01 effective",
		"2021-01-01..2021-12-31: 2021-01-01 effective, then 2022-01-01 effective",
		"2022-01-01..2022-05-31: 2022-01-01 effective, then 2022-06-01 effective",
		"2022-06-01..2022-12-31: 2022-06-01 effective, then 2023-01-01 effective",
		"2023-01-01..: 2023-01-01 effective"}
	if !slices.Equal(got, want) {
		t.Errorf("the intervals are\n%s", strings.Join(got, "\n"))
	}
	if names := fmt.Sprint(h.Names()); names != "[2021-01-01 2022-06-01 2023-01-01]" || len(h.All()) != 4 {
		t.Errorf("the versions are %s", names)
	}
	if before := h.Find("2022-06-01").Previous; before != h.Find("2021-01-01") {
		t.Errorf("2022-06-01 follows %v", before)
	}
	if between := h.RedactedBetween(0, 1); len(between) != 1 || len(h.RedactedBetween(1, 2)) != 0 {
		t.Errorf("between the first two: %v", between)
	}
	if name, remark, err := h.NameOn("2022-01-01"); name != "2022-01-01" || remark != "" || err != nil {
		t.Errorf("its name is taken for a day: %q, %q, %v", name, remark, err)
	}
	name, _, err := h.NameOn("2022-03-01")
	if err == nil {
		_, err = h.Named(name)
	}
	if err == nil || !strings.Contains(err.Error(), "version 2022-01-01 of privacy cannot be read: its text was removed "+
		"on 2024-01-01: Why.") {
		t.Errorf("on its days: %v", err)
	}
	for version, want := range map[string]string{"2021-01-01": "<nil>", "2022-06-01": "<nil>",
		"2023-01-01": "version 2023-01-01 of privacy cannot be redacted: it is the text in force; freeze a text without " +
			"the words first, with \"generator snapshot privacy\""} {
		if got := fmt.Sprint(h.Find(version).Redactable()); got != want {
			t.Errorf("version %s: %s", version, got)
		}
	}
}
