package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Word returns the token's word as it counts for a change of wording: folded
// to one case and width, in normal form C, with its ligatures resolved, one
// apostrophe, and without invisible characters. Punctuation gives "": it changes
// no word; nor do signs that markup is made of or that only set off (= > + → ■).
// Signs that change a meaning (%, §, currencies) are words. The word of an
// address is its host. It depends on the token's text alone, but for the mark of
// a note, which is none.
func (t Token) Word() string {
	if t.IsNote() {
		return ""
	}
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
	if host, ok := t.address(); ok {
		return foldWord(host)
	}
	return foldWord(t.Text)
}

func foldWord(s string) string {
	s = strings.Trim(s, "_") // UAX #29 takes it for a letter
	ascii := isASCII(s)
	if !ascii {
		s = compatible(width.Fold.String(s))
	}
	if strings.IndexFunc(s, tellsWord) < 0 {
		if strings.ContainsRune(s, unicode.ReplacementChar) {
			return s
		}
		return ""
	}
	if ascii {
		return strings.ToLower(s)
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case isFormat(r), r >= 0xFE00 && r <= 0xFE0F, r == 'ـ': // these choose a look
			return -1
		case r == '’' || r == '‘' || r == 'ʼ':
			return '\''
		}
		return r
	}, s)
	s = cases.Fold().String(strings.Trim(strings.TrimRight(s, "'"), "_"))
	return norm.NFC.String(strings.ReplaceAll(s, "i\u0307", "i")) // the capital of a Turkish i has its dot
}

// tellsWord reports whether a text with a character is a word.
func tellsWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '%' || r == '&' || r == '$'
	case r == 'ʼ':
		return false
	case unicode.IsLetter(r), unicode.IsNumber(r), r == '§':
		return true
	case !unicode.IsSymbol(r), unicode.Is(unicode.Sk, r), r == unicode.ReplacementChar, r == imageSign:
		return false
	}
	arrow := r >= 0x2190 && r <= 0x21FF || r >= 0x2794 && r <= 0x27BE && r != 0x2795 && r != 0x2796 && r != 0x2797
	shape := r >= 0x2500 && r <= 0x25FF
	return !arrow && !shape
}

// compatible resolves the letters that only old encodings and typesetting know:
// ligatures, Arabic ones in the form of their place, and Roman numerals.
func compatible(s string) string {
	if strings.IndexFunc(s, isCompatible) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isCompatible(r) {
			b.WriteString(norm.NFKC.String(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isCompatible(r rune) bool {
	return r == 'Ĳ' || r == 'ĳ' || r >= 0x2160 && r <= 0x217F || r >= 0xFB00 && r <= 0xFB4F ||
		r >= 0xFB50 && r <= 0xFDFB || r >= 0xFE70 && r <= 0xFEFC
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Words returns the words of tokens as [Token.Word] gives them, punctuation left
// out. Tokens that are Joined make one.
func Words(tokens []Token) []string {
	var list []string
	within := false // a word ends with the token before
	for _, t := range tokens {
		w := t.Word()
		switch {
		case w == "":
		case t.Joined && within:
			list[len(list)-1] += w
		default:
			list = append(list, w)
		}
		within = w != ""
	}
	return list
}

// SameWords reports whether two stretches of tokens are the same words. Where it
// is a matter of opinion whether a word ends, it may end or not: where emphasis
// or a link begins or ends among letters, and between letters of scripts that
// write no blanks.
func SameWords(a, b []Token) bool {
	x, y := speller{tokens: a}, speller{tokens: b}
	p, q := x.next(), y.next()
	for p != allSpelled && q != allSpelled {
		switch {
		case p == q, p == wordEnds && q == mayEnd, p == mayEnd && q == wordEnds:
			p, q = x.next(), y.next()
		case p == mayEnd:
			p = x.next()
		case q == mayEnd:
			q = y.next()
		default:
			return false
		}
	}
	return p == q
}

// wordEnds and mayEnd stand between words that are spelled, allSpelled behind
// the last.
const wordEnds, mayEnd, allSpelled = ' ', 0, -1

// speller spells the words of tokens, byte by byte.
type speller struct {
	tokens []Token
	word   string // the one that is spelled
	at     int    // its next byte
}

func (s *speller) next() int {
	if s.at < len(s.word) {
		s.at++
		return int(s.word[s.at-1])
	}
	before, within := s.word, true // within: the word ends with the token before
	for n := range s.tokens {
		t := &s.tokens[n]
		w := t.Word()
		if w == "" {
			within = false
			continue
		}
		s.tokens, s.word, s.at = s.tokens[n+1:], w, 0
		switch {
		case before == "":
			s.at = 1
			return int(w[0])
		case t.Joined && within, Unspaced(before, w):
			return mayEnd
		}
		return wordEnds
	}
	s.tokens = nil
	return allSpelled
}
