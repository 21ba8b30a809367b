package lineage

import "slices"

// Kept is what is on record of a section, where the texts before it do not tell any
// more what it is: its anchor, and the numbers of its clauses, in order.
type Kept struct {
	Anchor string
	// Block tells that the section lost its heading: it begins with this block, from 1, of
	// the section before it that has one. It is 0 of all others.
	Block   int
	Clauses []int
	// Formers are the numbers that earlier programs gave the clauses; nil if they are the
	// same.
	Formers []int
	// LastClause and LastFormer are the highest numbers that were ever given to one of its
	// clauses, and that earlier programs gave.
	LastClause, LastFormer int
}

// Kept is what must be on record so that the sections of the version that was added last
// come out as they did, whatever stood before it.
func (t *Tracker) Kept() []Kept {
	var list []Kept
	blocks := 0 // of the last section that has its heading, and of those behind it
	for _, s := range t.current {
		k := Kept{Anchor: s.lineage.Anchor, LastClause: s.lineage.Clauses, LastFormer: s.lineage.formers}
		if s.lost {
			k.Block = blocks
		} else {
			blocks = 0
		}
		blocks += len(s.blocks)
		var formers []int
		for _, c := range clauses(s.blocks) {
			k.Clauses, formers = append(k.Clauses, c.number), append(formers, c.former)
		}
		if !slices.Equal(k.Clauses, formers) {
			k.Formers = formers
		}
		list = append(list, k)
	}
	return list
}

// keep pairs each section with the lineage whose anchor it had, and finds those that
// lost their heading. It reports whether what is on record can be that of the sections.
func (m *matching) keep(kept []Kept) (lost []lostHeading, ok bool) {
	host, before := -1, 0
	for i := range kept {
		switch k := &kept[i]; {
		case k.Block == 0:
			host++
		case host < 0 || host >= len(m.next) || k.Block <= before || k.Block >= len(m.next[host].blocks):
			return nil, false
		}
		before = kept[i].Block
	}
	if len(kept) == 0 || host != len(m.next)-1 {
		return nil, false
	}
	host = -1
	for i := range kept {
		k := &kept[i]
		l := m.t.anchors[k.Anchor]
		if l != nil && (l.Anchor != k.Anchor || !m.free(l)) {
			l = nil
		}
		if k.Block == 0 {
			if host++; l != nil {
				m.pair(host, l)
			}
			continue
		}
		p := &state{lineage: l}
		if l != nil {
			p = l.state
			m.taken[l] = host
		}
		if n := len(lost); n > 0 && lost[n-1].host == host {
			lost[n-1].to = k.Block
		}
		lost = append(lost, lostHeading{host, k.Block, len(m.next[host].blocks), p})
	}
	return lost, true
}

// keep gives sections what is on record of them: the lineages that begin with them their
// anchors, and all the numbers of their clauses.
func (t *Tracker) keep(all []*state, kept []Kept, version int) {
	for i, s := range all {
		k := &kept[i]
		if s.lineage == nil { // it lost its heading, and stood in no version before that is known
			s.lineage = t.born(version)
		}
		s.kept = k
		l := s.lineage
		if l.Anchor == "" && t.anchors[k.Anchor] == nil {
			l.Anchor = k.Anchor
			t.anchors[k.Anchor] = l
		}
		l.Clauses, l.formers = max(l.Clauses, k.LastClause), max(l.formers, k.LastFormer)
	}
}
