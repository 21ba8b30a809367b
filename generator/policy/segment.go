package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// appendSegments divides letters of scripts that write no blanks into segments
// that a reader takes for words, and appends them to list.
//
// UAX #29 gives single letters there, and leaves words to dictionaries. These
// rules need none: in Japanese a change of script is nearly always the border
// of a word (as in the features of TinySegmenter), endings stay with the
// character they belong to, and stretches of hiragana are divided into function
// words. Without kana the text is Chinese: common words are kept whole, other
// characters stand alone, and three or fewer by themselves are one word. A
// segment depends only on the letters around it up to the next change of script.
//
// japanese tells that the block has kana, number that a number stands before s.
func appendSegments(list []string, s string, japanese, number bool) []string {
	g := segmenter{list: list, first: len(list), s: s, japanese: japanese, number: number, divided: number}
	for len(g.s) > g.prefix {
		g.next()
	}
	if g.prefix > 0 {
		g.list = append(g.list, g.s)
	}
	return g.list
}

// segmenter divides one stretch of letters from left to right.
type segmenter struct {
	list     []string
	first    int    // index in list of the first segment of the stretch
	s        string // what is left
	prefix   int    // bytes of お or ご at the head of s that belong to the next word
	kind     script // of the letters behind the prefix
	left     int    // bytes of that script
	kanji    int    // how many Chinese characters the last segment is made of
	japanese bool
	number   bool // a number stands before
	divided  bool // the Chinese characters go on behind a segment
}

// emit takes the prefix and n bytes for a segment.
func (g *segmenter) emit(n int) {
	g.list = append(g.list, g.s[:g.prefix+n])
	g.s, g.prefix, g.kanji = g.s[g.prefix+n:], 0, 0
	g.left = max(0, g.left-n)
}

func (g *segmenter) next() {
	rest := g.s[g.prefix:]
	if g.left == 0 {
		g.kind, g.left = stretch(rest)
	}
	if n := counter(rest); g.number && n > 0 {
		g.number = false
		g.emit(n)
		return
	}
	g.number = false
	switch g.kind {
	case han:
		g.han(rest)
	case hiragana:
		g.hiragana(rest)
	case southeast:
		g.emit(cluster(rest[:g.left]))
	default:
		g.emit(g.left)
	}
	g.divided = g.kind == han
}

func (g *segmenter) han(rest string) {
	own := rest[:g.left]
	switch {
	case numeral(rest) > 0:
		g.number = true
		g.emit(numeral(rest))
	case ordinal(rest):
		g.number = len(rest) > len("第")
		g.emit(len("第"))
	case conjunction(rest) > 0:
		g.emit(conjunction(rest))
	case g.japanese:
		n := kanji(own, rest)
		letters := utf8.RuneCountInString(own[:n])
		g.emit(n)
		g.kanji = letters
	case !g.divided && len(own) <= 3*len("字") && utf8.RuneCountInString(own) <= 3:
		g.emit(len(own))
	default:
		g.emit(chinese(own))
	}
}

func (g *segmenter) hiragana(rest string) {
	pieces, ending, prefix := hiraganaWords(rest[:g.left], g.kanji, scriptAt(rest[g.left:]) == han)
	for i, p := range pieces {
		switch {
		case i == 0 && ending && len(g.list) > g.first:
			g.list[len(g.list)-1] += p
			g.s, g.left, g.kanji = g.s[len(p):], g.left-len(p), 0
		case i == len(pieces)-1 && prefix:
			g.prefix, g.left, g.kanji = len(p), 0, 0
		default:
			g.emit(len(p))
		}
	}
}

func scriptAt(s string) script {
	r, _ := utf8.DecodeRuneInString(s)
	return scriptOf(r)
}

// kanji is the length of the first word of a stretch of Chinese characters in
// Japanese text: all of it, up to a number, a conjunction or 等 ("and so on").
func kanji(stretch, rest string) int {
	if strings.HasPrefix(stretch, "当該") && len(stretch) > len("当該") {
		return len("当該")
	}
	for i, r := range stretch {
		if i == 0 {
			continue
		}
		switch {
		case r == '等' && i > len("等") && i+len("等") == len(stretch), ordinal(rest[i:]), conjunction(rest[i:]) > 0:
			return i
		case isNumeral(r):
			if n := numerals(rest[i:]); n > len("一") {
				return i
			}
		}
	}
	return len(stretch)
}

// chinese is the length of the first word of Chinese text: a common word, or
// one character.
func chinese(s string) int {
	ends := make([]int, 0, 4)
	for n := 0; n < len(s) && len(ends) < cap(ends); {
		n += letter(s[n:])
		ends = append(ends, n)
	}
	for i := len(ends) - 1; i > 0; i-- {
		if isChineseWord(s[:ends[i]]) {
			return ends[i]
		}
	}
	return ends[0]
}

// numeral is the length of the number in Chinese numerals with which s
// begins. A single one is a number only before a counter: 三日, but 一般.
func numeral(s string) int {
	n := numerals(s)
	if n == len("一") {
		c := counter(s[n:])
		if c == 0 || s[n:n+c] == "時" || s[n:n+c] == "分" {
			return 0
		}
	}
	return n
}

func numerals(s string) int {
	return leading(s, isNumeral)
}

func isNumeral(r rune) bool {
	return r >= '一' && strings.ContainsRune("一二三四五六七八九十百千万億兆萬亿零", r) || r == '〇'
}

// ordinal reports whether s begins with 第 before a number.
func ordinal(s string) bool {
	rest, ok := strings.CutPrefix(s, "第")
	return ok && (rest == "" || numeral(rest) > 0)
}

// hiraganaWords divides a stretch of hiragana so that function words take most
// of it and what is left is in as few pieces as possible: the least cost over
// all divisions. After Chinese characters (kanji many) the first piece may be
// their ending, which is known; before one, a last お or ご belongs to it.
func hiraganaWords(s string, kanji int, hanFollows bool) (pieces []string, ending, prefix bool) {
	const known, perLetter, piece, longest = 3, 4, 2, 12
	type step struct{ cost, next int }
	var at []int
	for i := range s {
		at = append(at, i)
	}
	n := len(at)
	at = append(at, len(s))
	best := make([]step, n+1)
	first := piece // what it costs to begin a piece of unknown letters
	switch {
	case kanji == 1:
		first = 0
	case kanji > 1:
		first = known
	}
	isEnding := func(i, j int) bool { return i == 0 && kanji > 0 && !isFunctionWord(s[:at[j]]) }
	for i := n - 1; i >= 0; i-- {
		best[i].cost = 1 << 30
		for j := i + 1; j <= min(n, i+longest); j++ {
			cost := piece + perLetter*(j-i)
			word := s[at[i]:at[j]]
			switch {
			case isFunctionWord(word):
				cost = known
			case j == n && i == n-1 && hanFollows && (word == "お" || word == "ご"):
				cost = 1
			case isEnding(i, j):
				cost += first - piece
			}
			if cost += best[j].cost; cost <= best[i].cost {
				best[i] = step{cost, j}
			}
		}
	}
	for i := 0; i < n; i = best[i].next {
		pieces = append(pieces, s[at[i]:at[best[i].next]])
	}
	last := pieces[len(pieces)-1]
	prefix = hanFollows && (last == "お" || last == "ご")
	ending = isEnding(0, best[0].next) && !(prefix && len(pieces) == 1)
	return pieces, ending, prefix
}

// hasKana reports whether a block is Japanese.
func hasKana(runs []run) bool {
	kana := func(r rune) bool { k := scriptOf(r); return k == hiragana || k == katakana }
	return slices.ContainsFunc(runs, func(r run) bool { return strings.ContainsFunc(r.text, kana) })
}

// endsInNumber reports whether the last word of s is a number in digits.
func endsInNumber(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(s, unicode.IsSpace))
	return unicode.IsDigit(r)
}
