package lineage

import (
	"slices"
	"strconv"

	"policyarchive/generator/policy"
	"policyarchive/generator/sequence"
)

// clause is the blocks that share a clause number: one, or a table's row.
type clause struct {
	hash   uint64
	words  []uint32
	number int
	former int
	blocks []int // indexes in the document
	taken  bool  // of a section before: one of the next has its number
	// asWritten are the words block by block.
	asWritten []uint32
}

func clauses(blocks []block) []clause {
	var list []clause
	for i, b := range blocks {
		if b.clause == 0 {
			continue
		}
		if i > 0 && len(list) > 0 && blocks[i-1].clause == b.clause {
			c := &list[len(list)-1]
			c.hash = c.hash*1099511628211 ^ b.hash
			c.asWritten = append(c.asWritten[:len(c.asWritten):len(c.asWritten)], b.words...)
			c.words = slices.Sorted(slices.Values(c.asWritten))
			c.blocks = append(c.blocks, b.index)
			continue
		}
		list = append(list, clause{hash: b.hash, words: b.words, asWritten: b.words, number: b.clause,
			former: b.former, blocks: []int{b.index}})
	}
	return list
}

// numberClauses lets each clause of a section keep the number it had, so that
// a link to it survives when a paragraph is put before it. New clauses take
// numbers that none ever had.
func (t *Tracker) numberClauses(doc *policy.Document, l *Lineage, s *state) {
	if s.kept == nil && l.state != nil && l.state.text != nil && l.state.text == s.text && s.takeClauses(doc, l.state) {
		return
	}
	next := clauses(s.blocks)
	parsed := make([]int, len(next)) // the numbers that parsing gave
	for i := range next {
		parsed[i] = next[i].number
	}
	for i := range next {
		next[i].number = 0
	}
	if l.state != nil {
		before := clauses(l.state.blocks)
		pairFormers(before, next)
		pairClauses(before, next)
	}
	if s.kept != nil && len(s.kept.Clauses) == len(next) {
		for i, n := range s.kept.Clauses {
			next[i].number, next[i].former = n, n
		}
		if len(s.kept.Formers) == len(next) {
			for i, n := range s.kept.Formers {
				next[i].former = n
			}
		}
	}
	for i := range next {
		l.numberFormer(&next[i])
		if next[i].number == 0 {
			if next[i].number = next[i].former; next[i].number <= l.Clauses {
				next[i].number = max(l.Clauses, l.formers) + 1
			}
			for t.anchors[l.Anchor+"."+strconv.Itoa(next[i].number)] != nil { // an id that an author set
				next[i].number++
			}
		}
		l.Clauses = max(l.Clauses, next[i].number)
		l.giveFormer(doc, &next[i])
		for _, b := range next[i].blocks {
			doc.Blocks[b].Clause = strconv.Itoa(next[i].number)
		}
	}
	of := map[int]*clause{}
	for i := range next {
		for _, b := range next[i].blocks {
			of[b] = &next[i]
		}
	}
	for i := range s.blocks {
		if c := of[s.blocks[i].index]; c != nil {
			s.blocks[i].clause, s.blocks[i].former = c.number, c.former
		} else {
			s.blocks[i].clause = 0
		}
	}
	// Empty cells of a row carry no words, but stand in its clause.
	renumbered := map[string]string{}
	for i := range next {
		renumbered[strconv.Itoa(parsed[i])] = strconv.Itoa(next[i].number)
	}
	sec := &doc.Sections[s.index]
	s.start = sec.First
	for j := sec.First; j < sec.End; j++ {
		b := &doc.Blocks[j]
		if len(b.Tokens) == 0 {
			b.Clause = renumbered[b.Clause]
		}
		l.give(b)
		s.clauses = append(s.clauses, b.Clause)
	}
}

// takeClauses gives the clauses of a section the anchors that they had in the
// version before, if that had the same blocks in the same places.
func (s *state) takeClauses(doc *policy.Document, before *state) bool {
	sec := &doc.Sections[s.index]
	if sec.End-sec.First != len(before.clauses) {
		return false
	}
	for i, b := range s.blocks {
		if b.index-sec.First != before.blocks[i].index-before.start {
			return false
		}
	}
	for i := range s.blocks {
		s.blocks[i].clause, s.blocks[i].former = before.blocks[i].clause, before.blocks[i].former
	}
	for i, c := range before.clauses {
		doc.Blocks[sec.First+i].Clause = c
	}
	s.clauses, s.start = before.clauses, sec.First
	return true
}

// isClause reports whether an anchor is that of a clause.
func (t *Tracker) isClause(anchor string) bool {
	for i, c := range anchor {
		if c != '.' {
			continue
		}
		if l := t.anchors[anchor[:i]]; l != nil && l.Anchor == anchor[:i] && l.given[anchor[i+1:]] {
			return true
		}
	}
	return false
}

// give remembers the anchors of a block's clause and of its enumerations.
func (l *Lineage) give(b *policy.Block) {
	if b.Clause == "" {
		return
	}
	l.giveNumber(b.Clause, b)
}

// giveNumber remembers the anchors that a block has under a clause number.
func (l *Lineage) giveNumber(clause string, b *policy.Block) {
	add := func(anchor string) {
		if !l.given[anchor] {
			l.given[anchor] = true
			l.ClauseAnchors = append(l.ClauseAnchors, anchor)
		}
	}
	add(clause)
	for _, m := range policy.Enumeration(b) {
		add(clause + "." + m.Suffix)
	}
}

// pairClauses gives next the numbers of prev: equal clauses in order first, then
// equal ones that moved, then similar ones between those in order, then any similar
// ones.
func pairClauses(prev, next []clause) {
	inOrder := clausesInOrder(prev, next)
	for _, p := range inOrder {
		next[p[1]].number, prev[p[0]].taken = prev[p[0]].number, true
	}
	pairMoved(prev, next)
	i, j := 0, 0
	for _, p := range inOrder {
		pairSimilar(prev[i:p[0]], next[j:p[1]])
		i, j = p[0]+1, p[1]+1
	}
	pairSimilar(prev[i:], next[j:])
	pairSimilar(prev, next)
}

// pairMoved pairs clauses with equal ones in another place, the first with the first.
func pairMoved(prev, next []clause) {
	left := map[uint64][]*clause{}
	for i := range prev {
		if c := &prev[i]; !c.taken {
			left[c.hash] = append(left[c.hash], c)
		}
	}
	for j := range next {
		c := &next[j]
		if list := left[c.hash]; c.number == 0 && len(list) > 0 {
			c.number, list[0].taken = list[0].number, true
			left[c.hash] = list[1:]
		}
	}
}

// clausesInOrder pairs equal clauses in order.
func clausesInOrder(a, b []clause) [][2]int {
	const affordable = 1 << 22
	hashes := func(list []clause) []uint64 {
		hashes := make([]uint64, len(list))
		for n := range list {
			hashes[n] = list[n].hash
		}
		return hashes
	}
	return sequence.LongestCommon(hashes(a), hashes(b), affordable)
}

// pairSimilar pairs clauses of a gap in order: each with the first one after
// its predecessor's partner that is at least half alike.
func pairSimilar(prev, next []clause) {
	from := 0
	for j := range next {
		if next[j].number > 0 {
			continue
		}
		for i := from; i < len(prev) && i < from+200; i++ {
			if !prev[i].taken && policy.Dice(prev[i].words, next[j].words) >= 0.5 {
				next[j].number, prev[i].taken = prev[i].number, true
				from = i + 1
				break
			}
		}
	}
}
