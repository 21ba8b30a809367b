package policy

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
	"golang.org/x/text/encoding/charmap"
)

// printable replaces what HTML forbids in a text: control characters, and code
// points that are no characters, become U+FFFD; C1 controls the characters of
// windows-1252 that were meant, as HTML has it for references to them.
func printable(s string) string {
	if !anyForbidden(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !forbidden(r):
			return r
		case r >= 0x80 && r <= 0x9F:
			if c := charmap.Windows1252.DecodeByte(byte(r)); !forbidden(c) {
				return c
			}
		case r == '\v':
			return ' '
		}
		return unicode.ReplacementChar
	}, s)
}

func anyForbidden(s string) bool {
	for i := 0; i < len(s); {
		if len(s)-i >= 8 && allPrintable(s[i:i+8]) {
			i += 8
			continue
		}
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' && c != '\f' || c == 0x7F {
				return true
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if forbidden(r) {
			return true
		}
		i += n
	}
	return false
}

// allPrintable reports whether eight bytes are all from U+0020 to U+007E, by
// looking at them at once: see "Determine if a word has a byte less than n" in
// Anderson, Bit Twiddling Hacks.
func allPrintable(s string) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	_ = s[7]
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	below := x - ones*' '         // borrows where a byte is less
	above := x + ones*(0x80-0x7F) // carries into the high bit from U+007F on
	return (x|below|above)&high == 0
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\f' || r >= 0x7F && r <= 0x9F || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

// longestEntity is the length of the longest reference that is resolved.
const longestEntity = 40

// unescape calls put with the pieces of source text whose escapes and
// references are resolved, each with the offset at which it stands. With
// markdown, a backslash makes the sign behind it plain, and references need
// their semicolon.
func unescape(s string, offset int, markdown bool, put func(text string, offset int)) {
	from := 0 // of what is not put yet
	flush := func(to int) {
		if to > from {
			put(s[from:to], offset+from)
		}
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && markdown && i+1 < len(s) && util.IsPunct(s[i+1]):
			flush(i)
			i++
			from = i
		case s[i] == '&':
			n, text := entity(s[i:min(len(s), i+longestEntity)], markdown)
			if n == 0 {
				continue
			}
			flush(i)
			put(printable(text), offset+i)
			i += n - 1
			from = i + 1
		}
	}
	flush(len(s))
}

// entity resolves the character reference that s begins with. It returns how
// many bytes that takes; 0 if there is none.
func entity(s string, markdown bool) (n int, text string) {
	n = 1
	for n < len(s) && (s[n] == '#' || s[n] < utf8.RuneSelf && (unicode.IsLetter(rune(s[n])) || unicode.IsDigit(rune(s[n])))) {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	} else if markdown {
		return 0, ""
	}
	if markdown {
		text = string(util.ResolveEntityNames(util.ResolveNumericReferences([]byte(s[:n]))))
	} else {
		text = html.UnescapeString(s[:n])
	}
	if text == s[:n] {
		return 0, ""
	}
	// Without its semicolon a name may have letters behind it: &ltb.
	for k := 2; k < n && !markdown; k++ {
		if short := html.UnescapeString(s[:k]); short != s[:k] && short+s[k:n] == text {
			return k, short
		}
	}
	return n, text
}
