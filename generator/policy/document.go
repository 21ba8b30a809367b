package policy

import (
	"crypto/sha256"
	"sort"
)

// Document is one policy text, parsed. It is not changed after Parse, but for
// the anchors that lineage gives to its sections and clauses.
type Document struct {
	File string
	Meta FrontMatter
	// Digest is one of the text as its readers have it: texts with the same are
	// the same text, whatever bytes they were written with.
	Digest [sha256.Size]byte
	// Source is one of the bytes that the text was parsed from, front matter left
	// out, for what is worked out from them.
	Source      [sha256.Size]byte
	Title       string // of the policy: its only top heading, else the front matter's
	TitleBlock  int    // index of the title's heading in Blocks; -1 if it has none
	Blocks      []Block
	Sections    []Section
	Definitions []Definition
	References  []Reference
	Problems    []*Error // of the front matter
	Ignored     []*Error // values of the front matter that are another program's
	Reserved    []ReservedID
	index       *lineIndex
	offset      int // of the parsed text in the file
	left        int // offset of the first mark that cost too much and was left as text; -1 if there is none
	places      lazy[*Places]
	around      lazy[[]string]
}

// Kind is what a block is.
type Kind uint8

// The kinds of blocks. A Paragraph's containers tell whether it is prose, a
// list item, a table cell or a quotation.
const (
	Paragraph Kind = iota
	Heading
	Code // preformatted; one token, white space kept
	Rule // a thematic break; no tokens
)

// Block is the smallest unit of layout that holds words. Blocks of texts that
// one [Parser] has read share their tokens when these are equal: tokens are
// never changed.
type Block struct {
	Kind   Kind
	Tight  bool // a list item's text without paragraph spacing
	Level  int8 // of a Heading: 1 to 6 as written, [BoldLevel] for a bold line that serves as one
	Path   []Container
	Fresh  int // index of the first container in Path that begins with this block; len(Path) if none does
	Tokens []Token
	Offset int      // in the parsed text
	Clause string   // anchor below the section's: "2", "3.iv" is a clause within; empty for headings and rules
	ids    []string // ids that the author set on it
	hollow [][2]int // where links without an address begin and end, from the block's place
	part   int      // of a clause of several blocks: how many of them stand before this one
	known  *content // what is known of Tokens; nil if nothing is
}

// BoldLevel is the level of a paragraph that is one short bold line and so
// serves as a heading below all real ones.
const BoldLevel = 7

// ContainerKind is what a container is.
type ContainerKind uint8

// The kinds of containers.
const (
	Quote ContainerKind = iota
	Bullets
	Numbers
	Item
	Table
	Caption
	Row
	HeaderCell
	Cell
	Terms
	Term
	Description
)

// Container is one level of structure around a block.
type Container struct {
	Kind  ContainerKind
	Align byte  // of a cell: 'l', 'c', 'r' or 0
	Type  byte  // of Numbers: '1', 'a', 'A', 'i', 'I'
	Span  uint8 // columns a cell takes; 0 is 1
	Rows  uint8 // rows a cell takes; 0 is 1
	// Taken tells that an empty cell only keeps the place that a cell of a row above
	// takes.
	Taken bool
	Start int // of Numbers: the first number; of an Item in Numbers: its own
}

// Mark is the inline markup of a token, as a set.
type Mark uint8

// The inline marks.
const (
	Strong Mark = 1 << iota
	Emphasis
	CodeSpan
	Strike
	Super
	Sub
	Underline
	ImageMark // the token stands for an image: its alternative text, linking to the file
)

// Token is a word, a punctuation mark or a symbol as UAX #29 divides text, or a
// part of one with marks or a link of its own.
type Token struct {
	Text   string
	Link   string // the address it leads to, as the source has it; "" for none
	Offset int32  // of its first byte, from the block's; -1 if it has no place in the source
	Marks  Mark
	Space  bool // white space stands before it
	Break  bool // a forced line break stands before it
	Joined bool // it goes on with the word that the token before it begins
}

// Section is a heading and the text up to the next one. The text before the
// first heading is a section without a title.
type Section struct {
	Level    int8     // of the heading as written; 0 without one
	Depth    int      // in the outline, 1 is the top
	Parent   int      // index of the enclosing section; -1 if none
	Number   string   // as printed in the heading: "5.", "(a)", "§ 3"
	Title    string   // without number, glyphs and marks
	ID       string   // the author's, if any
	OtherIDs []string // further ids the author set on the heading or on blocks of the section
	Inner    int      // OtherIDs[Inner:] are those that stand on its blocks
	Anchor   string   // unique in the document; permanent once lineage has given it
	Aliases  []string // further anchors that lead here
	Merged   []string // fragments of links in the text that name sections which are gone, and whose text stands here
	Lineage  int      // the section's identity through all versions; -1 before lineage gave it
	Heading  int      // index in Blocks; -1 without a heading
	First    int      // its own blocks are Blocks[First:End]; the heading is not among them
	End      int
}

// Position returns where in the file a byte of the parsed text stands.
func (d *Document) Position(offset int) Position {
	if d.index == nil {
		return Position{File: d.File}
	}
	return d.index.position(offset + d.offset)
}

// ForgetSource drops the source, which only positions need: they are unknown
// from now on, but for the file.
func (d *Document) ForgetSource() { d.index = nil }

// TokenPosition returns where in the file a token of a block stands; the
// block's place if the token has none of its own.
func (d *Document) TokenPosition(block, token int) Position {
	b := &d.Blocks[block]
	return d.Position(b.Offset + max(0, int(b.Tokens[token].Offset)))
}

// Own returns the section's own blocks: without its heading and without subsections.
func (d *Document) Own(s *Section) []Block { return d.Blocks[s.First:s.End] }

// SectionAt returns the index of the section that holds block i, its heading included; -1 for the title.
func (d *Document) SectionAt(i int) int {
	n := sort.Search(len(d.Sections), func(n int) bool { return d.Sections[n].start() > i }) - 1
	if n < 0 || i != d.Sections[n].Heading && i >= d.Sections[n].End {
		return -1
	}
	return n
}

// start is the index of a section's first block, its heading included.
func (s *Section) start() int {
	if s.Heading >= 0 {
		return s.Heading
	}
	return s.First
}
