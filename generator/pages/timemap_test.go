package pages

import (
	"strings"
	"testing"

	"policyarchive/generator/archive"
)

// TestTimeMap: a version that is announced, and one that was withdrawn, were never what
// the policy said.
func TestTimeMap(t *testing.T) {
	days := []string{"2020-01-01", "2021-01-01", "2025-01-01"}
	texts := []string{"# P\n\na\n", "# P\n\nb\n", "# P\n\nc\n"}
	h := archivedWith(t, days, texts, func(r *archive.Record) {
		if r.Effective = r.Version.Date; r.Effective == "2021-01-01" {
			r.Captured = "2021-03-01T10:00:00Z"
		}
	})
	s, _, _ := siteOf(t, h, "2024-01-01", DefaultBounds)
	want := strings.Join([]string{
		`<https://privacy.example.org/privacy/>; rel="original",`,
		`<https://privacy.example.org/privacy/timemap>; rel="self"; type="application/link-format"; ` +
			`from="Wed, 01 Jan 2020 00:00:00 GMT"; until="Mon, 01 Mar 2021 10:00:00 GMT",`,
		`<https://privacy.example.org/privacy/archive/2020-01-01/>; rel="first memento"; ` +
			`datetime="Wed, 01 Jan 2020 00:00:00 GMT",`,
		`<https://privacy.example.org/privacy/archive/2021-01-01/>; rel="last memento"; ` +
			`datetime="Mon, 01 Mar 2021 10:00:00 GMT"`,
	}, "\n") + "\n"
	const headers = "/privacy/archive/2020-01-01/index.html \"Wed, 01 Jan 2020 00:00:00 GMT\";\n" +
		"/privacy/archive/2021-01-01/index.html \"Mon, 01 Mar 2021 10:00:00 GMT\";\n"
	if got := string(s.Files[MementoFile]); got != headers {
		t.Errorf("%s, not\n%s", got, headers)
	}
	if got := string(s.Files["privacy/timemap"]); got != want {
		t.Errorf("%s, not\n%s", got, want)
	}
}
