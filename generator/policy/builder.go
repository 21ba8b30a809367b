package policy

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

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
	return slices.ContainsFunc(runs, func(r run) bool { return !blank(r.text) })
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
