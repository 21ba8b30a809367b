package lineage

import "slices"

// sectionKey tells sections apart by their words.
type sectionKey struct {
	title  string
	text   uint64
	headed bool
}

func (s *state) key() sectionKey { return sectionKey{s.title, s.folded, s.headed} }

// unchanged pairs sections of which no word changed, neither of the title nor of
// the text: first those that stand once in either version; then equal twins, each
// with the one that it was in an older version of the same text, or that has the
// same sections below it or beside it; what is left of them by what they stand in
// and their order.
func (m *matching) unchanged() {
	before, after := map[sectionKey][]int{}, map[sectionKey][]int{}
	for n, p := range m.prev {
		before[p.key()] = append(before[p.key()], n)
	}
	for i, s := range m.next {
		after[s.key()] = append(after[s.key()], i)
	}
	at := make([]int, len(m.next)) // what section of the version before it is; -1 while open
	twins := false
	for i, s := range m.next {
		at[i] = -1
		switch ps, is := before[s.key()], after[s.key()]; {
		case len(ps) == 1 && len(is) == 1:
			at[i] = ps[0]
			m.pair(i, m.prev[ps[0]].lineage)
		case len(ps) > 0:
			twins = true
		}
	}
	if !twins {
		return
	}
	if ids, _ := m.t.wholeOf(m.next); ids != nil {
		for i, s := range m.next { // a text that comes back
			l := m.t.Lineages[ids[i]]
			for _, n := range before[s.key()] {
				if at[i] < 0 && m.prev[n].lineage == l && m.free(l) {
					at[i] = n
					m.pair(i, l)
				}
			}
		}
	}
	m.alongside(at)
	for _, s := range m.next {
		ps, is := before[s.key()], after[s.key()]
		if len(ps) == 0 || len(ps)*len(is) == 1 {
			continue
		}
		delete(before, s.key()) // once a key
		ps = slices.DeleteFunc(ps, func(n int) bool { return !m.free(m.prev[n].lineage) })
		is = slices.DeleteFunc(slices.Clone(is), func(i int) bool { return !m.open(i) })
		m.equalTwins(ps, is)
	}
}

// alongside pairs equal twins with those that stand beside the same sections:
// above what stands in them first, then behind and before any.
func (m *matching) alongside(at []int) {
	step := func(i, n, d int) {
		i, n = i+d, n+d
		if i >= 0 && n >= 0 && i < len(m.next) && n < len(m.prev) && at[i] < 0 && m.free(m.prev[n].lineage) &&
			m.next[i].key() == m.prev[n].key() {
			at[i] = n
			m.pair(i, m.prev[n].lineage)
		}
	}
	for i := len(m.next) - 1; i > 0; i-- {
		if n := at[i]; n > 0 && m.next[i].up == i-1 && m.prev[n].parent == m.prev[n-1].lineage {
			step(i, n, -1)
		}
	}
	for i := range m.next {
		if at[i] >= 0 {
			step(i, at[i], 1)
		}
	}
	for i := len(m.next) - 1; i > 0; i-- {
		if at[i] >= 0 {
			step(i, at[i], -1)
		}
	}
}

// equalTwins pairs what is left of equal sections.
func (m *matching) equalTwins(ps, is []int) {
	if len(ps)*len(is) > 1<<12 {
		for n := range min(len(ps), len(is)) {
			m.pair(is[n], m.prev[ps[n]].lineage)
		}
		return
	}
	titles := func(p *state) (above, before, behind string) {
		n := p.index
		if p.parent != nil {
			above = p.parent.state.title
		}
		if n > 0 && n <= len(m.prev) {
			before = m.prev[n-1].title
		}
		if n+1 < len(m.prev) {
			behind = m.prev[n+1].title
		}
		return above, before, behind
	}
	var list []candidate
	for x, i := range is {
		s := m.next[i]
		for y, n := range ps {
			p := m.prev[n]
			score := -0.001 * float64(abs(x-y))
			above, before, behind := titles(p)
			if s.up < 0 && p.parent == nil || s.up >= 0 && p.parent != nil && m.next[s.up].title == above {
				score++
			}
			if pl := m.parentLine(s); pl != nil && pl == p.parent {
				score++
			}
			if i > 0 && m.next[i-1].title == before {
				score += 0.5
			}
			if i+1 < len(m.next) && m.next[i+1].title == behind {
				score += 0.5
			}
			list = append(list, candidate{i, p.lineage, score})
		}
	}
	m.greedy(list)
}
