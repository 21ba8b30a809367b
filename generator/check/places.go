package check

import (
	"cmp"
	"sort"
	"strings"

	"policyarchive/generator/policy"
)

// places finds where bytes of the file stand in the text.
type places struct {
	position func(offset int) policy.Position
	spans    []span
}

// span is where a block with words stands in the file.
type span struct {
	block int
	first policy.Position
	last  int // line
	code  bool
}

func (d *subject) places() *places {
	p := &places{position: policy.Positions(d.Doc.File, d.Source)}
	for i := range d.Doc.Blocks {
		b := &d.Doc.Blocks[i]
		end := len(b.Tokens) - 1
		if end < 0 {
			continue
		}
		last := d.Doc.TokenPosition(i, end).Line + strings.Count(b.Tokens[end].Text, "\n")
		p.spans = append(p.spans, span{i, d.Doc.TokenPosition(i, 0), last, b.Kind == policy.Code})
	}
	return p
}

// block is the block that holds a place of the file, or follows it; -1 if none
// does, or if the place is in preformatted text, which shows it.
func (p *places) block(at policy.Position) int {
	n := sort.Search(len(p.spans), func(n int) bool { return before(at, p.spans[n].first) || at.Line <= p.spans[n].last })
	if n == len(p.spans) || p.spans[n].code && at.Line >= p.spans[n].first.Line {
		return -1
	}
	return p.spans[n].block
}

// isCode reports whether a place of a block is in a code span.
func (d *subject) isCode(block int, at policy.Position) bool {
	tokens := d.Doc.Blocks[block].Tokens
	n := sort.Search(len(tokens), func(n int) bool { return before(at, d.Doc.TokenPosition(block, n)) })
	return n > 0 && tokens[n-1].Marks&policy.CodeSpan != 0
}

// before reports whether one place stands before another one.
func before(a, b policy.Position) bool {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) < 0
}
