package render

import (
	"net/url"
	"strings"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Either text of a redline has its own origin.
func TestRedlineOrigins(t *testing.T) {
	old := policy.Parse("a.md", []byte("# P\n\nSee [these terms](/old).\n\nThe end.\n"))
	new := policy.Parse("b.md", []byte("# P\n\nThe end of [all terms](/new).\n"))
	tracker := lineage.New()
	tracker.Add(old, nil)
	tracker.Add(new, nil)
	got := string(Redline(weave.Compare(old, new),
		Options{Before: link.Origin{Base: &url.URL{Scheme: "https", Host: "old.example"}}, Words: English()}))
	for _, want := range []string{`href="https://old.example/old"`, `href="/new"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}
