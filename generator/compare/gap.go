package compare

import (
	"encoding/binary"
	"slices"

	"policyarchive/generator/policy"
)

// line is the words and signs of the stretches of a gap.
type line struct {
	side  *side
	parts []stretch
	at    [][2]int    // of each token: its block, and which of its tokens it is
	words map[int]int // of each block: how many
}

func lineOf(s *side, list []stretch) *line {
	all := 0
	for _, part := range list {
		all += part.to - part.from
	}
	l := &line{side: s, parts: list, at: make([][2]int, 0, all), words: map[int]int{}}
	for _, part := range list {
		w := s.blocks[part.block]
		for n := part.from; n < part.to; n++ {
			l.at = append(l.at, [2]int{part.block, n})
		}
		if words, _ := w.weight.of(part.from, part.to); words > 0 {
			l.words[part.block] += words
		}
	}
	return l
}

func (l *line) tokens() []policy.Token {
	tokens := make([]policy.Token, 0, len(l.at))
	for _, part := range l.parts {
		tokens = append(tokens, l.side.doc.Blocks[part.block].Tokens[part.from:part.to]...)
	}
	return tokens
}

// keys are equal for what is the same word or sign.
func (l *line) keys() []int32 {
	keys := make([]int32, 0, len(l.at))
	for _, part := range l.parts {
		keys = append(keys, l.side.blocks[part.block].keys[part.from:part.to]...)
	}
	return keys
}

func (l *line) weight() measure {
	weight := make(measure, 1, len(l.at)+1)
	for _, part := range l.parts {
		of := l.side.blocks[part.block].weight
		for n := part.from; n < part.to; n++ {
			weight = weight.add(of.of(n, n+1))
		}
	}
	return weight
}

// appendName adds what tells a line from all others of a Comparer.
func (l *line) appendName(name []byte) []byte {
	name = binary.AppendUvarint(name, uint64(len(l.parts)))
	for _, part := range l.parts {
		for _, n := range []int{l.side.blocks[part.block].number, part.from, part.to} {
			name = binary.AppendUvarint(name, uint64(n))
		}
	}
	return name
}

// lines compares two lines, as people read it well.
func (x *Comparer) lines(a, b *line) []Edit {
	name := string(b.appendName(a.appendName(nil)))
	x.mu.Lock()
	edits, known := x.gaps[name]
	x.mu.Unlock()
	if known {
		return edits
	}
	edits = joinMeasured(Matched(common(a.keys(), b.keys()), len(a.at), len(b.at)), a.tokens(), b.tokens(), a.weight(),
		b.weight())
	x.mu.Lock()
	defer x.mu.Unlock()
	x.gaps[name] = edits
	return edits
}

// gap compares what went in a gap with what came in it.
func (c *comparer) gap(went, came []stretch) {
	same := func(list []stretch) bool {
		return !slices.ContainsFunc(list, func(s stretch) bool { return s.block != list[0].block })
	}
	if c.blockOld[came[0].block] == went[0].block && same(went) && same(came) {
		return // compared already
	}
	a, b := lineOf(c.a, went), lineOf(c.b, came)
	if len(a.words) == 0 || len(b.words) == 0 {
		return
	}
	pieces := c.evident(a, b, c.pieces(a, b))
	if !slices.ContainsFunc(pieces, func(p piece) bool { return c.blockOld[p.new] != p.old }) {
		return
	}
	for _, s := range went {
		c.released.add(s.block, s.from, s.to, len(c.Old.Blocks[s.block].Tokens))
	}
	for _, p := range pieces {
		c.links = append(c.links, p.link)
		c.linkedOld.add(p.old, p.oldAt, p.oldAt+p.n, len(c.Old.Blocks[p.old].Tokens))
		c.linkedNew.add(p.new, p.newAt, p.newAt+p.n, len(c.New.Blocks[p.new].Tokens))
	}
}

// piece is a link between two blocks in a gap. run is the number of its run:
// what matches without anything between, in several blocks or in one.
type piece struct {
	link
	words, letters, run int
}

// pieces are the matches of a gap as people read them well.
func (c *comparer) pieces(a, b *line) []piece {
	var list []piece
	for run, e := range c.all.lines(a, b) {
		if e.Op != Match {
			continue
		}
		for n := range e.OldTo - e.OldFrom {
			x, y := a.at[e.OldFrom+n], b.at[e.NewFrom+n]
			if c.Old.Blocks[x[0]].Kind == policy.Heading && c.New.Blocks[y[0]].Kind == policy.Heading {
				continue // of sections that are not the same
			}
			last := len(list) - 1
			if last < 0 || list[last].run != run || list[last].old != x[0] || list[last].new != y[0] ||
				list[last].oldAt+list[last].n != x[1] || list[last].newAt+list[last].n != y[1] {
				list = append(list, piece{link: link{x[0], x[1], y[0], y[1], 0}, run: run})
				last++
			}
			list[last].n++
			words, letters := c.b.blocks[y[0]].weight.of(y[1], y[1]+1)
			list[last].words, list[last].letters = list[last].words+words, list[last].letters+letters
		}
	}
	return list
}

// evident leaves out the pieces without evidence that their words are the same
// words. A run of several words is evidence. Of shorter ones it is, if by them
// most words of a gap's block, on both sides, are found in blocks that divided
// or joined something; and if a block is found again as a whole, or nearly so.
func (c *comparer) evident(a, b *line, pieces []piece) []piece {
	const words, letters = 6, 40
	foundOld, foundNew := map[int]int{}, map[int]int{}
	partners := map[int][2]int{} // of a new block: the first and the last old one
	targets := map[int][2]int{}
	long := map[int]bool{} // runs
	note := func(of map[int][2]int, block, other int) {
		if ends, known := of[block]; known {
			of[block] = [2]int{min(ends[0], other), max(ends[1], other)}
		} else {
			of[block] = [2]int{other, other}
		}
	}
	for n := 0; n < len(pieces); {
		end, count, weight := n, 0, 0
		for ; end < len(pieces) && pieces[end].run == pieces[n].run; end++ {
			p := &pieces[end]
			foundOld[p.old] += p.words
			foundNew[p.new] += p.words
			if p.words > 0 {
				note(targets, p.old, p.new)
				note(partners, p.new, p.old)
			}
			count, weight = count+p.words, weight+p.letters
		}
		long[pieces[n].run] = count >= words && weight >= letters
		n = end
	}
	for i := range targets {
		if j := c.blockNew[i]; j >= 0 {
			note(targets, i, j)
		}
	}
	for j := range partners {
		if i := c.blockOld[j]; i >= 0 {
			note(partners, j, i)
		}
	}
	return slices.DeleteFunc(pieces, func(p piece) bool {
		lostOld, lostNew := a.words[p.old]-foundOld[p.old], b.words[p.new]-foundNew[p.new]
		divided := targets[p.old][0] != targets[p.old][1] || partners[p.new][0] != partners[p.new][1]
		switch {
		case long[p.run], c.blockOld[p.new] == p.old:
			return false
		case divided:
			return lostOld > foundOld[p.old] || lostNew > foundNew[p.new]
		}
		return lostOld+lostNew > 0 && (p.words < 3 || 2*lostOld > foundOld[p.old] || 2*lostNew > foundNew[p.new])
	})
}
