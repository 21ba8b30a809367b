package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"policyarchive/generator/policy"
)

// use is a place where a term stands.
type use struct{ block, token int }

// uses finds where words stand in a text, in any case, in singular or plural.
// Quoted places that define the term itself are among them.
func uses(doc *policy.Document, term string, sameCase bool) []use {
	words := strings.Fields(term)
	if len(words) == 0 {
		return nil
	}
	var list []use
	for i := range doc.Blocks {
		tokens := doc.Blocks[i].Tokens
		for n := 0; n+len(words) <= len(tokens); n++ {
			if stands(tokens[n:], words, sameCase) {
				list = append(list, use{i, n})
			}
		}
	}
	return list
}

// stands reports whether tokens begin with words, the last of them in singular
// or plural.
func stands(tokens []policy.Token, words []string, sameCase bool) bool {
	if firstRune(tokens[0].Text) != firstRune(words[0]) && sameCase {
		return false
	}
	for i, w := range words {
		t := tokens[i].Text
		t = strings.TrimSuffix(strings.TrimSuffix(t, "’s"), "'s")
		if !sameCase {
			t, w = strings.ToLower(t), strings.ToLower(w)
		}
		if t != w && (i+1 < len(words) || !samePlural(t, w)) {
			return false
		}
	}
	return true
}

// samePlural reports whether two words are one but for an ending of the plural.
func samePlural(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return b == a+"s" || b == a+"es" || strings.HasSuffix(a, "y") && b == a[:len(a)-1]+"ies"
}

// bare is a term without its article.
func bare(term string) string {
	for _, article := range []string{"the ", "The ", "a ", "A ", "an ", "An ", "our ", "Our "} {
		if rest, ok := strings.CutPrefix(term, article); ok {
			return rest
		}
	}
	return term
}

// spaced is a term as its tokens stand in texts: words apart.
func spaced(doc *policy.Document, def policy.Definition) string {
	tokens := doc.Blocks[def.Block].Tokens
	var words []string
	for i := def.Token + 1; i < len(tokens) && !strings.ContainsAny(tokens[i].Text, `"”»`); i++ {
		if tokens[i].Word() != "" {
			words = append(words, tokens[i].Text)
		}
	}
	return bare(strings.Join(words, " "))
}

// definedTwice finds a term that two places define.
func definedTwice(d *Draft) []Finding {
	var list []Finding
	first := map[string]policy.Definition{}
	for _, def := range d.Doc.Definitions {
		k := spaced(d.Doc, def)
		was, known := first[k]
		switch {
		case !known:
			first[k] = def
		case was.Block != def.Block:
			list = append(list, d.at(def.Block, def.Token, fmt.Sprintf("“%s” is defined here and %s", def.Term, d.place(was)), "define it once, and use the term elsewhere"))
		}
	}
	return list
}

// place tells where a definition stands.
func (d *Draft) place(def policy.Definition) string {
	pos := d.Doc.TokenPosition(def.Block, def.Token)
	if def.Section >= 0 && d.Doc.Sections[def.Section].Title != "" {
		return fmt.Sprintf("under “%s”", d.Doc.Sections[def.Section].Title)
	}
	return fmt.Sprintf("in line %d", pos.Line)
}

// unusedDefinitions finds terms that are defined, and stand nowhere else.
func unusedDefinitions(d *Draft) []Finding {
	var list []Finding
	for _, def := range d.Doc.Definitions {
		term := spaced(d.Doc, def)
		if alias(d.Doc, def) || term == strings.ToLower(term) || strings.ContainsAny(def.Term, "()") {
			continue // an example, another name, a plural in doubt
		}
		n := 0
		for _, u := range uses(d.Doc, term, false) {
			if u.block != def.Block || u.token < def.Token || u.token > def.Token+len(strings.Fields(def.Term))+1 {
				n++
			}
		}
		if n == 0 && term != "" {
			list = append(list, d.at(def.Block, def.Token, fmt.Sprintf("“%s” is defined, and never used", def.Term), "use it, or take the definition out"))
		}
	}
	return list
}

// alias reports whether a quotation only tells another name of a thing: (also
// known as "web beacons").
func alias(doc *policy.Document, def policy.Definition) bool {
	tokens := doc.Blocks[def.Block].Tokens
	for n := def.Token - 1; n >= 0 && n >= def.Token-12 && tokens[n].Text != "("; n-- {
		switch tokens[n].Word() {
		case "also", "known", "called", "sometimes", "commonly":
			return true
		}
	}
	return false
}

// undefinedTerms finds terms that the version before defined, that still stand
// in the text as defined terms do, and that nothing defines any more.
func undefinedTerms(d *Draft) []Finding {
	var list []Finding
	defined := map[string]bool{}
	for _, def := range d.Doc.Definitions {
		defined[strings.ToLower(spaced(d.Doc, def))] = true
	}
	before := d.Previous
	if before == nil {
		return d.undeclaredTerms(defined)
	}
	seen := map[string]bool{}
	for _, def := range before.Definitions {
		term := spaced(before, def)
		if !unicode.IsUpper(firstRune(term)) || defined[strings.ToLower(term)] || seen[term] {
			continue
		}
		seen[term] = true
		all := uses(d.Doc, term, true)
		if slices.ContainsFunc(all, d.quoted) || isName(before, term) {
			continue
		}
		if at := slices.IndexFunc(all, func(u use) bool { return d.midSentence(u) }); at >= 0 {
			u := all[at]
			defined[strings.ToLower(term)] = true // said once is enough
			list = append(list, d.at(u.block, u.token, fmt.Sprintf("“%s” is used as a defined term, and its definition is gone", term), "define it, or say it in plain words"))
		}
	}
	return append(list, d.undeclaredTerms(defined)...)
}

// isName reports whether a term is the name of a firm or a thing, which says
// by itself what it means: no abbreviation, and no word of the language.
func isName(doc *policy.Document, term string) bool {
	if term == strings.ToUpper(term) {
		return false
	}
	for _, w := range strings.Fields(term) {
		if len(uses(doc, strings.ToLower(w), true)) > 0 {
			return false
		}
	}
	return true
}

// quoted reports whether a word stands in quotation marks: it is explained
// there in some way.
func (d *Draft) quoted(u use) bool {
	tokens := d.Doc.Blocks[u.block].Tokens
	return u.token > 0 && strings.ContainsAny(tokens[u.token-1].Text, `"“”„«`)
}

// midSentence reports whether a word stands where a capital letter means
// something: not at the head of a sentence, a heading or an item.
func (d *Draft) midSentence(u use) bool {
	b := &d.Doc.Blocks[u.block]
	if b.Kind != policy.Paragraph || u.token == 0 {
		return false
	}
	before := b.Tokens[u.token-1]
	return before.Word() != "" && !unicode.IsUpper(firstRune(before.Text)) && !endsSentence(b.Tokens, u.token-1) || before.Text == ","
}

// changedDefinitions tells where a definition that changed is used.
func changedDefinitions(d *Draft) []Finding {
	var list []Finding
	for _, def := range reworded(d) {
		var titles []string
		for _, u := range uses(d.Doc, spaced(d.Doc, def), true) {
			n := d.Doc.SectionAt(u.block)
			if n < 0 {
				continue
			}
			title := d.Doc.Sections[n].Title
			if title == "" {
				title = "the introduction"
			}
			if u.block != def.Block && !slices.Contains(titles, title) {
				titles = append(titles, title)
			}
		}
		if len(titles) == 0 {
			continue
		}
		in := counted(len(titles), "other place")
		if most := 8; len(titles) > most {
			titles = append(titles[:most], "…")
		}
		list = append(list, d.at(def.Block, def.Token, fmt.Sprintf("the definition of “%s” changed; the term is used in %s: %s", def.Term, in, strings.Join(titles, ", ")),
			"see that these sections still say what is meant"))
	}
	return list
}

// reworded are the definitions whose sentence is another than before.
func reworded(d *Draft) []policy.Definition {
	if d.Previous == nil {
		return nil
	}
	before := map[string]string{}
	for _, def := range d.Previous.Definitions {
		before[spaced(d.Previous, def)] = definingWords(d.Previous, def)
	}
	var list []policy.Definition
	for _, def := range d.Doc.Definitions {
		if was, known := before[spaced(d.Doc, def)]; known && was != definingWords(d.Doc, def) {
			list = append(list, def)
		}
	}
	return list
}

// definingWords are the words of the sentence that defines a term.
func definingWords(doc *policy.Document, def policy.Definition) string {
	tokens := doc.Blocks[def.Block].Tokens
	from, to := sentenceAt(tokens, def.Token)
	return strings.Join(policy.Words(tokens[from:to]), " ")
}
