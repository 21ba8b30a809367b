package synthetic

import (
	"slices"
)

func (m *maker) moveParagraph(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(_ int, x *section) bool { return len(x.blocks) > 1 })
	if x == nil {
		return false
	}
	from := m.choose(len(x.blocks))
	b := x.blocks[from]
	x.blocks = slices.Delete(x.blocks, from, from+1)
	to := m.choose(len(x.blocks))
	if to >= from {
		to++
	}
	x.blocks = slices.Insert(x.blocks, to, b)
	return true
}

func (m *maker) handParagraph(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(_ int, x *section) bool { return len(x.blocks) > 1 })
	if x == nil {
		return false
	}
	y := m.open(t, s, func(_ int, y *section) bool { return y.level > 0 })
	if y == nil {
		return false
	}
	from := m.choose(len(x.blocks))
	b := x.blocks[from]
	if (&section{blocks: []*block{b}}).length() < 10 {
		return false
	}
	x.blocks = slices.Delete(x.blocks, from, from+1)
	y.blocks = slices.Insert(y.blocks, m.choose(len(y.blocks)+1), b)
	return true
}

// prosaicBlock draws a block of prose of an untouched section whose paragraph fits.
func (m *maker) prosaicBlock(t *text, s *stepping, fits func(x *section, n int) bool) (*section, int) {
	at := -1
	x := m.open(t, s, func(_ int, x *section) bool {
		for n := range x.blocks {
			if fits(x, n) {
				at = n
				return true
			}
		}
		return false
	})
	return x, at
}

func (m *maker) dividable(b *block) bool {
	return b.kind == prosaic && b.author == "" && len(sentences(b.parts[0].words, m.prose.stop)) > 1
}

func (m *maker) splitParagraph(_ *History, t *text, s *stepping) bool {
	x, n := m.prosaicBlock(t, s, func(x *section, n int) bool { return m.dividable(x.blocks[n]) })
	if x == nil {
		return false
	}
	p := x.blocks[n].parts[0]
	list := sentences(p.words, m.prose.stop)
	at := m.some(1, len(list)-1)
	first, second := slices.Concat(list[:at]...), slices.Concat(list[at:]...)
	x.blocks[n] = &block{kind: prosaic, parts: []*part{{id: m.id(), words: first}}}
	x.blocks = slices.Insert(x.blocks, n+1, &block{kind: prosaic, parts: []*part{{id: m.id(), words: second}}})
	return true
}

func (m *maker) joinParagraphs(_ *History, t *text, s *stepping) bool {
	ends := func(b *block) bool {
		return b.kind == prosaic && b.author == "" && b.parts[0].words[len(b.parts[0].words)-1].after == m.prose.stop
	}
	x, n := m.prosaicBlock(t, s, func(x *section, n int) bool {
		return n+1 < len(x.blocks) && ends(x.blocks[n]) && ends(x.blocks[n+1])
	})
	if x == nil {
		return false
	}
	words := slices.Concat(x.blocks[n].parts[0].words, x.blocks[n+1].parts[0].words)
	x.blocks[n] = &block{kind: prosaic, parts: []*part{{id: m.id(), words: words}}}
	x.blocks = slices.Delete(x.blocks, n+1, n+2)
	return true
}

func (m *maker) paragraphToList(_ *History, t *text, s *stepping) bool {
	x, n := m.prosaicBlock(t, s, func(x *section, n int) bool { return m.dividable(x.blocks[n]) })
	if x == nil {
		return false
	}
	b := &block{kind: bullets}
	for _, words := range sentences(x.blocks[n].parts[0].words, m.prose.stop) {
		b.parts = append(b.parts, &part{id: m.id(), words: slices.Clone(words)})
	}
	x.blocks[n] = b
	return true
}

func (m *maker) listToParagraph(_ *History, t *text, s *stepping) bool {
	x, n := m.prosaicBlock(t, s, func(x *section,
		n int) bool {
		return x.blocks[n].kind == bullets || x.blocks[n].kind == numbers
	})
	if x == nil {
		return false
	}
	p := &part{id: m.id()}
	for _, item := range x.blocks[n].parts {
		p.words = append(p.words, item.words...)
	}
	x.blocks[n] = &block{kind: prosaic, parts: []*part{p}}
	return true
}

func (m *maker) addParagraph(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, nil)
	if x == nil {
		return false
	}
	x.blocks = slices.Insert(x.blocks, m.choose(len(x.blocks)+1), m.block())
	s.exact = false
	return true
}

func (m *maker) removeParagraph(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(_ int, x *section) bool { return len(x.blocks) > 1 })
	if x == nil {
		return false
	}
	n := m.choose(len(x.blocks))
	m.lost = append(m.lost, lostBlock{x.id, x.blocks[n].clone()})
	x.blocks = slices.Delete(x.blocks, n, n+1)
	s.exact = false
	return true
}

func (m *maker) returnParagraph(_ *History, t *text, s *stepping) bool {
	for n, l := range m.lost {
		i := t.index(l.section)
		if i < 0 || s.touched[l.section] || t.holds(&section{blocks: []*block{l.block}}) {
			continue
		}
		m.lost = slices.Delete(m.lost, n, n+1)
		b := l.block.clone()
		b.author = ""
		for _, p := range b.parts {
			for j := range p.words {
				p.words[j].link = nil
			}
		}
		x := t.sections[i]
		s.touched[x.id] = true
		x.blocks = slices.Insert(x.blocks, m.choose(len(x.blocks)+1), b)
		s.exact = false
		return true
	}
	return false
}
