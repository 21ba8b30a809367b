package compare

import (
	"slices"

	"policyarchive/generator/policy"
)

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
	if s.End-s.First != t.End-t.First || s.Number != t.Number || s.Level != t.Level ||
		(s.Heading < 0) != (t.Heading < 0) {
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
