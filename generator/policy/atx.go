package policy

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareHeading reads headings without a blank behind their marks, as Markdown did
// before CommonMark: ##Contact. One mark is no heading: #1 and #privacy are a
// number and a tag.
type bareHeading struct{ parser.BlockParser }

// bareMarks are two marks of a heading or more, with what stands behind them on
// the line: it begins with a letter, or with a number or the marks of bold text
// and then has one.
var bareMarks = regexp.MustCompile(`^ {0,3}(#{2,6})((?:[\d(*_"“„«「『【§[]\S*[ \t]*)*\pL[^\n]*)\n?$`)

func (bareHeading) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	m := bareMarks.FindSubmatchIndex(line)
	if m == nil || segment.Padding > 0 {
		return nil, parser.NoChildren
	}
	title, level := text.NewSegment(segment.Start+m[4], segment.Start+m[5]), m[3]-m[2]
	title = title.TrimRightSpace(reader.Source())
	words := title.Value(reader.Source())
	if closing := closingMarks.FindSubmatchIndex(words); closing != nil &&
		(closing[2] < closing[3] || closing[5]-closing[4] == level) {
		if closing[2] == closing[3] && variable.Match(words[:closing[0]]) {
			return nil, parser.NoChildren
		}
		title = title.WithStop(title.Start + closing[0])
	}
	if bytes.Contains(title.Value(reader.Source()), []byte("##")) {
		return nil, parser.NoChildren
	}
	node := ast.NewHeading(level)
	node.Lines().Append(title)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

var (
	closingMarks = regexp.MustCompile(`([ \t]*)(#+)$`)
	variable     = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`) // of a template: ##COMPANY##
)
