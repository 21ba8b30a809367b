package pages

import (
	"encoding/json"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/schema"
)

// TestLinkedData: a page says which version it shows and of what it is a part; when
// that was published, only if it is known.
func TestLinkedData(t *testing.T) {
	h := archivedWith(t, []string{"2020-01-01", "2021-01-01"},
		[]string{"# P &lt;/script>&lt;b>\n\na\n", "# P &lt;/script>&lt;b>\n\nb\n"}, func(r *archive.Record) {
			if r.Captured = "2020-01-01T10:00:00Z"; r.Version.Date == "2021-01-01" {
				r.Captured, r.Published, r.Lang = "", "2020-12-24", "de"
			}
		})
	_, _, shown := siteOf(t, h, "2024-01-01", DefaultBounds)
	const own = `{"@context":"https://schema.org","@type":"WebPage",`
	for path, want := range map[string]string{
		"/privacy": own + `"url":"https://privacy.example.org/privacy/","name":"P \u003c/script\u003e\u003cb\u003e",` +
			`"version":"2021-01-01","datePublished":"2020-12-24","inLanguage":"de",` +
			`"isPartOf":{"@type":"WebSite","url":"https://privacy.example.org/","name":""},` +
			`"publisher":{"@type":"Organization","name":""}}`,
		"/privacy/archive/2020-01-01": own + `"url":"https://privacy.example.org/privacy/archive/2020-01-01/",` +
			`"name":"P \u003c/script\u003e\u003cb\u003e","version":"2020-01-01","inLanguage":"en",` +
			`"isPartOf":{"@type":"CollectionPage","url":"https://privacy.example.org/privacy/archive/",` +
			`"name":"P \u003c/script\u003e\u003cb\u003e"},"publisher":{"@type":"Organization","name":""}}`,
	} {
		var got string
		switch data := shown[path].(type) {
		case schema.PolicyPage:
			got = data.LinkedData
		case schema.VersionPage:
			got = data.LinkedData
		}
		if !json.Valid([]byte(got)) || strings.ContainsAny(got, "<>") || got != want {
			t.Errorf("%s: %s\nwant %s", path, got, want)
		}
	}
}
