package check

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"policyarchive/generator/english"
	"policyarchive/generator/policy"
	"policyarchive/generator/terms"
)

// use is a place where a term stands.
type use struct{ block, token int }

// vocabulary is where the words of a text stand, by how they begin.
type vocabulary struct {
	doc    *policy.Document
	begins map[string][]use
}

// beginning is how a word begins, in lower case, so that its plural begins so, too.
func beginning(word string) string { return strings.ToLower(word[:min(len(word), 3)]) }

// short is where words stand that are too short to begin as their plurals do.
const short = ""

func vocabularyOf(doc *policy.Document) *vocabulary {
	v := &vocabulary{doc, map[string][]use{}}
	for i := range doc.Blocks {
		for n, t := range doc.Blocks[i].Tokens {
			key := short
			if len(t.Text) >= 5 {
				key = beginning(t.Text)
			}
			v.begins[key] = append(v.begins[key], use{i, n})
		}
	}
	return v
}

// uses finds where a term stands in the text, in any case or the same, in singular or
// plural. Quoted places that define the term itself are among them.
func (v *vocabulary) uses(term terms.Name, sameCase bool) []use {
	if term.First() == "" {
		return nil
	}
	var list []use
	for _, key := range []string{short, beginning(term.First())} {
		for _, u := range v.begins[key] {
			tokens := v.doc.Blocks[u.block].Tokens[u.token:]
			if term.Stands(tokens, sameCase) {
				list = append(list, u)
			}
		}
	}
	slices.SortFunc(list, func(a, b use) int {
		return cmp.Or(cmp.Compare(a.block, b.block), cmp.Compare(a.token, b.token))
	})
	return list
}

// definedTwice finds a term that two places define.
func definedTwice(d *subject) []Finding {
	var list []Finding
	first := map[string]policy.Definition{}
	for _, def := range d.Doc.Definitions {
		k := terms.NameOf(d.Doc, def).Text
		was, known := first[k]
		switch {
		case !known:
			first[k] = def
		case was.Block != def.Block:
			f := d.at(def.Block, def.Token, fmt.Sprintf("“%s” is defined here and %s", def.Term, d.place(was)),
				"define it once, and use the term elsewhere")
			f.context = k // the other place may move
			list = append(list, f)
		}
	}
	return list
}

// place tells where a definition stands.
func (d *subject) place(def policy.Definition) string {
	pos := d.Doc.TokenPosition(def.Block, def.Token)
	if def.Section >= 0 && d.Doc.Sections[def.Section].Title != "" {
		return fmt.Sprintf("under “%s”", d.Doc.Sections[def.Section].Title)
	}
	return fmt.Sprintf("in line %d", pos.Line)
}

// unusedDefinitions finds terms that are defined, and stand nowhere else.
func unusedDefinitions(d *subject) []Finding {
	var list []Finding
	words := vocabularyOf(d.Doc)
	for _, def := range d.Doc.Definitions {
		term := terms.NameOf(d.Doc, def)
		if name := term.Text; alias(d.Doc, def) || name == strings.ToLower(name) ||
			strings.ContainsAny(def.Term, "()") {
			continue // an example, another name, a plural in doubt
		}
		n := 0
		for _, u := range words.uses(term, false) {
			if u.block != def.Block || u.token < def.Token || u.token >= def.End {
				n++
			}
		}
		if n == 0 && term.Text != "" {
			list = append(list, d.at(def.Block, def.Token, fmt.Sprintf("“%s” is defined, and never used", def.Term),
				"use it, or take the definition out"))
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
func undefinedTerms(d *subject) []Finding {
	var list []Finding
	defined := map[string]bool{}
	for _, def := range d.Doc.Definitions {
		defined[strings.ToLower(terms.NameOf(d.Doc, def).Text)] = true
	}
	before := d.previous
	if before == nil {
		return d.undeclaredTerms(defined)
	}
	seen, words, wordsBefore := map[string]bool{}, vocabularyOf(d.Doc), vocabularyOf(before)
	for _, def := range before.Definitions {
		name := terms.NameOf(before, def)
		term := name.Text
		if !unicode.IsUpper(initial(term)) || defined[strings.ToLower(term)] || seen[term] {
			continue
		}
		seen[term] = true
		all := words.uses(name, true)
		if slices.ContainsFunc(all, d.explained) || isName(wordsBefore, term) || d.isTitle(term) {
			continue
		}
		if at := slices.IndexFunc(all, func(u use) bool {
			return d.midSentence(u) && (!singularNoun(term) || d.determined(u))
		}); at >= 0 {
			u := all[at]
			defined[strings.ToLower(term)] = true // said once is enough
			list = append(list, d.at(u.block, u.token,
				fmt.Sprintf("“%s” is used as a defined term, and its definition is gone",
					term), "define it, or say it in plain words"))
		}
	}
	return append(list, d.undeclaredTerms(defined)...)
}

// isName reports whether a term is the name of a firm or a thing, which says
// by itself what it means: no abbreviation, and no word of the language.
func isName(words *vocabulary, term string) bool {
	if term == strings.ToUpper(term) {
		return false
	}
	if withinWord.MatchString(term) {
		return true
	}
	for _, w := range strings.Fields(term) {
		if len(words.uses(terms.Words(strings.ToLower(w)), true)) > 0 {
			return false
		}
	}
	return true
}

// withinWord is a capital letter behind a small one, as in AnvilWorks.
var withinWord = regexp.MustCompile(`\p{Ll}\p{Lu}`)

// isTitle reports whether a term is how the text or one of its sections is
// called, or a part of the text's title.
func (d *subject) isTitle(term string) bool {
	return d.nameWords()[strings.ToLower(term)] || strings.Contains(" "+d.Doc.Title+" ", " "+term+" ")
}

// singularNoun reports whether a term is one word that wants an article or the
// like where it means something defined: a name has none.
func singularNoun(term string) bool {
	return !strings.Contains(term, " ") && !strings.HasSuffix(term, "s") && term != strings.ToUpper(term)
}

// determined reports whether a word that says which one is meant stands before a use.
func (d *subject) determined(u use) bool {
	switch d.Doc.Blocks[u.block].Tokens[u.token-1].Word() {
	case "the", "a", "an", "our", "your", "its", "their", "this", "that", "these", "those", "any", "each", "every",
		"such", "all", "other", "no":
		return true
	}
	return false
}

// explained reports whether a use says what the term means, or where that is
// said: it stands in quotation marks, or in parentheses behind what it stands
// for, or its sentence has "as defined in".
func (d *subject) explained(u use) bool {
	tokens := d.Doc.Blocks[u.block].Tokens
	if u.token == 0 {
		return false
	}
	if strings.ContainsAny(tokens[u.token-1].Text, `"“”„«‹「『`) {
		return true
	}
	for n := u.token; n+2 < min(len(tokens), u.token+8); n++ {
		if tokens[n].Word() == "as" && tokens[n+1].Word() == "defined" {
			return true
		}
	}
	for i := u.token - 1; i >= 0; i-- {
		switch tokens[i].Word() {
		case "the", "a", "an", "our", "collectively", "together", "taken", "each", "or", "and":
		case "":
			if tokens[i].Text == "(" {
				return closes(tokens[u.token:])
			}
			if tokens[i].Text != "," {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// closes reports whether a parenthesis ends behind one term: of few words, each
// with a capital letter.
func closes(tokens []policy.Token) bool {
	n := 0
	for n < len(tokens) && unicode.IsUpper(initial(tokens[n].Text)) {
		n++
	}
	return n < len(tokens) && tokens[n].Text == ")"
}

// midSentence reports whether a word stands where a capital letter means
// something: not at the head of a sentence, a heading or an item.
func (d *subject) midSentence(u use) bool {
	b := &d.Doc.Blocks[u.block]
	if b.Kind != policy.Paragraph || u.token == 0 {
		return false
	}
	if from, _ := policy.SentenceAt(b.Tokens, u.token); !slices.ContainsFunc(b.Tokens[from:u.token+1],
		func(t policy.Token) bool { return t.Marks&policy.Strong == 0 }) {
		return false // a label in bold letters
	}
	if slices.ContainsFunc(b.Path, func(c policy.Container) bool {
		return c.Kind == policy.HeaderCell || c.Kind == policy.Term
	}) {
		return false
	}
	before := b.Tokens[u.token-1]
	return before.Word() != "" && !unicode.IsUpper(initial(before.Text)) && !policy.EndsSentence(b.Tokens, u.token-1) ||
		before.Text == ","
}

// changedDefinitions tells where a definition that changed is used.
func changedDefinitions(d *subject) []Finding {
	var list []Finding
	words := vocabularyOf(d.Doc)
	for _, def := range reworded(d) {
		name := terms.NameOf(d.Doc, def)
		if name.Person() {
			continue
		}
		var titles []string
		for _, u := range words.uses(name, true) {
			n := d.Doc.SectionAt(u.block)
			if n < 0 {
				continue
			}
			title := cmp.Or(d.Doc.Sections[n].Title, d.Doc.Sections[n].Number, "the introduction")
			if u.block != def.Block && !slices.Contains(titles, title) {
				titles = append(titles, title)
			}
		}
		if len(titles) == 0 {
			continue
		}
		in := english.Count(len(titles), "other place")
		if most := 8; len(titles) > most {
			titles = append(titles[:most], "…")
		}
		list = append(list, d.at(def.Block, def.Token,
			fmt.Sprintf("the definition of “%s” changed; the term is used in %s: %s", def.Term, in,
				strings.Join(titles, ", ")),
			"see that these sections still say what is meant"))
	}
	return list
}

// reworded are the definitions that say something else than any of their term did before.
func reworded(d *subject) []policy.Definition {
	if d.previous == nil {
		return nil
	}
	before := map[string][][]string{}
	for _, def := range d.previous.Definitions {
		term := terms.NameOf(d.previous, def).Text
		before[term] = append(before[term], definingWords(d.previous, def))
	}
	var list []policy.Definition
	for _, def := range d.Doc.Definitions {
		was, known := before[terms.NameOf(d.Doc, def).Text]
		now := definingWords(d.Doc, def)
		if known && !slices.ContainsFunc(was, func(words []string) bool { return sameMeaning(words, now) }) {
			list = append(list, def)
		}
	}
	return list
}

// definingWords are the words that say what a term means. Before a term in
// parentheses that is the name right before these, or if there is none the
// sentence up to there: the General Law of Harbours (“GLH”); else the sentence.
func definingWords(doc *policy.Document, def policy.Definition) []string {
	tokens := doc.Blocks[def.Block].Tokens
	from, to := policy.SentenceAt(tokens, def.Token)
	for i := def.Token - 1; i >= from && tokens[i].Text != ")"; i-- {
		if tokens[i].Text != "(" {
			continue
		}
		if !slices.ContainsFunc(tokens[i:def.Token], func(t policy.Token) bool {
			return slices.Contains([]string{"each", "collectively", "together"}, t.Word())
		}) {
			from = nameBefore(tokens, from, i)
		}
		to = i
		break
	}
	return policy.Words(tokens[from:to])
}

// nameBefore is where a name begins that ends right before a token: words with
// capital letters, and small ones between them. It is from if there is none.
func nameBefore(tokens []policy.Token, from, end int) int {
	first := end
names:
	for i := end - 1; i >= from; i-- {
		text := tokens[i].Text
		switch {
		case slices.Contains([]string{"of", "and", "or", "for", "the", ",", ".", "&", "-"}, text):
		case unicode.IsUpper(initial(text)) && !strings.HasSuffix(text, "’s") && !strings.HasSuffix(text, "'s"):
			first = i
		default:
			break names
		}
	}
	if first == end {
		return from
	}
	return first
}

// sameMeaning reports whether two definitions are the same but for slips of the
// pen, articles, plurals and "and".
func sameMeaning(a, b []string) bool {
	return slices.EqualFunc(withoutSmall(a), withoutSmall(b), func(x, y string) bool {
		return x == y || terms.SamePlural(x, y) || len(x) >= 5 && !strings.ContainsAny(x+y, "0123456789") && slip(x, y)
	})
}

func withoutSmall(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return slices.Contains([]string{"a", "an", "the", "and"}, w)
	})
}

// initial is the first letter of a word.
func initial(word string) rune {
	r, _ := utf8.DecodeRuneInString(word)
	return r
}
