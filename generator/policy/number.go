package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A heading's printed number is no part of its title or its anchor: "5.", "5)",
// "3.2", "2.a.i.", "(a)", "A.", "IV.", "§ 3", "Section 4:", "Article 7 -",
// "Art. 6(1)(f)", "第1条", "一、", "제1조", "١.", with a blank behind it or without.
// A bare number needs a sign behind it, so that "2019 changes" and "3 ways to
// reach us" stay titles.
//
// Where the words alone do not tell ("A. Smith", "2.0 release", "1.A new
// approach"), the other headings do: what counts with none of them is no number.

// reading is one way to read a heading.
type reading struct {
	number string
	title  string
	parts  []numberPart // what the number counts, outermost first; empty if that is not known
	// doubt is the index of the part that the other headings must bear out; -1 if
	// there is none.
	doubt int
}

// numberPart is a part of a number: 2, a and i of "2.a.i."
type numberPart struct {
	kind  partKind
	value int
	text  string
}

type partKind uint8

const (
	countedByDigits partKind = iota
	countedByLetters
	countedByRomans // more than one letter: a lone i or v may be either
)

// readNumber divides a heading's text into its printed number and its title.
// What is sure is so by itself; what is in doubt has a doubt of 0 or more, and is
// the same if there is none.
func readNumber(text string) (sure, doubtful reading) {
	plain := reading{title: text, doubt: -1}
	for _, read := range []func(string) (reading, bool){ordinalNumber, keywordNumber, listNumber} {
		if r, ok := read(text); ok {
			return r, r
		}
	}
	s := numberScanner{text: text}
	sure, doubtful = s.read(), s.doubtful
	if sure.number == "" {
		sure = plain
	}
	if doubtful.number == "" {
		doubtful = sure
	}
	return sure, doubtful
}

// split is the reading of a text whose number ends at a byte.
func split(text string, end int, parts []numberPart) reading {
	return reading{number: strings.TrimSpace(text[:end]), title: strings.TrimSpace(text[end:]), parts: parts, doubt: -1}
}

// numberScanner reads numbers of digits, letters and signs.
type numberScanner struct {
	text     string
	i        int
	parts    []numberPart
	sure     reading
	doubtful reading
}

// read returns what is sure, and leaves what is in doubt in doubtful.
func (s *numberScanner) read() reading {
	part, ok := s.inParentheses()
	parenthesised := ok
	if !ok {
		if part, ok = s.digits(3); !ok {
			if part, ok = s.letters(); !ok || part.kind == countedByRomans && mixed(part.text) {
				return reading{}
			}
		}
	}
	s.parts = append(s.parts, part)
	if parenthesised {
		for next := true; next; {
			if part, next = s.inParentheses(); next {
				s.parts = append(s.parts, part)
			}
		}
		if s.year() {
			return reading{} // (c) 2020 is no letter
		}
		s.i += leading(s.text[s.i:], isClosing)
		return split(s.text, s.i, s.parts)
	}
	for s.more() {
	}
	s.close()
	return s.sure
}

// cited reads a number in a sentence, and returns how many of its tokens but the
// first belong to it.
func (s *numberScanner) cited(tokens []Token) int {
	s.text = strings.TrimRight(s.text, ",;:!?")
	part, ok := s.digits(4)
	if !ok {
		return 0
	}
	s.parts = append(s.parts, part)
	for s.more() {
	}
	n, length := 0, 0
	for i := range tokens {
		if length += len(tokens[i].Text); length <= s.i {
			n = i
		}
	}
	return n
}

// more reads one more part, and reports whether there was one. What was read so
// far is the number if what follows proves to be words.
func (s *numberScanner) more() bool {
	if part, ok := s.inParentheses(); ok {
		s.parts = append(s.parts, part)
		return true
	}
	last := s.parts[len(s.parts)-1]
	if last.kind == countedByDigits && s.letterAt(s.i) && !isOrdinal(s.peek()) { // 2a. and 2a)
		from := s.i
		if part, ok := s.letters(); ok && (s.peek() == '.' || s.peek() == ')') {
			s.parts = append(s.parts, part)
			return true
		}
		s.i = from
		return false
	}
	if sign := s.peek(); sign != '.' && sign != '．' {
		return false
	}
	from := s.i
	s.i += utf8.RuneLen(s.peek())
	if part, ok := s.inParentheses(); ok {
		s.parts = append(s.parts, part)
		return true
	}
	if part, ok := s.digits(3); ok {
		s.parts = append(s.parts, part)
		return true
	}
	if part, ok := s.letters(); ok && s.letterCounts(part) {
		s.parts = append(s.parts, part)
		return true
	}
	s.i = from
	return false
}

// letterCounts reports whether a letter behind a number's sign is a part of the
// number: in "2.a.Target" and "2.a Target", but not in "1.A new approach" and
// "1.Target".
func (s *numberScanner) letterCounts(part numberPart) bool {
	if s.letterAt(s.i) {
		return false
	}
	switch s.peek() {
	case '.', ')', '．', '）', '(':
		return true
	case ' ':
	default:
		return s.i == len(s.text)
	}
	next, _ := utf8.DecodeRuneInString(s.text[s.i+1:])
	if unicode.IsLower(next) || !unicode.IsLetter(next) {
		return false
	}
	if part.text == "A" || part.text == "I" {
		s.doubt(append(s.parts[:len(s.parts):len(s.parts)], part), s.i, len(s.parts))
		return false
	}
	return true
}

// doubt notes that the number may go on to byte end, if other headings bear out
// the part of an index.
func (s *numberScanner) doubt(parts []numberPart, end, index int) {
	if s.doubtful.number == "" {
		s.doubtful = split(s.text, end, parts)
		s.doubtful.doubt = index
	}
}

// close decides by what follows the last part.
func (s *numberScanner) close() {
	end := s.i
	first := s.parts[0]
	if first.kind == countedByDigits {
		s.i += leading(s.text[s.i:], isOrdinal)
	}
	signs := leading(s.text[s.i:], isClosing)
	last, _ := utf8.DecodeLastRuneInString(s.text[s.i : s.i+signs])
	closed, behind := s.i+signs > end, s.i+signs
	next, _ := utf8.DecodeRuneInString(s.text[behind:])
	if closed && strings.ContainsRune(".:", last) && unicode.Is(unicode.Nd, next) {
		return // a decimal number, a time
	}
	if closed && strings.ContainsRune("-–—", last) && behind < len(s.text) && next != ' ' {
		closed = false // a hyphen
	}
	if closed && strings.Trim(s.text[s.i:behind], ":：") == "" && first.kind != countedByDigits {
		return // a word and a colon
	}
	switch {
	case closed:
		s.settle(behind)
	case s.dashed(end):
	case s.parenthesisedLast():
		s.settle(end)
	case len(s.parts) > 1 && first.kind == countedByDigits:
		s.bare(end)
	}
}

// settle takes the text up to a byte for the number, in doubt where letters may
// be the beginnings of names or of an abbreviation.
func (s *numberScanner) settle(end int) {
	r := split(s.text, end, s.parts)
	capitals := 0
	for i, p := range s.parts {
		switch {
		case p.kind == countedByLetters && (p.text != strings.ToLower(p.text) || i == capitals):
			capitals++
		default:
			capitals = 0
		}
		if i == 0 && p.kind == countedByLetters && !strings.Contains(s.text[:end], ")") && len(s.parts) == 1 ||
			capitals == 2 {
			at := max(0, i+1-capitals)
			s.sure = s.upTo(at)
			s.doubtful = r
			s.doubtful.doubt = at
			return
		}
	}
	s.sure = r
}

// upTo is the reading of the number as its first parts and their sign.
func (s *numberScanner) upTo(parts int) reading {
	if parts == 0 {
		return reading{}
	}
	end := 0
	for _, p := range s.parts[:parts] {
		end += strings.Index(s.text[end:], p.text) + len(p.text)
	}
	end += leading(s.text[end:], func(r rune) bool { return r == '.' || r == '．' })
	return split(s.text, end, s.parts[:parts])
}

// dashed reads "9 - Title" and "IV – Title".
func (s *numberScanner) dashed(end int) bool {
	if len(s.parts) > 1 || s.parts[0].kind == countedByLetters {
		return false
	}
	rest := strings.TrimLeft(s.text[end:], " ")
	dash, size := utf8.DecodeRuneInString(rest)
	if !strings.ContainsRune("-–—", dash) || !strings.HasPrefix(rest[size:], " ") ||
		s.parts[0].kind == countedByRomans && rest == s.text[end:] {
		return false
	}
	s.sure = split(s.text, len(s.text)-len(rest)+size, s.parts)
	return true
}

func (s *numberScanner) parenthesisedLast() bool {
	return s.i > 0 && (s.text[s.i-1] == ')' || strings.HasSuffix(s.text[:s.i], "）"))
}

// bare reads numbers of several parts without a sign behind them: "1.2 Scope",
// "1.2Scope" and "1.2.3 scope", but not "3.5mm"; "3.5 mm" and "2.0 release" are in
// doubt.
func (s *numberScanner) bare(end int) {
	rest := s.text[end:]
	r := split(s.text, end, s.parts)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	letter := unicode.IsLetter(next) && !unicode.IsLower(next)
	if rest != "" && rest[0] != ' ' {
		// Only a capitalised word, or letters without case, may follow at once.
		_, size := utf8.DecodeRuneInString(rest)
		second, _ := utf8.DecodeRuneInString(rest[size:])
		if letter && (unicode.IsLower(second) || !unicode.IsUpper(next)) {
			s.sure = r
		}
		return
	}
	last := s.parts[len(s.parts)-1]
	if len(s.parts) > 2 || last.kind != countedByDigits || (letter || rest == "") && last.value > 0 {
		s.sure = r
		return
	}
	s.doubt(s.parts, end, 1)
}
