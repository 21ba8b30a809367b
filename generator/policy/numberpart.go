package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	return len(s) - len(strings.TrimLeftFunc(s, holds))
}
