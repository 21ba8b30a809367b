package policy

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"unicode/utf8"
	"unsafe"

	"policyarchive/generator/characters"

	"github.com/yuin/goldmark/extension"
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
