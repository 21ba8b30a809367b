package characters

import "strings"

// Beginning is a text, of which no more than so many bytes stay: what it was made of
// may be without end.
func Beginning(s string, bytes int) string {
	if len(s) <= bytes {
		return s
	}
	return strings.ToValidUTF8(s[:bytes], "") + "…"
}

// Clipped is a text that is quoted in a sentence: of one with more than most characters
// only the first stay, without what parts them from the next word.
func Clipped(s string, most, stay int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimRight(string(r[:stay]), " ,.") + " …"
	}
	return s
}
