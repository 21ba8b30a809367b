package policy

// A cell that reaches over several rows leaves its column empty in those below,
// so that the cells there stay under their headings.

// Bounds of what a cell may reach over: a few bytes must not make many cells.
const (
	mostRows    = 100
	mostColumns = 40
)

// covering is what cells of the rows above take of a table's row.
type covering struct {
	rows   []int // how many more rows the cell above takes, by column
	column int   // of the next cell
}

// openTable is the tag of the innermost open table; nil if none is open.
func (b *builder) openTable() *openTag {
	if i := b.lastOpen("table"); i >= 0 {
		return &b.html.open[i]
	}
	return nil
}

// beginRow begins to count the cells of a row.
func (b *builder) beginRow() {
	if t := b.openTable(); t != nil {
		t.cover.column = 0
	}
}

// fillCovered makes an empty cell for each column that a cell above takes.
func (b *builder) fillCovered() {
	t := b.openTable()
	if t == nil {
		return
	}
	for t.cover.column < len(t.cover.rows) && t.cover.rows[t.cover.column] > 0 {
		t.cover.rows[t.cover.column]--
		t.cover.column++
		depth, ids := len(b.path), b.ids
		b.ids = nil // they are of the cell that follows
		b.push(Container{Kind: Cell, Taken: true})
		b.emptyHTMLCell()
		b.pop(depth)
		b.ids = ids
	}
}

// take notes what a cell takes: columns of its row, and the same of rows below. It
// returns how many rows; 0 for one.
func (b *builder) take(columns, rows int) uint8 {
	t := b.openTable()
	if t == nil {
		return 0
	}
	if rows == 0 {
		rows = mostRows // all that follow
	}
	rows = min(max(rows, 1), mostRows)
	if t.cover.column+max(columns, 1) > mostColumns {
		rows = 1
	}
	columns = min(max(columns, 1), 1<<8)
	for range columns {
		if t.cover.column < mostColumns {
			for len(t.cover.rows) <= t.cover.column {
				t.cover.rows = append(t.cover.rows, 0)
			}
			t.cover.rows[t.cover.column] = max(t.cover.rows[t.cover.column]-1, rows-1)
		}
		t.cover.column++
	}
	if rows == 1 {
		return 0
	}
	return uint8(rows)
}

// endRow fills what cells above take behind the last cell of a row.
func (b *builder) endRow() {
	if t := b.openTable(); t != nil && t.cover.column > 0 {
		b.fillCovered()
	}
}
