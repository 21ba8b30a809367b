package compare

import (
	"slices"

	"policyarchive/generator/policy"
)

// table is a table of a text: an outermost one, for what stands in its cells
// belongs to them.
type table struct {
	first, end int // blocks
	rows       [][]cell
	columns    int
}

// cell is a cell of a table.
type cell struct {
	column, span int
	first, end   int // blocks
	header       bool
}

// tables finds the tables of a section.
func tables(doc *policy.Document, s *policy.Section) []*table {
	var list []*table
	for i := s.First; i < s.End; i++ {
		b := &doc.Blocks[i]
		at := TableLevel(b)
		if at < 0 {
			continue
		}
		if len(list) == 0 || list[len(list)-1].end != i || b.Fresh <= at {
			list = append(list, &table{first: i})
		}
		t := list[len(list)-1]
		t.end = i + 1
		if len(b.Path) < at+3 || b.Path[at+1].Kind != policy.Row {
			continue // its caption
		}
		if b.Fresh <= at+1 || len(t.rows) == 0 {
			t.rows = append(t.rows, nil)
		}
		row := &t.rows[len(t.rows)-1]
		if n := len(*row); b.Fresh > at+2 && n > 0 {
			(*row)[n-1].end = i + 1
			continue
		}
		c := cell{span: max(1, int(b.Path[at+2].Span)), first: i, end: i + 1, header: b.Path[at+2].Kind == policy.HeaderCell}
		if n := len(*row); n > 0 {
			c.column = (*row)[n-1].column + (*row)[n-1].span
		}
		*row = append(*row, c)
		t.columns = max(t.columns, c.column+c.span)
	}
	return list
}

// TableLevel is where in a block's path its outermost table is; -1 without one.
func TableLevel(b *policy.Block) int {
	return slices.IndexFunc(b.Path, func(c policy.Container) bool { return c.Kind == policy.Table })
}

// tablePairs finds which table of the old text is which of the new: the one that
// most of its blocks are paired with; else, if both have one left, that.
func (c *comparer) tablePairs(olds, news []*table) [][2]*table {
	var pairs [][2]*table
	used := map[*table]bool{}
	for _, t := range news {
		var best *table
		most := 0
		for _, o := range olds {
			n := 0
			for j := t.first; j < t.end; j++ {
				if i := c.blockOld[j]; o.first <= i && i < o.end {
					n++
				}
			}
			if n > most && !used[o] {
				best, most = o, n
			}
		}
		if best != nil {
			used[best], used[t] = true, true
			pairs = append(pairs, [2]*table{best, t})
		}
	}
	left := func(list []*table) []*table {
		return slices.DeleteFunc(slices.Clone(list), func(t *table) bool { return used[t] })
	}
	if x, y := left(olds), left(news); len(x) == 1 && len(y) == 1 {
		pairs = append(pairs, [2]*table{x[0], y[0]})
	}
	return pairs
}

// pairTable pairs the cells of two tables by the rows and the columns in which
// they stand, not one by one: rows by their words, columns by their headings.
func (c *comparer) pairTable(old, new *table) {
	if c.sameTable(old, new) {
		return
	}
	rows := c.pairRows(old, new)
	columns := c.pairColumns(old, new, rows)
	for i := old.first; i < old.end; i++ {
		if j := c.blockNew[i]; j >= 0 && c.inCell(new, j) && c.inCell(old, i) {
			c.blockNew[i], c.blockOld[j] = -1, -1
		}
	}
	for _, r := range rows {
		for _, x := range old.rows[r[0]] {
			for _, y := range new.rows[r[1]] {
				if columns[x.column] != y.column {
					continue
				}
				for _, p := range c.alignCell(x, y) {
					if c.blockNew[p[0]] < 0 && c.blockOld[p[1]] < 0 {
						c.pair(p[0], p[1])
					}
				}
			}
		}
	}
}

// sameTable reports whether two tables have the same words in the same places.
func (c *comparer) sameTable(old, new *table) bool {
	same := old.end-old.first == new.end-new.first
	for n := 0; same && n < old.end-old.first; n++ {
		same = c.blockOld[new.first+n] == old.first+n && c.a.blocks[old.first+n].equal(c.b.blocks[new.first+n])
	}
	return same
}

// inCell reports whether a block stands in a cell of a table.
func (c *comparer) inCell(t *table, block int) bool {
	return t.first <= block && block < t.end && len(t.rows) > 0 && len(t.rows[0]) > 0 && block >= t.rows[0][0].first
}

// alignCell pairs the blocks of two cells; single ones, whatever their words.
func (c *comparer) alignCell(x, y cell) [][2]int {
	if x.end-x.first == 1 && y.end-y.first == 1 {
		return [][2]int{{x.first, y.first}}
	}
	return align(c.a, c.b, numbers(x.first, x.end), numbers(y.first, y.end))
}

// rowWords are the words of a row, sorted, with the hash of its cells.
func rowWords(s *side, row []cell) (sorted []int32, hash uint64) {
	hash = fnvOffset
	for _, x := range row {
		for i := x.first; i < x.end; i++ {
			sorted = append(sorted, s.blocks[i].sorted...)
			hash = (hash ^ s.blocks[i].hash) * fnvPrime
		}
	}
	slices.Sort(sorted)
	return sorted, hash
}

// pairRows pairs the rows of two tables: the first, if they are headings in both;
// equal ones in order, similar ones between them, and equal ones elsewhere.
func (c *comparer) pairRows(old, new *table) [][2]int {
	var pairs [][2]int
	type row struct {
		sorted []int32
		hash   uint64
	}
	list := func(s *side, t *table) []row {
		rows := make([]row, len(t.rows))
		for n := range t.rows {
			rows[n].sorted, rows[n].hash = rowWords(s, t.rows[n])
		}
		return rows
	}
	x, y := list(c.a, old), list(c.b, new)
	from := 0
	if old.headed() && new.headed() {
		pairs, from = append(pairs, [2]int{0, 0}), 1
	}
	between := func(i, k, j, l int) {
		for _, p := range similar(k-i, l-j, func(m, n int) float64 {
			return policy.Dice(x[i+m].sorted, y[j+n].sorted)
		}) {
			pairs = append(pairs, [2]int{i + p[0], j + p[1]})
		}
	}
	hashes := func(rows []row) []uint64 {
		list := make([]uint64, len(rows))
		for n := range rows {
			list[n] = rows[n].hash
		}
		return list
	}
	i, j := min(from, len(x)), min(from, len(y))
	for _, p := range LongestCommon(hashes(x[i:]), hashes(y[j:])) {
		k, l := min(from, len(x))+p[0], min(from, len(y))+p[1]
		between(i, k, j, l)
		pairs = append(pairs, [2]int{k, l})
		i, j = k+1, l+1
	}
	between(i, len(x), j, len(y))
	left := map[uint64][]int{}
	pairedOld, pairedNew := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		pairedOld[p[0]], pairedNew[p[1]] = true, true
	}
	for n := range x {
		if !pairedOld[n] {
			left[x[n].hash] = append(left[x[n].hash], n)
		}
	}
	for n := range y {
		if rest := left[y[n].hash]; !pairedNew[n] && len(rest) > 0 {
			pairs = append(pairs, [2]int{rest[0], n})
			left[y[n].hash] = rest[1:]
		}
	}
	return pairs
}

// headed reports whether the first row of a table is one of headings.
func (t *table) headed() bool {
	return len(t.rows) > 0 && !slices.ContainsFunc(t.rows[0], func(x cell) bool { return !x.header })
}

// pairColumns pairs columns: those with equal headings, then those with most
// cells equal in the rows that are paired, then, if there are as many on both
// sides, what is left, in order. It maps old ones to new ones; -1.
func (c *comparer) pairColumns(old, new *table, rows [][2]int) []int {
	columns, taken := filled(old.columns), make([]bool, new.columns)
	pair := func(x, y int) { columns[x], taken[y] = y, true }
	if old.headed() && new.headed() {
		at := map[uint64][]int{}
		for _, y := range new.rows[0] {
			_, h := rowWords(c.b, []cell{y})
			at[h] = append(at[h], y.column)
		}
		for _, x := range old.rows[0] {
			if _, h := rowWords(c.a, []cell{x}); len(at[h]) > 0 {
				pair(x.column, at[h][0])
				at[h] = at[h][1:]
			}
		}
	}
	const wide = 64 // columns; more are not compared with each other
	equal := map[[2]int]int{}
	for _, r := range rows {
		at := map[uint64][]int{}
		for _, y := range new.rows[r[1]] {
			if _, h := rowWords(c.b, []cell{y}); !taken[y.column] {
				at[h] = append(at[h], y.column)
			}
		}
		for _, x := range old.rows[r[0]] {
			if columns[x.column] >= 0 || len(columns) > wide || len(taken) > wide {
				continue
			}
			_, h := rowWords(c.a, []cell{x})
			for _, y := range at[h] {
				equal[[2]int{x.column, y}]++
			}
		}
	}
	for {
		best, most := [2]int{}, max(0, len(rows)/3-1)
		for p, n := range equal {
			if columns[p[0]] < 0 && !taken[p[1]] &&
				(n > most || n == most && most > 0 && (p[0] < best[0] || p[0] == best[0] && p[1] < best[1])) {
				best, most = p, n
			}
		}
		if equal[best] == 0 || columns[best[0]] >= 0 || taken[best[1]] {
			break
		}
		pair(best[0], best[1])
	}
	if len(columns) == len(taken) {
		y := 0
		for x := range columns {
			if columns[x] >= 0 {
				continue
			}
			for taken[y] {
				y++
			}
			pair(x, y)
		}
	}
	return columns
}
