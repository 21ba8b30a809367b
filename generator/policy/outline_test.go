package policy_test

import (
	"slices"
	"testing"

	"policyarchive/generator/policy"
)

// TestAround: sections of one title are told apart by the section around them.
func TestAround(t *testing.T) {
	d := policy.Parse("policy.md", []byte("# Privacy\n\n## Highlights\n\n### Cookies\n\na\n\n## Details\n\n"+
		"### Cookies\n\nb\n\n### Contact\n\nc\n\n## Cookies\n\nd\n"))
	want := []string{"", "Highlights", "", "Details", "", ""}
	if got := d.Around(); !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}
