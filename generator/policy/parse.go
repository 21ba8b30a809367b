package policy

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"unicode/utf8"
	"unsafe"

	"policyarchive/generator/characters"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parse reads a policy text: Markdown as GitHub and kramdown write it, with
// optional front matter. It never fails: what it does not know as markup it
// keeps as text, and problems of the front matter are in Document.Problems.
// file is for positions only. The source must not change afterwards.
func Parse(file string, source []byte) *Document { return NewParser().Parse(file, source) }

// Parse reads a policy text, as the function [Parse] does.
func (p *Parser) Parse(file string, source []byte) *Document {
	return p.ParseDigested(file, source, sha256.Sum256(source))
}

// ParseDigested is Parse for those who know the SHA-256 of the source.
func (p *Parser) ParseDigested(file string, source []byte, digest [sha256.Size]byte) *Document {
	whole := normalize(source)
	format, front, body := SplitFrontMatter(whole)
	doc := &Document{File: file, TitleBlock: -1, index: newLineIndex(file, whole), offset: body}
	doc.Meta, doc.Problems, doc.Ignored = parseFrontMatter(file, format, front)
	doc.Source = digest
	if body > 0 {
		doc.Source = sha256.Sum256(withoutFront(source, strings.Count(whole[:body], "\n")))
	}
	doc.Blocks, doc.left = p.blocks(whole[body:])
	outline(doc)
	doc.Digest = doc.digest()
	assignAnchors(doc)
	numberClauses(doc)
	doc.Definitions = findDefinitions(doc)
	doc.References = findReferences(doc)
	return doc
}

// withoutFront cuts the first lines of a source.
func withoutFront(source []byte, lines int) []byte {
	for ; lines > 0; lines-- {
		n := bytes.IndexAny(source, "\r\n")
		if n < 0 {
			return nil
		}
		if source[n] == '\r' && n+1 < len(source) && source[n+1] == '\n' {
			n++
		}
		source = source[n+1:]
	}
	return source
}

// normalize removes the byte order mark, line ends of other systems, bytes that
// are not UTF-8 and control characters. Line numbers stay as they are in the file.
func normalize(source []byte) string {
	s := strings.TrimPrefix(unsafe.String(unsafe.SliceData(source), len(source)), "\uFEFF")
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return characters.Clean(s)
}

// newParser is CommonMark with what GitHub and kramdown add to it, but without
// automatic ids (anchors are ours), with HTML blocks only where knownHTML allows
// them, and with some marks that people mean and CommonMark does not read.
func newParser(ends *endings, steps *steps) parser.Parser {
	blocks := append(parser.DefaultBlockParsers(), util.Prioritized(bareHeading{parser.NewATXHeadingParser()}, 599),
		util.Prioritized(extension.NewDefinitionListParser(),
			101), util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(newNoteParser(), 999))
	for i := range blocks {
		switch blocks[i].Value {
		case any(parser.NewHTMLBlockParser()):
			blocks[i].Value = knownHTML{parser.NewHTMLBlockParser(), ends}
		case any(parser.NewListItemParser()):
			blocks[i].Value = steadyItem{parser.NewListItemParser()}
		}
	}
	inlines := append(parser.DefaultInlineParsers(), util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0), util.Prioritized(noteMarkParser{}, 101))
	for i := range inlines {
		switch inlines[i].Value {
		case any(parser.NewEmphasisParser()), any(extension.NewStrikethroughParser()):
			inlines[i].Value = unspacedMarks{inlines[i].Value.(parser.InlineParser)}
		}
		inlines[i].Value = boundedMark{inlines[i].Value.(parser.InlineParser), steps}
	}
	inlines = append(inlines, util.Prioritized(boundedAddress{extension.NewLinkifyParser()}, 999))
	return parser.NewParser(
		parser.WithBlockParsers(Shallow(blocks)...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(
			util.Prioritized(boundedDefinitions{parser.LinkReferenceParagraphTransformer, steps}, 100),
			util.Prioritized(boundedTable{extension.NewTableParagraphTransformer(), steps}, 200),
		),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// markdown is goldmark's parser with what it has to know of the text at hand.
type markdown struct {
	parser parser.Parser
	ends   *endings
	steps  *steps
}

func newMarkdown() *markdown {
	m := &markdown{ends: newEndings(nil), steps: &steps{}}
	m.parser = newParser(m.ends, m.steps)
	return m
}

// begin tells the parser which text it will read.
func (m *markdown) begin(src []byte) { *m.ends, *m.steps = *newEndings(src), newSteps(src) }

// parse reads a text by itself.
func (m *markdown) parse(src []byte) *builder {
	m.begin(src)
	b := &builder{src: src, ends: m.ends, steps: m.steps}
	pc := parser.NewContext()
	doc := m.parser.Parse(text.NewReader(src), parser.WithContext(pc))
	b.notes = definedIn(pc).notes
	b.blocks(doc)
	b.flush()
	b.markedNotes()
	return b
}

// open reports whether what would follow the text depends on it.
func (b *builder) open() bool {
	return len(b.ids) > 0 || len(b.html.open) > 0 || b.html.hidden != "" || b.inlineOpen() || len(b.path) > 0 ||
		hasText(b.runs)
}

// builder flattens the tree that goldmark gives into blocks.
type builder struct {
	all   []Block
	src   []byte
	path  []Container
	fresh int
	// ordinal is the number of the list's item that a heading begins.
	ordinal int
	runs    []run
	marks   Mark
	link    string
	ids     []authorID // waiting for the block they stand in
	// hollow are the links of the block under construction that have no address:
	// from a run up to, but without, another.
	hollow [][2]int
	// adjacent tells that a paragraph follows the block before without a blank line.
	adjacent bool
	tight    bool
	html     htmlState
	ends     *endings
	steps    *steps
	lead     []run // what the next paragraph begins with
	unread   int   // offset before which text is the mark of an alert
	// notes are those of the text, numbers those they have, 0 for none yet, and
	// numbered the indexes of those that have one, in order.
	notes    []*extast.Footnote
	numbers  []int
	numbered []int
}

// flush ends the block under construction, if it has any text.
func (b *builder) flush() {
	b.emit(Paragraph, 0)
}

func (b *builder) emit(kind Kind, level int8) {
	runs, hollow := b.runs, b.hollow
	b.hollow = nil
	if !hasText(runs) && kind != Heading {
		b.runs = nil
		for i := range b.ids {
			b.ids[i].run = 0
		}
		return
	}
	ids := b.takeIDs(kind)
	b.runs = nil
	whole := runs
	hollow = placesOf(runs, hollow)
	runs, more := b.cutAttributeLists(runs)
	tokens := tokenize(runs)
	if kind == Heading {
		rest, id := cutAttributes(tokens)
		if id != "" {
			ids = append([]string{id}, ids...)
		}
		if len(rest) < len(tokens) || len(joinRuns(runs)) < len(joinRuns(whole)) {
			rest = b.cutClosingMarks(rest)
		}
		tokens = partNumber(rest, runs)
	}
	if len(tokens) == 0 && kind != Heading {
		for _, id := range append(ids, more...) {
			b.attribute(id, false)
		}
		return
	}
	offset := 0
	for _, t := range tokens {
		if t.Offset >= 0 {
			offset = int(t.Offset)
			break
		}
	}
	b.add(Block{Kind: kind, Level: level, Tight: b.tight, Tokens: fromBlock(tokens, offset), Offset: offset,
		ids: append(ids, more...), hollow: relative(hollow, offset)})
}

// placesOf are where stretches of runs begin and end in the parsed text; -1
// where that is not known.
func placesOf(runs []run, stretches [][2]int) [][2]int {
	for i, s := range stretches {
		for s[0] < len(runs) && blank(runs[s[0]].text) {
			s[0]++
		}
		place := [2]int{-1, -1}
		if s[0] < len(runs) {
			place[0] = runs[s[0]].offset
		}
		if last := s[1] - 1; last >= 0 && last < len(runs) && runs[last].offset >= 0 {
			place[1] = runs[last].offset + len(runs[last].text)
		}
		stretches[i] = place
	}
	return stretches
}

// relative are places from a block's own.
func relative(places [][2]int, offset int) [][2]int {
	for i := range places {
		places[i] = [2]int{max(0, places[i][0]-offset), max(0, places[i][1]-offset)}
	}
	return places
}

// fromBlock makes the offsets of tokens relative to their block's.
func fromBlock(tokens []Token, offset int) []Token {
	for i := range tokens {
		if tokens[i].Offset >= 0 {
			tokens[i].Offset = max(-1, tokens[i].Offset-int32(offset))
		}
	}
	return tokens
}

// add puts a block where the open containers say, in containers of its own if
// the innermost one cannot hold text.
func (b *builder) add(block Block) {
	block.Path, block.Fresh = b.path, b.fresh
	if block.Kind != Heading {
		block.Path = append(block.Path[:len(block.Path):len(block.Path)], fit(b.innermost(), wordsInside)...)
	}
	b.all = append(b.all, block)
	b.fresh = len(b.path)
}

func (b *builder) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.block(n)
	}
}

func (b *builder) block(n ast.Node) {
	b.tight = false
	if _, isHTML := n.(*ast.HTMLBlock); !isHTML {
		b.flush()
	}
	switch n := n.(type) {
	case *ast.Heading:
		number := b.itemNumber(n)
		b.inside(n)
		offset := -1
		if n.Lines().Len() > 0 {
			offset = n.Lines().At(0).Start
		}
		b.heading(int8(n.Level), number, offset)
	case *ast.Paragraph:
		if id, ok := attributeLine(n.Lines().Value(b.src)); ok {
			next := n.NextSibling()
			b.attribute(id, n.HasBlankPreviousLines() && next != nil && !next.HasBlankPreviousLines())
			return
		}
		b.inside(n)
		b.adjacent = !n.HasBlankPreviousLines()
		before := len(b.all)
		b.flush()
		b.adjacent = false
		if len(b.all) > before && b.all[before].Offset == 0 {
			b.all[before].Offset = n.Lines().At(0).Start // of an alert that is nothing but its mark
		}
	case *ast.TextBlock:
		b.inside(n)
		b.tight = true
		b.flush()
		b.tight = false
	case *ast.List:
		if !b.isContentsMark(n) {
			b.list(n)
		}
	case *ast.Blockquote:
		depth := len(b.path)
		b.push(Container{Kind: Quote})
		b.alert(n)
		b.blocks(n)
		b.pop(depth)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		var lines []run
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			lines = append(lines, run{text: string(s.Value(b.src)), offset: s.Start - s.Padding})
		}
		b.code(lines)
	case *ast.ThematicBreak:
		b.add(Block{Kind: Rule})
	case *ast.HTMLBlock:
		b.htmlBlock(n)
	case *extast.Table:
		b.table(n)
	case *extast.DefinitionList:
		b.terms(n)
	case *extast.Footnote:
		b.looseNote(n)
	default:
		b.blocks(n)
	}
}

// inside collects the inlines of a leaf block; HTML tags opened there end there.
func (b *builder) inside(n ast.Node) {
	open := len(b.html.open)
	b.takeLead()
	b.inlines(n)
	if len(b.html.open) > open {
		marks, link := b.html.open[open].marks, b.html.open[open].link
		b.html.open = b.html.open[:open]
		b.marks, b.link = marks, link
	}
}

// takeLead writes what was to stand before the paragraph.
func (b *builder) takeLead() {
	if b.html.hidden == "" {
		b.runs = append(b.runs, b.lead...)
	}
	b.lead = nil
}

// hasText reports whether any run has more than white space.
func hasText(runs []run) bool {
	for i := range runs {
		if !blank(runs[i].text) {
			return true
		}
	}
	return false
}

// heading ends a heading. It stands outside of the list or quotation it was
// written in, for it opens a section; in a table or a note it is only a strong line.
// offset is where it stands, for one without text; -1 if unknown.
func (b *builder) heading(level int8, number string, offset int) {
	for _, c := range b.path {
		if c.Kind == Table || c.Type == NoteNumbers {
			for i := range b.runs {
				b.runs[i].marks |= Strong
			}
			b.emit(Paragraph, 0)
			return
		}
	}
	path := b.path
	b.path, b.fresh = nil, 0
	if number != "" && !beginsWithNumber(b.runs) {
		b.runs = append([]run{{text: number + " ", offset: -1}}, b.runs...)
	}
	b.emit(Heading, level)
	if block := &b.all[len(b.all)-1]; len(block.Tokens) == 0 && offset >= 0 {
		block.Offset = offset
	}
	b.path, b.fresh = path, 0
}

// beginsWithNumber reports whether a heading's text begins with a number of its own.
func beginsWithNumber(runs []run) bool {
	sure, _ := readNumber(strings.Join(strings.Fields(joinRuns(runs)), " "))
	return sure.number != ""
}

// list reads a list. An item that begins with a heading is a section: what
// follows the heading stands outside of the list.
func (b *builder) list(n *ast.List) {
	depth, open := len(b.path), false
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if _, heading := item.FirstChild().(*ast.Heading); heading {
			b.pop(depth)
			open, b.ordinal = false, number
			b.blocks(item)
		} else {
			if !open {
				if n.IsOrdered() {
					b.push(Container{Kind: Numbers, Start: number, Type: '1'})
				} else {
					b.push(Container{Kind: Bullets})
				}
				open = true
			}
			inside, c := len(b.path), Container{Kind: Item}
			if n.IsOrdered() {
				c = b.number(number)
			}
			b.push(c)
			b.blocks(item)
			b.pop(inside)
		}
		number++
	}
	b.pop(depth)
}

// itemNumber is the number that a person sees before a heading that is the
// first thing in an ordered list's item.
func (b *builder) itemNumber(heading ast.Node) string {
	item, ok := heading.Parent().(*ast.ListItem)
	if !ok {
		return ""
	}
	list, ok := item.Parent().(*ast.List)
	if !ok || !list.IsOrdered() || heading.PreviousSibling() != nil {
		return ""
	}
	return itoa(b.ordinal) + string(list.Marker)
}

func (b *builder) table(n *extast.Table) {
	depth := len(b.path)
	b.push(Container{Kind: Table})
	inTable := len(b.path)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if cell := row.FirstChild(); cell != nil && cell.Lines().Len() > 0 {
			if id, ok := attributeLine(cell.Lines().Value(b.src)); ok { // to kramdown a line below the table
				b.attribute(id, false)
				continue
			}
		}
		kind := Cell
		if _, ok := row.(*extast.TableHeader); ok {
			kind = HeaderCell
		}
		b.push(Container{Kind: Row})
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			var align byte
			if c, ok := cell.(*extast.TableCell); ok {
				switch c.Alignment {
				case extast.AlignLeft:
					align = 'l'
				case extast.AlignCenter:
					align = 'c'
				case extast.AlignRight:
					align = 'r'
				}
			}
			inRow := len(b.path)
			b.push(Container{Kind: kind, Align: align})
			b.inside(cell)
			b.tight = true
			b.emptyCell()
			b.flush()
			b.tight = false
			b.pop(inRow)
		}
		b.pop(inTable)
	}
	b.pop(depth)
}

// emptyCell gives an empty cell a block of its own, so that the cells after it
// keep their column.
func (b *builder) emptyCell() {
	if hasText(b.runs) {
		return
	}
	b.runs = nil
	b.add(Block{Kind: Paragraph, Tight: true, ids: b.takeIDs(Heading)})
}
