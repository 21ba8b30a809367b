package policy

import (
	"regexp"
	"strings"
	"time"

	"policyarchive/generator/pattern"
)

// StatedDate is a date by which a text says of when it is: Last updated: 1 June
// 2024, Effective date: June 1st, 2024.
type StatedDate struct {
	Label, Date string // as they are written
	Block       int
	First       int // the date's tokens are Tokens[First:End] of the block
	End         int
}

const (
	monthNames = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	dayOfMonth = `\d{1,2}(?:st|nd|rd|th)?`
)

// statedDate is a date behind words that make it that of the text, in English
// and a few other languages.
var statedDate = pattern.New(`(?i)\b(last\s+(?:updated|modified|revised|changed|reviewed)|updated|revised|effective(?:\s+(?:date|as of|from|since))?|in\s+(?:effect|force)\s+(?:since|from|as of)|`+
	`stand|zuletzt\s+(?:aktualisiert|geändert)|dernière\s+mise\s+à\s+jour|última\s+(?:actualización|atualização)|ultimo\s+aggiornamento)`+
	`\s*(?:on|is|as of|am|le|el|em)?\s*[:：-]?\s*(`+monthNames+`\s+`+dayOfMonth+`,?\s+\d{4}|`+dayOfMonth+
	`\.?\s+\p{L}+\.?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})`,
	"updated", "modified", "revised", "changed", "reviewed", "effect", "force", "stand", "zuletzt", "dernière", "última",
	"ultimo")

// StatedDates finds the dates that the text gives for itself.
func (d *Document) StatedDates() []StatedDate {
	var list []StatedDate
	for i := range d.Blocks {
		list = append(list, d.StatedDatesIn(i)...)
	}
	return list
}

// StatedDatesIn are those of a block.
func (d *Document) StatedDatesIn(block int) (list []StatedDate) {
	tokens := d.Blocks[block].Tokens
	if len(tokens) == 0 || d.Blocks[block].Kind == Code {
		return nil
	}
	text := Text(tokens)
	for _, m := range statedDate.FindAll(text, pattern.Fold(text)) {
		if saidOfText(text[:m[2]]) {
			list = append(list, StatedDate{text[m[2]:m[3]], text[m[4]:m[5]], block, tokenAt(tokens, m[4]),
				tokenAt(tokens, m[5]-1) + 1})
		}
	}
	return list
}

// ownText are the words by which a text speaks of itself, with a few small ones
// behind them.
var ownText = regexp.MustCompile(`(?i)\b(?:(?:this|these|our|the)\s+(?:[\p{L}-]+\s+){0,3}?)?(?:text|page|document|polic(?:y|ies)|statement|` +
	`notice|terms|agreement|conditions|addendum|version(?:\s+[\d.]+)?|it)(?:\s+of\s+(?:service|use))?(?-i:(?:\s+\p{Ll}+){0,4})[\s,:(–—-]*$`)

var sentenceEnd = regexp.MustCompile(`[.!?;|·•](?:\s|$)`)

// saidOfText reports whether a date behind some words is that of the text: none of
// the same sentence stand there, or some that speak of it. A law, too, is
// effective from a day.
func saidOfText(before string) bool {
	if ends := sentenceEnd.FindAllStringIndex(before, -1); len(ends) > 0 {
		before = before[ends[len(ends)-1][1]:]
	}
	return strings.Trim(before, " \t\n([*_–—-") == "" || ownText.MatchString(before)
}

// tokenAt is the token at a byte of the tokens' [Text].
func tokenAt(tokens []Token, at int) int {
	n := 0
	for i, t := range tokens {
		if i > 0 && (t.Space || t.Break) {
			n++
		}
		if n += len(t.Text); n > at {
			return i
		}
	}
	return len(tokens) - 1
}

var ordinalEnding = regexp.MustCompile(`(\d)(?:st|nd|rd|th)\b`)

// Day is the date as YYYY-MM-DD; "" if it is not in English, or if day and
// month could be taken for each other.
func (s StatedDate) Day() string {
	text := strings.NewReplacer(",", "", ".", "").Replace(ordinalEnding.ReplaceAllString(strings.ToLower(s.Date), "$1"))
	text = strings.Join(strings.Fields(text), " ")
	for _, layout := range []string{time.DateOnly, "January 2 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}
