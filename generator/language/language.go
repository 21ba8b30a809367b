// Package language tells in which language a text is, if it can be told.
//
// It looks at samples of a text by their trigrams. Each is short: the longer a
// sample is, the farther are its trigrams from the places that they have in the
// profile of any language, and above some five thousand bytes none is like any.
package language

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

const (
	sampleRunes = 1200 // of a sample
	mostSamples = 5
	leastRunes  = 200 // a shorter text says too little
	confident   = 0.8 // of the library's confidence
)

// Of is the language that most of a text is in, a tag such as en or zh; empty
// if that is not certain.
func Of(text string) string {
	votes := map[string]int{}
	samples := samplesOf(text)
	for _, s := range samples {
		info := whatlanggo.Detect(s)
		if info.Script != nil && info.Confidence >= confident {
			votes[info.Lang.Iso6391()]++
		}
	}
	for tag, n := range votes {
		if tag != "" && 3*n >= 2*len(samples) {
			return tag
		}
	}
	return ""
}

// samplesOf divides what is spread over a text into samples.
func samplesOf(text string) []string {
	words := slices.DeleteFunc(strings.Fields(text),
		func(w string) bool { return strings.ContainsAny(w, "@/_=<>{}") }) // addresses, code
	text = strings.Join(words, " ")
	length := utf8.RuneCountInString(text)
	if length < leastRunes {
		return nil
	}
	var starts []int // of each rune, in bytes
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	n := min(mostSamples, max(1, length/sampleRunes))
	var list []string
	for i := range n {
		from := i * (length / n)
		list = append(list, text[starts[from]:starts[min(from+sampleRunes, length)]])
	}
	return list
}

// Name is the English name of a language; the tag itself if it has none.
func Name(tag string) string {
	tag = primary(tag)
	for lang := range whatlanggo.Langs {
		if lang.Iso6391() == tag {
			return lang.String()
		}
	}
	switch tag {
	case "no":
		return "Norwegian"
	case "zh":
		return "Chinese"
	}
	return tag
}

// alike are languages that samples do not tell apart for certain.
var alike = [][]string{
	{"no", "nb", "nn", "da"}, {"hr", "sr", "bs", "sh", "sl"}, {"id", "ms"}, {"cs", "sk"}, {"bg", "mk"}, {"hi", "mr",
		"ne"}, {"ru", "uk", "be"},
	{"pt", "gl"}, {"es", "ca", "gl"}, {"nl", "af"}, {"tr", "az"}, {"zh", "yue", "wuu"}, {"fa", "ur", "ps"}, {"he",
		"iw", "yi"},
}

// Same reports whether two tags name one language, or languages that samples do
// not tell apart. Regions and scripts do not count.
func Same(a, b string) bool {
	a, b = primary(a), primary(b)
	if a == b {
		return true
	}
	for _, group := range alike {
		is := 0
		for _, tag := range group {
			if tag == a || tag == b {
				is++
			}
		}
		if is == 2 {
			return true
		}
	}
	return false
}

func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	return tag
}
