package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// run is a stretch of inline text with one set of marks.
type run struct {
	text   string
	offset int // in the parsed text; -1 if it has no place there
	marks  Mark
	link   string
	brk    bool // a forced line break stands before it
	alone  bool // it never makes a word together with the run before it
}

// part is the run's text from a byte to another.
func (r run) part(from, to int) run {
	r.text = r.text[from:to]
	if r.offset >= 0 {
		r.offset += from
	}
	r.brk, r.alone = r.brk && from == 0, r.alone && from == 0
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

// tokenize divides runs into tokens at the word boundaries of UAX #29, by
// [appendSegments] where scripts write no blanks, and wherever the marks or the
// link change, so that each token has its own. Where that is inside a word, the
// token behind is Joined: emphasis never splits a word. Superscripts, code and
// images do, for they would change it. An address is one token.
func tokenize(runs []run) []Token {
	t := tokenizer{runs: runs}
	const splitting = Super | Sub | CodeSpan | ImageMark
	for i := 0; i < len(runs); {
		j := i + 1
		for j < len(runs) && !runs[j].brk && !runs[j].alone && (runs[j].marks^runs[i].marks)&splitting == 0 {
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
	japanese            bool // the block has kana; known once looked is set
	looked              bool
	at                  []run // what is left of the group from the run of the next token on
	start               int   // offset of at[0] in the group's text
	segments            []string
}

// group adds the tokens of runs that no boundary divides.
func (t *tokenizer) group(runs []run) {
	text := joinRuns(runs)
	if strings.Contains(text, narrowSpace) {
		text = strings.ReplaceAll(text, narrowSpace, emSpace)
	}
	t.at, t.start = runs, 0
	from := 0
	for _, a := range addresses(text) {
		t.words(text[:a[0]], from)
		from = a[0]
		if n := a[1] - a[0]; t.sameMarks(a[0], n) == n { // else a link ends within: its edge tells where the address does
			t.add(text[a[0]:a[1]], a[0])
			from = a[1]
		}
	}
	t.words(text, from)
}

// UAX #29 takes a narrow space, which never breaks, for a part of words and
// numbers. The other one takes as many bytes.
const narrowSpace, emSpace = "\u202F", "\u2003"

// words adds the tokens of a group's text from a byte on.
func (t *tokenizer) words(text string, from int) {
	pos, unspaced := from, 0 // the last unspaced letters before pos are not divided yet
	flush := func() {
		if unspaced == 0 {
			return
		}
		from := pos - unspaced
		t.segments = appendSegments(t.segments[:0], text[from:pos], t.isJapanese(), endsInNumber(text[:from]))
		for _, s := range t.segments {
			t.pieces(s, from)
			from += len(s)
		}
		unspaced = 0
	}
	for it := words.FromString(text[from:]); it.Next(); {
		for _, part := range splitInvisible(it.Value()) {
			switch {
			case part == "":
			case part[0] >= utf8.RuneSelf && scriptAt(part) != spaced:
				pos += len(part)
				unspaced += len(part)
			default:
				flush()
				t.pieces(part, pos)
				pos += len(part)
			}
		}
	}
	flush()
}

// pieces adds a word in as many tokens as it has stretches of one set of marks
// and one link. A point or a colon between two of them, which UAX #29 takes for
// a part of the word, ends it.
func (t *tokenizer) pieces(word string, pos int) {
	if n := t.sameMarks(pos, len(word)); n == len(word) {
		t.add(word, pos)
		return
	}
	joined := false
	for word != "" {
		n := t.sameMarks(pos, len(word))
		for _, part := range splitSigns(word[:n]) {
			if part == "" {
				continue
			}
			count := len(t.tokens)
			t.add(part, pos)
			if last := len(t.tokens) - 1; last >= count && last > 0 {
				t.tokens[last].Joined = joined && part[0] != '.' && part[0] != ':' && !t.tokens[last].Space && !t.tokens[last].Break
			}
			joined = part[0] != '.' && part[0] != ':'
			pos += len(part)
		}
		word = word[n:]
	}
}

// splitSigns keeps the points and colons at the edges of a word apart. Parts may
// be empty.
func splitSigns(w string) [3]string {
	start := len(w) - len(strings.TrimLeft(w, ".:"))
	end := max(start, len(strings.TrimRight(w, ".:")))
	return [3]string{w[:start], w[start:end], w[end:]}
}

func (t *tokenizer) isJapanese() bool {
	if !t.looked {
		t.looked, t.japanese = true, hasKana(t.runs)
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
	if text[0] >= utf8.RuneSelf {
		if strings.TrimLeftFunc(text, isUnseen) == "" {
			if last := len(t.tokens) - 1; last >= 0 && !t.space && !t.brk && len(t.tokens[last].Text) < longestToken {
				t.tokens[last].Text += text
			}
			return
		}
	}
	if !isASCII(text) {
		text = norm.NFC.String(text)
	}
	t.seek(pos)
	r := &t.at[0]
	if last := len(t.tokens) - 1; last >= 0 && !t.space && !t.brk && glued(t.tokens, text) &&
		t.tokens[last].Link == r.link && t.tokens[last].Marks == r.marks {
		t.tokens[last].Text += text
		return
	}
	offset := r.offset
	if offset >= 0 {
		offset += pos - t.start
	}
	if t.newline && len(t.tokens) > 0 && unspacedBetween(t.tokens[len(t.tokens)-1].Text, text) {
		t.space = false
	}
	t.tokens = append(t.tokens, Token{Text: text, Offset: int32(offset), Link: r.link, Marks: r.marks, Space: t.space,
		Break: t.brk})
	t.space, t.newline, t.brk = false, false, false
}

// glued reports whether a text makes one token with the one before it: a plus
// sign behind a name or a number (C++, 13+), comparison signs (>=), and a number
// behind signs that begin with one of these (+44, <13). By itself such a sign
// is no word.
func glued(before []Token, text string) bool {
	last := &before[len(before)-1]
	switch c := text[0]; {
	case len(last.Text) > longestToken:
	case strings.HasSuffix(last.Text, "\u200b") && oneWordAcross(last.Text, text):
		return true
	case isSigns(text):
		return isSigns(last.Text) || c == '+' && endsInWord(strings.TrimRight(last.Text, "+"))
	case c >= '0' && c <= '9' && last.Text[0] != '=' && isSigns(last.Text):
		return len(before) == 1 || last.Space || last.Break || !endsInWord(strings.TrimRight(before[len(before)-2].Text, "+"))
	}
	return false
}

// oneWordAcross reports whether two texts with a zero width space between them
// are one word: a line may end there, as after a soft hyphen. In scripts that write
// no blanks it divides words.
func oneWordAcross(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(before, isUnseen))
	b, _ := utf8.DecodeRuneInString(after)
	spaced := func(r rune) bool {
		return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Armenian,
			unicode.Georgian) || unicode.IsDigit(r)
	}
	return spaced(a) && spaced(b)
}

// longestToken bounds what is put to a token piece by piece.
const longestToken = 64

func isSigns(s string) bool { return strings.Trim(s, "+<>=") == "" }

func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	if unicode.IsMark(r) || isFormat(r) {
		r, _ = utf8.DecodeLastRuneInString(strings.TrimRightFunc(s,
			func(r rune) bool { return unicode.IsMark(r) || isFormat(r) }))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
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

// isUnseen reports whether a character shows nothing and changes nothing of what
// is around it, but for where a line may end: soft hyphens, zero width spaces,
// word joiners and byte order marks.
func isUnseen(r rune) bool { return r == '\u00AD' || r == '\u200B' || r == '\u2060' || r == '\uFEFF' }

func blank(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !isUnseen(r) })
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

// Text is all the words of a document as plain text, a line a block.
func (d *Document) Text() string {
	var b strings.Builder
	for i := range d.Blocks {
		b.WriteString(Text(d.Blocks[i].Tokens) + "\n")
	}
	return b.String()
}
