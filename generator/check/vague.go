package check

import (
	"fmt"
	"regexp"
	"strings"

	"policyarchive/generator/pattern"
	"policyarchive/generator/policy"
)

// Words of sentences on what is done with personal data.
const (
	processor = `(?:we|they|our(?: [\w-]+){1,2}|partners|affiliates|providers?|part(?:y|ies)|advertisers|` +
		`compan(?:y|ies)|vendors|(?:sub)?processors)`
	process = `(?:collect|gather|obtain|receive|acquire|get|use|process|share|disclose|transfer|sell|rent|trade|` +
		`exchange|store|retain|keep|access|combine|link|merge|associate|analy[sz]e|track|monitor|record|log|release|` +
		`transmit|pass|view|determine|infer)`
	processed = `(?:(?:collect|gather|obtain|receiv|acquir|us|process|shar|disclos|transferr|rent|trad|exchang|stor|` +
		`retain|access|combin|link|merg|associat|connect|analy[sz]|track|monitor|record|logg|releas|transmitt|pass|` +
		`view|provid|submitt|plac)ed|sold|kept|set|visible|available|accessible|public)`
	personal = `(?:information|data|details|identifiers?|cookies?|ip address(?:es)?|your (?:\w+ )?` +
		`(?:location|name|e-?mail|address|photos?|contacts|history|profile|messages|screenshots|recordings|` +
		`activit(?:y|ies)|searches|queries|identity|interests|preferences|usage))`
	adverbs = `(?:\s+(?:\w+ly|also|still|sometimes|often|continue|to|from time to time)|,[^,;:.]{1,40},|\s+[“"])*\s*`
	qualify = `(may|might|often)\b` + adverbs
	near    = `\b[^;:]{0,90}?\b`
)

var (
	// personalParts are of what personal matches: each has one.
	personalParts = []string{"information", "data", "details", "identifier", "cookie", "ip address", "your "}

	// qualifiers are the words that a sentence must have for any of the others.
	qualifiers = regexp.MustCompile(`(?i)\b(?:may|might|often|some|possible)\b`)
	// qualified are sentences whose first group is a word that hides what is done.
	qualified = []*pattern.Pattern{
		pattern.New(`(?i)\b`+processor+`\s+`+qualify+`\b`+process+near+personal+`\b`, personalParts...),
		pattern.New(`(?i)\b`+personal+`(?:\s+\w+){0,2}\s+`+qualify+`be`+adverbs+`\b`+processed+`\b`,
			personalParts...),
		pattern.New(`(?i)\b(?:information|data|details)(?:["”]|, which)?\s+`+qualify+
			`(?:include|contain|reveal)\b`, "information", "data", "details"),
		pattern.New(`(?i)\b`+processor+`\s+`+qualify+`(?:contain|have|include)`+near+
			`(?:cookies?|pixels?|beacons?|trackers?)\b`, "cookie", "pixel", "beacon", "tracker"),
		pattern.New(`(?i)\b(?:`+process+`s?|`+processed+`)\b(?:,?\s+\w+){0,9},?\s+(some) `+
			`(?:of (?:your|this|that|the) )?(?:personal )?(?:information|data|details)`+
			`(?:[.,;—–]|$| (?:about|automatically|when|which|such|[a-z]{2,4})\b)`, "some "),
		pattern.New(`(?i)\b(some) of your\b[^.;:]{0,30}\b(?:information|data|details) (?:is|are|may be)`+
			adverbs+`\b`+processed+`\b`, "some of your"),
		pattern.New(`(?i)\b(?:use|with|to|by|and) (some) (?:third|partners|providers|companies)\b`, "some "),
		pattern.New(`(?i)\bin (some) (?:cases|circumstances|instances|situations),? `+processor+adverbs+
			`\b`+process+near+personal+`\b`, "some "),
		pattern.New(`(?i)\b(possible) (?:purposes|uses|recipients)\b`+near+personal+`\b`, "possible "),
		pattern.New(`(?i)\bis (possible) that `+processor+`\s+`+process+near+personal+`\b`, "is possible"),
	}
	// conditional are the words that say when something is done, or where that is said.
	conditional = regexp.MustCompile(`(?i)\b(?:if|unless|when(?:ever)?|where(?:ver)?|once|until|in response to|` +
		`in the event|in case|in an emergency|good faith|merger|acquisition|bankruptcy|` +
		`you (?:authori[sz]e|instruct|direct|ask|allow|permit|consent|choose|opt)|by (?:enabling|choosing|opting)|` +
		`(?:with|without|upon|based on|subject to|given) (?:your|their) (?:\w+ )?` +
		`(?:consent|permission|authori[sz]ation|agreement|approval)|` +
		`(?:at|on|upon|under|following) your (?:\w+ )?(?:direction|request|instructions?|option|choice|behalf)|` +
		`(?:depending|based) on (?:\w+ ){0,4}(?:choices|settings|preferences|permissions)|` +
		`as (?:required|described|explained|set out|set forth|outlined|specified|listed|stated|detailed)|` +
		`(?:pursuant to|under|described in|subject to) our (?:\w+ )?(?:policy|notice|statement))\b`)
	// unconditional are conditions that always hold, and such as say nothing.
	unconditional = regexp.MustCompile(`(?i)\b(?:if|when(?:ever)?|where) ` +
		`(?:you(?:['’]re| are)?(?: \w+ or)? (?:us|visit|access|brows|interact|view)(?:e|ing)?\b|` +
		`(?:\w+ly )?(?:necessary|needed|appropriate|applicable|possible|permissible|permitted|allowed)\b)|` +
		`\b(?:cases|situations|circumstances|country|countries|locations?|regions?) (?:when|where)\b`)
	// impersonal are the words for data that are nobody's any more, for those of
	// which 45 CFR § 164.520 has a notice say how they "may" be used, and a line in a
	// list of changes.
	impersonal = regexp.MustCompile(`(?i)\b(?:aggregated?|anonymi[sz]ed|anonymous|de-?identified|non-?identif\w+|` +
		`non-?personal\w*|statistic\w*|(?:health|medical) information|PHI)\b|` +
		`^(?:\p{L}+ \d{1,2}, \d{4}|\d{1,2} \p{L}+ \d{4}|\d{4}-\d{2}-\d{2})\s*[:–—-]`)
	// aside is what only tells which data are meant, or how, and data that are not
	// those of a reader.
	aside = regexp.MustCompile(`(?i)\b(?:how|what|whether|why)\b[^,;:.(]*|` +
		`[^,]\s+which\s+(?:we|they)\s+(?:may|might)\b|` +
		`\b(?:information|data|details|cookies)\s+(?:that\s+|which\s+)?(?:we|they)\s+(?:may|might|often)\b|` +
		`\bneither\s+\w+|\b(?:may|might)\s+only\b|\b(?:public|confidential|you)\s+(?:information|data|details)\b|` +
		`\bdata\s+(?:protection|processing|deletion|subject|breach)\w*`)
)

// vague finds the qualifiers that leave open what is done with personal data:
// may, might, some, often, possible. What readers may do, what the law may demand
// and what a contract reserves about other things is not meant, nor a sentence
// that says on what condition something is done.
func vague(d *subject) []Finding {
	var list []Finding
	for i := range d.Doc.Blocks {
		tokens := d.Doc.Blocks[i].Tokens
		if d.Doc.Blocks[i].Kind != policy.Paragraph {
			continue
		}
		for _, s := range policy.Sentences(tokens) {
			text := policy.Text(tokens[s[0]:s[1]])
			from, to := qualifier(text)
			if from < 0 {
				continue
			}
			n := s[0]
			for n+1 < s[1] && len(policy.Text(tokens[s[0]:n+1])) <= from {
				n++
			}
			around := policy.Text(tokens[max(s[0], n-2):min(n+4, s[1])])
			list = append(list, d.at(i, n, fmt.Sprintf("“%s” leaves open whether and when: “%s”", text[from:to],
				around),
				"say what is done, when and why"))
		}
	}
	return list
}

// qualifier is where the word stands by which a sentence hides what is done with
// personal data; -1 if none does.
func qualifier(sentence string) (from, to int) {
	if !qualifiers.MatchString(sentence) {
		return -1, -1
	}
	said := aside.ReplaceAllStringFunc(sentence, func(s string) string { return strings.Repeat(".", len(s)) })
	folded := pattern.Fold(said)
	from = -1
	for _, q := range qualified {
		if m := q.Find(said, folded); m != nil && (from < 0 || m[2] < from) {
			from, to = m[2], m[3]
		}
	}
	if from < 0 {
		return -1, -1
	}
	listed := strings.Contains(said[to:]+" ", ": ") // a list says what is meant
	if listed || impersonal.MatchString(sentence) ||
		conditional.MatchString(unconditional.ReplaceAllString(sentence, "")) {
		return -1, -1
	}
	return from, to
}
