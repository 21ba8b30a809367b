package policy

import (
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// unspacedMarks is a parser of marks around words, such as * and ~~, that also
// knows where they stand in scripts without blanks. CommonMark does not close
// bold text in **注意：**请: behind punctuation, it waits for a blank, and Chinese
// and Japanese have none there. So a mark beside such a character is read as if
// the character were a letter and had a blank beside it. Where no such character
// stands beside a mark, nothing is read in another way.
//
// https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
type unspacedMarks struct{ parser.InlineParser }

func (p unspacedMarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	node := p.InlineParser.Parse(parent, block, pc)
	mark, ok := node.(*parser.Delimiter)
	if !ok {
		return node
	}
	after := ' '
	if line, _ := block.PeekLine(); len(line) > 0 {
		after = util.ToRune(line, 0)
	}
	if isCJK(before) || isCJK(after) {
		mark.CanOpen, mark.CanClose = flanks(mark.Char, before, after)
	}
	return node
}

// flanks reports whether a mark between two characters may open and may close.
func flanks(mark byte, before, after rune) (opens, closes bool) {
	punctuation := func(r rune) bool { return util.IsPunctRune(r) && !isCJK(r) }
	apart := func(r rune) bool { return util.IsSpaceRune(r) || punctuation(r) || isCJK(r) }
	left := !util.IsSpaceRune(after) && (!punctuation(after) || apart(before))
	right := !util.IsSpaceRune(before) && (!punctuation(before) || apart(after))
	if mark == '_' {
		return left && (!right || util.IsPunctRune(before)), right && (!left || util.IsPunctRune(after))
	}
	return left, right
}

// isCJK reports whether a character is of a script of East Asia, or of its
// punctuation. U+3000, its blank, is white space like any other.
func isCJK(r rune) bool {
	switch {
	case r < 0x1100 || r == 0x3000:
		return false
	case r > 0x3000 && r <= 0x303F, r >= 0xFE30 && r <= 0xFE4F, r >= 0xFF00 && r <= 0xFFEF:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi)
}
