package lineage

import (
	"cmp"
	"slices"

	"policyarchive/generator/policy"
)

// lostHeading is a section whose heading is gone while its text still stands
// as blocks[from:to] of next[host].
type lostHeading struct {
	host     int
	from, to int
	p        *state
}

// headless finds open sections of the version before whose heading was lost:
// their text stands, unchanged, at the end of a section that came before
// them, or ends where the next such text begins. A section that lost its
// heading earlier may have changed its text since.
func (m *matching) headless() []lostHeading {
	type place struct{ host, at int }
	places := map[uint64][]place{}
	if !slices.ContainsFunc(m.prev, func(p *state) bool { return m.free(p.lineage) && len(p.blocks) > 0 }) {
		return nil
	}
	for i, s := range m.next {
		for k, b := range s.blocks {
			places[b.hash] = append(places[b.hash], place{i, k})
		}
	}
	order := map[*Lineage]int{}
	for n, p := range m.prev {
		order[p.lineage] = n
	}
	var found []lostHeading
	for n, p := range m.prev {
		if !m.free(p.lineage) || len(p.blocks) == 0 || len(p.words) < 5 {
			continue
		}
		if at := places[p.blocks[0].hash]; len(at) == 1 {
			found = append(found, lostHeading{at[0].host, at[0].at, at[0].at + len(p.blocks), p})
		} else if p.lost && n > 0 && !m.free(m.prev[n-1].lineage) {
			host := m.taken[m.prev[n-1].lineage]
			for k, b := range m.next[host].blocks {
				if k > 0 && policy.Dice(b.words, p.blocks[0].words) >= 0.6 {
					found = append(found, lostHeading{host, k, -1, p})
					break
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b lostHeading) int {
		return cmp.Or(cmp.Compare(a.host, b.host), cmp.Compare(a.from, b.from))
	})
	// From the end of each host: a text must reach up to what was accepted behind it.
	var accepted []lostHeading
	for i := len(found) - 1; i >= 0; i-- {
		f := found[i]
		host := m.next[f.host]
		bound := len(host.blocks)
		if len(accepted) > 0 && accepted[len(accepted)-1].host == f.host {
			bound = accepted[len(accepted)-1].from
			if order[f.p.lineage] > order[accepted[len(accepted)-1].p.lineage] {
				continue
			}
		}
		if f.from >= bound || !f.p.lost && (f.to != bound || !sameBlocks(f.p.blocks, host.blocks[f.from:f.to])) {
			continue
		}
		l := m.match[f.host]
		if l != nil {
			if n, known := order[l]; known && n > order[f.p.lineage] {
				continue
			}
		}
		if f.from == 0 {
			if l == nil && !host.headed {
				m.pair(f.host, f.p.lineage)
			}
			continue
		}
		f.to = bound
		accepted = append(accepted, f)
		m.taken[f.p.lineage] = f.host
	}
	slices.Reverse(accepted)
	m.hosts(accepted)
	return accepted
}

// hosts pairs sections that are open only because texts without their headings
// follow: what stands above the first of them is a section by itself.
func (m *matching) hosts(lost []lostHeading) {
	var list []candidate
	for n, f := range lost {
		if !m.open(f.host) || n > 0 && lost[n-1].host == f.host {
			continue
		}
		above := &state{blocks: m.next[f.host].blocks[:f.from]}
		above.shrink()
		for _, p := range m.prev {
			if m.free(p.lineage) && len(above.words) >= 5 && p.headed == m.next[f.host].headed {
				if d := likeness(p, above); d >= 0.7 {
					list = append(list, candidate{f.host, p.lineage, d})
				}
			}
		}
	}
	m.greedy(list)
}

func sameBlocks(a, b []block) bool {
	return slices.EqualFunc(a, b, func(x, y block) bool { return x.hash == y.hash })
}

// insertHeadless makes sections of the texts that lost their heading and
// returns the states of all sections in order.
func insertHeadless(doc *policy.Document, next []*state, lost []lostHeading) []*state {
	if len(lost) == 0 {
		return next
	}
	sections := make([]policy.Section, 0, len(doc.Sections)+len(lost))
	var all []*state
	moved := make([]int, len(next)) // index of a section after insertion
	for i, s := range next {
		sec := doc.Sections[i]
		moved[i] = len(sections)
		if sec.Parent >= 0 {
			sec.Parent = moved[sec.Parent]
		}
		s.index, s.up = moved[i], sec.Parent
		end, blocks := sec.End, s.blocks
		for len(lost) > 0 && lost[0].host == i {
			first := blocks[lost[0].from].index
			if s.index == len(sections) {
				sec.End = first
				s.blocks = blocks[:lost[0].from]
				sections, all = append(sections, sec), append(all, s)
			} else {
				sections[len(sections)-1].End = first
			}
			p := lost[0].p
			sections = append(sections, policy.Section{Depth: sec.Depth, Level: sec.Level, Parent: sec.Parent,
				Heading: -1, First: first, End: end, Lineage: -1})
			all = append(all, &state{
				lineage: p.lineage, index: len(sections) - 1, up: sec.Parent, title: p.title,
				blocks: blocks[lost[0].from:lost[0].to], lost: true,
			})
			lost = lost[1:]
		}
		if s.index == len(sections) {
			sections, all = append(sections, sec), append(all, s)
		}
	}
	doc.Sections = sections
	// The host's own part ends where the first of them begins; what it looks
	// like as a whole stays in raw and folded.
	for i, s := range all {
		if !s.lost && i+1 < len(all) && all[i+1].lost {
			s.shrink()
		}
	}
	return all
}

// shrink recomputes what concerns the own part after blocks were cut off.
func (s *state) shrink() {
	s.words, s.runs, s.text = nil, nil, nil
	for _, b := range s.blocks {
		s.words, s.runs = append(s.words, b.words...), append(s.runs, b.runs...)
	}
	slices.Sort(s.words)
	slices.Sort(s.runs)
	s.own = hashBlocks(s.blocks)
}
