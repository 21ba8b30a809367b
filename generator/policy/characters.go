package policy

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"policyarchive/generator/characters"
)

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
			put(shownEntity(text), offset+i)
			i += n - 1
			from = i + 1
		}
	}
	flush(len(s))
}

// shownEntity is what a text shows of a resolved reference. Isolates stay: their
// ends may stand anywhere in the paragraph.
func shownEntity(s string) string {
	if strings.ContainsAny(s, "\u2066\u2067\u2068\u2069") {
		return s
	}
	return characters.Clean(s)
}

// entity resolves the character reference that s begins with. It returns how
// many bytes that takes; 0 if there is none.
func entity(s string, markdown bool) (n int, text string) {
	n = 1
	for n < len(s) && (s[n] == '#' || s[n] < utf8.RuneSelf &&
		(unicode.IsLetter(rune(s[n])) || unicode.IsDigit(rune(s[n])))) {
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
