package pages

import (
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/schema"
)

// TestCitation: what the date of a version means, and the digest of its text. The
// page of the text in force cites as the dated page of its version does.
func TestCitation(t *testing.T) {
	texts := []string{"# Privacy\n\nWe store little.\n", "# Privacy\n\nWe store much.\n"}
	h := archivedWith(t, []string{"2019-04-19", "2020-02-03"}, texts, func(r *archive.Record) {
		if r.Version.Date == "2020-02-03" {
			r.Effective = "2020-02-03"
		} else {
			r.Captured = r.Version.Date
		}
	})
	_, _, shown := siteOf(t, h, "2024-01-01", DefaultBounds)
	for i, want := range []string{": “Privacy”, version 2019-04-19 (captured on 19 April 2019), {place}. {address} ",
		": “Privacy”, version 2020-02-03 (in force since 3 February 2020), {place}. {address} "} {
		v := h.Versions[i]
		got := shown["/privacy/archive/"+v.Name.String()].(schema.VersionPage).Citation
		if !strings.Contains(got, want) || !strings.Contains(got, v.Record.Text.SHA256[:12]+"…") {
			t.Errorf("%q, not %q with %s", got, want, v.Record.Text.SHA256[:12])
		}
		if same := shown["/privacy"].(schema.PolicyPage).Citation == got; same != (i == 1) {
			t.Errorf("/privacy/ cites %q", shown["/privacy"].(schema.PolicyPage).Citation)
		}
	}
}

// TestDatedPagesAreFiledUnderThemselves: search engines leave them out, also that of
// the version in force, whose text /privacy/ shows; notes on them stay with them.
func TestDatedPagesAreFiledUnderThemselves(t *testing.T) {
	h := archived(t, []string{"2019-04-19", "2020-02-03"}, []string{"# Privacy\n\nOld.\n", "# Privacy\n\nNew.\n"})
	s, _, _ := siteOf(t, h, "2024-01-01", DefaultBounds)
	for _, path := range []string{"/privacy/archive/2019-04-19", "/privacy/archive/2020-02-03"} {
		at := slices.IndexFunc(s.Pages, func(p schema.Page) bool { return p.Path == path })
		if page := s.Pages[at]; !page.NoIndex || page.Canonical != path+"/" {
			t.Errorf("%s: left out of search: %t; filed under %q", path, page.NoIndex, page.Canonical)
		}
	}
	at := slices.IndexFunc(s.Pages, func(p schema.Page) bool { return p.Path == "/privacy" })
	if page := s.Pages[at]; page.NoIndex || page.Canonical != "" {
		t.Errorf("/privacy/ is left out of search: %t; filed under %q", page.NoIndex, page.Canonical)
	}
}
