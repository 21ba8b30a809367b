package history

import (
	"policyarchive/generator/archive"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// Begun are the indexes of the sections whose lineage begins with a document: doc
// is the one that was added to the tracker last.
func Begun(t *lineage.Tracker, doc *policy.Document) []int {
	var list []int
	for i := range doc.Sections {
		if l := t.Lineages[doc.Sections[i].Lineage]; l.First == l.Last {
			list = append(list, i)
		}
	}
	return list
}

// NewAnchors lists the anchors that a document is the first to have.
func NewAnchors(t *lineage.Tracker, doc *policy.Document) []archive.Anchor {
	var list []archive.Anchor
	for _, i := range Begun(t, doc) {
		s := &doc.Sections[i]
		list = append(list, archive.Anchor{Anchor: s.Anchor, Title: s.Title})
	}
	return list
}

// Anchors lists the anchors that a version is the first to have, as NewAnchors
// did when it was frozen.
func (h *History) Anchors(v *Version) []archive.Anchor {
	var list []archive.Anchor
	for _, s := range v.Outline.Sections {
		if l := h.Tracker.Lineages[s.Lineage]; l.First == v.Index {
			list = append(list, archive.Anchor{Anchor: l.Anchor, Title: s.Title})
		}
	}
	return list
}
