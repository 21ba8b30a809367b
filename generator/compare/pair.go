package compare

import (
	"policyarchive/generator/policy"
)

func (c *comparer) pairSections() {
	c.oldOf, c.newOf = PairSections(c.Old, c.New), filled(len(c.Old.Sections))
	for j, i := range c.oldOf {
		if i >= 0 {
			c.newOf[i] = j
		}
	}
	// Sections out of the longest common order have moved.
	var order, which []int
	for j, i := range c.oldOf {
		if i >= 0 {
			order, which = append(order, i), append(which, j)
		}
	}
	c.movedSect = make([]bool, len(c.New.Sections))
	for _, j := range which {
		c.movedSect[j] = true
	}
	for _, k := range Increasing(order) {
		c.movedSect[which[k]] = false
	}
}

func (c *comparer) pair(i, j int) { c.blockNew[i], c.blockOld[j] = j, i }

func (c *comparer) pairBlocks() {
	c.blockOld, c.blockNew = filled(len(c.New.Blocks)), filled(len(c.Old.Blocks))
	if c.Old.TitleBlock >= 0 && c.New.TitleBlock >= 0 {
		c.pair(c.Old.TitleBlock, c.New.TitleBlock)
	}
	for j := range c.New.Sections {
		i := c.oldOf[j]
		if i < 0 {
			continue
		}
		s, t := &c.Old.Sections[i], &c.New.Sections[j]
		if s.Heading >= 0 && t.Heading >= 0 {
			c.pair(s.Heading, t.Heading)
		}
		for _, p := range align(c.a, c.b, numbers(s.First, s.End), numbers(t.First, t.End)) {
			c.pair(p[0], p[1])
		}
		for _, t := range c.tablePairs(tables(c.Old, s), tables(c.New, t)) {
			c.pairTable(t[0], t[1])
		}
	}
}

// pairMoves finds the blocks that left their section, or their place in it.
func (c *comparer) pairMoves() {
	var as, bs []int
	for i := range c.blockNew {
		if c.blockNew[i] < 0 && c.Old.Blocks[i].Kind != policy.Heading && len(c.a.blocks[i].sorted) > 0 {
			as = append(as, i)
		}
	}
	for j := range c.blockOld {
		if c.blockOld[j] < 0 && c.New.Blocks[j].Kind != policy.Heading && len(c.b.blocks[j].sorted) > 0 {
			bs = append(bs, j)
		}
	}
	byHash := map[uint64][]int{}
	for _, i := range as {
		byHash[c.a.blocks[i].hash] = append(byHash[c.a.blocks[i].hash], i)
	}
	for _, j := range bs {
		if list := byHash[c.b.blocks[j].hash]; len(list) > 0 && (len(c.b.blocks[j].sorted) >= 4 || len(list) == 1) {
			c.pair(list[0], j)
			byHash[c.b.blocks[j].hash] = list[1:]
		}
	}
	c.similarMoves(as, bs)
}

// similarMoves pairs what is left with the most similar block elsewhere, if
// they share most of their words, and some of them in a row. Candidates are
// found by their rarest words, so that the cost stays near linear.
func (c *comparer) similarMoves(as, bs []int) {
	const least, enough = 0.6, 12
	runs := map[*policy.Block][]uint32{}
	runsOf := func(b *policy.Block) []uint32 {
		list, known := runs[b]
		if !known {
			list = policy.Runs(b.Words())
			runs[b] = list
		}
		return list
	}
	index := map[int32][]int{}
	for _, i := range as {
		if c.blockNew[i] < 0 && len(c.a.blocks[i].sorted) >= enough {
			for n, w := range c.a.blocks[i].sorted {
				if n == 0 || c.a.blocks[i].sorted[n-1] != w {
					index[w] = append(index[w], i)
				}
			}
		}
	}
	for _, j := range bs {
		if c.blockOld[j] >= 0 || len(c.b.blocks[j].sorted) < enough {
			continue
		}
		tried := map[int]bool{}
		best, most := -1, least
		for _, w := range c.b.blocks[j].sorted {
			if len(index[w]) > 8 {
				continue
			}
			for _, i := range index[w] {
				if tried[i] || c.blockNew[i] >= 0 {
					continue
				}
				tried[i] = true
				if l := c.a.likeness(c.b, i, j); l > most &&
					policy.Related(runsOf(&c.Old.Blocks[i]), runsOf(&c.New.Blocks[j])) {
					best, most = i, l
				}
			}
		}
		if best >= 0 {
			c.pair(best, j)
		}
	}
}
