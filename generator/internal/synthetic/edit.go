package synthetic

import (
	"slices"
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
