package compare

import (
	"encoding/binary"
	"slices"

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
		i, all := c.blockOld[j], len(c.New.Blocks[j].Tokens)
		_, inOrder := begins[j]
		begins[j] = gap
		switch {
		case i < 0:
			came = c.free(came, stretch{j, 0, all, gap}, c.linkedNew)
		case c.a.blocks[i].equal(c.b.blocks[j]):
			if inOrder {
				gap++
			}
		default:
			for _, e := range c.edited(j) {
				if e.Op == Match && inOrder && c.firm(j, e) {
					gap++
				} else if !e.Minor && (inOrder || e.Op == Insert) {
					came = c.free(came, stretch{j, e.NewFrom, e.NewTo, gap}, c.linkedNew)
				}
			}
		}
		if !inOrder {
			delete(begins, j)
		}
	}
	if len(came) == 0 {
		return
	}
	gap = 0
	for _, i := range as {
		j, all := c.blockNew[i], len(c.Old.Blocks[i].Tokens)
		begin, inOrder := begins[j]
		if inOrder {
			gap = begin
		}
		switch {
		case j < 0:
			went = c.free(went, stretch{i, 0, all, gap}, c.linkedOld)
		case c.a.blocks[i].equal(c.b.blocks[j]):
			if inOrder {
				gap++
			}
		default:
			for _, e := range c.edited(j) {
				if e.Op == Match && inOrder && c.firm(j, e) {
					gap++
				} else if !e.Minor && (inOrder || e.Op == Delete) {
					went = c.free(went, stretch{i, e.OldFrom, e.OldTo, gap}, c.linkedOld)
				}
			}
		}
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
	edits = joinMeasured(matched(common(a.keys(), b.keys()), len(a.at), len(b.at)), a.tokens(), b.tokens(), a.weight(),
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

// matched makes edits of matches, which are in order: old token, new token.
func matched(pairs [][2]int, n, m int) []Edit {
	d := differ{}
	i, j := 0, 0
	for _, p := range pairs {
		d.add(Delete, i, p[0], j, j)
		d.add(Insert, p[0], p[0], j, p[1])
		d.add(Match, p[0], p[0]+1, p[1], p[1]+1)
		i, j = p[0]+1, p[1]+1
	}
	d.add(Delete, i, n, j, j)
	d.add(Insert, n, n, j, m)
	return d.edits
}

// common pairs equal members of two sequences, in order, at a cost that is near
// linear: members that only one has are left out; long sequences are divided
// where the same few members stand in a row, once in each; and [LongestCommon]
// pairs what is between.
func common(a, b []int32) [][2]int {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	shared := make([]uint8, max(slices.Max(a), slices.Max(b))+1) // by member: 2 if both have it
	for _, k := range a {
		shared[k] = 1
	}
	for _, k := range b {
		if shared[k] > 0 {
			shared[k] = 2
		}
	}
	in := func(all []int32) (list []int32, at []int) {
		for n, k := range all {
			if shared[k] == 2 {
				list, at = append(list, k), append(at, n)
			}
		}
		return list, at
	}
	x, xs := in(a)
	y, ys := in(b)
	var pairs [][2]int
	i, j := 0, 0
	upTo := func(k, l int) {
		for _, p := range LongestCommon(x[i:k], y[j:l]) {
			pairs = append(pairs, [2]int{xs[i+p[0]], ys[j+p[1]]})
		}
		i, j = k, l
	}
	if len(x)*len(y) > affordable {
		for _, p := range anchors(x, y) {
			if p[0] < i || p[1] < j {
				continue
			}
			upTo(p[0], p[1])
			for i < len(x) && j < len(y) && x[i] == y[j] {
				pairs = append(pairs, [2]int{xs[i], ys[j]})
				i, j = i+1, j+1
			}
		}
	}
	upTo(len(x), len(y))
	return pairs
}

// anchors are places at which the same few members stand in a row, once in each
// of two sequences, and in the same order in both.
func anchors(a, b []int32) [][2]int {
	const row = 4
	type place struct{ a, b, na, nb int }
	numbers := make(map[[row]int32]int, len(a))
	places := make([]place, 0, len(a)) // in the order of a
	for i := 0; i+row <= len(a); i++ {
		k := [row]int32(a[i:])
		n, known := numbers[k]
		if !known {
			n = len(places)
			numbers[k], places = n, append(places, place{a: i})
		}
		places[n].na++
	}
	for j := 0; j+row <= len(b); j++ {
		if n, known := numbers[[row]int32(b[j:])]; known {
			places[n].b = j
			places[n].nb++
		}
	}
	var at, bt []int
	for _, p := range places {
		if p.na == 1 && p.nb == 1 {
			at, bt = append(at, p.a), append(bt, p.b)
		}
	}
	var list [][2]int
	for _, k := range Increasing(bt) {
		list = append(list, [2]int{at[k], bt[k]})
	}
	return list
}
