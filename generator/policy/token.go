package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
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

// tokenize divides runs into tokens at the word boundaries of UAX #29, and by
// [appendSegments] where scripts write no blanks. A word that changes its marks
// midway stays one token with the marks of its first letter, so that emphasis
// never splits a word; superscripts, code and images do split, for they would
// change the word. So does any change of marks or links where no blank tells
// where a word ends.
func tokenize(runs []run) []Token {
	t := tokenizer{runs: runs}
	const splitting = Super | Sub | CodeSpan | ImageMark
	for i := 0; i < len(runs); {
		j := i + 1
		for j < len(runs) && !runs[j].brk && (runs[j].marks^runs[i].marks)&splitting == 0 {
			j++
		}
		t.brk = t.brk || runs[i].brk && len(t.tokens) > 0
		t.group(unwrap(runs[i:j]))
		i = j
	}
	if len(t.tokens) > 0 {
		t.tokens[0].Space, t.tokens[0].Break = false, false
	}
	return t.tokens
}

// tokenizer makes the tokens of one block.
type tokenizer struct {
	runs                []run
	tokens              []Token
	space, newline, brk bool // what stands before the next token
	japanese            bool // the block has kana; known once asked is set
	asked               bool
	at                  []run // what is left of the group from the run of the next token on
	start               int   // offset of at[0] in the group's text
	segments            []string
}

// group adds the tokens of runs that no boundary divides.
func (t *tokenizer) group(runs []run) {
	text := joinRuns(runs)
	t.at, t.start = runs, 0
	pos, unspaced := 0, 0 // the last unspaced letters before pos are not divided yet
	flush := func() {
		if unspaced == 0 {
			return
		}
		from := pos - unspaced
		t.segments = appendSegments(t.segments[:0], text[from:pos], t.isJapanese(), endsInNumber(text[:from]))
		for _, s := range t.segments {
			for s != "" {
				n := t.sameMarks(from, len(s))
				t.add(s[:n], from)
				s, from = s[n:], from+n
			}
		}
		unspaced = 0
	}
	for it := words.FromString(text); it.Next(); {
		for _, part := range splitInvisible(it.Value()) {
			switch {
			case part == "":
			case part[0] >= utf8.RuneSelf && scriptAt(part) != spaced:
				pos += len(part)
				unspaced += len(part)
			default:
				flush()
				t.add(part, pos)
				pos += len(part)
			}
		}
	}
	flush()
}

func (t *tokenizer) isJapanese() bool {
	if !t.asked {
		t.asked, t.japanese = true, hasKana(t.runs)
	}
	return t.japanese
}

// seek goes to the run that holds byte pos of the group.
func (t *tokenizer) seek(pos int) {
	for len(t.at) > 1 && pos >= t.start+len(t.at[0].text) {
		t.start += len(t.at[0].text)
		t.at = t.at[1:]
	}
}

// sameMarks is how many of the n bytes from pos on have one set of marks and one link.
func (t *tokenizer) sameMarks(pos, n int) int {
	t.seek(pos)
	end := t.start
	for i := range t.at {
		if i > 0 && (t.at[i].marks != t.at[0].marks || t.at[i].link != t.at[0].link) {
			return min(n, end-pos)
		}
		if end += len(t.at[i].text); end-pos >= n {
			break
		}
	}
	return n
}

// add takes the text at byte pos of the group for a token, but for white space
// before it, which it notes: to UAX #29 (WB4) a blank and a mark are one word.
func (t *tokenizer) add(text string, pos int) {
	if word := strings.TrimLeftFunc(text, unicode.IsSpace); len(word) < len(text) {
		space := text[:len(text)-len(word)]
		t.space, t.newline = true, t.newline || strings.Contains(space, "\n")
		if word == "" {
			return
		}
		text, pos = word, pos+len(space)
	}
	t.seek(pos)
	r := &t.at[0]
	offset := r.offset
	if offset >= 0 {
		offset += pos - t.start
	}
	if t.newline && len(t.tokens) > 0 && unspacedBetween(t.tokens[len(t.tokens)-1].Text, text) {
		t.space = false
	}
	t.tokens = append(t.tokens, Token{Text: text, Offset: int32(offset), Link: r.link, Marks: r.marks, Space: t.space, Break: t.brk})
	t.space, t.newline, t.brk = false, false, false
}

// unwrap drops the line breaks of the source that stand within words, for no
// white space: between characters of scripts that write no blanks.
func unwrap(runs []run) []run {
	if !slices.ContainsFunc(runs, func(r run) bool { return strings.Contains(r.text, "\n") }) {
		return runs
	}
	text := joinRuns(runs)
	var kept []run
	at, n := 0, 0 // at: offset of runs[n] in text
	keep := func(from, to int) {
		for n < len(runs) {
			end := at + len(runs[n].text)
			if start := max(from, at); start < min(to, end) {
				kept = append(kept, runs[n].part(start-at, min(to, end)-at))
			}
			if end > to {
				return
			}
			at, n = end, n+1
		}
	}
	from := 0
	for i := 0; ; {
		next := strings.IndexByte(text[i:], '\n')
		if next < 0 {
			break
		}
		i += next
		before := strings.TrimRightFunc(text[:i], unicode.IsSpace)
		after := strings.TrimLeftFunc(text[i:], unicode.IsSpace)
		i = len(text) - len(after)
		if unspacedBetween(before, after) {
			keep(from, len(before))
			from = i
		}
	}
	if from == 0 {
		return runs
	}
	keep(from, len(text))
	return kept
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
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || r == '・' || r == 'ー'
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
// to one case and width, in normal form C, without invisible characters. Punctuation
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
	if !isASCII(s) {
		s = width.Fold.String(s)
	}
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
