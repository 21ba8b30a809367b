package importer

import (
	"strings"

	"github.com/abadojack/whatlanggo"

	"policyarchive/generator/policy"
)

// Bounds of telling another language.
const (
	sampleBytes = 20_000 // of a text, from its start
	leastWords  = 60     // fewer say too little
	confident   = 0.8    // of the library's confidence
	alikeWords  = 0.25   // texts in one language share at least this part of their running words
)

// otherLanguage names the languages of two texts if they are certain to
// differ: the texts look like different languages by their trigrams, and share
// hardly any of their running words, which two texts in one language do even
// if one was written anew.
func otherLanguage(before, after *policy.Document) (was, is string, ok bool) {
	a, b := sample(before), sample(after)
	if len(a.words) < leastWords || len(b.words) < leastWords || shared(a.words, b.words) >= alikeWords {
		return "", "", false
	}
	x, y := whatlanggo.Detect(a.text), whatlanggo.Detect(b.text)
	if x.Lang == y.Lang || x.Confidence < confident || y.Confidence < confident {
		return "", "", false
	}
	return x.Lang.String(), y.Lang.String(), true
}

// sampled is the beginning of a text.
type sampled struct {
	text  string
	words []string
}

func sample(doc *policy.Document) sampled {
	var s sampled
	var b strings.Builder
	for i := range doc.Blocks {
		if b.Len() > sampleBytes {
			break
		}
		b.WriteString(policy.Text(doc.Blocks[i].Tokens) + "\n")
		s.words = append(s.words, policy.Words(doc.Blocks[i].Tokens)...)
	}
	s.text = b.String()
	return s
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
