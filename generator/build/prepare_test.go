package build

import (
	"strings"
	"testing"

	"policyarchive/generator/schema"
)

// Each case breaks one thing in a site that is right.
func TestPrepareRefuses(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*schema.Site, *Store)
		want   string
	}{
		{"closing slash", func(s *schema.Site, _ *Store) { s.Pages[0].Path = "/privacy/" }, "begins with a slash and ends without one"},
		{"percent sign", func(s *schema.Site, _ *Store) { s.Pages[0].Path = "/100%" }, `holds '%'`},
		{"parent", func(s *schema.Site, _ *Store) { s.Pages[0].Path = "/a/../b" }, "only dots"},
		{"empty segment", func(s *schema.Site, _ *Store) { s.Pages[0].Path = "/a//b" }, "is empty"},
		{"long segment", func(s *schema.Site, _ *Store) { s.Pages[0].Path = "/" + strings.Repeat("情", 90) }, "250 bytes"},
		{"case only", func(s *schema.Site, _ *Store) { s.Pages[0].Path = "/Terms" }, `"/Terms" and "/terms"`},
		{"twice", func(s *schema.Site, _ *Store) { s.Pages = append(s.Pages, s.Pages[0]) }, "they would be one file"},
		{"no home page", func(s *schema.Site, _ *Store) { s.Pages = s.Pages[:len(s.Pages)-1] }, "no home page"},
		{"unknown layout", func(s *schema.Site, _ *Store) { s.Pages[0].Layout = "section" },
			`no layout "section"; the layouts are home, policy`},
		{"body not stored", func(s *schema.Site, f *Store) { s.Pages[1].Data = f.Keep(schema.VersionPage{Body: "99"}) },
			`"99" was not put`},
		{"data not stored", func(s *schema.Site, _ *Store) { s.Pages[1].Data = "99" }, "was not put into the store"},
		{"file outside", func(s *schema.Site, _ *Store) { s.Files["../x"] = nil }, `file "../x"`},
		{"absolute file", func(s *schema.Site, _ *Store) { s.Files["/x"] = nil }, `file "/x"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			f := testStore(t)
			s := fixture(t, f)
			test.change(s, f)
			_, err := prepare(dir, s, f, spoken(), Deploy{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant … %s …", err, test.want)
			}
		})
	}
}
