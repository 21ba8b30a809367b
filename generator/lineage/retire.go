package lineage

import "slices"

// retire marks the lines that the new version no longer has, and looks where
// their text went; and for new lines, where theirs came from.
func (t *Tracker) retire(m *matching, next []*state) {
	for _, p := range m.prev {
		if !m.free(p.line) {
			continue
		}
		p.line.dead = true
		p.line.Successors = nil
		best, most := -1, 0.5
		for i, s := range next {
			if len(p.words) == 0 {
				break
			}
			part := float64(shared(p.words, s.words)) / float64(len(p.words))
			if part > most && (part > 0.8 && 2*shared(p.runs, s.runs) > len(p.runs) || anyBlock(p, s)) {
				best, most = i, part
			}
		}
		if best < 0 {
			best = namesake(p, next)
		}
		if best >= 0 {
			p.line.Successors = []*Line{next[best].line}
		}
	}
	for i, s := range next {
		if m.match[i] != nil || len(s.words) == 0 {
			continue
		}
		for _, p := range m.prev {
			if p.line != s.line && anyBlock(s, p) && 2*shared(s.words, p.words) > len(s.words) {
				s.line.SplitFrom = p.line.ID
				break
			}
		}
	}
}

// namesake is the section that has the title of one that vanished: of two copies of
// a policy, the one that stays. It is -1 if there is none, or more than one.
func namesake(p *state, next []*state) int {
	found := -1
	for i, s := range next {
		if p.headed && s.headed && s.title == p.title && s.title != "" {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// anyBlock reports whether a block of a, five words or more, stands in b too.
func anyBlock(a, b *state) bool {
	for _, x := range a.blocks {
		if len(x.words) >= 5 && slices.ContainsFunc(b.blocks, func(y block) bool { return x.hash == y.hash }) {
			return true
		}
	}
	return false
}
