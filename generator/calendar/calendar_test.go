package calendar

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFormat(t *testing.T) {
	c := Calendar{Name: "Privacy; policy, of \"us\"", Events: []Event{
		{UID: "2027-02-01.privacy@example.org", Stamp: "2026-12-01", Day: "2027-02-28", Summary: "A new version applies",
			Description: "We keep logs, for 30 days;\nnot \\ 90.", URL: "https://example.org/privacy/upcoming/?a=1,2;3"},
		{UID: "2027-03-01.privacy@example.org", Stamp: "2027-01-01", Day: "9999-12-31", Summary: strings.Repeat("名", 40),
			URL: "https://example.org/", Sequence: 1, Cancelled: true},
	}}
	got, err := c.Format()
	if err != nil {
		t.Fatal(err)
	}
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//policyarchive//generator//EN
NAME:Privacy\; policy\, of "us"
X-WR-CALNAME:Privacy\; policy\, of "us"
REFRESH-INTERVAL;VALUE=DURATION:P1D
BEGIN:VEVENT
UID:2027-02-01.privacy@example.org
DTSTAMP:20261201T000000Z
SEQUENCE:0
STATUS:CONFIRMED
DTSTART;VALUE=DATE:20270228
TRANSP:TRANSPARENT
SUMMARY:A new version applies
DESCRIPTION:We keep logs\, for 30 days\;\nnot \\ 90.
URL:https://example.org/privacy/upcoming/?a=1,2;3
END:VEVENT
BEGIN:VEVENT
UID:2027-03-01.privacy@example.org
DTSTAMP:20270101T000000Z
SEQUENCE:1
STATUS:CANCELLED
DTSTART;VALUE=DATE:99991231
TRANSP:TRANSPARENT
SUMMARY:` + strings.Repeat("名", 22) + "\n " + strings.Repeat("名", 18) + `
URL:https://example.org/
END:VEVENT
END:VCALENDAR
`
	if string(got) != strings.ReplaceAll(want, "\n", "\r\n") {
		t.Errorf("written:\n%s\nwant:\n%s", got, want)
	}
}

func TestNoDay(t *testing.T) {
	for _, e := range []Event{{UID: "a", Stamp: "2026-12-01", Day: "2027-02-30"},
		{UID: "a", Stamp: "", Day: "2027-02-01"}} {
		if data, err := (&Calendar{Events: []Event{e}}).Format(); err == nil ||
			!strings.Contains(err.Error(), "write event a: ") || data != nil {
			t.Errorf("%+v: %v", e, err)
		}
	}
}

// TestReadsBack: whatever a text holds, the lines keep to the format, and the
// text comes back but for its control characters.
func TestReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune(" ,;:\\\n\r\tn\x00é名😀")))).Draw(t, "text")
		c := Calendar{Name: s, Events: []Event{{UID: "a", Stamp: "2026-12-01", Day: "2027-02-01", Summary: s,
			Description: s}}}
		data, err := c.Format()
		if err != nil {
			t.Fatal(err)
		}
		read, err := parse(string(data))
		if err != nil {
			t.Fatal(err)
		}
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
		want = strings.Map(func(r rune) rune {
			if r == '\n' {
				return r
			}
			return printable(r)
		}, want)
		for _, name := range []string{"NAME", "SUMMARY", "DESCRIPTION"} {
			if got := read[name]; got != want {
				t.Fatalf("%s is %q, not %q", name, got, want)
			}
		}
	})
}

// parse reads content lines, of each name the last, as RFC 5545 has them; it
// knows nothing of how they are written here.
func parse(s string) (map[string]string, error) {
	if !strings.HasSuffix(s, "\r\n") {
		return nil, fmt.Errorf("the last line has no end")
	}
	for _, l := range strings.Split(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") || l == "" {
			return nil, fmt.Errorf("%q is no line", l)
		}
	}
	values := map[string]string{}
	for _, l := range strings.Split(strings.ReplaceAll(s, "\r\n ", ""), "\r\n") {
		name, value, _ := strings.Cut(l, ":")
		var text strings.Builder
		escaped := false
		for _, r := range value {
			switch {
			case !escaped && r == '\\':
				escaped = true
				continue
			case escaped && (r == 'n' || r == 'N'):
				r = '\n'
			case escaped && !strings.ContainsRune(`\;,`, r):
				return nil, fmt.Errorf("%q escapes %q", l, r)
			}
			escaped = false
			text.WriteRune(r)
		}
		values[name] = text.String()
	}
	return values, nil
}
