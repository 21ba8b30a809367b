package policy

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Notes are footnotes as GitHub and kramdown write them: a mark, [^law], and,
// anywhere, what it leads to, [^law]: § 147. Notes are numbered in the order of
// their marks, and stand at the end of the section that has the first mark, in
// Numbers of the type [NoteNumbers]. Their words are words of the text like all
// others; the mark is none, so that a new note changes no words but its own.

// NoteNumbers is the Type of Numbers whose items are notes.
const NoteNumbers = 'n'

// notePrefix is what the link of a note's mark begins with; its label follows.
const notePrefix = "#fn:"

// IsNote reports whether the token is the mark of a note: its number.
func (t *Token) IsNote() bool {
	return t.Marks&Super != 0 && strings.HasPrefix(t.Link, notePrefix)
}

// Note is a note of a text, with the blocks that have its mark.
type Note struct {
	First, End int // its blocks are Document.Blocks[First:End]
	Marks      []int
}

// Notes are the notes of a text by their numbers; nil if it has none.
func (d *Document) Notes() map[string]*Note {
	var notes map[string]*Note
	for i := range d.Blocks {
		if n := noteOf(&d.Blocks[i]); n > 0 {
			if notes == nil {
				notes = map[string]*Note{}
			}
			if known := notes[itoa(n)]; known != nil {
				known.End = i + 1
			} else {
				notes[itoa(n)] = &Note{First: i, End: i + 1}
			}
		}
	}
	if notes == nil {
		return nil
	}
	for i := range d.Blocks {
		for n := range d.Blocks[i].Tokens {
			t := &d.Blocks[i].Tokens[n]
			if !t.IsNote() {
				continue
			}
			if note := notes[t.Text]; note != nil && (len(note.Marks) == 0 || note.Marks[len(note.Marks)-1] != i) {
				note.Marks = append(note.Marks, i)
			}
		}
	}
	return notes
}

// noteOf is the number of the note that a block stands in; 0 if it is in none.
func noteOf(b *Block) int {
	if len(b.Path) < 2 || b.Path[0].Kind != Numbers || b.Path[0].Type != NoteNumbers {
		return 0
	}
	return b.Path[1].Start
}

// noteParser finds what marks of notes lead to: blocks that stay where they are.
type noteParser struct{ parser.BlockParser }

var (
	noteText = regexp.MustCompile(`^ {0,3}\[\^[^\]\[\s]+\]:`)
	markText = regexp.MustCompile(`^\[\^([^\]\[\s]+)\]`)
	notesKey = parser.NewContextKey()
)

// defined are the notes of a text in its order, and the first of each label.
type defined struct {
	notes []*extast.Footnote
	first map[string]int
}

func definedIn(pc parser.Context) *defined {
	d, _ := pc.Get(notesKey).(*defined)
	if d == nil {
		d = &defined{first: map[string]int{}}
		pc.Set(notesKey, d)
	}
	return d
}

func (p noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); !noteText.Match(line) {
		return nil, parser.NoChildren
	}
	node, state := p.BlockParser.Open(parent, reader, pc)
	if note, ok := node.(*extast.Footnote); ok {
		d := definedIn(pc)
		if label := string(note.Ref); d.first[label] == 0 {
			d.first[label] = len(d.notes) + 1
		}
		d.notes = append(d.notes, note)
	}
	return node, state
}

func (noteParser) Close(ast.Node, text.Reader, parser.Context) {}

// noteMarkParser finds the marks of notes that are there.
type noteMarkParser struct{}

func (noteMarkParser) Trigger() []byte { return []byte{'['} }

func (noteMarkParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := markText.FindSubmatch(line)
	if m == nil {
		return nil
	}
	d := definedIn(pc)
	n := d.first[string(m[1])] - 1
	if n < 0 {
		return nil
	}
	block.Advance(len(m[0]))
	d.notes[n].Index = n
	return extast.NewFootnoteLink(n)
}

func newNoteParser() parser.BlockParser {
	return noteParser{boundedContainer{extension.NewFootnoteBlockParser()}}
}

// noteMark writes the mark of a note as its number.
func (b *builder) noteMark(n int) {
	if b.html.hidden != "" {
		return
	}
	b.numberNote(n)
	if last := len(b.runs) - 1; last >= 0 && strings.HasPrefix(b.runs[last].link, notePrefix) {
		b.put(" ", -1) // 1 2, not 12
	}
	b.linked(notePrefix+string(b.notes[n].Ref), func() { b.marked(Super, func() { b.put(itoa(b.numbers[n]), -1) }) })
}

// numberNote gives a note the next number, if it has none.
func (b *builder) numberNote(n int) {
	if b.numbers == nil {
		b.numbers = make([]int, len(b.notes))
	}
	if b.numbers[n] == 0 {
		b.numbered = append(b.numbered, n)
		b.numbers[n] = len(b.numbered)
	}
}

// looseNote writes what no mark leads to as the text that it is.
func (b *builder) looseNote(note *extast.Footnote) {
	if note.Index >= 0 {
		return
	}
	b.lead = append(b.lead, run{text: "[^" + string(note.Ref) + "]: ", offset: -1})
	if _, ok := note.FirstChild().(*ast.Paragraph); !ok {
		b.takeLead()
	}
	b.blocks(note)
}

// markedNotes writes the notes, in the order of their numbers, behind all other
// blocks; see placeNotes.
func (b *builder) markedNotes() {
	if len(b.notes) == 0 {
		return
	}
	b.flush()
	b.html, b.marks, b.link, b.path, b.fresh = htmlState{}, 0, "", nil, 0
	written := 0
	write := func() {
		for ; written < len(b.numbered); written++ { // marks in notes add to them
			b.push(Container{Kind: Numbers, Type: NoteNumbers, Start: written + 1})
			b.push(Container{Kind: Item, Start: written + 1})
			b.blocks(b.notes[b.numbered[written]])
			b.pop(0)
			b.html, b.marks, b.link = htmlState{}, 0, ""
		}
	}
	write()
	for n, note := range b.notes {
		if note.Index >= 0 { // also of those whose marks stand where nobody sees them
			b.numberNote(n)
			write()
		}
	}
}

// cutNotes takes the notes from the end of the blocks.
func cutNotes(d *Document) []Block {
	first := len(d.Blocks)
	for first > 0 && noteOf(&d.Blocks[first-1]) > 0 {
		first--
	}
	notes := d.Blocks[first:]
	d.Blocks = d.Blocks[:first:first]
	return notes
}

// placeNotes puts notes at the end of the sections that have their first marks.
func placeNotes(d *Document, notes []Block) {
	if len(notes) == 0 {
		return
	}
	ends := make([]int, len(d.Blocks)) // of the section that has a block
	for i, end := len(d.Blocks)-1, len(d.Blocks); i >= 0; i-- {
		ends[i] = end
		if d.Blocks[i].Kind == Heading && i != d.TitleBlock {
			end = i
		}
	}
	home := map[string]int{} // where the section ends that has a note
	claim := func(b *Block, end int) {
		for n := range b.Tokens {
			if t := &b.Tokens[n]; t.IsNote() {
				if _, known := home[t.Text]; !known {
					home[t.Text] = end
				}
			}
		}
	}
	for i := range d.Blocks {
		claim(&d.Blocks[i], ends[i])
	}
	placed := map[int][]Block{}
	for _, b := range notes {
		end, known := home[itoa(noteOf(&b))]
		if !known {
			end = len(d.Blocks)
		}
		claim(&b, end)
		if before := placed[end]; len(before) > 0 { // one list
			b.Fresh = max(b.Fresh, 1)
			b.Path = slices.Clone(b.Path)
			b.Path[0] = before[0].Path[0]
		}
		placed[end] = append(placed[end], b)
	}
	all := make([]Block, 0, len(d.Blocks)+len(notes))
	for i := range d.Blocks {
		all = append(append(all, placed[i]...), d.Blocks[i])
	}
	d.Blocks = append(all, placed[len(d.Blocks)]...)
}
