package publish

import (
	"slices"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/site"
)

// event is one thing that a version did to a section.
type event struct {
	version int
	kind    string // see [site.SectionEvent]
	was     string // a title or a number
	others  []int  // lines
}

// eventsOf tells all that a step to a version did to a section; returned says
// that the section had vanished before.
func eventsOf(c *changelog.Change, version int, returned bool) (list []event) {
	tell := func(kind, was string, others []int) {
		list = append(list, event{version: version, kind: kind, was: was, others: others})
	}
	for _, did := range c.Did {
		switch did {
		case compare.Added:
			if returned {
				tell("returned", "", nil)
			} else {
				tell("added", "", nil)
			}
		case compare.Removed, compare.Reworded, compare.HeadingLost, compare.HeadingRegained:
			tell(string(did), "", nil)
		case compare.Renamed:
			tell("renamed", c.Old.Title, nil)
		case compare.Renumbered:
			switch {
			case c.Old.Number == "":
				tell("numbered", "", nil)
			case c.New.Number == "":
				tell("unnumbered", c.Old.Number, nil)
			default:
				tell("renumbered", c.Old.Number, nil)
			}
		case compare.Split:
			if len(c.From) > 0 {
				tell("split", "", c.From)
			} else {
				tell("grouped", "", nil)
			}
		case compare.Merged:
			if len(c.To) > 0 {
				tell("merged", "", c.To)
			} else {
				tell("ungrouped", "", nil)
			}
		case compare.Moved:
			switch {
			case c.Reordered:
				tell("moved", "", nil)
			case len(c.From)+len(c.To) == 0:
				tell("reordered", "", nil)
			}
		}
	}
	if len(c.From) > 0 && c.Status != compare.Split {
		tell("took", "", c.From)
	}
	if len(c.To) > 0 && c.Status != compare.Merged {
		tell("gave", "", c.To)
	}
	return list
}

// tellEvents is what the page of a section says of the events of a wording:
// those that began it, and those that came later, the newest first.
func (p *press) tellEvents(w *wording, anchor string) (began, later []site.SectionEvent) {
	began, later = []site.SectionEvent{}, []site.SectionEvent{}
	at := len(w.events)
	for at > 0 && w.events[at-1].version > w.first {
		at--
	}
	for _, e := range w.events[:at] {
		began = append(began, p.tellEvent(e, anchor))
	}
	for _, e := range slices.Backward(w.events[at:]) {
		later = append(later, p.tellEvent(e, anchor))
	}
	return began, later
}

func (p *press) tellEvent(e event, anchor string) site.SectionEvent {
	out := site.SectionEvent{Kind: e.kind, Version: p.versions[e.version], Was: e.was, Others: []site.Anchor{}}
	if e.version > 0 {
		out.URL = p.compareURL(e.version-1, e.version) + "#" + anchor
	}
	for _, line := range e.others {
		l := p.h.Tracker.Lines[line]
		out.Others = append(out.Others, site.Anchor{Anchor: l.Anchor, Title: p.titleOf(l), URL: p.historyURL(line)})
	}
	return out
}
