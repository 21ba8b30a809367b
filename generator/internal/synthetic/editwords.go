package synthetic

import (
	"slices"
	"strings"
	"unicode"
)

func (m *maker) reword(_ *History, t *text, s *stepping) bool {
	p := m.long(t, s, apart)
	if p == nil {
		return false
	}
	changed := false
	for at := m.some(2, 6); at < len(p.words)-1; at += apart + m.choose(6) {
		w := &p.words[at]
		if w.sign || w.before != "" || w.link != nil {
			continue
		}
		w.id, w.text = m.id(), m.prose.unheard()
		changed = true
	}
	return changed
}

// sentences divides words behind stops.
func sentences(words []word, stop string) [][]word {
	var list [][]word
	from := 0
	for i := range words {
		if words[i].after == stop || i == len(words)-1 {
			list = append(list, words[from:i+1])
			from = i + 1
		}
	}
	return list
}

func (m *maker) addSentence(_ *History, t *text, s *stepping) bool {
	p := m.long(t, s, 20)
	if p == nil {
		return false
	}
	list := sentences(p.words, m.prose.stop)
	at := m.choose(len(list) + 1)
	var words []word
	for i, x := range list {
		if i == at {
			words = append(words, m.sentence()...)
		}
		words = append(words, x...)
	}
	if at == len(list) {
		words = append(words, m.sentence()...)
	}
	p.words = words
	s.exact = false
	return true
}

func (m *maker) removeSentence(_ *History, t *text, s *stepping) bool {
	p := m.long(t, s, 40)
	if p == nil {
		return false
	}
	list := sentences(p.words, m.prose.stop)
	if len(list) < 3 {
		return false
	}
	at := m.choose(len(list))
	if p.words[0].before != "" && at == 0 ||
		slices.ContainsFunc(list[at], func(w word) bool { return w.sign || w.link != nil }) {
		return false
	}
	p.words = slices.Concat(slices.Concat(list[:at]...), slices.Concat(list[at+1:]...))
	s.exact = false
	return true
}

func (m *maker) recase(_ *History, t *text, s *stepping) bool {
	p := m.long(t, s, 5)
	if p == nil {
		return false
	}
	for i := range p.words {
		w := &p.words[i]
		if i > 0 && w.after == m.prose.comma {
			w.after = ""
			return true
		}
		if up := strings.ToUpper(w.text); i > 0 && !w.sign && up != w.text && isASCII(w.text) {
			w.text = up
			return true
		}
	}
	return false
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

func (m *maker) emphasise(_ *History, t *text, s *stepping) bool {
	p := m.long(t, s, 8)
	if p == nil {
		return false
	}
	at := m.some(1, len(p.words)-4)
	strong := m.oneIn(2)
	for i := at; i < at+2; i++ {
		w := &p.words[i]
		if w.sign || w.before != "" || w.strong || w.emphasis || w.link != nil || i == at && w.after != "" {
			return i > at
		}
		w.strong, w.emphasis = strong, !strong
	}
	return true
}

func (m *maker) rewrite(_ *History, t *text, s *stepping) bool {
	if s.touched[-2] {
		return false
	}
	s.touched[-2] = true
	y, before := &t.style, t.style
	for _, change := range []func(){
		func() { y.crlf = !y.crlf },
		func() { y.ending = (y.ending + 1) % 3 },
		func() { y.trailing = !y.trailing },
		func() { y.wrap = 72 - y.wrap },
		func() { y.setext = !y.setext },
		func() { y.bom = !y.bom },
		func() { y.loose = !y.loose },
		func() { y.closed = !y.closed },
		func() { y.star = !y.star },
		func() { y.underscores = !y.underscores },
		func() { y.references = !y.references },
		func() { y.kramdown = !y.kramdown },
	} {
		if m.oneIn(4) {
			change()
		}
	}
	if *y == before {
		y.crlf = !y.crlf
	}
	return true
}
