package check

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"policyarchive/generator/policy"
)

// statedDate is a date by which the text itself says of when it is.
type statedDate struct {
	block, token int
	label, date  string
}

const (
	months     = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	dayOfMonth = `\d{1,2}(?:st|nd|rd|th)?`
)

// datePattern is a date behind words that make it that of the text.
var datePattern = regexp.MustCompile(`(?i)\b(last\s+(?:updated|modified|revised|changed|reviewed)|updated|revised|effective(?:\s+(?:date|as of|from|since))?|in\s+(?:effect|force)\s+(?:since|from|as of)|` +
	`stand|zuletzt\s+(?:aktualisiert|geändert)|dernière\s+mise\s+à\s+jour|última\s+(?:actualización|atualização)|ultimo\s+aggiornamento)` +
	`\s*(?:on|is|as of|am|le|el|em)?\s*[:：-]?\s*(` + months + `\s+` + dayOfMonth + `,?\s+\d{4}|` + dayOfMonth + `\.?\s+\p{L}+\.?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})`)

// findStatedDates finds the dates that the text gives for itself.
func findStatedDates(doc *policy.Document) []statedDate {
	var list []statedDate
	for i := range doc.Blocks {
		tokens := doc.Blocks[i].Tokens
		if len(tokens) == 0 || doc.Blocks[i].Kind == policy.Code {
			continue
		}
		text := policy.Text(tokens)
		for _, m := range datePattern.FindAllStringSubmatchIndex(text, -1) {
			// In the midst of a long sentence, "effective" may be said of a law.
			if label := strings.ToLower(text[m[2]:m[3]]); strings.HasPrefix(label, "last") || len(tokens) < 40 {
				list = append(list, statedDate{i, tokenAt(tokens, m[4]), text[m[2]:m[3]], text[m[4]:m[5]]})
			}
		}
	}
	return list
}

// tokenAt is the token at a byte of the tokens' text.
func tokenAt(tokens []policy.Token, at int) int {
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

// statedDates finds dates in the text that stayed while words changed, and
// such as disagree with the front matter.
func statedDates(d *Draft) []Finding {
	if !d.wordsChanged() {
		return nil
	}
	before := map[string]bool{}
	for _, s := range findStatedDates(d.Previous) {
		before[strings.ToLower(s.label+" "+s.date)] = true
	}
	var list []Finding
	for _, s := range findStatedDates(d.Doc) {
		switch {
		case before[strings.ToLower(s.label+" "+s.date)] && !d.isDayOfChange(readDate(s.date)):
			f := d.at(s.block, s.token, fmt.Sprintf("words changed, but the text still says “%s %s”", s.label, s.date), "write the date of this version")
			if d.class() == "editorial" {
				f.Severity = Warning
			}
			list = append(list, f)
		case d.disagrees(s):
			list = append(list, d.at(s.block, s.token, fmt.Sprintf("the text says “%s %s”, and the front matter effective: %s", s.label, s.date, d.Doc.Meta.Effective),
				"let both name the same day"))
		}
	}
	return list
}

// isDayOfChange reports whether a day is one that this change may be of.
func (d *Draft) isDayOfChange(day string) bool {
	return day != "" && (day >= d.Today || day == d.Doc.Meta.Effective && !d.staleEffective() || day == d.Doc.Meta.Published && day != d.Previous.Meta.Published)
}

// disagrees reports whether a date of coming into force is another than that
// of the front matter.
func (d *Draft) disagrees(s statedDate) bool {
	label := strings.ToLower(s.label)
	if d.Doc.Meta.Effective == "" || !strings.HasPrefix(label, "effective") && !strings.HasPrefix(label, "in ") {
		return false
	}
	read := readDate(s.date)
	return read != "" && read != d.Doc.Meta.Effective
}

var ordinal = regexp.MustCompile(`(\d)(?:st|nd|rd|th)\b`)

// readDate reads a date in English; "" if it cannot, or if day and month could
// be taken for each other.
func readDate(s string) string {
	s = strings.NewReplacer(",", "", ".", "").Replace(ordinal.ReplaceAllString(strings.ToLower(s), "$1"))
	s = strings.Join(strings.Fields(s), " ")
	for _, layout := range []string{time.DateOnly, "January 2 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}
