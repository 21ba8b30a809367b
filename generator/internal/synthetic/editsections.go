package synthetic

import (
	"slices"
	"strings"
)

// known reports whether a section's text is enough to be known by, alone.
func (t *text) known(x *section) bool {
	if x.level == 0 || x.length() < 20 {
		return false
	}
	return !slices.ContainsFunc(t.sections, func(o *section) bool { return o != x && sameText(o, x) })
}

// sameText reports whether two sections say the same below their headings.
func sameText(a, b *section) bool {
	x, y := a.parts(true), b.parts(true)
	return slices.EqualFunc(x, y, func(p, q *part) bool {
		return slices.EqualFunc(p.words, q.words, func(v, w word) bool { return strings.EqualFold(v.text, w.text) })
	})
}

func (m *maker) rename(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(_ int, x *section) bool { return t.known(x) })
	if x == nil {
		return false
	}
	if m.oneIn(2) && len(x.title) > 1 { // one word of it only
		at := m.choose(len(x.title))
		x.title[at] = m.words([]string{m.prose.fresh(true)})[0]
		return true
	}
	x.title = m.words([]string{m.prose.fresh(true), m.prose.fresh(true)})
	return true
}

func (m *maker) retitle(_ *History, t *text, s *stepping) bool {
	if s.touched[0] {
		return false
	}
	s.touched[0] = true
	t.title[0] = m.words([]string{m.prose.fresh(true)})[0]
	return true
}

func (m *maker) renumber(_ *History, t *text, s *stepping) bool {
	if s.touched[-1] {
		return false
	}
	s.touched[-1] = true
	t.numbering = (t.numbering + 1 + numbering(m.choose(int(numberings)-1))) % numberings
	return true
}

// branchOf touches a section with those below it, as long as nothing touched one of them.
func (t *text) untouched(i int, s *stepping) bool {
	for _, x := range t.sections[i : i+t.branch(i)] {
		if s.touched[x.id] {
			return false
		}
	}
	return true
}

func (m *maker) moveSection(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(i int, x *section) bool {
		return t.known(x) && t.untouched(i, s) && t.branch(i) < len(t.sections)/2
	})
	if x == nil {
		return false
	}
	i := t.index(x.id)
	n := t.branch(i)
	moved := slices.Clone(t.sections[i : i+n])
	rest := slices.Delete(slices.Clone(t.sections), i, i+n)
	var places []int // where a section of its level may stand
	for at := 1; at <= len(rest); at++ {
		if at != i && (at == len(rest) || rest[at].level <= x.level) && rest[at-1].level > 0 {
			places = append(places, at)
		}
	}
	if len(places) == 0 {
		return false
	}
	t.sections = slices.Insert(rest, places[m.choose(len(places))], moved...)
	for _, y := range moved {
		s.touched[y.id] = true
	}
	return true
}

func (m *maker) splitSection(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(_ int, x *section) bool {
		return x.level > 0 && len(x.blocks) > 1 && (&section{blocks: x.blocks[1:]}).length() >= 20 &&
			(&section{blocks: x.blocks[:1]}).length() >= 20
	})
	if x == nil {
		return false
	}
	// The larger part remains the section: it starts the text.
	at := 0
	for n := 1; n < len(x.blocks); n++ {
		rest := (&section{blocks: x.blocks[n:]}).length()
		if rest >= 20 && 2*rest <= x.length() {
			at = n
			break
		}
	}
	if at == 0 {
		return false
	}
	y := &section{id: m.id(), level: x.level, title: m.title(), blocks: slices.Clone(x.blocks[at:]), bold: x.bold}
	x.blocks = slices.Clone(x.blocks[:at])
	m.put(t, s, t.index(x.id)+1, y)
	return true
}

func (m *maker) joinSections(_ *History, t *text, s *stepping) bool {
	y := m.open(t, s, func(i int, y *section) bool {
		return i > 0 && t.branch(i) == 1 && y.level > 0 && t.sections[i-1].level == y.level &&
			!s.touched[t.sections[i-1].id] && t.known(y) && !t.twin(y)
	})
	if y == nil {
		return false
	}
	i := t.index(y.id)
	x := t.sections[i-1]
	s.touched[x.id] = true
	x.blocks = append(x.blocks, y.blocks...)
	t.sections = slices.Delete(t.sections, i, i+1)
	t.unlink(y.id)
	return true
}

// unlink takes away links to a section that is gone.
func (t *text) unlink(id int) {
	for _, x := range t.sections {
		for _, p := range x.parts(true) {
			for i := range p.words {
				if l := p.words[i].link; l != nil && l.section == id {
					p.words[i].link = nil
				}
			}
		}
	}
}

// retitled is a section's title for another one: the same words, said again.
func (m *maker) again(title []word) []word {
	c := slices.Clone(title)
	for i := range c {
		c[i].id = m.id()
	}
	return c
}

// place is where a section of a level may be put in.
func (m *maker) place(t *text, level int) int {
	var places []int
	for at := 1; at <= len(t.sections); at++ {
		if (at == len(t.sections) || t.sections[at].level <= level) && t.sections[at-1].level > 0 {
			places = append(places, at)
		}
	}
	return places[m.choose(len(places))]
}

func (m *maker) put(t *text, s *stepping, at int, x *section) {
	s.touched[x.id] = true
	for _, i := range []int{at - 1, at} { // neighbours stay as they are
		if i >= 0 && i < len(t.sections) {
			s.touched[t.sections[i].id] = true
		}
	}
	t.sections = slices.Insert(t.sections, at, x)
}

func (m *maker) addTwin(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(_ int, x *section) bool { return t.known(x) })
	if x == nil {
		return false
	}
	y := m.section(x.level)
	y.title = m.again(x.title)
	m.put(t, s, m.place(t, x.level), y)
	s.exact = false
	return true
}

func (m *maker) copySection(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(_ int, x *section) bool { return t.known(x) })
	if x == nil {
		return false
	}
	m.put(t, s, m.place(t, x.level), m.copied(x))
	s.exact = false
	return true
}

// copied is a section that says the same, with an identity of its own.
func (m *maker) copied(x *section) *section {
	y := x.clone()
	y.id, y.title, y.author = m.id(), m.again(x.title), ""
	for _, b := range y.blocks {
		b.author = ""
		for _, p := range b.parts {
			p.id, p.words = m.id(), m.again(p.words)
		}
	}
	return y
}

func (m *maker) removeTwin(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(i int, x *section) bool { return x.level > 0 && t.twin(x) && t.branch(i) == 1 })
	if x == nil {
		return false
	}
	m.take(t, s, x)
	return true
}

// take takes a section away.
func (m *maker) take(t *text, s *stepping, x *section) {
	i := t.index(x.id)
	for _, n := range []int{i - 1, i + 1} { // neighbours stay as they are
		if n >= 0 && n < len(t.sections) {
			s.touched[t.sections[n].id] = true
		}
	}
	t.sections = slices.Delete(t.sections, i, i+1)
	t.unlink(x.id)
	m.gone = append(m.gone, x.clone())
	s.exact = false
}

func (m *maker) addSection(_ *History, t *text, s *stepping) bool {
	level := t.sections[len(t.sections)-1].level
	if level == 0 {
		return false
	}
	m.put(t, s, m.place(t, level), m.section(level))
	s.exact = false
	return true
}

func (m *maker) removeSection(_ *History, t *text, s *stepping) bool {
	if len(t.sections) < 3 {
		return false
	}
	x := m.open(t, s, func(i int, x *section) bool { return x.level > 0 && t.branch(i) == 1 && !t.twin(x) })
	if x == nil {
		return false
	}
	m.take(t, s, x)
	return true
}

func (m *maker) returnSection(_ *History, t *text, s *stepping) bool {
	for n, x := range m.gone {
		title := titleOf(x.title, t.script)
		if t.index(x.id) >= 0 || slices.ContainsFunc(t.sections,
			func(o *section) bool { return titleOf(o.title, t.script) == title }) || t.holds(x) {
			continue
		}
		m.gone = slices.Delete(m.gone, n, n+1)
		y := x.clone()
		for _, p := range y.parts(true) {
			for i := range p.words {
				p.words[i].link = nil
			}
		}
		m.put(t, s, m.place(t, y.level), y)
		s.exact = false
		return true
	}
	return false
}

// holds reports whether a text has some of the words of a section.
func (t *text) holds(x *section) bool {
	there := map[int]bool{}
	for _, o := range t.sections {
		for _, p := range o.parts(true) {
			for _, w := range p.words {
				there[w.id] = true
			}
		}
	}
	for _, p := range x.parts(true) {
		for _, w := range p.words {
			if there[w.id] {
				return true
			}
		}
	}
	return false
}

func (m *maker) shiftAll(_ *History, t *text, s *stepping) bool {
	if s.touched[-3] {
		return false
	}
	s.touched[-3] = true
	by := 1
	for _, x := range t.sections {
		if x.level >= 5 {
			by = -1
		}
	}
	for _, x := range t.sections {
		if x.level+by < 2 && x.level > 0 {
			return false
		}
	}
	for _, x := range t.sections {
		if x.level > 0 {
			x.level += by
		}
	}
	return true
}

func (m *maker) shiftOne(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(i int, x *section) bool {
		return i > 0 && t.sections[i-1].level > 0 && t.branch(i) == 1 && x.level > 0 && x.level < 5 && !x.bold
	})
	if x == nil {
		return false
	}
	i := t.index(x.id)
	switch before := t.sections[i-1].level; {
	case before > x.level:
		x.level++
	case before == x.level:
		x.level++
	default:
		x.level--
	}
	return x.level >= 2
}
