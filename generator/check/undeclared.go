package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"policyarchive/generator/policy"
	"policyarchive/generator/terms"
)

// undeclaredTerms finds capitalised nouns that contracts define (Personal
// Data, Services) in a text that defines others of its terms but not these,
// and that writes them in lower case as well: one of the two is a slip.
func (d *subject) undeclaredTerms(defined map[string]bool) []Finding {
	if len(d.Doc.Definitions) < 2 || !d.English() {
		return nil
	}
	named := d.nameWords()
	places := map[string][]use{}
	var order []string
	for i := range d.Doc.Blocks {
		tokens := d.Doc.Blocks[i].Tokens
		for n := 0; n < len(tokens); n++ {
			end := n
			for end < len(tokens) && capitalised(tokens[end].Text) {
				end++
			}
			if end == n {
				continue
			}
			term := policy.Text(tokens[n:end])
			if termHead(tokens[end-1].Word()) && d.midSentence(use{i, n}) && tokens[n].Link == "" &&
				!properName(tokens[n:end]) && !partOfName(tokens, n, end) {
				if places[term] == nil {
					order = append(order, term)
				}
				places[term] = append(places[term], use{i, n})
			}
			n = end
		}
	}
	var list []Finding
	words, asked := vocabularyOf(d.Doc), 0
	for _, term := range order {
		folded := strings.ToLower(term)
		if len(places[term]) < 2 || defined[folded] || defined[singular(folded)] || defined[folded+"s"] ||
			named[folded] {
			continue
		}
		if asked++; asked > policy.MostTerms {
			break // a text of nothing but terms
		}
		if len(words.uses(terms.Words(folded), true)) == 0 ||
			slices.ContainsFunc(words.uses(terms.Words(term), true), d.explained) {
			continue
		}
		u := places[term][0]
		list = append(list, d.at(u.block, u.token,
			fmt.Sprintf("“%s” is written as a defined term, and nothing defines it",
				term), "define it, or write it in lower case"))
	}
	return list
}

// nameWords are the titles of the text and its sections: a title is written
// with capitals wherever it is named.
func (d *subject) nameWords() map[string]bool {
	names := map[string]bool{strings.ToLower(d.Doc.Title): true}
	for i := range d.Doc.Sections {
		names[strings.ToLower(d.Doc.Sections[i].Title)] = true
	}
	return names
}

func capitalised(s string) bool {
	r := []rune(s)
	return len(r) > 1 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1])
}

func singular(s string) string { return strings.TrimSuffix(s, "s") }

// partOfName reports whether capitalised words are a part of a longer name (Terms
// of Service), or what stands on a thing to press (the Account link).
func partOfName(tokens []policy.Token, from, end int) bool {
	switch tokens[from-1].Word() {
	case "of", "for", "and", "on":
		if from >= 2 && capitalised(tokens[from-2].Text) {
			return true
		}
	}
	if end == len(tokens) {
		return false
	}
	switch tokens[end].Word() {
	case "link", "button", "tab", "menu", "icon", "page", "screen", "settings":
		return true
	}
	return false
}

// termHead reports whether a noun is one that contracts define.
func termHead(word string) bool {
	switch singular(word) {
	case "information", "data", "service", "site", "website", "content", "account", "user", "customer", "platform",
		"product", "agreement",
		"party", "partie", "material", "app", "application", "software", "device", "member", "visitor":
		return true
	}
	return false
}

// properName reports whether capitalised words hold one that is no noun of
// contracts and its usual adjectives: the name of a product or a firm.
func properName(tokens []policy.Token) bool {
	for _, t := range tokens[:len(tokens)-1] {
		switch t.Word() {
		case "personal", "personally", "identifiable", "account", "usage", "user", "customer", "device", "third",
			"end", "mobile", "non", "your", "our", "the", "sensitive", "private", "technical", "service", "log":
		default:
			return true
		}
	}
	return false
}
