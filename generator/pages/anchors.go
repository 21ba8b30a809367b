package pages

import (
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// pageIDs are the ids of a page: each leads to one place.
type pageIDs map[string]bool

// idsOf are those that a text has by itself.
func idsOf(doc *policy.Document) pageIDs {
	ids := pageIDs{}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		ids[s.Anchor] = true
		for _, a := range s.Aliases {
			ids[a] = true
		}
		for _, c := range doc.Clauses(s) {
			ids[s.Anchor+"."+c.Anchor] = true
		}
	}
	return ids
}

// take adds those of some anchors that no place has yet, and returns them.
func (ids pageIDs) take(anchors []string) []string {
	var list []string
	for _, a := range anchors {
		if !ids[a] {
			ids[a] = true
			list = append(list, a)
		}
	}
	return list
}

// anchorsOf are all anchors ever published for a line and its clauses.
func anchorsOf(l *lineage.Lineage) []string {
	list := append([]string{l.Anchor}, l.Aliases...)
	for _, c := range l.ClauseAnchors {
		list = append(list, l.Anchor+"."+c)
	}
	return list
}

// blockAnchor is the anchor of a block of a section: that of its clause, if it has one.
func blockAnchor(doc *policy.Document, section, block int) string {
	anchor := doc.Sections[section].Anchor
	if clause := doc.Blocks[block].Clause; clause != "" {
		anchor += "." + clause
	}
	return anchor
}
