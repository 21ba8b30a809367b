package policy

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var dated = regexp.MustCompile(`(?i)\b(19|20)\d\d\b|^\W*(last )?(updated|modified|revised|effective|published|date)\b`)

// titleText is a heading's text as a person reads it: without permalink
// glyphs, marks of notes and invisible marks.
func titleText(tokens []Token) string {
	tokens = trimGlyphs(tokens)
	if isNote := func(t Token) bool { return t.IsNote() }; slices.ContainsFunc(tokens, isNote) {
		tokens = slices.DeleteFunc(slices.Clone(tokens), isNote)
	}
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
	for len(tokens) > 1 && tokens[len(tokens)-1].isGlyph() {
		tokens = tokens[:len(tokens)-1]
	}
	return trimGlyphsBefore(tokens)
}

func trimGlyphsBefore(tokens []Token) []Token {
	for len(tokens) > 1 && tokens[0].isGlyph() {
		tokens = tokens[1:]
	}
	return tokens
}

func (t *Token) isGlyph() bool {
	switch t.Text {
	case "#", "¶", "🔗", "§":
		return t.Link != ""
	}
	return false
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
	n, cut := behindNumber(tokens, number)
	if cut > 0 {
		n++
	}
	return tokens[n:]
}

// behindNumber finds where a heading's number ends: behind n tokens, and cut
// bytes of the one that follows.
func behindNumber(tokens []Token, number string) (n, cut int) {
	left := strings.ReplaceAll(number, " ", "")
	for ; n < len(tokens) && left != ""; n++ {
		for i, r := range tokens[n].Text {
			if left == "" {
				return n, i
			}
			if !isFormat(r) && !unicode.IsSpace(r) {
				_, size := utf8.DecodeRuneInString(left)
				left = left[size:]
			}
		}
	}
	return n, 0
}

// partNumber divides the tokens of a heading where its number ends, as in
// "2.a.Boats": one word to UAX #29. runs are those that the tokens were made of; nil
// if they are not known.
func partNumber(tokens []Token, runs []run) []Token {
	sure, doubtful := readNumber(titleText(tokens))
	for _, r := range []reading{sure, doubtful} {
		if r.number == "" {
			continue
		}
		glyphs := len(tokens) - len(trimGlyphsBefore(tokens))
		n, cut := behindNumber(tokens[glyphs:], r.number)
		if n += glyphs; cut > 0 {
			parted := make([]Token, 0, len(tokens)+1)
			parted = append(append(parted, tokens[:n+1]...), tokens[n:]...)
			before, behind := &parted[n], &parted[n+1]
			before.Text, behind.Text = before.Text[:cut], behind.Text[cut:]
			behind.Space, behind.Break = false, false
			if r := runAt(runs, int(before.Offset), cut); r.offset >= 0 && strings.HasPrefix(r.text, behind.Text[:1]) {
				behind.Offset, behind.Marks, behind.Link = int32(r.offset), r.marks, r.link
			} else {
				behind.Offset = -1
			}
			tokens = parted
		}
	}
	return tokens
}

// runAt is what is left of the run that holds the n-th byte from an offset on.
func runAt(runs []run, offset, n int) run {
	for i := range runs {
		r := &runs[i]
		if r.offset < 0 || offset < r.offset || offset >= r.offset+len(r.text) {
			continue
		}
		n += offset - r.offset
		for ; i < len(runs) && n >= len(runs[i].text); i++ {
			n -= len(runs[i].text)
		}
		if i < len(runs) {
			return runs[i].part(n, len(runs[i].text))
		}
	}
	return run{offset: -1}
}

// OwnTitle returns the tokens of the document's title, without marks and links:
// it is the same title whether it stands in the text or in the front matter.
func (d *Document) OwnTitle() []Token { return tokenize([]run{{text: d.Title, offset: -1}}) }

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
