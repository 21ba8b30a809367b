package policy

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// steps bound what the marks of a text cost. For a mark that leads nowhere, such
// as a bracket that nothing closes, goldmark reads the rest of the paragraph, and
// for one that ends emphasis all the marks before it: a long paragraph of nothing
// else takes quadratic time. A text has so many steps for its size that one that
// somebody reads never runs out of them. Behind the mark where it does, marks are
// text, and the text is beyond the limits.
type steps struct {
	left  int
	end   int      // offset of the first thing that was left as text; -1 if there is none
	block ast.Node // that was read last
	marks int      // of emphasis in it
	stop  int      // offset at which it ends
	// escaped are the pipes that are escaped in tables, lent the bytes of addresses
	// that links take from definitions.
	escaped, lent int
}

// stepsPerByte and firstSteps make the steps of a text, each about a byte that is
// read once more.
const stepsPerByte, firstSteps = 400, 1 << 20

func newSteps(source []byte) steps {
	return steps{left: firstSteps + stepsPerByte*len(source), end: -1}
}

// most bytes that the links of a text may take from its definitions, beyond as many
// as it has itself.
const mostLent = 1 << 16

// lend reports whether a link may take an address from a definition.
func (s *steps) lend(address []byte, offset, size int) bool {
	if s.lent+len(address) > size+mostLent {
		s.leave(offset)
		return false
	}
	s.lent += len(address)
	return true
}

// leave notes that something at an offset is left as text.
func (s *steps) leave(offset int) {
	if s.end < 0 {
		s.end = offset
	}
}

// enter notes the block whose marks are read.
func (s *steps) enter(block ast.Node) {
	if s.block == block {
		return
	}
	s.block, s.marks, s.stop = block, 0, 0
	if lines := block.Lines(); lines != nil && lines.Len() > 0 {
		s.stop = lines.At(lines.Len() - 1).Stop
	}
}

// take takes steps for a mark at an offset.
func (s *steps) take(n, offset int) {
	if s.left -= n; s.left < 0 {
		s.leave(offset)
	}
}

// boundedMark is a parser of marks that takes steps.
type boundedMark struct {
	parser.InlineParser
	steps *steps
}

func (p boundedMark) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if p.steps.left < 0 {
		return nil
	}
	_, at := block.Position()
	p.steps.enter(parent)
	node := p.InlineParser.Parse(parent, block, pc)
	switch node.(type) {
	case nil, *ast.Text: // nothing but the mark
		p.steps.take(max(1, p.steps.stop-at.Start), at.Start)
	case *parser.Delimiter:
		p.steps.marks++
		p.steps.take(p.steps.marks, at.Start)
	}
	return node
}

// CloseBlock lets a parser end what is open at the end of a block.
func (p boundedMark) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := p.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}

// longestAddress is how many bytes an address can have. Browsers and servers take
// no longer ones, and each of its words carries it.
const longestAddress = 4096

// boundedAddress finds the addresses that a text shows, as goldmark does, where
// there is one at all.
type boundedAddress struct{ parser.InlineParser }

func (p boundedAddress) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) > 0 && bytes.IndexByte([]byte(" *_~("), line[0]) >= 0 {
		line = line[1:]
	}
	if !beginsAddress(line) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// beginsAddress reports whether a line may begin with an address: of the web, with
// its host, or of mail. It reads no more of the line than the longest name of a
// host or of a mailbox has.
func beginsAddress(line []byte) bool {
	const longestHost, longestMailbox = 256, 256
	for _, scheme := range [...]string{"http://", "https://", "ftp://", "www."} {
		rest, ok := bytes.CutPrefix(line, []byte(scheme))
		if !ok {
			continue
		}
		rest = rest[:min(len(rest), longestHost+2)]
		for i, c := range rest {
			if i > 0 && c == '.' && i+1 < len(rest) && rest[i+1] >= 'a' && rest[i+1] <= 'z' {
				return true
			}
			if !util.IsAlphaNumeric(c) && bytes.IndexByte([]byte("-@:%._+~#="), c) < 0 {
				break
			}
		}
	}
	for i, c := range line[:min(len(line), longestMailbox)] {
		if c == '@' {
			return i > 0
		}
		if util.IsSpace(c) || c == '<' || c == '(' {
			return false
		}
	}
	return false
}

// Deepest is how many lists and quotations can stand inside of each other, and
// deepestTags how many tags of raw HTML can be open. What is nested deeper keeps its
// words and loses its structure: no policy needs it, each block carries all that is
// around it, and goldmark takes quadratic time for it.
const Deepest, deepestTags = 32, 100

// Shallow are block parsers that bound how deep the containers of a text stand in one
// another.
func Shallow(blocks []util.PrioritizedValue) []util.PrioritizedValue {
	blocks = slices.Clone(blocks)
	for i := range blocks {
		switch blocks[i].Value {
		case any(parser.NewListParser()), any(parser.NewBlockquoteParser()), any(extension.NewDefinitionListParser()):
			blocks[i].Value = boundedContainer{blocks[i].Value.(parser.BlockParser)}
		}
	}
	return blocks
}

// boundedContainer is a parser of containers that opens none where too many are
// open: what is nested deeper is text.
type boundedContainer struct{ parser.BlockParser }

func (p boundedContainer) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		switch n.(type) {
		case *ast.List, *ast.Blockquote, *extast.DefinitionList, *extast.Footnote:
			depth++
		}
	}
	if depth >= Deepest {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// mostAdded is how many cells a table may have beyond those that are written: the
// rows of a table are filled up to the number of its columns.
const mostAdded = 1000

// mostEscaped is how many pipes may be escaped in the tables of a text: each is
// looked for in each cell that has any.
const mostEscaped = 1000

// mostDefining is how many lines a paragraph can have whose links are defined in
// it: goldmark moves all lines for each definition.
const mostDefining = 2000

// boundedDefinitions takes the definitions of links out of paragraphs.
type boundedDefinitions struct {
	parser.ParagraphTransformer
	steps *steps
}

func (t boundedDefinitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := node.Lines(); lines.Len() > mostDefining {
		if first := lines.At(0); bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " "), []byte("[")) {
			t.steps.leave(first.Start)
		}
		return
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// boundedTable makes tables of paragraphs, but of none that would be filled up
// with more cells than anybody left out.
type boundedTable struct {
	parser.ParagraphTransformer
	steps *steps
}

func (t boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	columns, rows, written, escaped := 0, 0, 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		line := segment.Value(reader.Source())
		if columns == 0 {
			if i > 0 && delimits(line) {
				columns = max(1, bytes.Count(bytes.Trim(line, " \t\n|"), []byte("|"))+1)
			}
			continue
		}
		rows, escaped = rows+1, escaped+bytes.Count(line, []byte(`\|`))
		written += min(columns, bytes.Count(line, []byte("|"))+1)
	}
	if rows*columns-written > mostAdded+written || t.steps.escaped+escaped > mostEscaped {
		t.steps.leave(lines.At(0).Start)
		return
	}
	t.steps.escaped += escaped
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// delimits reports whether a line may be the one below the heads of a table.
func delimits(line []byte) bool {
	return len(bytes.Trim(line, " \t\r\n|:-")) == 0 && bytes.IndexByte(line, '-') >= 0
}
