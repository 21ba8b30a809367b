package synthetic

import (
	"slices"
	"strings"
	"unicode"
)

// Edit is one way in which a version can differ from the one before.
type Edit string

// The edits.
const (
	Reword          Edit = "reword"            // some words of a section become others
	AddSentence     Edit = "add sentence"      //
	RemoveSentence  Edit = "remove sentence"   //
	Recase          Edit = "recase"            // a word changes its case, a comma goes
	Rename          Edit = "rename"            // a heading
	Retitle         Edit = "retitle"           // the policy
	Renumber        Edit = "renumber"          // all headings
	MoveSection     Edit = "move section"      // with those below it
	MoveParagraph   Edit = "move paragraph"    // within its section
	HandParagraph   Edit = "hand paragraph"    // to another section
	SplitSection    Edit = "split section"     // a new heading before one of its paragraphs
	JoinSections    Edit = "join sections"     // a heading goes, its text stays
	SplitParagraph  Edit = "split paragraph"   //
	JoinParagraphs  Edit = "join paragraphs"   //
	ParagraphToList Edit = "paragraph to list" // its sentences become items
	ListToParagraph Edit = "list to paragraph" //
	AddTwin         Edit = "add twin"          // another section under the same title
	CopySection     Edit = "copy section"      // the same section again
	RemoveTwin      Edit = "remove twin"       // one of several of a title
	Relink          Edit = "relink"            // a link leads elsewhere
	AddLink         Edit = "add link"          //
	RemoveLink      Edit = "remove link"       // its words stay
	Emphasise       Edit = "emphasise"         // words become strong or emphatic
	Rewrite         Edit = "rewrite"           // bytes that no reader sees
	Revert          Edit = "revert"            // to the text of an older version
	Double          Edit = "double"            // the whole policy twice, or once again
	AddSection      Edit = "add section"       //
	RemoveSection   Edit = "remove section"    //
	ReturnSection   Edit = "return section"    // that was removed
	AddParagraph    Edit = "add paragraph"     //
	RemoveParagraph Edit = "remove paragraph"  //
	ReturnParagraph Edit = "return paragraph"  // that was removed
	ShiftAll        Edit = "shift all"         // the level of all headings
	ShiftOne        Edit = "shift one"         // the level of one
	SetID           Edit = "set id"            // of an author, for a section
	SetParagraphID  Edit = "set paragraph id"  //
	AddRow          Edit = "add row"           // of a table
	AddColumn       Edit = "add column"        //
	RemoveRow       Edit = "remove row"        //
	RemoveColumn    Edit = "remove column"     //
)

// edits are how each is done: it reports whether it could be done, with the
// sections that no other edit of the step touched.
var edits = []struct {
	name Edit
	do   doing
}{
	{Reword, (*maker).reword}, {AddSentence, (*maker).addSentence}, {RemoveSentence, (*maker).removeSentence}, {Recase,
		(*maker).recase},
	{Rename, (*maker).rename}, {Retitle, (*maker).retitle}, {Renumber, (*maker).renumber}, {MoveSection,
		(*maker).moveSection},
	{MoveParagraph, (*maker).moveParagraph}, {HandParagraph, (*maker).handParagraph}, {SplitSection,
		(*maker).splitSection}, {JoinSections, (*maker).joinSections},
	{SplitParagraph, (*maker).splitParagraph}, {JoinParagraphs, (*maker).joinParagraphs}, {ParagraphToList,
		(*maker).paragraphToList}, {ListToParagraph, (*maker).listToParagraph},
	{AddTwin, (*maker).addTwin}, {CopySection, (*maker).copySection}, {RemoveTwin, (*maker).removeTwin}, {Relink,
		(*maker).relink}, {AddLink, (*maker).addLink},
	{RemoveLink, (*maker).removeLink}, {Emphasise, (*maker).emphasise}, {Rewrite, (*maker).rewrite}, {Revert,
		(*maker).revert}, {Double, (*maker).double},
	{AddSection, (*maker).addSection}, {RemoveSection, (*maker).removeSection}, {ReturnSection,
		(*maker).returnSection}, {AddParagraph, (*maker).addParagraph},
	{RemoveParagraph, (*maker).removeParagraph}, {ReturnParagraph, (*maker).returnParagraph}, {ShiftAll,
		(*maker).shiftAll}, {ShiftOne, (*maker).shiftOne},
	{SetID, (*maker).setID}, {SetParagraphID, (*maker).setParagraphID}, {AddRow, (*maker).addRow}, {AddColumn,
		(*maker).addColumn}, {RemoveRow, (*maker).removeRow}, {RemoveColumn, (*maker).removeColumn},
}

// doing changes a text.
type doing func(m *maker, h *History, t *text, s *stepping) bool

// All are all edits.
func All() []Edit {
	list := make([]Edit, len(edits))
	for i := range edits {
		list[i] = edits[i].name
	}
	return list
}

// stepping is what one step has done so far.
type stepping struct {
	touched map[int]bool // sections, by ID
	exact   bool
	whole   bool // an edit of the whole text was done: no other may be
	remade  bool
}

// step changes a text by one to three edits.
func (m *maker) step(h *History, t *text) (done []Edit, exact, remade bool) {
	s := &stepping{touched: map[int]bool{}, exact: true}
	want := m.some(1, 3)
	for range 12 {
		if len(done) == want || s.whole {
			break
		}
		e := m.options.Edits[m.choose(len(m.options.Edits))]
		for _, x := range edits {
			if x.name == e && x.do(m, h, t, s) {
				done = append(done, e)
			}
		}
	}
	return done, s.exact, s.remade
}

// open draws a section that nothing touched, and that satisfies a condition;
// nil if there is none.
func (m *maker) open(t *text, s *stepping, fits func(i int, x *section) bool) *section {
	start := m.choose(len(t.sections))
	for n := range t.sections {
		i := (start + n) % len(t.sections)
		x := t.sections[i]
		if !s.touched[x.id] && (fits == nil || fits(i, x)) {
			s.touched[x.id] = true
			return x
		}
	}
	return nil
}

// long draws an untouched part of an untouched section that has at least so
// many words.
func (m *maker) long(t *text, s *stepping, least int) *part {
	x := m.open(t, s, func(_ int, x *section) bool {
		return slices.ContainsFunc(x.parts(false), func(p *part) bool { return len(p.words) >= least })
	})
	if x == nil {
		return nil
	}
	var list []*part
	for _, p := range x.parts(false) {
		if len(p.words) >= least {
			list = append(list, p)
		}
	}
	return list[m.choose(len(list))]
}

// apart is how many words stand between two that change, so that a comparison
// does not take what is between for chance.
const apart = 10

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

func (m *maker) revert(h *History, t *text, s *stepping) bool {
	if len(s.touched) > 0 || len(h.texts) < 2 {
		return false
	}
	*t = *h.texts[m.choose(len(h.texts)-1)].clone()
	s.whole, s.exact, s.remade = true, false, true
	return true
}

// double says the whole policy twice, or, if it stands there twice, once.
func (m *maker) double(h *History, t *text, s *stepping) bool {
	if len(s.touched) > 0 || len(t.sections) > 60 || t.sections[0].level == 0 {
		return false
	}
	s.whole, s.exact = true, false
	if n := len(t.sections); n%2 == 0 && n > 1 {
		half := true
		for i := range n / 2 {
			a, b := t.sections[i], t.sections[n/2+i]
			half = half && titleOf(a.title, t.script) == titleOf(b.title, t.script)
		}
		if half {
			for _, x := range t.sections[n/2:] {
				defer t.unlink(x.id)
			}
			t.sections = t.sections[:n/2]
			return true
		}
	}
	for _, x := range slices.Clone(t.sections) {
		t.sections = append(t.sections, m.copied(x))
	}
	return true
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
