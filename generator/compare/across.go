package compare

import (
	"policyarchive/generator/policy"
)

// across pairs words across the borders of blocks: those of a paragraph that
// was divided, or of several that were joined, made a list, or made a heading.
//
// Both texts are taken as one line of words. What matches inside the pairs of
// blocks cuts it into gaps, each of words that came and words that went. What a
// gap has on both sides is compared as the words of one block are, whatever
// blocks it lies in, and matches if there is evidence for it; see [gap.accept].
func (c *comparer) across() {
	for j := range c.New.Sections {
		if i := c.oldOf[j]; i >= 0 && c.movedSect[j] {
			s, t := &c.Old.Sections[i], &c.New.Sections[j]
			c.flow(numbers(s.First, s.End), numbers(t.First, t.End))
		}
	}
	olds, news := c.flowing(c.Old, c.newOf), c.flowing(c.New, c.oldOf)
	c.flow(olds, news)
	c.elsewhere(olds, news)
	if len(c.links) > 0 {
		c.rejoin()
	}
}

// flowing lists the blocks of a text whose words may have crossed a border. A
// heading may, if its section has none in the other text: partner tells which
// section that is.
func (c *comparer) flowing(doc *policy.Document, partner []int) []int {
	other := c.New
	if doc == c.New {
		other = c.Old
	}
	list := make([]int, 0, len(doc.Blocks))
	for n := range doc.Sections {
		s := &doc.Sections[n]
		if s.Heading >= 0 && (partner[n] < 0 || other.Sections[partner[n]].Heading < 0) {
			list = append(list, s.Heading)
		}
		list = append(list, numbers(s.First, s.End)...)
	}
	return list
}

// stretch is a part of a block's tokens that has no partner, in a gap.
type stretch struct{ block, from, to, gap int }

// link pairs n tokens of an old block with as many of a new one, which are the
// same words or signs.
type link struct{ old, oldAt, new, newAt, n int }

// tokenSet is a set of tokens of a text: of each block that has some, which.
type tokenSet map[int][]bool

// add adds a stretch of the tokens of a block that has as many as all.
func (s tokenSet) add(block, from, to, all int) {
	set := s[block]
	if set == nil {
		set = make([]bool, all)
		s[block] = set
	}
	for n := from; n < to; n++ {
		set[n] = true
	}
}

func (s tokenSet) has(block, token int) bool {
	set := s[block]
	return set != nil && set[token]
}

// firm is how many words in a row part one gap from the next. Fewer are
// compared again with what stands around them.
const firm = 4

// flow compares the gaps of two stretches of text, given by their blocks in
// reading order.
func (c *comparer) flow(as, bs []int) {
	order := make([]int, len(c.Old.Blocks)) // places in as; 0 is none
	for n, i := range as {
		order[i] = n + 1
	}
	var places, which []int
	for _, j := range bs {
		if i := c.blockOld[j]; i >= 0 && order[i] > 0 {
			places, which = append(places, order[i]), append(which, j)
		}
	}
	begins := map[int]int{} // new blocks in the order of both texts, with the gap in which they begin
	for _, k := range Increasing(places) {
		begins[which[k]] = 0
	}
	var came, went []stretch
	gap := 0
	for _, j := range bs {
		_, inOrder := begins[j]
		if inOrder {
			begins[j] = gap
		}
		came, gap = c.unmatched(came, stretch{block: j, gap: gap}, Insert, inOrder)
	}
	if len(came) == 0 {
		return
	}
	gap = 0
	for _, i := range as {
		begin, inOrder := begins[c.blockNew[i]]
		if inOrder {
			gap = begin
		}
		went, gap = c.unmatched(went, stretch{block: i, gap: gap}, Delete, inOrder)
	}
	for len(came) > 0 && len(went) > 0 {
		n, m := end(went), end(came)
		switch x, y := went[0].gap, came[0].gap; {
		case x < y:
			went = went[n:]
		case y < x:
			came = came[m:]
		default:
			c.gap(went[:n], came[:m])
			went, came = went[n:], came[m:]
		}
	}
}

// unmatched adds the stretches of a block's tokens that have no partner. s tells the
// block, and the gap in which it begins; the gap in which it ends is returned. own is
// what edits are that have tokens of the block's text alone: Insert for a new block,
// Delete for an old one. inOrder tells that the block and its partner stand in the
// order of both texts.
func (c *comparer) unmatched(list []stretch, s stretch, own Op, inOrder bool) ([]stretch, int) {
	var side *side
	var linked tokenSet
	var i, j int
	if own == Delete {
		side, linked, i, j = c.a, c.linkedOld, s.block, c.blockNew[s.block]
	} else {
		side, linked, i, j = c.b, c.linkedNew, c.blockOld[s.block], s.block
	}
	switch {
	case i < 0 || j < 0:
		s.to = len(side.blocks[s.block].tokens)
		list = c.free(list, s, linked)
	case c.a.blocks[i].equal(c.b.blocks[j]):
		if inOrder {
			s.gap++
		}
	default:
		for _, e := range c.edited(j) {
			if e.Op == Match && inOrder && c.firm(j, e) {
				s.gap++
			} else if !e.Minor && (inOrder || e.Op == own) {
				s.from, s.to = e.NewFrom, e.NewTo
				if own == Delete {
					s.from, s.to = e.OldFrom, e.OldTo
				}
				list = c.free(list, s, linked)
			}
		}
	}
	return list, s.gap
}

// end is where the stretches of the first gap end.
func end(list []stretch) int {
	for n := range list {
		if list[n].gap != list[0].gap {
			return n
		}
	}
	return len(list)
}

// free adds a stretch without the tokens that are linked already.
func (c *comparer) free(list []stretch, s stretch, linked tokenSet) []stretch {
	set := linked[s.block]
	if set == nil {
		if s.from < s.to {
			list = append(list, s)
		}
		return list
	}
	for s.from < s.to {
		end := s.from
		for end < s.to && !set[end] {
			end++
		}
		if s.from < end {
			list = append(list, stretch{s.block, s.from, end, s.gap})
		}
		s.from = end + 1
	}
	return list
}

// firm reports whether a match of new block j is long enough to part gaps.
func (c *comparer) firm(j int, e Edit) bool {
	words, _ := c.b.blocks[j].weight.of(e.NewFrom, e.NewTo)
	return words >= firm
}

// edited are the edits between new block j and its partner, compared once.
func (c *comparer) edited(j int) []Edit {
	edits, known := c.compared[j]
	if !known {
		edits = c.between(c.blockOld[j], j)
		c.compared[j] = edits
	}
	return edits
}
