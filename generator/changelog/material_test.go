package changelog

import (
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// TestMaterial: what was declared counts, unless the text tells otherwise; where nothing
// was declared, the text alone tells.
func TestMaterial(t *testing.T) {
	const before = "# P\n\nWe keep logs for thirty days in our own data centre.\n"
	for _, test := range []struct {
		class, after string
		want         bool
	}{
		{"", before, false},
		{"", "# P\n\nWe *keep* logs for thirty days in our own data centre.\n", false},
		{"", "# P\n\nWe keep logs for thirty days in our own data center.\n", false},
		{"", "# P\n\nWe keep logs for ninety days in our own data centre.\n", true},
		{"", before + "\nWe tell nobody else.\n", true},
		{"editorial", "# P\n\nWe keep logs for thirty days in our own data center.\n", false},
		{"editorial", "# P\n\nWe keep logs for ninety days in our own data centre.\n", true},
		{"clarification", "# P\n\nWe keep logs for ninety days in our own data centre.\n", false},
		{"material", "# P\n\nWe keep logs for thirty days in our own data center.\n", true},
		{"material", before, true},
	} {
		old, new := policy.Parse("a.md", []byte(before)), policy.Parse("b.md", []byte(test.after))
		tracker := lineage.New()
		tracker.Add(old, nil)
		tracker.Add(new, nil)
		e := Entry{Step: StepOf(weave.Compare(old, new), test.class)}
		if got := e.Material(); got != test.want {
			t.Errorf("%q, declared %q, is material: %t", test.after, test.class, got)
		}
	}
	if first := (Entry{}); !first.Material() {
		t.Error("nobody hears of the first version")
	}
}
