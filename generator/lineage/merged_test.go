package lineage_test

import (
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// TestMergedAnchors: links of a text to sections that were merged into others, also
// by way of others, and to their clauses, lead to those that have their text.
func TestMergedAnchors(t *testing.T) {
	const (
		boats  = "The office keeps a list of the boats and of those who pay for them every spring.\n\n"
		lamps  = "The keeper of the lamp notes which boats pass by it in the night, and at what time.\n\n"
		years  = "We write down which flag a boat showed, and throw that list away after two years.\n\n"
		linked = "See [boats](#boats), [a part](#lamps.1), [the flags](#%E6%97%97) and [nothing](#piers).\n\n"
	)
	tracker := lineage.New()
	var last *policy.Document
	for _, text := range []string{
		"## Boats\n\n" + boats + "## Lamps\n\n" + lamps + "## 旗\n\n" + years + "## Piers\n\nPiers are long.\n\n",
		"## Boats and lamps\n\n" + lamps + boats + "Both are old.\n\n" + "## 旗\n\n" + years,
		"## All\n\n" + lamps + boats + "Both are old.\n\n" + years + linked,
	} {
		last = policy.Parse("policy.md", []byte("# Policy\n\n"+text))
		tracker.Add(last, nil)
	}
	places := last.Places()
	anchor := last.Sections[0].Anchor
	for _, fragment := range []string{"boats", "lamps.1", "%E6%97%97"} {
		if at := places.Find(fragment); !at.Known || places.Section(at) != anchor {
			t.Errorf("#%s leads to %+v, not to #%s", fragment, at, anchor)
		}
	}
	if at := places.Find("piers"); at.Known {
		t.Errorf("#piers, of a section that is gone, leads to %+v", at)
	}
}
