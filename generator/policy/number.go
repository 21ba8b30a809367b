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

// hanDigits are the numerals of Chinese and Japanese.
const hanDigits = "〇零一二三四五六七八九十百千"

// ordinalNumber reads 第1条, 第三条の二, 第一部分, 제1조, 제 2 장의2.
func ordinalNumber(text string) (reading, bool) {
	rest, ok := strings.CutPrefix(text, "第")
	units, longer := "条條章節节项項款编編篇", "部分 部 回"
	if !ok {
		if rest, ok = strings.CutPrefix(text, "제"); !ok {
			return reading{}, false
		}
		units, longer = "", "조 장 절 항 관 편"
	}
	rest = strings.TrimLeft(rest, " ")
	n := leading(rest, func(r rune) bool { return unicode.Is(unicode.Nd, r) || strings.ContainsRune(hanDigits, r) })
	if n == 0 {
		return reading{}, false
	}
	rest = strings.TrimLeft(rest[n:], " ")
	unit, size := utf8.DecodeRuneInString(rest)
	switch {
	case strings.ContainsRune(units, unit) && size > 0 && unit != utf8.RuneError:
		rest = rest[size:]
		if strings.HasPrefix(rest, "目") && (unit == '项' || unit == '項') { // a project
			return reading{}, false
		}
	default:
		found := false
		for _, u := range strings.Fields(longer) {
			if after, has := strings.CutPrefix(rest, u); has &&
				(u == "部分" || !startsLetter(after) || strings.HasPrefix(after, "의")) {
				rest, found = after, true
				break
			}
		}
		if !found {
			return reading{}, false
		}
	}
	for _, branch := range []string{"の", "之", "의"} {
		if after, has := strings.CutPrefix(rest, branch); has {
			after = strings.TrimLeft(after, " ")
			if n := leading(after, func(r rune) bool {
				return unicode.Is(unicode.Nd, r) ||
					strings.ContainsRune(hanDigits, r)
			}); n > 0 {
				rest = after[n:]
			}
		}
	}
	rest = strings.TrimLeft(rest, ".:：、．。")
	return split(text, len(text)-len(rest), nil), true
}

// keywords stand before a number and belong to it.
var keywords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`section sect sec article art clause cl part chapter chap ch annex appendix schedule paragraph para no nr
		abschnitt artikel kapitel teil anhang anlage ziffer punkt article chapitre partie annexe titre
		artículo capítulo sección cláusula parte anexo apartado artigo seção secção articolo capo sezione allegato
		hoofdstuk deel bijlage paragraaf avsnitt avdelning del bilaga afsnit bilag osa luku liite
		artykuł rozdział część paragraf załącznik článek čl kapitola část příloha madde bölüm
		статья раздел глава пункт часть приложение стаття розділ член άρθρο κεφάλαιο
		المادة مادة البند بند القسم الفصل סעיף פרק धारा अनुच्छेद №`) {
		m[w] = true
	}
	return m
}()

// keywordNumber reads Section 4:, Article IX, Art. 6(1)(f), § 3a, Part B.
func keywordNumber(text string) (reading, bool) {
	at, sign := 0, strings.TrimLeft(text, "§")
	if at = len(text) - len(sign); at == 0 {
		at = strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '№' })
		if at <= 0 || !keywords[strings.ToLower(text[:at])] {
			return reading{}, false
		}
		if text[at] == '.' {
			at++
		} else if text[at] != ' ' && !strings.HasPrefix(text, "№") {
			return reading{}, false
		}
	}
	s := numberScanner{text: text, i: at}
	s.skipBlanks()
	parts, ok := s.keywordParts(sign != text)
	if !ok {
		return reading{}, false
	}
	s.i += leading(text[s.i:], isOrdinal)
	end := s.i
	s.skipBlanks()
	if n := leading(text[s.i:], func(r rune) bool { return strings.ContainsRune(".:)．：–—-", r) }); n > 0 {
		return split(text, s.i+n, parts), true
	}
	if end < len(text) && text[end] != ' ' && s.letterAt(end) && sign == text {
		return reading{}, false // Article 5th
	}
	return split(text, end, parts), true
}

// keywordParts reads what a keyword or a paragraph sign counts.
func (s *numberScanner) keywordParts(paragraph bool) ([]numberPart, bool) {
	part, ok := s.digits(4)
	if !ok {
		if part, ok = s.letters(); !ok {
			if part, ok = s.inParentheses(); !ok {
				return nil, false
			}
		} else if s.letterAt(s.i) || s.peek() == '\'' {
			return nil, false
		}
	}
	parts := []numberPart{part}
	for {
		from := s.i
		if s.peek() == '.' {
			s.i++
		}
		part, ok := s.digits(3)
		if from == s.i {
			ok = false
		}
		if !ok {
			part, ok = s.inParentheses()
		}
		if !ok {
			s.i = from
			break
		}
		parts = append(parts, part)
	}
	if r := s.peek(); part.kind == countedByDigits && unicode.IsLower(r) && !isOrdinal(r) { // § 3a
		from := s.i
		s.i += utf8.RuneLen(r)
		if s.letterAt(s.i) {
			s.i = from
			return parts, paragraph
		}
	}
	return parts, true
}

// eastAsianLetters are those that lists count by.
const eastAsianLetters = "가나다라마바사아자차카타파하アイウエオカキクケコ"

// listNumber reads 一、 （二） ③ ⑴ ⒈ 가. ア．
func listNumber(text string) (reading, bool) {
	isHan := func(r rune) bool { return strings.ContainsRune(hanDigits, r) }
	if r, n := utf8.DecodeRuneInString(text); strings.ContainsRune(eastAsianLetters, r) {
		if sign, size := utf8.DecodeRuneInString(text[n:]); strings.ContainsRune(".．)）、", sign) && size > 0 {
			return split(text, n+size, nil), true
		}
	}
	if r, n := utf8.DecodeRuneInString(text); r >= '①' && r <= '⒛' || r >= '⓪' && r <= '⓿' || r >= '❶' && r <= '➓' {
		return split(text, n, nil), true
	}
	if n := leading(text, isHan); n > 0 {
		if sign, size := utf8.DecodeRuneInString(text[n:]); strings.ContainsRune("、．.：:", sign) && size > 0 {
			return split(text, n+size, nil), true
		}
		return reading{}, false
	}
	for _, pair := range []string{"()", "（）", "〔〕", "【】"} {
		open, size := utf8.DecodeRuneInString(pair)
		if first, _ := utf8.DecodeRuneInString(text); first != open {
			continue
		}
		if n := leading(text[size:], isHan); n > 0 && strings.HasPrefix(text[size+n:], pair[size:]) {
			return split(text, size+n+len(pair)-size, nil), true
		}
	}
	return reading{}, false
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

// digits reads a number of up to most digits, in any script.
func (s *numberScanner) digits(most int) (numberPart, bool) {
	n, value, count := 0, 0, 0
	for _, r := range s.text[s.i:] {
		d := digitValue(r)
		if d < 0 {
			break
		}
		n, value, count = n+utf8.RuneLen(r), value*10+d, count+1
	}
	text := s.text[s.i : s.i+n]
	if count == 0 || count > most || count == 3 && value < 100 {
		return numberPart{}, false
	}
	s.i += n
	return numberPart{countedByDigits, value, text}, true
}

// digitValue is the value of a decimal digit of any script; -1 if it is none.
func digitValue(r rune) int {
	if r >= '0' && r <= '9' {
		return int(r - '0')
	}
	if r < utf8.RuneSelf || !unicode.Is(unicode.Nd, r) {
		return -1
	}
	// The digits of a script stand in a row of ten (Unicode, section 4.6).
	zero := r
	for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
		zero--
	}
	return int(r - zero)
}

// letters reads one letter, or a Roman number from ii on.
func (s *numberScanner) letters() (numberPart, bool) {
	rest := s.text[s.i:]
	if n := leading(rest, func(r rune) bool { return strings.ContainsRune("ivxlIVXL", r) }); n > 1 && n <= 7 &&
		!s.letterAt(s.i+n) {
		if value := romanValue(rest[:n]); value > 0 {
			s.i += n
			return numberPart{countedByRomans, value, rest[:n]}, true
		}
		return numberPart{}, false
	}
	r, n := utf8.DecodeRuneInString(rest)
	if !unicode.IsLetter(r) || r == utf8.RuneError || scriptAt(rest) != spaced || s.letterAt(s.i+n) {
		return numberPart{}, false
	}
	s.i += n
	return numberPart{countedByLetters, int(unicode.ToLower(r)), rest[:n]}, true
}

// romanValue is the value of a Roman number up to 89 in letters of one case; 0 if
// it is none.
func romanValue(s string) int {
	if mixed(s) {
		return 0
	}
	low := strings.ToLower(s)
	for n := 1; n < 90; n++ {
		if lowerRoman(n) == low {
			return n
		}
	}
	return 0
}

func mixed(s string) bool { return s != strings.ToLower(s) && s != strings.ToUpper(s) }

// inParentheses reads (a), (2), (iv) and （一）.
func (s *numberScanner) inParentheses() (numberPart, bool) {
	from := s.i
	size := 1
	switch s.peek() {
	case '(':
	case '（':
		size = len("（")
	default:
		return numberPart{}, false
	}
	s.i += size
	part, ok := s.digits(3)
	if !ok {
		part, ok = s.letters()
	}
	if c := s.peek(); ok && (c == ')' || c == '）') {
		s.i += utf8.RuneLen(c)
		return part, true
	}
	s.i = from
	return numberPart{}, false
}

func (s *numberScanner) peek() rune {
	if s.i >= len(s.text) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.i:])
	return r
}

func (s *numberScanner) skipBlanks() {
	s.i += leading(s.text[s.i:], func(r rune) bool { return r == ' ' })
}

// letterAt reports whether a letter stands at a byte.
func (s *numberScanner) letterAt(i int) bool { return startsLetter(s.text[i:]) }

// year reports whether a year follows.
func (s *numberScanner) year() bool {
	rest := strings.TrimLeft(s.text[s.i:], " ")
	return leading(rest, func(r rune) bool { return r >= '0' && r <= '9' }) == 4
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// isOrdinal reports whether a sign makes a digit an ordinal: 1º.
func isOrdinal(r rune) bool { return r == 'º' || r == '°' || r == 'ª' }

// isClosing reports whether a sign can end a number.
func isClosing(r rune) bool { return strings.ContainsRune(".)．）、:：。-–—", r) }

// leading is the number of bytes at the beginning of a text whose letters hold.
func leading(s string, holds func(rune) bool) int {
	for i, r := range s {
		if !holds(r) {
			return i
		}
	}
	return len(s)
}
