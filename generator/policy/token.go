package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// run is a stretch of inline text with one set of marks.
type run struct {
	text   string
	offset int // in the parsed text; -1 if it has no place there
	marks  Mark
	link   string
	brk    bool // a forced line break stands before it
}

// part is the run's text from a byte to another.
func (r run) part(from, to int) run {
	r.text = r.text[from:to]
	if r.offset >= 0 {
		r.offset += from
	}
	r.brk = r.brk && from == 0
	return r
}

func joinRuns(runs []run) string {
	if len(runs) == 1 {
		return runs[0].text
	}
	n := 0
	for i := range runs {
		n += len(runs[i].text)
	}
	var b strings.Builder
	b.Grow(n)
	for i := range runs {
		b.WriteString(runs[i].text)
	}
	return b.String()
}

// tokenize divides runs into tokens at the word boundaries of UAX #29. A word
// that changes its marks midway stays one token with the marks of its first
// letter, so that emphasis never splits a word; superscripts, code and images
// do split, for they would change the word.
func tokenize(runs []run) []Token {
	var tokens []Token
	const splitting = Super | Sub | CodeSpan | ImageMark
	space, newline, brk := false, false, false
	for i := 0; i < len(runs); {
		j := i + 1
		for j < len(runs) && !runs[j].brk && (runs[j].marks^runs[i].marks)&splitting == 0 {
			j++
		}
		group := runs[i:j]
		brk = brk || group[0].brk && len(tokens) > 0
		text := joinRuns(group)
		at, n := 0, 0 // at: offset of group[n] in text
		pos := 0
		for it := words.FromString(text); it.Next(); {
			for _, part := range splitInvisible(it.Value()) {
				if part == "" {
					continue
				}
				for n+1 < len(group) && pos >= at+len(group[n].text) {
					at += len(group[n].text)
					n++
				}
				start := pos
				pos += len(part)
				if blank(part) {
					space, newline = true, newline || strings.Contains(part, "\n")
					continue
				}
				offset := group[n].offset
				if offset >= 0 {
					offset += start - at
				}
				if newline && len(tokens) > 0 && unspacedBetween(tokens[len(tokens)-1].Text, part) {
					space = false
				}
				tokens = append(tokens, Token{Text: part, Offset: int32(offset), Link: group[n].link, Marks: group[n].marks, Space: space, Break: brk})
				space, newline, brk = false, false, false
			}
		}
		i = j
	}
	if len(tokens) > 0 {
		tokens[0].Space, tokens[0].Break = false, false
	}
	return tokens
}

// splitInvisible keeps a word and the format characters at its edges (zero
// width spaces, direction marks) apart, so that they never make it another
// word. Parts may be empty.
func splitInvisible(w string) [3]string {
	if w[0] < utf8.RuneSelf && w[len(w)-1] < utf8.RuneSelf {
		return [3]string{w}
	}
	start := len(w) - len(strings.TrimLeftFunc(w, isFormat))
	end := len(strings.TrimRightFunc(w, isFormat))
	if start >= end {
		return [3]string{w}
	}
	return [3]string{w[:start], w[start:end], w[end:]}
}

func isFormat(r rune) bool { return unicode.Is(unicode.Cf, r) }

func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// unspacedBetween reports whether a line break in the source stands for no
// white space: between characters of scripts that write no blanks.
func unspacedBetween(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return unspaced(a) && unspaced(b)
}

func unspaced(r rune) bool {
	return r > 0x2E7F && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

// Text joins tokens with single blanks where the source had white space.
func Text(tokens []Token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 && (t.Space || t.Break) {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

// Word returns the token's word as it counts for a change of wording: folded
// to one case, in normal form C, without invisible characters. Punctuation
// gives "": it changes no word. Signs that change a meaning (%, §, currencies)
// are words.
func (t Token) Word() string {
	plain := true
	for i := 0; i < len(t.Text); i++ {
		c := t.Text[i]
		if c < 'a' || c > 'z' {
			if c < '0' || c > '9' {
				plain = false
				break
			}
		}
	}
	if plain {
		return t.Text
	}
	return foldWord(t.Text)
}

func foldWord(s string) string {
	word := false
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) && r != '`' && r != '^' && r != '|' && r != '~' && r != '\uFFFD' || r == '%' || r == '§' || r == '&' {
			word = true
			break
		}
	}
	if !word {
		if strings.ContainsRune(s, '\uFFFD') {
			return s
		}
		return ""
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case isFormat(r):
			return -1
		case r == '’' || r == 'ʼ':
			return '\''
		}
		return r
	}, s)
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return norm.NFC.String(cases.Fold().String(s))
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Words returns the words of tokens as [Token.Word] gives them, punctuation left out.
func Words(tokens []Token) []string {
	var list []string
	for _, t := range tokens {
		if w := t.Word(); w != "" {
			list = append(list, w)
		}
	}
	return list
}
