package capture

import (
	"strings"
	"testing"
	"time"
)

func TestParseNotice(t *testing.T) {
	const copied = "https://web.archive.org/web/20161104044542id_/https%3A//trakt.tv/privacy"
	for _, c := range []struct {
		text     string
		original string // empty: no notice
		captured string
	}{
		{"*The following text is extracted … Please check the [original snapshot](" + copied + ") for …*",
			"https://trakt.tv/privacy", "2016-11-04T04:45:42Z"},
		{"Copied from http://web.archive.org/web/20010203/example.org/p?a=b, by hand.", "http://example.org/p?a=b",
			"2001-02-03T00:00:00Z"},
		{"Captured on 2016-11-04 from <https://web.archive.org/web/2016/http:/example.org/>.", "http://example.org/",
			"2016-11-04T00:00:00Z"},
		{"snapshot of https://web.archive.org/web/20161304044542/http://example.org/", "http://example.org/",
			"0001-01-01T00:00:00Z"},
		{"The following is our policy.", "", ""},
		{"See also " + copied, "", ""},
		{"A previous version of this policy was archived on 2016-11-04: " + copied, "", ""},
		{"The following earlier privacy notice applies until May: " + copied, "", ""},
	} {
		n, ok := parseNotice(c.text)
		if ok != (c.original != "") {
			t.Errorf("%q: taken for a notice: %v", c.text, ok)
			continue
		}
		if ok && (n.original != c.original || n.captured.Format(time.RFC3339) != c.captured) {
			t.Errorf("%q: %s at %s, want %s at %s", c.text, n.original, n.captured.Format(time.RFC3339), c.original, c.captured)
		}
	}
}

func TestRestoreTarget(t *testing.T) {
	capture := "> Captured from https://web.archive.org/web/20161104044542id_/https%3A//example.org/legal/privacy\n\n# " +
		"Privacy\n\n[a](TARGET)\n"
	for _, c := range []struct{ was, now string }{
		{"https://web.archive.org/settings", "https://example.org/settings"},
		{"https://web.archive.org/settings?a=b#c", "https://example.org/settings?a=b#c"},
		{"https://web.archive.org", "https://example.org/"},
		{"//web.archive.org/a", "https://example.org/a"},
		{"https://web.archive.org/web/20161104044542/http://example.net:8080/a?b=https://c/d",
			"http://example.net:8080/a?b=https://c/d"},
		{"https://web.archive.org/web/20161104044542id_/https%3A//example.org/legal/terms",
			"https://example.org/legal/terms"},
		{"https://web.archive.org/web/20161104044542/https%3A%2F%2Fexample.org%2Fa%2Fb", "https://example.org/a/b"},
		{"https://web.archive.org/web/20161104044542im_/http:/example.org/x.png", "http://example.org/x.png"},
		{"/web/20161104044542/http://example.net/a", "http://example.net/a"},
		{"https://web.archive.org/web/20161104044542id_/https%3A//settings", "https://example.org/settings"},
		{"https://web.archive.org/web/20161104044542/https://web.archive.org/web/20161104044542id_/http://a.b/",
			"http://a.b/"},
		{"https://web.archive.org/web/20161104044542/mailto:a@b.c", "mailto:a@b.c"},
		{"https://web.archive.org/web/2016110404/http://a.b/c", "http://a.b/c"},
		{"https://web.archive.org/web/2016id_/http://a.b/c", "http://a.b/c"},
		{"https://web.archive.org/web/20150101000000/https://example.org/legal/privacy", ""},
		{"https://web.archive.org/web/*/example.org", ""},
		{"https://web.archive.org/save/https://example.org", ""},
		{"https://archive.org/web/", ""},
		{"https://web.archive.org.evil.example/a", ""},
		{"mailto:support@example.org", ""},
		{"#top", ""},
		{"/privacy", ""},
	} {
		md := []byte(strings.ReplaceAll(capture, "TARGET", c.was))
		r, err := Restore(Capture{Name: "a.md", Data: md}, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.was, err)
			continue
		}
		want := c.now
		if want == "" {
			want = c.was
		}
		if got := string(r.Text); got != "# Privacy\n\n[a]("+want+")\n" {
			t.Errorf("%s gives %q, want %s", c.was, got, want)
		}
	}
}

func TestNameDates(t *testing.T) {
	for name, want := range map[string]string{
		"2016-11-04.md": "2016-11-04 day", "001_2016-11-04.html": "2016-11-04 day",
		"privacy-20161104044542.html": "2016-11-04",
		"20161104.md":                 "2016-11-04 day", "dir/2016-11-04/privacy.md": "", "2016-13-04.md": "",
		"v20161104x9.md": "2016-11-04 day",
		"12345678.md":    "", "privacy.md": "", `c:\x\2016-11-04.md`: "2016-11-04 day", "2016-02-30.md": "",
	} {
		got := ""
		for _, m := range nameDates(name) {
			got += m.time.Format(time.DateOnly)
			if m.dayOnly {
				got += " day"
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
