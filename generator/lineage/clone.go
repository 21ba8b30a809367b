package lineage

import (
	"maps"
	"slices"
)

// Clone is a tracker that has seen what t has, and goes on by itself: what is
// added to one of the two is unknown to the other. They share what was worked out
// for blocks of text, so the two are not to be used at once.
func (t *Tracker) Clone() *Tracker {
	c := &Tracker{versions: t.versions, memory: t.memory, anchors: make(map[string]*Line, len(t.anchors)),
		reserved: maps.Clone(t.reserved), suffixes: maps.Clone(t.suffixes), whole: maps.Clone(t.whole)}
	c.Lines = make([]*Line, len(t.Lines))
	for i, l := range t.Lines {
		line := *l
		line.Aliases, line.ClauseAnchors = slices.Clone(l.Aliases), slices.Clone(l.ClauseAnchors)
		line.given, line.inner, line.texts = maps.Clone(l.given), maps.Clone(l.inner), maps.Clone(l.texts)
		c.Lines[i] = &line
	}
	of := func(l *Line) *Line {
		if l == nil {
			return nil
		}
		return c.Lines[l.ID]
	}
	for i, l := range t.Lines {
		line, state := c.Lines[i], *l.state
		state.line, state.parent = line, of(l.state.parent)
		line.state = &state
		line.Successors = slices.Clone(l.Successors)
		for n, next := range line.Successors {
			line.Successors[n] = of(next)
		}
	}
	for _, s := range t.current {
		c.current = append(c.current, of(s.line).state)
	}
	for a, l := range t.anchors {
		c.anchors[a] = of(l)
	}
	return c
}
