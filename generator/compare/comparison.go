package compare

import (
	"slices"

	"policyarchive/generator/policy"
)

// Comparison is what changed between two versions of a policy.
type Comparison struct {
	Old, New *policy.Document
	Verdict  Verdict
	// Sections in reading order of the new text; a removed section stands
	// behind the one it followed.
	Sections []Section
	// Title of the policy; its edits are over the tokens of the title blocks.
	Title Row
	// TitleChanged tells that the policy is called otherwise, be it by a heading
	// or by the front matter.
	TitleChanged bool
	// Tables are those of both texts that changed; see [Row.Cell].
	Tables []Table
	Links  []LinkChange
	Markup int // stretches of unchanged words whose markup or layout changed
}

// Section is a section in both versions, or in one of them.
type Section struct {
	Old, New int // indexes in Sections of the documents; -1 where it is missing
	Heading  Row
	// Rows are those of a section in which something changed; see
	// [Comparison.RowsOf] for all.
	Rows []Row
	Change
	// Reordered: it stands elsewhere among the sections of both versions.
	Reordered bool
	same      bool // nothing changed: Rows are left out
}

// RowsOf returns the rows of a section of the comparison, also of one in which
// nothing changed.
func (c *Comparison) RowsOf(s *Section) []Row {
	if !s.same {
		return s.Rows
	}
	o, n := &c.Old.Sections[s.Old], &c.New.Sections[s.New]
	rows := make([]Row, n.End-n.First)
	for i := range rows {
		rows[i] = Row{Old: o.First + i, New: n.First + i, MovedTo: -1}
		if all := len(c.New.Blocks[n.First+i].Tokens); all > 0 {
			rows[i].Edits = []Edit{{Op: Match, OldTo: all, NewTo: all}}
		}
	}
	return rows
}

// Row is a block in both versions, or in one of them. A block whose words stood
// in another one has them as matches of that: see [Row.Source].
type Row struct {
	Old, New int // indexes in Blocks of the documents; -1 where it is missing
	Edits    []Edit
	// Moved: the block stands elsewhere in the order of the text. One that only
	// came under another heading has not moved.
	Moved bool
	// Divided: the block goes on with what another one had before; its own words
	// may come first.
	Divided bool
	// MovedTo marks the place that a moved block left: it has no edits, and
	// the block itself is in the row that holds its new place. -1 otherwise.
	MovedTo int
	// Cell is where the row stands in a table that changed; nil elsewhere.
	Cell    *Cell
	sources []int // of each edit; nil if all are the row's own block
	taken   bool  // all that stays of the block is told in rows of others
	links   bool
	markup  int
}

// Same reports whether the row's block stands in both versions without any
// change that a reader could see.
func (r *Row) Same() bool {
	return r.Old >= 0 && r.New >= 0 && !r.Moved && !r.links && r.markup == 0 && len(r.Edits) <= 1 &&
		(len(r.Edits) == 0 || r.Edits[0].Op == Match)
}

// Source is the block of the old text that the old tokens of an edit stand in:
// another one than the row's own where a block was divided, or several were
// joined. It is -1 if the edit has no old tokens, and there is no such block.
func (r *Row) Source(edit int) int {
	if r.sources == nil {
		return r.Old
	}
	return r.sources[edit]
}

// Joined reports whether the words of an edit stood in another block of the old
// text than those that stand before them now.
func (r *Row) Joined(edit int) bool {
	if r.sources == nil || r.Edits[edit].Op != Match {
		return false
	}
	for n := edit - 1; n >= 0; n-- {
		if r.Edits[n].Op == Match {
			return r.sources[n] != r.sources[edit]
		}
	}
	return false
}

// Crosses reports whether words came to the row's block from another, or went
// from it to another.
func (r *Row) Crosses() bool { return r.sources != nil || r.taken }

// Came reports whether nothing of the row's block stands in the old text, and
// Went whether nothing of it stands in the new one.
func (r *Row) Came() bool { return r.Old < 0 && r.New >= 0 && r.sources == nil }
func (r *Row) Went() bool { return r.Old >= 0 && r.New < 0 && r.MovedTo < 0 && !r.taken }

// Took lists the sections of the old text, other than its own, in which blocks
// or words of a section stood.
func (c *Comparison) Took(s *Section) []int { return c.took(s, true) }

// took does so, with or without what has moved.
func (c *Comparison) took(s *Section, moved bool) []int {
	var list []int
	add := func(block int) {
		if block < 0 {
			return
		}
		if at := c.Old.SectionAt(block); at >= 0 && at != s.Old && !slices.Contains(list, at) {
			list = append(list, at)
		}
	}
	row := func(r *Row) {
		if r.MovedTo >= 0 || r.New < 0 {
			return
		}
		if moved || !r.Moved {
			add(r.Old)
		}
		for n := range r.sources {
			if r.Edits[n].Op == Match && r.sources[n] != r.Old {
				add(r.sources[n])
			}
		}
	}
	if s.Heading.sources != nil {
		row(&s.Heading)
	}
	for n := range s.Rows {
		row(&s.Rows[n])
	}
	return list
}

// comparer is one comparison under work.
type comparer struct {
	Comparison
	all       *Comparer
	a, b      *side
	oldOf     []int // section of the old text that is section i of the new; -1
	newOf     []int
	blockOld  []int // block of the old text that is block j of the new; -1
	blockNew  []int
	moved     []bool                    // per new block
	movedSect []bool                    // per new section
	between   func(old, new int) []Edit // turns one block into another
	compared  map[int][]Edit            // what between gave, by new block

	// What crossed the borders of blocks.
	links                []link
	linkedOld, linkedNew tokenSet
	released             tokenSet // old tokens whose match in their own row is looked at again
	crossed              map[int]*crossed
	became               map[int][]place // the partners of old tokens, of blocks some of whose words crossed a border
	absorbed             map[int]bool    // old blocks that are told in rows of others
	gave                 map[int]bool    // old sections, parts of which stand in others without having moved
}

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

func filled(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

func numbers(from, to int) []int {
	s := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		s = append(s, i)
	}
	return s
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
				if l := c.a.likeness(c.b, i, j); l > most && policy.Related(runsOf(&c.Old.Blocks[i]), runsOf(&c.New.Blocks[j])) {
					best, most = i, l
				}
			}
		}
		if best >= 0 {
			c.pair(best, j)
		}
	}
}

// places finds the blocks that have moved. Those of a section that stands in
// both texts have, if they are out of the longest common order of its blocks. A
// block that came to another section has not, if it kept its place among all
// that did not move, headings included.
func (c *comparer) places() {
	c.moved = make([]bool, len(c.New.Blocks))
	sectionOf := func(doc *policy.Document) []int {
		list := filled(len(doc.Blocks))
		for n := range doc.Sections {
			for i := doc.Sections[n].First; i < doc.Sections[n].End; i++ {
				list[i] = n
			}
		}
		return list
	}
	was := sectionOf(c.Old)
	var handed, fixed []int // new blocks that came to another section, and those that stay where they were
	for n := range c.New.Sections {
		s := &c.New.Sections[n]
		if s.Heading >= 0 && c.blockOld[s.Heading] >= 0 && !c.movedSect[n] {
			fixed = append(fixed, s.Heading)
		}
		var order, which []int
		for j := s.First; j < s.End; j++ {
			switch i := c.blockOld[j]; {
			case i < 0:
			case c.oldOf[n] < 0 || was[i] != c.oldOf[n]:
				c.moved[j] = true
				handed = append(handed, j)
			default:
				order, which = append(order, i), append(which, j)
				c.moved[j] = true
			}
		}
		for _, k := range Increasing(order) {
			c.moved[which[k]] = false
			if !c.movedSect[n] {
				fixed = append(fixed, which[k])
			}
		}
	}
	if len(handed) == 0 {
		return
	}
	var order, which []int
	for _, j := range handed {
		behind, _ := slices.BinarySearch(fixed, j)
		if (behind == 0 || c.blockOld[fixed[behind-1]] < c.blockOld[j]) &&
			(behind == len(fixed) || c.blockOld[j] < c.blockOld[fixed[behind]]) {
			order, which = append(order, c.blockOld[j]), append(which, j)
		}
	}
	for _, k := range Increasing(order) {
		c.moved[which[k]] = false
	}
}

// arrange puts sections and blocks in reading order.
func (c *comparer) arrange() {
	c.Title = Row{Old: c.Old.TitleBlock, New: c.New.TitleBlock, MovedTo: -1}
	removedBehind := map[int][]int{} // new section (or -1) to the removed old ones behind it
	behind := -1
	for i := range c.Old.Sections {
		if j := c.newOf[i]; j >= 0 {
			if !c.movedSect[j] {
				behind = j
			}
			continue
		}
		removedBehind[behind] = append(removedBehind[behind], i)
	}
	add := func(i, j int) {
		s := Section{Old: i, New: j, Heading: Row{Old: -1, New: -1, MovedTo: -1}}
		if i >= 0 {
			s.Heading.Old = c.Old.Sections[i].Heading
		}
		if j >= 0 {
			s.Heading.New = c.New.Sections[j].Heading
		}
		if s.same = c.same(i, j); !s.same {
			s.Rows = c.inTables(i, j, c.rows(i, j))
		}
		c.Sections = append(c.Sections, s)
	}
	for _, i := range removedBehind[-1] {
		add(i, -1)
	}
	for j := range c.New.Sections {
		add(c.oldOf[j], j)
		for _, i := range removedBehind[j] {
			add(i, -1)
		}
	}
}

// same reports whether nothing at all changed in a section, by what its blocks
// share.
func (c *comparer) same(i, j int) bool {
	if i < 0 || j < 0 || c.movedSect[j] {
		return false
	}
	s, t := &c.Old.Sections[i], &c.New.Sections[j]
	if s.End-s.First != t.End-t.First || s.Number != t.Number || s.Level != t.Level || (s.Heading < 0) != (t.Heading < 0) {
		return false
	}
	if s.Heading >= 0 && !c.alike(s.Heading, t.Heading) {
		return false
	}
	for n := range s.End - s.First {
		x, y := s.First+n, t.First+n
		if c.blockNew[x] != y || c.moved[y] || !c.alike(x, y) {
			return false
		}
	}
	return true
}

// alike reports whether two blocks have the same tokens, which then share their
// words, and stand in the same containers.
func (c *comparer) alike(x, y int) bool {
	a, b := &c.Old.Blocks[x], &c.New.Blocks[y]
	return c.a.blocks[x] == c.b.blocks[y] && a.Kind == b.Kind && sameLayout(a, b)
}

// rows interleaves the blocks of a section: deleted ones stand behind the
// block they followed.
func (c *comparer) rows(i, j int) []Row {
	var rows []Row
	old, end := 0, 0
	if i >= 0 {
		old, end = c.Old.Sections[i].First, c.Old.Sections[i].End
	}
	start := old
	inPlace := func(b int) bool {
		o := c.blockOld[b]
		return start <= o && o < end && !c.moved[b]
	}
	lost := func(to int) {
		for ; old < to; old++ {
			n := c.blockNew[old]
			switch {
			case n < 0 && c.absorbed[old]:
			case n < 0:
				rows = append(rows, Row{Old: old, New: -1, MovedTo: -1})
			case c.moved[n]:
				rows = append(rows, Row{Old: old, New: -1, MovedTo: n})
			}
		}
	}
	if j >= 0 {
		first, last := c.New.Sections[j].First, c.New.Sections[j].End
		// What was deleted in a gap stands before what was put there.
		before := make([]int, last-first)
		next := end
		for b := last - 1; b >= first; b-- {
			if inPlace(b) {
				next = c.blockOld[b]
			}
			before[b-first] = next
		}
		for b := first; b < last; b++ {
			lost(before[b-first])
			o := c.blockOld[b]
			if inPlace(b) {
				old = o + 1
			}
			rows = append(rows, Row{Old: o, New: b, Moved: o >= 0 && c.moved[b], MovedTo: -1})
		}
	}
	lost(end)
	return rows
}

// edits compares the words of every row.
func (c *comparer) edits() {
	c.row(&c.Title)
	for n := range c.Sections {
		s := &c.Sections[n]
		c.row(&s.Heading)
		for m := range s.Rows {
			if s.Rows[m].MovedTo < 0 {
				c.row(&s.Rows[m])
			}
		}
		if s.same {
			continue
		}
		for _, i := range c.took(s, false) {
			c.gave[i] = true
		}
	}
}

func (c *comparer) both(r *Row) (a, b []policy.Token) {
	if r.Old >= 0 {
		a = c.Old.Blocks[r.Old].Tokens
	}
	if r.New >= 0 {
		b = c.New.Blocks[r.New].Tokens
	}
	return a, b
}

func (c *comparer) row(r *Row) {
	a, b := c.both(r)
	switch {
	case r.Old < 0 && r.New < 0:
		return
	case r.New >= 0 && c.crossed[r.New] != nil:
		x := c.crossed[r.New]
		r.Edits, r.sources, r.Divided = x.edits, x.from, x.divided
	case r.New < 0 && c.absorbed[r.Old]:
		r.taken = true
		return
	case r.Old < 0:
		r.Edits = []Edit{{Op: Insert, NewTo: len(b)}}
	case r.New < 0:
		r.Edits = []Edit{{Op: Delete, OldTo: len(a)}}
	case c.a.blocks[r.Old].equal(c.b.blocks[r.New]):
		r.Edits = []Edit{{Op: Match, OldTo: len(a), NewTo: len(b)}}
	default:
		r.Edits = c.edited(r.New)
	}
	if len(a)+len(b) == 0 {
		r.Edits = nil
	}
	c.numbered(r)
	if r.New >= 0 && (r.Old >= 0 || r.sources != nil) {
		c.presentation(r)
	}
}

// Tokens compares two short sequences of tokens, such as titles.
func Tokens(a, b []policy.Token) []Edit {
	in := newInterner()
	ids := func(tokens []policy.Token) []int32 {
		list := make([]int32, len(tokens))
		for i, t := range tokens {
			list[i] = in.token(t).seen
		}
		return list
	}
	return Readable(diffTokens(ids(a), ids(b)), a, b)
}
