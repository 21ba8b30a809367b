package policy

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Numbers that head a title: "5.", "5)", "3.2", "(a)", "A.", "IV.", "§ 3",
// "Section 4:", "Article 7 -", "第1条". They are no part of a title or an
// anchor. A bare number needs a sign behind it, so that "2019 changes" and
// "3 ways to reach us" stay titles.
var (
	headNumber = regexp.MustCompile(`(?i)^(?:` +
		`(?:(?:section|article|clause|part|chapter|annex|schedule|artikel|abschnitt)[ \t]+(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])|§+[ \t]*\d+(?:\.\d+)*[a-z]?)(?:[ \t]*[.:)–—-]+|[ \t]+|$)` +
		`|第[ \t]*[\d一二三四五六七八九十百０-９]+[ \t]*[条章節項][ \t]*` +
		`|\(?\d+(?:\.\d+)+[.:)]*(?:[ \t]+|$)` +
		`|[(]\d{1,3}[)][ \t]*` +
		`|\d{1,3}[.)．、:](?:[ \t]*|$)` +
		`|[０-９]+[.)．、][ \t]*` +
		`|\d{1,3}[ \t]*[–—-][ \t]+` +
		`|[(](?:[ivxlc]+|[a-z])[)][ \t]*` +
		`|(?:[ivxlc]+|[a-z])[.)](?:[ \t]+|$)` +
		`)`)
	dated = regexp.MustCompile(`(?i)\b(19|20)\d\d\b|^\W*(last )?(updated|modified|revised|effective|published|date)\b`)
)

// splitNumber divides a heading's text into its printed number and its title.
func splitNumber(text string) (number, title string) {
	m := headNumber.FindString(text)
	if m == "" {
		return "", text
	}
	rest := strings.TrimSpace(text[len(m):])
	if r, _ := utf8.DecodeRuneInString(rest); unicode.IsDigit(r) && strings.HasSuffix(m, ".") {
		return "", text // a decimal number, not a section's
	}
	return strings.TrimSpace(m), rest
}

// titleText is a heading's text as a person reads it: without permalink
// glyphs and invisible marks.
func titleText(tokens []Token) string {
	tokens = trimGlyphs(tokens)
	s := strings.Map(func(r rune) rune {
		if isFormat(r) && r != '\u200D' && r != '\u200C' {
			return -1
		}
		return r
	}, Text(tokens))
	return strings.Join(strings.Fields(s), " ")
}

// trimGlyphs leaves out the sign that tools hang on a heading as its
// permalink: a lone #, ¶, § or 🔗 at an end that links somewhere.
func trimGlyphs(tokens []Token) []Token {
	glyph := func(t Token) bool {
		switch t.Text {
		case "#", "¶", "🔗", "§":
			return t.Link != ""
		}
		return false
	}
	for len(tokens) > 1 && glyph(tokens[len(tokens)-1]) {
		tokens = tokens[:len(tokens)-1]
	}
	for len(tokens) > 1 && glyph(tokens[0]) {
		tokens = tokens[1:]
	}
	return tokens
}

// TitleTokens returns the tokens of a section's heading that make its title:
// the number, glyphs and attributes left out.
func (d *Document) TitleTokens(s *Section) []Token {
	if s.Heading < 0 {
		return nil
	}
	return titleTokens(d.Blocks[s.Heading].Tokens, s.Number)
}

// titleTokens are those of a heading's title, which stand behind its number.
func titleTokens(tokens []Token, number string) []Token {
	tokens = trimGlyphs(tokens)
	want := strings.ReplaceAll(number, " ", "")
	for got := ""; want != "" && len(tokens) > 0 && len(got) < len(want); tokens = tokens[1:] {
		got += tokens[0].Text
	}
	return tokens
}

// cutAttributes removes a trailing attribute list from a heading and returns
// the id in it.
func cutAttributes(tokens []Token) ([]Token, string) {
	if len(tokens) == 0 || tokens[len(tokens)-1].Text != "}" {
		return tokens, ""
	}
	text := Text(tokens)
	m := trailingHeading.FindStringIndex(text)
	if m == nil {
		return tokens, ""
	}
	id := attributeID(text[m[0]:])
	keep, at := 0, 0
	for keep < len(tokens) {
		at += len(tokens[keep].Text)
		if keep > 0 && (tokens[keep].Space || tokens[keep].Break) {
			at++
		}
		if at > m[0] {
			break
		}
		keep++
	}
	return tokens[:keep], id
}

// boldTitle reports whether a block is one short bold line that serves as a
// heading: no sentence, no date, at the top level of the text.
func boldTitle(b *Block) bool {
	if b.Kind != Paragraph || len(b.Path) > 0 || len(b.Tokens) == 0 {
		return false
	}
	words := 0
	for i, t := range b.Tokens {
		if t.Marks&Strong == 0 || t.Break && i > 0 || t.Link != "" {
			return false
		}
		if t.Word() != "" {
			words++
		}
	}
	switch b.Tokens[len(b.Tokens)-1].Text {
	case ".", ";", ",", ":", "!", "。", "：":
		return false
	}
	text := Text(b.Tokens)
	return words > 0 && words <= 12 && utf8.RuneCountInString(text) <= 90 && !dated.MatchString(text)
}
