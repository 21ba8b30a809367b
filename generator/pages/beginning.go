package pages

import (
	"strings"

	"policyarchive/generator/policy"
)

// longestBeginning is how many characters the beginning of a text has at most: some
// languages, and some texts, have no blanks between words.
const longestBeginning = 400

// firstWords is the beginning of a text, for search engines.
func firstWords(doc *policy.Document, n int) string {
	for i := range doc.Sections {
		for _, b := range doc.Own(&doc.Sections[i]) {
			if b.Kind != policy.Paragraph || len(policy.Words(b.Tokens)) < 8 {
				continue
			}
			words := strings.Fields(policy.Text(b.Tokens))
			text := strings.Join(words[:min(n, len(words))], " ")
			characters := 0
			for at := range text {
				if characters++; characters > longestBeginning {
					return text[:at] + "…"
				}
			}
			if len(words) > n {
				text += " …"
			}
			return text
		}
	}
	return ""
}
