package policy

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// alertMark opens a quotation that GitHub shows as an alert, alone on its first line:
// https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
var alertMark = regexp.MustCompile(`(?i)^[ \t]*\[!(note|tip|important|warning|caution)\][ \t]*\n?$`)

// alert gives a quotation that is an alert its title, and lets its mark be read
// as no text.
func (b *builder) alert(quote *ast.Blockquote) {
	first, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok {
		return
	}
	line := first.Lines().At(0)
	m := alertMark.FindSubmatch(line.Value(b.src))
	if m == nil {
		return
	}
	b.unread = line.Stop
	title := strings.ToUpper(string(m[1][:1])) + strings.ToLower(string(m[1][1:]))
	b.lead = []run{{text: title, offset: -1, marks: Strong}, {text: "\n", offset: -1, brk: true}}
}

// terms reads a list of terms with what they mean.
func (b *builder) terms(list *extast.DefinitionList) {
	depth := len(b.path)
	b.push(Container{Kind: Terms})
	inside := len(b.path)
	for child := list.FirstChild(); child != nil; child = child.NextSibling() {
		if child.Kind() == extast.KindDefinitionTerm {
			b.push(Container{Kind: Term})
			b.inside(child)
			b.tight = true
			b.flush()
			b.tight = false
		} else {
			b.push(Container{Kind: Description})
			b.blocks(child)
		}
		b.pop(inside)
	}
	b.pop(depth)
}

// isContentsMark reports whether a list is where kramdown puts a table of
// contents, and says so: pages have one beside the text.
//
//   - TOC
//     {:toc}
func (b *builder) isContentsMark(list *ast.List) bool {
	item := list.FirstChild()
	if item == nil || item != list.LastChild() || item.FirstChild() == nil || item.FirstChild() != item.LastChild() {
		return false
	}
	lines := item.FirstChild().Lines()
	if lines == nil || lines.Len() != 2 {
		return false
	}
	first, last := lines.At(0), lines.At(1)
	return contentsWords.Match(first.Value(b.src)) && contentsMark.Match(last.Value(b.src))
}

var (
	contentsWords = regexp.MustCompile(`(?i)\btoc\b|\bcontents\b|\binhalt|\bsommaire\b|\bíndice\b|目[次录錄]`)
	contentsMark  = regexp.MustCompile(`^[ \t]*\{:(?:[^}\n]*[ \t])?toc(?:[ \t][^}\n]*)?\}[ \t]*\n?$`)
)
