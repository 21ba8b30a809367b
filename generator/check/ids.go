package check

import (
	"fmt"

	"policyarchive/generator/policy"
)

// reservedIDs finds an id that pages give to a part of their own.
func reservedIDs(d *subject) []Finding {
	var list []Finding
	for _, r := range d.Doc.Reserved {
		f := d.whole(fmt.Sprintf("the id #%s is one of the page around the text", r.ID),
			"take another; one that does not begin with _ or with v and a year")
		f.Position = d.Doc.Position(r.Offset)
		list = append(list, f)
	}
	return list
}

// duplicateIDs finds an id that the author gave to two sections.
func duplicateIDs(d *subject) []Finding {
	var list []Finding
	seen := map[string]*policy.Section{}
	for i := range d.Doc.Sections {
		s := &d.Doc.Sections[i]
		if s.ID == "" || s.Heading < 0 {
			continue
		}
		if first := seen[s.ID]; first != nil {
			list = append(list, d.at(s.Heading, 0,
				fmt.Sprintf("the id #%s is already that of the section “%s”", s.ID,
					first.Title), "give one of the two sections another id"))
			continue
		}
		seen[s.ID] = s
	}
	return list
}

// takenIDs finds an id that the author gave to a section, and that was
// published for another: links to it lead there for ever.
func takenIDs(d *subject) []Finding {
	if d.Tracker == nil {
		return nil
	}
	var list []Finding
	seen := map[string]bool{}
	for i := range d.Doc.Sections {
		s := &d.Doc.Sections[i]
		if s.ID == "" || s.Heading < 0 || seen[s.ID] {
			continue
		}
		seen[s.ID] = true
		l := d.Tracker.Find(s.ID)
		if l == nil {
			continue
		}
		if heir := l.Heir(); heir == nil || heir.ID != s.Lineage {
			f := d.at(s.Heading, 0,
				fmt.Sprintf("the id #%s was published for the section “%s”, and links to it lead there, not here",
					s.ID, l.Title), "give this section another id")
			if l.Anchor != s.ID {
				f.Severity = Warning // it was the id of a part of that section
			}
			list = append(list, f)
		}
	}
	return list
}

// lostAnchors finds sections that are gone from the text and have no successor.
func lostAnchors(d *subject) []Finding {
	if d.Comparison == nil || d.Tracker == nil {
		return nil
	}
	var list []Finding
	severity := Note
	if d.Comparison.Verdict.Added > 0 {
		severity = Warning // one of the new sections may be the old one
	}
	for n := range d.Comparison.Sections {
		s := &d.Comparison.Sections[n]
		if s.Old < 0 || s.New >= 0 {
			continue
		}
		old := &d.previous.Sections[s.Old]
		if old.Heading < 0 || d.Tracker.Lineages[old.Lineage].Heir() != nil {
			continue
		}
		f := d.whole(fmt.Sprintf("the section “%s” is gone: links to #%s will lead to a note that it was removed",
			old.Title, old.Anchor),
			fmt.Sprintf("if another section took its place, give that one's heading the id {#%s}", old.Anchor))
		f.Severity = severity
		if near := d.nearHeading(n); near != nil {
			f.Position, f.block, f.Section = d.Doc.Position(d.Doc.Blocks[near.Heading].Offset), near.Heading, near.Anchor
		}
		list = append(list, f)
	}
	return list
}

// nearHeading is the section of the text with the heading that is nearest to
// a section of the comparison: behind it first; nil if none has one.
func (d *subject) nearHeading(n int) *policy.Section {
	for _, step := range []int{1, -1} {
		for i := n; i >= 0 && i < len(d.Comparison.Sections); i += step {
			if s := d.Comparison.Sections[i].New; s >= 0 && d.Doc.Sections[s].Heading >= 0 {
				return &d.Doc.Sections[s]
			}
		}
	}
	return nil
}
