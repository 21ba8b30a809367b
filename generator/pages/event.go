package pages

import (
	"slices"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/link"
	"policyarchive/generator/schema"
)

// eventKind is what a version did to a section; see [schema.SectionEvent].
type eventKind string

const (
	didAdded           eventKind = "added"
	didReturned        eventKind = "returned"
	didRemoved         eventKind = "removed"
	didReworded        eventKind = "wording"
	didRenamed         eventKind = "renamed"
	didRenumbered      eventKind = "renumbered"
	didNumbered        eventKind = "numbered"
	didUnnumbered      eventKind = "unnumbered"
	didMoved           eventKind = "moved"
	didReordered       eventKind = "reordered"
	didSplit           eventKind = "split"
	didMerged          eventKind = "merged"
	didGrouped         eventKind = "grouped"
	didUngrouped       eventKind = "ungrouped"
	didTook            eventKind = "took"
	didGave            eventKind = "gave"
	didHeadingLost     eventKind = "heading-lost"
	didHeadingRegained eventKind = "heading-regained"
)

// event is one thing that a version did to a section.
type event struct {
	version int
	kind    eventKind
	was     string // a title or a number
	others  []int  // lines
}

// eventsOf tells all that a step to a version did to a section; returned says
// that the section had vanished before.
func eventsOf(c *changelog.Change, version int, returned bool) (list []event) {
	add := func(kind eventKind, was string, others []int) {
		list = append(list, event{version: version, kind: kind, was: was, others: others})
	}
	for _, did := range c.Did {
		switch did {
		case compare.Added:
			if returned {
				add(didReturned, "", nil)
			} else {
				add(didAdded, "", nil)
			}
		case compare.Removed, compare.Reworded, compare.HeadingLost, compare.HeadingRegained:
			add(eventKind(did), "", nil)
		case compare.Renamed:
			add(didRenamed, c.Old.Title, nil)
		case compare.Renumbered:
			switch {
			case c.Old.Number == "":
				add(didNumbered, "", nil)
			case c.New.Number == "":
				add(didUnnumbered, c.Old.Number, nil)
			default:
				add(didRenumbered, c.Old.Number, nil)
			}
		case compare.Split:
			if len(c.From) > 0 {
				add(didSplit, "", c.From)
			} else {
				add(didGrouped, "", nil)
			}
		case compare.Merged:
			if len(c.To) > 0 {
				add(didMerged, "", c.To)
			} else {
				add(didUngrouped, "", nil)
			}
		case compare.Moved:
			switch {
			case c.Reordered:
				add(didMoved, "", nil)
			case len(c.From)+len(c.To) == 0:
				add(didReordered, "", nil)
			}
		}
	}
	if len(c.From) > 0 && c.Status != compare.Split {
		add(didTook, "", c.From)
	}
	if len(c.To) > 0 && c.Status != compare.Merged {
		add(didGave, "", c.To)
	}
	return list
}

// sectionEvents is what the page of a section says of the events of a wording:
// those that began it, and those that came later, the newest first.
func (p *pageBuilder) sectionEvents(w *wording, anchor string) (began, later []schema.SectionEvent) {
	began, later = []schema.SectionEvent{}, []schema.SectionEvent{}
	at := len(w.events)
	for at > 0 && w.events[at-1].version > w.first {
		at--
	}
	for _, e := range w.events[:at] {
		began = append(began, p.sectionEvent(e, anchor))
	}
	byVersion := slices.Clone(w.events[at:])
	slices.SortStableFunc(byVersion, func(a, b event) int { return b.version - a.version })
	for _, e := range byVersion {
		later = append(later, p.sectionEvent(e, anchor))
	}
	return began, later
}

func (p *pageBuilder) sectionEvent(e event, anchor string) schema.SectionEvent {
	out := schema.SectionEvent{Kind: string(e.kind), Version: p.versions[e.version], Was: e.was, Others: []schema.Anchor{}}
	if p.before(e.version) >= 0 {
		out.URL = p.stepURL(e.version) + link.Fragment(anchor)
	}
	for _, line := range e.others {
		l := p.h.Tracker.Lineages[line]
		out.Others = append(out.Others, schema.Anchor{Anchor: l.Anchor, Title: p.titleOf(l), URL: p.historyURL(line)})
	}
	return out
}
