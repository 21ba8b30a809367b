package render

import (
	"net/url"
	"strings"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

func TestSafeAddress(t *testing.T) {
	base := &url.URL{Scheme: "https", Host: "example.org", Path: "/legal/privacy"}
	for _, test := range []struct {
		target string
		from   Origin
		want   string
	}{
		{"terms", Origin{Base: base}, "https://example.org/legal/terms"},
		{"/terms", Origin{Base: base}, "https://example.org/terms"},
		{"//cdn.example.org/x", Origin{Base: base}, "https://cdn.example.org/x"},
		{"/terms", Origin{}, "/terms"},
		{"/terms", Origin{Adrift: true}, ""},
		{"../terms.md", Origin{Adrift: true}, ""},
		{"//cdn.example.org/x", Origin{Adrift: true}, "//cdn.example.org/x"},
		{"https://example.org/", Origin{Adrift: true}, "https://example.org/"},
		{"mailto:a@example.org", Origin{Adrift: true}, "mailto:a@example.org"},
		{"javascript:alert(1)", Origin{Base: base}, ""},
		{"data:text/html,x", Origin{}, ""},
	} {
		if got := safeAddress(test.target, test.from); got != test.want {
			t.Errorf("%s from %v: %q, want %q", test.target, test.from, got, test.want)
		}
	}
}

// Either text of a redline has its own origin.
func TestRedlineOrigins(t *testing.T) {
	old := policy.Parse("a.md", []byte("# P\n\nSee [these terms](/old).\n\nThe end.\n"))
	new := policy.Parse("b.md", []byte("# P\n\nThe end of [all terms](/new).\n"))
	tracker := lineage.New()
	tracker.Add(old, nil)
	tracker.Add(new, nil)
	got := string(Redline(compare.Compare(old, new), Options{Before: Origin{Base: &url.URL{Scheme: "https", Host: "old.example"}}, Words: English()}))
	for _, want := range []string{`href="https://old.example/old"`, `href="/new"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}
