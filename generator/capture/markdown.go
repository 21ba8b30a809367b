package capture

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"policyarchive/generator/policy"
)

// edit replaces source[start:stop].
type edit struct {
	start, stop int
	now         string
}

// markdown is a Markdown text with its structure, and the edits to be made to
// it. Structure decides what may be touched: only the lines of paragraphs and
// headings, never code, tables or raw HTML (but for the targets of links).
type markdown struct {
	source []byte
	doc    ast.Node
	code   []edit // ranges of code spans and code blocks, in order
	// targets are where the targets of links and images stand, in order.
	targets []target
	edits   []edit
	dropped map[ast.Node]bool // blocks that an edit removes
	breaks  []int             // offsets of the newlines
}

func parseMarkdown(body string) *markdown {
	m := &markdown{source: []byte(body), dropped: map[ast.Node]bool{}}
	for i, c := range m.source {
		if c == '\n' {
			m.breaks = append(m.breaks, i)
		}
	}
	links := &targetRecorder{inner: parser.NewLinkParser()}
	p := parser.NewParser(
		parser.WithBlockParsers(policy.Shallow(parser.DefaultBlockParsers())...),
		parser.WithInlineParsers(append(withoutLinks(parser.DefaultInlineParsers()),
			util.Prioritized(links, linkPriority))...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
	m.doc = goldmark.New(goldmark.WithParser(p),
		goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(m.source))
	defined := map[string]bool{}
	var raw []edit
	_ = ast.Walk(m.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			if l := n.Lines(); l.Len() > 0 {
				m.code = append(m.code, edit{start: l.At(0).Start, stop: l.At(l.Len() - 1).Stop})
			}
			if h, ok := n.(*ast.HTMLBlock); ok {
				if h.HasClosure() {
					m.code = append(m.code, edit{start: h.ClosureLine.Start, stop: h.ClosureLine.Stop})
				}
				for i := range h.Lines().Len() {
					raw = append(raw, edit{start: h.Lines().At(i).Start, stop: h.Lines().At(i).Stop})
				}
			}
		case *ast.LinkReferenceDefinition:
			defined[string(n.Destination)] = true
		case *ast.CodeSpan, *ast.RawHTML, *ast.AutoLink:
			if start, stop, ok := extent(n); ok {
				m.code = append(m.code, edit{start: start, stop: stop})
				if n.Kind() == ast.KindRawHTML {
					raw = append(raw, edit{start: start, stop: stop})
				}
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	sort.Slice(m.code, func(i, j int) bool { return m.code[i].start < m.code[j].start })
	for _, span := range links.spans {
		if t, ok := inlineTarget(m.source, span.start, span.stop); ok {
			m.targets = append(m.targets, t)
		}
	}
	m.targets = append(m.targets, definedTargets(m, defined)...)
	for _, span := range raw {
		m.targets = append(m.targets, attributeTargets(m.source, span.start, span.stop)...)
	}
	sort.Slice(m.targets, func(i, j int) bool { return m.targets[i].start < m.targets[j].start })
	return m
}

// extent returns the source range that an inline leaf covers.
func extent(n ast.Node) (start, stop int, ok bool) {
	if raw, isRaw := n.(*ast.RawHTML); isRaw {
		if raw.Segments.Len() == 0 {
			return 0, 0, false
		}
		return raw.Segments.At(0).Start, raw.Segments.At(raw.Segments.Len() - 1).Stop, true
	}
	first, last := n.FirstChild(), n.LastChild()
	if first == nil || first.Pos() < 0 {
		return 0, 0, false
	}
	t, isText := last.(*ast.Text)
	if !isText {
		return 0, 0, false
	}
	return first.Pos(), t.Segment.Stop, true
}

// inCode reports whether source[start:stop] touches code or raw HTML.
func (m *markdown) inCode(start, stop int) bool {
	i := sort.Search(len(m.code), func(i int) bool { return m.code[i].stop > start })
	return i < len(m.code) && m.code[i].start < stop
}

func (m *markdown) replace(start, stop int, now string) {
	m.edits = append(m.edits, edit{start, stop, now})
}

// line returns the number of the line at offset, from 1.
func (m *markdown) line(offset int) int {
	return 1 + sort.SearchInts(m.breaks, offset)
}

// apply returns the text with its edits made; of two that overlap the first
// made wins.
func (m *markdown) apply() string {
	sort.SliceStable(m.edits, func(i, j int) bool { return m.edits[i].start < m.edits[j].start })
	var out strings.Builder
	at := 0
	for _, e := range m.edits {
		if e.start < at {
			continue
		}
		out.Write(m.source[at:e.start])
		out.WriteString(e.now)
		at = e.stop
	}
	out.Write(m.source[at:])
	return out.String()
}

// lineStart returns the offset of the first byte of the line at offset.
func (m *markdown) lineStart(offset int) int {
	return bytes.LastIndexByte(m.source[:offset], '\n') + 1
}

// lineEnd returns the offset behind the last byte of the line at offset, its
// newline not counted.
func (m *markdown) lineEnd(offset int) int {
	if i := bytes.IndexByte(m.source[offset:], '\n'); i >= 0 {
		return offset + i
	}
	return len(m.source)
}

// plain returns the words of a block as a reader sees them.
func (m *markdown) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(m.source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		case *ast.AutoLink:
			if entering {
				b.Write(n.Label(m.source))
			}
		default:
			if !entering && n.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// maxPasses bounds the restoring of one text. A restoration can make another
// possible; more than three have never been needed.
const maxPasses = 8

// restoreMarkdown applies the rules link, residue and space until nothing
// changes. lines is how many lines of front matter stand before body.
func (r *restorer) restoreMarkdown(body string, lines int) string {
	r.lines += lines
	for pass := range maxPasses {
		m := parseMarkdown(body)
		r.restoreLinks(m, pass == 0)
		r.removeResidue(m)
		r.removeSpace(m)
		next := m.apply()
		if next == body {
			break
		}
		body = next
	}
	return body
}

// place returns the line in the capture of an offset in the text at hand; 0 for
// a page, whose lines are not those of its Markdown.
func (r *restorer) place(m *markdown, offset int) int {
	if r.result.Format == HTML {
		return 0
	}
	return r.lines + m.line(offset)
}
