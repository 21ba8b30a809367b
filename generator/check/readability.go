package check

import (
	"fmt"
	"strings"

	"policyarchive/generator/policy"
)

// readability finds a change that makes the text harder to read.
func readability(d *subject) []Finding {
	if d.Limits.Ease <= 0 || !d.WordsChanged() {
		return nil
	}
	before, ok := ease(d.previous)
	now, okNow := ease(d.Doc)
	if !ok || !okNow || before-now < d.Limits.Ease {
		return nil
	}
	return []Finding{d.whole(fmt.Sprintf("the text is harder to read than before: its reading ease fell from %.0f to %.0f",
		before, now),
		"write shorter sentences and plainer words in what is new")}
}

// ease is the reading ease of a text's paragraphs by Flesch (1948): 206.835 −
// 1.015 × words per sentence − 84.6 × syllables per word. Texts of less than a
// hundred words have none.
func ease(doc *policy.Document) (score float64, ok bool) {
	words, syllables, count := 0, 0, 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != policy.Paragraph {
			continue
		}
		for _, s := range policy.Sentences(b.Tokens) {
			list := policy.Words(b.Tokens[s[0]:s[1]])
			if len(list) < 4 {
				continue // a label, a cell
			}
			count++
			words += len(list)
			for _, w := range list {
				syllables += syllablesIn(w)
			}
		}
	}
	if words < 100 {
		return 0, false
	}
	return 206.835 - 1.015*float64(words)/float64(count) - 84.6*float64(syllables)/float64(words), true
}

// syllablesIn counts groups of vowels, without a silent e at the end.
func syllablesIn(word string) int {
	word = strings.TrimSuffix(word, "'s")
	n, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	if n > 1 && strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") {
		n--
	}
	return max(n, 1)
}
