package lineage

import (
	"cmp"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// enough is the number of words from which a text is evidence by itself.
const enough = 10

// matching pairs the sections of two neighbouring versions.
type matching struct {
	t     *Tracker
	prev  []*state
	next  []*state
	match []*Lineage // of next[i]; nil while open
	taken map[*Lineage]int
}

func newMatching(t *Tracker, prev, next []*state) *matching {
	return &matching{t: t, prev: prev, next: next, match: make([]*Lineage, len(next)), taken: map[*Lineage]int{}}
}

func (m *matching) pair(i int, l *Lineage) {
	m.match[i] = l
	m.taken[l] = i
}

func (m *matching) open(i int) bool { return m.match[i] == nil }

func (m *matching) free(l *Lineage) bool {
	_, taken := m.taken[l]
	return !taken
}

func (m *matching) run() {
	m.unchanged()
	m.unique(func(s *state) uint64 { return s.raw }, enough)
	m.unique(func(s *state) uint64 { return s.folded }, enough)
	m.model()
	m.unique(func(s *state) uint64 { return s.own }, enough)
	m.ids()
	m.titles(true)
	m.titles(false)
	m.twins()
	m.unique(func(s *state) uint64 { return s.own }, 1)
	m.returned()
	m.renamed()
	m.neighbours()
	m.returnedSimilar()
}

// unique pairs what has one key once in either version, among all sections for
// long texts and among the open ones for short texts.
func (m *matching) unique(key func(*state) uint64, least int) {
	before, after := map[uint64][]*state{}, map[uint64][]int{}
	for _, p := range m.prev {
		if len(p.words) >= least && (least >= enough || m.free(p.lineage)) {
			before[key(p)] = append(before[key(p)], p)
		}
	}
	for i, s := range m.next {
		if len(s.words) >= least && (least >= enough || m.open(i)) {
			after[key(s)] = append(after[key(s)], i)
		}
	}
	for k, ps := range before {
		if is := after[k]; len(ps) == 1 && len(is) == 1 && m.open(is[0]) && m.free(ps[0].lineage) &&
			!m.otherHeading(ps[0], m.next[is[0]]) {
			m.pair(is[0], ps[0].lineage)
		}
	}
}

// otherHeading reports whether a text that had lost its heading now stands below
// one that is another section's: that one has lost its text, not its heading.
func (m *matching) otherHeading(p, s *state) bool {
	return p.lost && s.headed && p.title != s.title && slices.ContainsFunc(m.prev, func(q *state) bool {
		return q.headed && q.title == s.title && q.id == s.id
	})
}

// model takes over the assignment of an older version with the same text: a
// revert restores what was.
func (m *matching) model() {
	ids, _ := m.t.wholeOf(m.next)
	for i, id := range ids {
		if l := m.t.Lineages[id]; m.open(i) && m.free(l) {
			m.pair(i, l)
		}
	}
}

// ids pairs sections with the same id set by the author, then those that the
// author gave the anchor under which another was published. The id of a paragraph
// tells nothing of its section.
func (m *matching) ids() {
	for _, same := range []func(p, s *state) bool{
		func(p, s *state) bool { return p.id == s.id },
		func(p, s *state) bool { return m.t.anchors[s.id] == p.lineage && !p.lineage.inner[s.id] },
	} {
		for i, s := range m.next {
			if !m.open(i) || s.id == "" {
				continue
			}
			for _, p := range m.prev {
				if m.free(p.lineage) && same(p, s) {
					m.pair(i, p.lineage)
					break
				}
			}
		}
	}
}

// titles pairs sections whose title stands once among the open ones; with
// parents, once among those under the same parent.
func (m *matching) titles(parents bool) {
	type key struct {
		title  string
		parent *Lineage
	}
	before, after := map[key][]*state{}, map[key][]int{}
	for _, p := range m.prev {
		if m.free(p.lineage) {
			k := key{title: p.title}
			if parents {
				k.parent = p.parent
			}
			before[k] = append(before[k], p)
		}
	}
	for i, s := range m.next {
		if m.open(i) {
			k := key{title: s.title}
			if parents {
				k.parent = m.parentLine(s)
			}
			after[k] = append(after[k], i)
		}
	}
	for k, ps := range before {
		if is := after[k]; len(ps) == 1 && len(is) == 1 {
			m.pair(is[0], ps[0].lineage)
		}
	}
}

func (m *matching) parentLine(s *state) *Lineage {
	if s.up < 0 {
		return nil
	}
	return m.match[s.up]
}

// candidate is a possible pair and how much speaks for it.
type candidate struct {
	next    int
	lineage *Lineage
	score   float64
}

// greedy takes the best candidates first.
func (m *matching) greedy(list []candidate) {
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	for _, c := range list {
		if m.open(c.next) && m.free(c.lineage) {
			m.pair(c.next, c.lineage)
		}
	}
}

// twins pairs sections that share their title with others: by likeness of
// text, then parent, then place.
func (m *matching) twins() {
	before := map[string][]*state{}
	for _, p := range m.prev {
		if m.free(p.lineage) {
			before[p.title] = append(before[p.title], p)
		}
	}
	var list []candidate
	for i, s := range m.next {
		if !m.open(i) {
			continue
		}
		for n, p := range before[s.title] {
			score := policy.Dice(p.words, s.words)
			if len(p.words)+len(s.words) == 0 {
				score = 1
			}
			if pl := m.parentLine(s); pl != nil && pl == p.parent {
				score += 0.5
			}
			score -= 0.001 * float64(abs(m.rank(i)-n))
			list = append(list, candidate{i, p.lineage, score})
		}
	}
	m.greedy(list)
}

// rank is the place of an open section among the open ones with its title.
func (m *matching) rank(i int) int {
	n := 0
	for j := 0; j < i; j++ {
		if m.next[j].title == m.next[i].title && m.open(j) {
			n++
		}
	}
	return n
}

// returned pairs open sections with vanished lineages that had the same text, id
// or title.
func (m *matching) returned() {
	var dead []*Lineage
	for _, l := range m.t.Lineages {
		if l.dead && m.free(l) {
			dead = append(dead, l)
		}
	}
	if len(dead) == 0 {
		return
	}
	var list []candidate
	for i, s := range m.next {
		if !m.open(i) {
			continue
		}
		for _, l := range dead {
			score := 0.0
			switch {
			case len(s.words) >= enough && l.texts[s.raw]:
				score = 5
			case len(s.words) >= enough && l.texts[s.folded]:
				score = 4
			case s.id != "" && (s.id == l.state.id || s.id == l.Anchor):
				score = 3
			case s.title != "" && s.title == l.state.title && s.headed:
				score = 1 + policy.Dice(l.state.words, s.words)
			case s.title == "" && !s.headed && l.Anchor == policy.Introduction:
				score = 1
			default:
				continue
			}
			if l.state.title == s.title {
				score += 0.5
			}
			score -= 0.0001 * float64(abs(l.state.index-s.index))
			list = append(list, candidate{i, l, score})
		}
	}
	m.greedy(list)
}

// renamed pairs sections with another title and a similar text.
func (m *matching) renamed() {
	const least = 0.5
	var list []candidate
	for i, s := range m.next {
		if !m.open(i) || len(s.words) < 5 {
			continue
		}
		for _, p := range m.prev {
			if !m.free(p.lineage) || len(p.words) < 5 || s.headed != p.headed {
				continue
			}
			if short, long := min(len(p.words), len(s.words)), max(len(p.words),
				len(s.words)); 2*float64(short)/float64(short+long) < least {
				continue
			}
			alike := titleLikeness(p.title, s.title)
			d := likeness(p, s)
			if alike >= 0.6 {
				d = policy.Dice(p.words, s.words)
			}
			if long := min(len(p.words), len(s.words)); d < least || long < 20 && d < 0.7 {
				continue
			}
			list = append(list, candidate{i, p.lineage, d + 0.2*alike})
		}
	}
	m.greedy(list)
}

// neighbours pairs a section with the one that stood between the same
// neighbours, when their titles or texts are akin.
func (m *matching) neighbours() {
	at := map[*Lineage]int{}
	for n, p := range m.prev {
		at[p.lineage] = n
	}
	for i, s := range m.next {
		if !m.open(i) || !s.headed {
			continue
		}
		n := 0
		if i > 0 {
			if m.open(i - 1) {
				continue
			}
			before, ok := at[m.match[i-1]]
			if !ok {
				continue
			}
			n = before + 1
		}
		if n >= len(m.prev) || !m.free(m.prev[n].lineage) || !m.prev[n].headed {
			continue
		}
		p := m.prev[n]
		if i+1 < len(m.next) {
			if m.match[i+1] == nil || n+1 >= len(m.prev) || m.prev[n+1].lineage != m.match[i+1] {
				continue
			}
		} else if n+1 != len(m.prev) {
			continue
		}
		alike := titleLikeness(p.title, s.title)
		if alike >= 0.5 || alike+likeness(p, s) >= 0.7 {
			m.pair(i, p.lineage)
		}
	}
}

// returnedSimilar pairs what is left with vanished lineages of a similar text.
func (m *matching) returnedSimilar() {
	var list []candidate
	for i, s := range m.next {
		if !m.open(i) || len(s.words) < 20 {
			continue
		}
		for _, l := range m.t.Lineages {
			if !l.dead || !m.free(l) || l.state.headed != s.headed {
				continue
			}
			if a, b := len(l.state.words), len(s.words); a > 2*b || b > 2*a {
				continue
			}
			if d := likeness(l.state, s); d >= 0.8 {
				list = append(list, candidate{i, l, d})
			}
		}
	}
	m.greedy(list)
}

// titleLikeness is the likeness of two titles by their words.
func titleLikeness(a, b string) float64 {
	return policy.Dice(slices.Sorted(strings.FieldsSeq(a)), slices.Sorted(strings.FieldsSeq(b)))
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
