package history

import (
	"policyarchive/generator/archive"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// NewAnchors lists the anchors that a document is the first to have: doc is
// the one that was added to the tracker last.
func NewAnchors(t *lineage.Tracker, doc *policy.Document) []archive.Anchor {
	var list []archive.Anchor
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if l := t.Lines[s.Lineage]; l.First == l.Last {
			list = append(list, archive.Anchor{Anchor: s.Anchor, Title: s.Title})
		}
	}
	return list
}
