package policy

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences divides a block's tokens into sentences; each is [from, to).
func Sentences(tokens []Token) [][2]int {
	var list [][2]int
	from := 0
	for i := range tokens {
		if EndsSentence(tokens, i) {
			list = append(list, [2]int{from, i + 1})
			from = i + 1
		}
	}
	if from < len(tokens) {
		list = append(list, [2]int{from, len(tokens)})
	}
	return list
}

// halfSentence is how many tokens of a sentence on either side of one are looked at:
// more than sentences have.
const halfSentence = 400

// SentenceAt is the sentence that a token stands in; of a longer one than sentences
// are, what stands near.
func SentenceAt(tokens []Token, token int) (from, to int) {
	from, tokens = max(0, token-halfSentence), tokens[:min(len(tokens), token+halfSentence)]
	for i := token - 1; i >= from; i-- {
		if EndsSentence(tokens, i) {
			from = i + 1
			break
		}
	}
	for to = token; to < len(tokens); to++ {
		if EndsSentence(tokens, to) {
			return from, to + 1
		}
	}
	return from, to
}

// EndsSentence reports whether a sentence ends with token i: a stop before a
// blank and no lower-case letter, but for abbreviations and numbers (e.g., No. 5, U.S.).
func EndsSentence(tokens []Token, i int) bool {
	switch tokens[i].Text {
	case "!", "?":
		return true
	case "。", "！", "？":
		return i+1 == len(tokens) || !strings.Contains(wideClosing, tokens[i+1].Text)
	case ")", "）", "」", "』", "”":
		return i > 0 && wideStop(tokens[i-1]) && closesSentence(tokens, i)
	case ".", "…":
	default:
		return false
	}
	if i+1 == len(tokens) {
		return true
	}
	next := tokens[i+1]
	if next.Break {
		return true
	}
	switch next.Text {
	case `"`, "”", ")", "»", "’", "'":
		if !next.Space { // one with a blank before it opens
			return i+2 < len(tokens) && tokens[i+2].Space && upper(tokens[i+2].Text)
		}
	}
	if i == 0 {
		return false
	}
	if !next.Space { // a blank was forgotten: the old terms.The new
		return i+2 < len(tokens) && tokens[i+2].Space && StopWithin(tokens[i-1].Text+"."+next.Text)
	}
	opens := strings.ContainsRune(`"“„(«[`, firstRune(next.Text))
	if !upper(next.Text) && !opens {
		return false
	}
	switch before := tokens[i-1].Text; strings.ToLower(before) {
	case "e.g", "i.e", "etc", "no", "nr", "art", "sec", "inc", "ltd", "co", "corp", "mr", "mrs", "ms", "dr", "st",
		"vs", "cf", "u.s", "para", "z.b":
		return strings.EqualFold(before, "etc")
	default:
		if !unicode.IsUpper(firstRune(before)) {
			return true
		}
		return utf8.RuneCountInString(before) > 1 && !(opens && strings.Contains(before, ".")) // Anvil N.V. (“Anvil”)
	}
}

// wideClosing are the marks that close what ends with a full stop of Chinese or Japanese.
const wideClosing = ")）」』”"

func wideStop(t Token) bool { return t.Text == "。" || t.Text == "！" || t.Text == "？" }

// closesSentence reports whether a sentence ends with token i, which closes parentheses
// or a quotation behind a full stop of Chinese or Japanese: parentheses that stand between
// two sentences do, and those within one (以下「当社」といいます。) do not; a quotation does
// unless what follows belongs to it.
func closesSentence(tokens []Token, i int) bool {
	if i+1 == len(tokens) {
		return true
	}
	if strings.Contains("」』”", tokens[i].Text) {
		next := firstRune(tokens[i+1].Text)
		return !unicode.Is(unicode.Hiragana, next) && (unicode.IsLetter(next) || tokens[i+1].Text == "「")
	}
	for open := i - 1; open >= max(0, i-40); open-- {
		if strings.Contains("(（", tokens[open].Text) {
			return open == 0 || wideStop(tokens[open-1])
		}
	}
	return true
}

// StopWithin reports whether a word holds a full stop between two sentences that has
// no blank behind it. In names such as anvil.example and U.S. none of the words around
// it is a sentence's.
func StopWithin(word string) bool { return stopWithin.MatchString(word) }

var stopWithin = regexp.MustCompile(`\p{Ll}\.\p{Lu}\p{Ll}*$`)

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// upper reports whether a word may begin a sentence.
func upper(s string) bool {
	r := firstRune(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}
