package synthetic

// linked draws a link of an untouched section.
func (m *maker) linked(t *text, s *stepping) *link {
	var l *link
	m.open(t, s, func(_ int, x *section) bool {
		for _, p := range x.parts(false) {
			for _, w := range p.words {
				if w.link != nil {
					l = w.link
					return true
				}
			}
		}
		return false
	})
	return l
}

// each calls f with the words of a link in a text.
func (t *text) each(l *link, f func(w *word)) {
	for _, x := range t.sections {
		for _, p := range x.parts(true) {
			for i := range p.words {
				if p.words[i].link == l {
					f(&p.words[i])
				}
			}
		}
	}
}

func (m *maker) relink(_ *History, t *text, s *stepping) bool {
	l := m.linked(t, s)
	if l == nil {
		return false
	}
	other := &link{target: m.prose.address()}
	t.each(l, func(w *word) { w.link = other })
	return true
}

func (m *maker) addLink(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, nil)
	return x != nil && m.linkIn(t, x)
}

func (m *maker) removeLink(_ *History, t *text, s *stepping) bool {
	l := m.linked(t, s)
	if l == nil {
		return false
	}
	t.each(l, func(w *word) { w.link = nil })
	return true
}

func (m *maker) setID(_ *History, t *text, s *stepping) bool {
	x := m.open(t, s, func(_ int, x *section) bool { return t.known(x) && !x.bold })
	if x == nil {
		return false
	}
	if x.author != "" && m.oneIn(3) {
		x.author = ""
	} else {
		x.author = m.prose.authorID()
	}
	return true
}

func (m *maker) setParagraphID(_ *History, t *text, s *stepping) bool {
	x, n := m.prosaicBlock(t, s, func(x *section, n int) bool {
		return x.blocks[n].kind == prosaic && x.blocks[n].author == ""
	})
	if x == nil {
		return false
	}
	x.blocks[n].author = m.prose.authorID()
	return true
}
