package compare

import (
	"maps"
	"slices"

	"policyarchive/generator/policy"
)

// crossed is what across found of a new block: its edits, and where the old tokens
// of each stand; see [Row].
type crossed struct {
	edits   []Edit
	from    []int
	divided bool
}

// place is a token: its block, and which of its tokens it is.
type place struct{ block, token int }

var nowhere = place{-1, -1}

// rejoin makes the edits of the blocks whose words crossed a border: each token
// that stands in both texts matches, wherever it stood.
func (c *comparer) rejoin() {
	news, olds := map[int][]place{}, map[int][]place{} // the partner of each token
	for _, l := range c.links {
		olds[l.old], news[l.new] = nil, nil
		if j := c.blockNew[l.old]; j >= 0 {
			news[j] = nil
		}
		if i := c.blockOld[l.new]; i >= 0 {
			olds[i] = nil
		}
	}
	for i := range olds {
		olds[i] = slices.Repeat([]place{nowhere}, len(c.Old.Blocks[i].Tokens))
		if j := c.blockNew[i]; j >= 0 {
			news[j] = nil
		}
	}
	for j := range news {
		news[j] = slices.Repeat([]place{nowhere}, len(c.New.Blocks[j].Tokens))
	}
	for j := range news {
		i := c.blockOld[j]
		if i < 0 {
			continue
		}
		released, old, new := c.released[i], olds[i], news[j]
		for _, e := range c.edited(j) {
			for n := 0; e.Op == Match && n < e.OldTo-e.OldFrom; n++ {
				if released == nil || !released[e.OldFrom+n] {
					old[e.OldFrom+n], new[e.NewFrom+n] = place{j, e.NewFrom + n}, place{i, e.OldFrom + n}
				}
			}
		}
	}
	for _, l := range c.links {
		old, new := olds[l.old][l.oldAt:], news[l.new][l.newAt:]
		for n := range l.n {
			old[n], new[n] = place{l.new, l.newAt + n}, place{l.old, l.oldAt + n}
		}
	}
	c.partners(olds, news)
	c.became = olds
	lost := c.lost(olds, news)
	for _, j := range slices.Sorted(maps.Keys(news)) {
		c.crossed[j] = c.joined(j, olds, news[j], lost[j])
	}
}

// partners pairs blocks anew, by what their tokens tell: a block none of whose
// words are in its partner, but in others, has another partner, or none.
func (c *comparer) partners(olds, news map[int][]place) {
	common := map[[2]int]int{} // words
	for i, tokens := range olds {
		weight := c.a.blocks[i].weight
		for n := 0; n < len(tokens); {
			from := n
			for n < len(tokens) && tokens[n].block == tokens[from].block {
				n++
			}
			if words, _ := weight.of(from, n); words > 0 && tokens[from] != nowhere {
				common[[2]int{i, tokens[from].block}] += words
			}
		}
	}
	for j := range news {
		if i := c.blockOld[j]; i >= 0 && common[[2]int{i, j}] == 0 {
			c.blockOld[j], c.blockNew[i] = -1, -1
		}
	}
	for _, i := range slices.Sorted(maps.Keys(olds)) {
		if c.blockNew[i] >= 0 {
			continue
		}
		best, most := -1, 0
		found := false
		for at, p := range olds[i] {
			found = found || p != nowhere
			if p == nowhere || at > 0 && olds[i][at-1].block == p.block {
				continue
			}
			if n := common[[2]int{i, p.block}]; n > most && c.blockOld[p.block] < 0 &&
				c.Old.Blocks[i].Kind != policy.Heading && c.New.Blocks[p.block].Kind != policy.Heading {
				best, most = p.block, n
			}
		}
		switch {
		case best >= 0:
			c.pair(i, best)
		case found:
			c.absorbed[i] = true
		}
	}
}

// removal is old tokens without a partner, shown before a token of a new block.
type removal struct{ before, block, from, to int }

// lost finds where old tokens that have no partner are shown, by new block: with
// the words behind which they stood, or with those that stand in their place.
func (c *comparer) lost(olds, news map[int][]place) map[int][]removal {
	list := map[int][]removal{}
	for _, i := range slices.Sorted(maps.Keys(olds)) {
		tokens := olds[i]
		for from := 0; from < len(tokens); {
			if tokens[from] != nowhere {
				from++
				continue
			}
			to := from
			for to < len(tokens) && tokens[to] == nowhere {
				to++
			}
			j, at := c.blockNew[i], 0
			before, behind := from > 0, to < len(tokens)
			switch {
			case before && !(behind && c.replaced(tokens[to], -1, news) && !c.replaced(tokens[from-1], 1, news)):
				j, at = tokens[from-1].block, tokens[from-1].token+1
			case behind:
				j, at = tokens[to].block, tokens[to].token
			}
			if j >= 0 {
				list[j] = append(list[j], removal{at, i, from, to})
			}
			from = to
		}
	}
	return list
}

// replaced reports whether the token beside one of a new block came.
func (c *comparer) replaced(p place, by int, news map[int][]place) bool {
	n := p.token + by
	return n >= 0 && n < len(news[p.block]) && news[p.block][n] == nowhere
}

// joined makes the edits of a new block of the partners of its tokens.
func (c *comparer) joined(j int, olds map[int][]place, partners []place, lost []removal) *crossed {
	x := &crossed{}
	slices.SortStableFunc(lost, func(a, b removal) int { return a.before - b.before })
	var went []removal // in the change that is open
	from := 0          // of the new tokens in it
	own, at := c.blockOld[j], 0
	minor := false
	add := func(op Op, block, oldFrom, oldTo, newFrom, newTo int) {
		if last := len(x.edits) - 1; last >= 0 && x.edits[last].Op == op && x.edits[last].Minor == minor &&
			x.from[last] == block && x.edits[last].OldTo == oldFrom && x.edits[last].NewTo == newFrom {
			x.edits[last].OldTo, x.edits[last].NewTo = oldTo, newTo
		} else {
			x.edits, x.from = append(x.edits, Edit{op, oldFrom, oldTo, newFrom, newTo, minor}), append(x.from, block)
		}
		own, at = block, oldTo
	}
	same := func(block, token, n int) bool { return c.a.blocks[block].tokens[token] == c.b.blocks[j].tokens[n] }
	change := func(to int) { // ends before a new token; what it begins and ends with alike is none
		for len(went) > 0 && from < to && same(went[0].block, went[0].from, from) {
			r := &went[0]
			add(Match, r.block, r.from, r.from+1, from, from+1)
			if r.from, from = r.from+1, from+1; r.from == r.to {
				went = went[1:]
			}
		}
		end := to
		var alike []place
		for len(went) > 0 && from < end && same(went[len(went)-1].block, went[len(went)-1].to-1, end-1) {
			r := &went[len(went)-1]
			alike = append(alike, place{r.block, r.to - 1})
			if r.to, end = r.to-1, end-1; r.from == r.to {
				went = went[:len(went)-1]
			}
		}
		for _, r := range went {
			add(Delete, r.block, r.from, r.to, from, from)
		}
		if from < end {
			add(Insert, own, at, at, from, end)
		}
		for n, p := range slices.Backward(alike) {
			add(Match, p.block, p.token, p.token+1, to-n-1, to-n)
		}
		went, from = nil, to
	}
	first := true
	for n := 0; n <= len(partners); n++ {
		for len(lost) > 0 && lost[0].before == n {
			went, lost = append(went, lost[0]), lost[1:]
		}
		if n == len(partners) || partners[n] == nowhere {
			continue
		}
		p := partners[n]
		if first {
			x.divided = c.divided(j, olds[p.block], p.token)
			first = false
		}
		change(n)
		if !same(p.block, p.token, n) { // the same word otherwise written
			minor = true
			add(Delete, p.block, p.token, p.token+1, n, n)
			add(Insert, p.block, p.token+1, p.token+1, n, n+1)
			minor, from = false, n+1
			continue
		}
		add(Match, p.block, p.token, p.token+1, n, n+1)
		from = n + 1
	}
	change(len(partners))
	markMinor(x.edits, func(n int) (old, new []policy.Token) {
		e := &x.edits[n]
		if e.Op == Delete {
			return c.Old.Blocks[x.from[n]].Tokens[e.OldFrom:e.OldTo], nil
		}
		return nil, c.New.Blocks[j].Tokens[e.NewFrom:e.NewTo]
	})
	return x
}

// divided reports whether what stands in new block j from a token of an old
// block on stands apart from what that block had before it.
func (c *comparer) divided(j int, tokens []place, at int) bool {
	for at--; at >= 0; at-- {
		if tokens[at] != nowhere {
			return tokens[at].block != j
		}
	}
	return false
}
