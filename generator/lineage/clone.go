package lineage

import (
	"maps"
	"slices"
)

// Clone is a tracker that has seen what t has, and goes on by itself: what is
// added to one of the two is unknown to the other. They share what was worked out
// for blocks of text, so the two are not to be used at once.
func (t *Tracker) Clone() *Tracker {
	c := &Tracker{versions: t.versions, memory: t.memory, anchors: make(map[string]*Lineage, len(t.anchors)),
		reserved: maps.Clone(t.reserved), suffixes: maps.Clone(t.suffixes), whole: maps.Clone(t.whole)}
	c.Lineages = make([]*Lineage, len(t.Lineages))
	for i, l := range t.Lineages {
		lineage := *l
		lineage.Aliases, lineage.ClauseAnchors = slices.Clone(l.Aliases), slices.Clone(l.ClauseAnchors)
		lineage.given, lineage.inner, lineage.texts = maps.Clone(l.given), maps.Clone(l.inner), maps.Clone(l.texts)
		c.Lineages[i] = &lineage
	}
	of := func(l *Lineage) *Lineage {
		if l == nil {
			return nil
		}
		return c.Lineages[l.ID]
	}
	for i, l := range t.Lineages {
		lineage, state := c.Lineages[i], *l.state
		state.lineage, state.parent = lineage, of(l.state.parent)
		lineage.state = &state
		lineage.Successors = slices.Clone(l.Successors)
		for n, next := range lineage.Successors {
			lineage.Successors[n] = of(next)
		}
	}
	for _, s := range t.current {
		c.current = append(c.current, of(s.lineage).state)
	}
	for a, l := range t.anchors {
		c.anchors[a] = of(l)
	}
	return c
}
