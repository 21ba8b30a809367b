package terms

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// SamePlural reports whether two words are one but for an ending of the plural.
func SamePlural(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return b == a+"s" || b == a+"es" || strings.HasSuffix(a, "y") && b == a[:len(a)-1]+"ies"
}

// sameNoun reports whether two words are one but for an ending of its number or case, in
// English or German: Service and Services, Nutzer and Nutzern, Dienst and Dienste.
func sameNoun(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if SamePlural(a, b) {
		return true
	}
	ending, ok := strings.CutPrefix(b, a)
	return ok && utf8.RuneCountInString(a) >= shortestStem && slices.Contains(nounEndings, ending)
}

// sameAdjective reports whether two words are one but for an ending of German adjectives:
// personenbezogene and personenbezogener.
func sameAdjective(a, b string) bool {
	return a == b || slices.ContainsFunc(stems(a), func(stem string) bool { return slices.Contains(stems(b), stem) })
}

// stems are what an adjective may be without its ending; itself if it has none.
func stems(word string) []string {
	list := []string{word}
	for _, ending := range adjectiveEndings {
		if stem, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(stem) >= longStem {
			list = append(list, stem)
		}
	}
	return list
}

// Shorter words with such endings are other words: Plan and Plane, Use and User.
const (
	shortestStem = 5
	longStem     = 7
)

var (
	nounEndings      = []string{"n", "e", "en", "nen"}
	adjectiveEndings = []string{"e", "en", "er", "es", "em"}
)

// inflections are the other numbers and cases of a noun.
func inflections(w string) []string {
	all := []string{w + "s", w + "es", strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "es")}
	if stem, ok := strings.CutSuffix(w, "y"); ok {
		all = append(all, stem+"ies")
	}
	if stem, ok := strings.CutSuffix(w, "ies"); ok {
		all = append(all, stem+"y")
	}
	for _, ending := range nounEndings {
		all = append(all, w+ending, strings.TrimSuffix(w, ending))
	}
	slices.Sort(all)
	all = slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == w || s == "" || !sameNoun(s, w) })
	for _, s := range append(slices.Clone(all), w) {
		all = append(all, s+"’s", s+"'s")
	}
	return all
}

// declensions are an adjective with its other endings.
func declensions(w string) []string {
	var all []string
	for _, stem := range stems(w)[1:] {
		for _, ending := range adjectiveEndings {
			all = append(all, stem+ending)
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == w })
}
