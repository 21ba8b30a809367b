package compare_test

import (
	"strings"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// TestTextThatLostItsHeading: a text whose heading went in an earlier version
// belongs to the section before it, to a reader: that it goes or comes is a
// change of words, not a section that was removed or added.
func TestTextThatLostItsHeading(t *testing.T) {
	const (
		labels = "## Labels\n\nWe write a label with your name and your address on it, and keep a stub.\n\n"
		text   = "At the depot we write down when a parcel came, who brought it, and which van took it.\n\n"
		scales = "## Scales\n\nOur scales are checked every spring by the town.\n"
	)
	sources := []string{labels + "## Depots\n\n" + text + scales, labels + text + scales, labels + scales,
		labels + text + scales}
	tracker := lineage.New()
	var docs []*policy.Document
	for _, source := range sources {
		doc := policy.Parse("x.md", []byte(source))
		tracker.Add(doc, nil)
		docs = append(docs, doc)
	}
	words := len(strings.Fields(text))
	for _, test := range []struct {
		from, to       int
		want           compare.Kind
		added, removed int
	}{
		{0, 1, compare.Presentation, 0, 0},
		{1, 2, compare.Wording, 0, words},
		{2, 3, compare.Wording, words, 0},
		{0, 2, compare.Sections, 0, words + 1},
	} {
		v := weave.Compare(docs[test.from], docs[test.to]).Verdict
		if v.Kind != test.want || v.WordsAdded != test.added || v.WordsRemoved != test.removed {
			t.Errorf("%d -> %d: %s, want %s, +%d −%d", test.from, test.to, v.Sentence(), test.want, test.added, test.removed)
		}
	}
}
