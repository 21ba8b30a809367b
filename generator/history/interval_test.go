package history

import (
	"fmt"
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
