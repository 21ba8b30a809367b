package synthetic

import (
	"slices"
)

// tableIn draws a table of an untouched section.
func (m *maker) tableIn(t *text, s *stepping) *block {
	x, n := m.prosaicBlock(t, s, func(x *section, n int) bool { return x.blocks[n].kind == table })
	if x == nil {
		return nil
	}
	return x.blocks[n]
}

func (m *maker) addRow(_ *History, t *text, s *stepping) bool {
	b := m.tableIn(t, s)
	if b == nil {
		return false
	}
	at := m.some(1, len(b.parts)/b.columns) * b.columns
	for i := range b.columns {
		b.parts = slices.Insert(b.parts, at+i, m.cell())
	}
	s.exact = false
	return true
}

func (m *maker) removeRow(_ *History, t *text, s *stepping) bool {
	b := m.tableIn(t, s)
	if b == nil || len(b.parts) < 3*b.columns {
		return false
	}
	at := m.some(1, len(b.parts)/b.columns-1) * b.columns
	b.parts = slices.Delete(b.parts, at, at+b.columns)
	s.exact = false
	return true
}

func (m *maker) addColumn(_ *History, t *text, s *stepping) bool {
	b := m.tableIn(t, s)
	if b == nil || b.columns > 6 {
		return false
	}
	at := m.choose(b.columns + 1)
	var parts []*part
	for i := 0; i < len(b.parts); i += b.columns {
		row := slices.Insert(slices.Clone(b.parts[i:i+b.columns]), at, m.cell())
		parts = append(parts, row...)
	}
	b.parts, b.columns = parts, b.columns+1
	s.exact = false
	return true
}

func (m *maker) removeColumn(_ *History, t *text, s *stepping) bool {
	b := m.tableIn(t, s)
	if b == nil || b.columns < 3 {
		return false
	}
	at := m.choose(b.columns)
	var parts []*part
	for i := 0; i < len(b.parts); i += b.columns {
		row := slices.Clone(b.parts[i : i+b.columns])
		parts = append(parts, slices.Delete(row, at, at+1)...)
	}
	b.parts, b.columns = parts, b.columns-1
	s.exact = false
	return true
}
