package lineage_test

import (
	"slices"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// What is on record of a version decides, whatever stood before it; what cannot be that
// of its sections is left alone.
func TestKept(t *testing.T) {
	const before = "# P\n\n## Data\n\nWe keep your name and your boat.\n\nWe sell it to nobody.\n"
	const after = "# P\n\n## Lamps\n\nNobody lights the lamps at night here.\n\n" +
		"## Rivers\n\nAll the rivers run to the sea.\n"
	add := func(kept []lineage.Kept) (*policy.Document, *lineage.Tracker) {
		tracker := lineage.New()
		tracker.Add(policy.Parse("a.md", []byte(before)), nil)
		doc := policy.Parse("b.md", []byte(after))
		tracker.AddKept(doc, nil, kept)
		return doc, tracker
	}
	anchors := func(doc *policy.Document) (list []string) {
		for _, s := range doc.Sections {
			list = append(list, s.Anchor)
		}
		return list
	}
	kept := []lineage.Kept{{Anchor: "data", Clauses: []int{7}, LastClause: 9, LastFormer: 9},
		{Anchor: "water", Clauses: []int{1}, LastClause: 1, LastFormer: 1}}
	doc, tracker := add(kept)
	if got := anchors(doc); !slices.Equal(got, []string{"data", "water"}) {
		t.Errorf("the anchors are %v", got)
	}
	if l := tracker.Find("data"); l == nil || l.First != 0 || l.Last != 1 || l.Clauses != 9 {
		t.Errorf("data is %+v", l)
	}
	if b := doc.Blocks[doc.Sections[0].First]; b.Clause != "7" {
		t.Errorf("its clause is %s", b.Clause)
	}
	if again := tracker.Kept(); len(again) != 2 || again[0].Anchor != "data" || !slices.Equal(again[0].Clauses, []int{7}) {
		t.Errorf("kept again: %+v", again)
	}
	plain, _ := add(nil)
	for what, wrong := range map[string][]lineage.Kept{
		"too few":              kept[:1],
		"too many":             append(slices.Clone(kept), lineage.Kept{Anchor: "more"}),
		"a block that is none": {kept[0], {Anchor: "water", Block: 3}, kept[1]},
		"a block of nothing":   {{Anchor: "water", Block: 1}, kept[0], kept[1]},
	} {
		if doc, _ := add(wrong); !slices.Equal(anchors(doc), anchors(plain)) {
			t.Errorf("%s: the anchors are %v", what, anchors(doc))
		}
	}
}
