package importer

import (
	"policyarchive/generator/language"
	"policyarchive/generator/policy"
)

// Bounds of telling another language.
const (
	sampleBytes = 20_000 // of a text, from its start, for its running words
	leastWords  = 60     // fewer say too little
	alikeWords  = 0.25   // texts in one language share at least this part of their running words
)

// otherLanguage names the languages of two texts if they are certain to
// differ: the texts look like different languages by their samples, and share
// hardly any of their running words, which two texts in one language do even
// if one was written anew.
func otherLanguage(before, after *policy.Document) (was, is string, ok bool) {
	if sharesWords(before, after) {
		return "", "", false
	}
	was, is = language.Of(before.Text()), language.Of(after.Text())
	return was, is, was != "" && is != "" && !language.Same(was, is)
}

// sharesWords reports whether two texts have so many running words in common
// that they are in one language, or too few words to tell.
func sharesWords(before, after *policy.Document) bool {
	a, b := sample(before), sample(after)
	return len(a) < leastWords || len(b) < leastWords || shared(a, b) >= alikeWords
}

// sample are the running words at the beginning of a text.
func sample(doc *policy.Document) (words []string) {
	size := 0
	for i := range doc.Blocks {
		if size > sampleBytes {
			break
		}
		for _, w := range policy.Words(doc.Blocks[i].Tokens) {
			words = append(words, w)
			size += len(w) + 1
		}
	}
	return words
}

// shared is the part of the running words that two texts have in common:
// the intersection of their histograms, 0 to 1.
func shared(a, b []string) float64 {
	count := map[string]float64{}
	for _, w := range a {
		count[w] += 1 / float64(len(a))
	}
	common := 0.0
	for _, w := range b {
		part := min(count[w], 1/float64(len(b)))
		common += part
		count[w] -= part
	}
	return common
}
