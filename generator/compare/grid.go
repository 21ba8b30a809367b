package compare

import (
	"cmp"
	"slices"
)

// Table is a table of the old text and what it became, by their blocks.
type Table struct{ OldFirst, OldEnd, NewFirst, NewEnd int }

// Cell is a place in a table that has the rows and columns of both texts: those
// that went stand behind the ones that they followed.
type Cell struct {
	Table     int // index in Tables of the comparison
	Row       int // -1 for the caption
	Column    int
	Span      int // columns
	OfColumns int // how many the table has
}

// inTables puts the rows of a section that stand in tables into the order of
// these: row by row, and in a row column by column.
func (c *comparer) inTables(i, j int, rows []Row) []Row {
	if i < 0 || j < 0 {
		return rows
	}
	for _, pair := range c.tablePairs(tables(c.Old, &c.Old.Sections[i]), tables(c.New, &c.New.Sections[j])) {
		if !c.sameTable(pair[0], pair[1]) {
			rows = c.inTable(pair[0], pair[1], rows)
		}
	}
	return rows
}

func (c *comparer) inTable(old, new *table, rows []Row) []Row {
	t := Table{old.first, old.end, new.first, new.end}
	cells := c.grid(old, new, len(c.Tables))
	c.Tables = append(c.Tables, t)
	var inside, out []Row
	at := -1
	for _, r := range rows {
		isOld := r.New < 0 && t.OldFirst <= r.Old && r.Old < t.OldEnd
		if !isOld && (r.New < t.NewFirst || r.New >= t.NewEnd) {
			out = append(out, r)
			continue
		}
		if at < 0 {
			at = len(out)
		}
		if isOld && t.NewFirst <= r.MovedTo && r.MovedTo < t.NewEnd {
			continue // it stands in its new place
		}
		r.Cell = cells[[2]int{r.Old, -1}]
		if r.New >= 0 {
			r.Cell = cells[[2]int{-1, r.New}]
		}
		inside = append(inside, r)
	}
	slices.SortStableFunc(inside, func(x, y Row) int {
		return cmp.Or(x.Cell.Row-y.Cell.Row, x.Cell.Column-y.Cell.Column)
	})
	return slices.Insert(out, max(at, 0), inside...)
}

// grid is the place of each block of two tables: by an old block and -1, or -1
// and a new one. Rows and columns are the same that have most cells in common.
func (c *comparer) grid(old, new *table, number int) map[[2]int]*Cell {
	type spot struct{ row, column int }
	was := map[int]spot{}
	for r, row := range old.rows {
		for _, x := range row {
			for i := x.first; i < x.end; i++ {
				was[i] = spot{r, x.column}
			}
		}
	}
	rows, columns := map[[2]int]int{}, map[[2]int]int{}
	for r, row := range new.rows {
		for _, y := range row {
			for j := y.first; j < y.end; j++ {
				if s, known := was[c.blockOld[j]]; known {
					rows[[2]int{s.row, r}]++
					columns[[2]int{s.column, y.column}]++
				}
			}
		}
	}
	oldRows, newRows, _ := together(len(old.rows), len(new.rows), rows)
	oldColumns, newColumns, all := together(old.columns, new.columns, columns)
	cells := map[[2]int]*Cell{}
	for i := old.first; i < old.end; i++ {
		cells[[2]int{i, -1}] = &Cell{Table: number, Row: -1}
	}
	for j := new.first; j < new.end; j++ {
		cells[[2]int{-1, j}] = &Cell{Table: number, Row: -1}
	}
	put := func(rows [][]cell, rowAt, columnAt []int, key func(int) [2]int) {
		for r, row := range rows {
			for _, x := range row {
				first, last := columnAt[x.column], columnAt[x.column+x.span-1]
				for i := x.first; i < x.end; i++ {
					cells[key(i)] = &Cell{number, rowAt[r], first, max(1, last-first+1), all}
				}
			}
		}
	}
	put(old.rows, oldRows, oldColumns, func(i int) [2]int { return [2]int{i, -1} })
	put(new.rows, newRows, newColumns, func(j int) [2]int { return [2]int{-1, j} })
	return cells
}

// together makes one order of n old and m new things: the new ones, and behind
// what they followed the old ones that are none of them. votes tell how much
// speaks for an old one being a new one.
func together(n, m int, votes map[[2]int]int) (olds, news []int, all int) {
	best := filled(m)
	used := make([]bool, n)
	named := make([][]int, m) // old ones, by the new one that something speaks for
	for p := range votes {
		named[p[1]] = append(named[p[1]], p[0])
	}
	for y := range m {
		slices.Sort(named[y])
		for _, x := range named[y] {
			if !used[x] && (best[y] < 0 || votes[[2]int{x, y}] > votes[[2]int{best[y], y}]) {
				best[y] = x
			}
		}
		if best[y] >= 0 {
			used[best[y]] = true
		}
	}
	order := make([][2]int, m)
	for y := range m {
		order[y] = [2]int{best[y], y}
	}
	at := 0
	for x := range n {
		if k := slices.IndexFunc(order, func(p [2]int) bool { return p[0] == x }); k >= 0 {
			at = k + 1
			continue
		}
		order = slices.Insert(order, at, [2]int{x, -1})
		at++
	}
	olds, news = make([]int, n), make([]int, m)
	for k, p := range order {
		if p[0] >= 0 {
			olds[p[0]] = k
		}
		if p[1] >= 0 {
			news[p[1]] = k
		}
	}
	return olds, news, len(order)
}
