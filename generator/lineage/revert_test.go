package lineage_test

import (
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// TestSplitReverted: a section that was divided and is whole again is what it was,
// and not two of which one has lost its heading. Where the older version had such
// a one, it has it again.
func TestSplitReverted(t *testing.T) {
	const (
		boats = "## Boats\n\nThe office keeps a list of the boats and of those who pay for them every spring.\n\n"
		lamps = "## Lamps\n\n"
		night = "The keeper of the lamp notes which boats pass by it in the night, and at what time.\n\n"
	)
	for _, c := range []struct {
		texts []string
		want  []int // sections
	}{
		{[]string{boats + night, boats + lamps + night, boats + night, boats + lamps + night}, []int{1, 2, 1, 2}},
		{[]string{boats + lamps + night, boats + night, boats + lamps + night, boats + night}, []int{2, 2, 2, 2}},
	} {
		tracker := lineage.New()
		for n, text := range c.texts {
			doc := policy.Parse("policy.md", []byte("# Policy\n\n"+text))
			tracker.Add(doc, nil)
			if len(doc.Sections) != c.want[n] {
				t.Errorf("version %d of %q has %d sections, not %d", n, c.texts, len(doc.Sections), c.want[n])
			}
		}
	}
}
