package policy

import (
	"slices"
	"sort"
	"strings"
	"unicode"
)

// Definition is a place where a text says what one of its terms means: in
// parentheses behind what it stands for ("Sites"), in a sentence ("Cookie" means …,
// we refer to all of them as “Services”), or as an entry of a glossary: a list, a table
// or paragraphs that each begin with their term.
type Definition struct {
	Term    string
	Section int
	Block   int // index in Document.Blocks
	Token   int // in it: the first of the term, the mark that opens it if it is quoted
	End     int // the token behind the term, and behind the mark that closes it
	// Entry: it is one of a glossary, of which all that follows says what it means: the
	// rest of the paragraph, the next cell of the row, the description.
	Entry bool
}

// findDefinitions collects the terms that a text defines, in its order.
func findDefinitions(d *Document) []Definition {
	var list []Definition
	entries := glossaryEntries(d)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Paragraph {
			continue
		}
		entry, ok := entries[i]
		if ok {
			list = append(list, Definition{entry.text, d.SectionAt(i), i, entry.first, entry.end, true})
		}
		for _, t := range b.known.defined {
			if !ok || t.end <= entry.first || entry.end <= t.first {
				list = append(list, Definition{t.text, d.SectionAt(i), i, t.first, t.end, false})
			}
		}
	}
	return list
}

// mentions finds the terms that a block defines and what it says of sections.
func (k *content) mentions() {
	tokens := k.tokens
	all := quotations(tokens)
	k.defined = append(quotedTerms(tokens, all), markedTerms(tokens)...)
	slices.SortStableFunc(k.defined, func(a, b term) int { return a.first - b.first })
	for _, q := range all {
		if refersBefore(tokens[:q.start]) || refersAfter(tokens[q.end:]) {
			of := otherText(tokens[:q.start], tokens[q.end:])
			k.named = append(k.named, mention{term{q.text, q.start, q.end}, Words(tokens[q.start:q.end]),
				strongReference(tokens[:q.start], tokens[q.end:]), of})
		}
	}
	k.numbered = numberedMentions(tokens)
}

// quotedTerms are the quoted words that are defined where they stand. Names that stand
// beside each other (“GitHub,” “We,” and “Us” refer to …) are defined together.
func quotedTerms(tokens []Token, all []quotation) []term {
	var list []term
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && beside(tokens[all[to-1].end:all[to].start]) {
			to++
		}
		group := all[from:to]
		d := defining{tokens: tokens, start: group[0].start, end: group[len(group)-1].end, quoted: all}
		inSentence := d.inSentence()
		for _, q := range group {
			text := strings.Trim(q.text, " ,.;")
			if text == "" || len(Words(tokens[q.start:q.end])) > mostTermWords {
				continue
			}
			d.name = text
			if inSentence || d.inParentheses(q) || d.explainedAfter() {
				list = append(list, term{text, q.start, q.end})
			}
		}
		from = to
	}
	return list
}

// mostTermWords is how many words a term has at most: more are a sentence.
const mostTermWords = 8

// beside reports whether nothing but commas, "and", "or" and articles stands between
// two quotations.
func beside(between []Token) bool {
	if len(between) > 4 {
		return false
	}
	for _, t := range between {
		if t.Text != "," && t.Text != "/" && t.Text != "、" && !joiningWords[t.Word()] && !articleWords[t.Word()] {
			return false
		}
	}
	return true
}

// defining is a group of quotations, tokens[start:end], with what stands around it.
type defining struct {
	tokens     []Token
	start, end int
	quoted     []quotation
	name       string // the one that is asked for
}

// inParentheses reports whether a quotation stands in parentheses behind what it is
// the name of: ("Sites"), (the “Services”), (together with its affiliates, “Anvil”).
func (d *defining) inParentheses(q quotation) bool {
	paren := openParenthesis(d.tokens, q.start)
	if paren < 0 || d.example(paren, q) {
		return false
	}
	within := d.tokens[paren+1 : q.start]
	if d.leads(within, paren+1) {
		return (!alsoKnown(within) || capital(d.name)) && !d.isSaid()
	}
	// More words before it: then it ends the parentheses, behind a comma.
	if !capital(d.name) || d.end >= len(d.tokens) || !strings.Contains(")）", d.tokens[d.end].Text) {
		return false
	}
	n := d.start - 1
	for n > paren && articleWords[d.tokens[n].Word()] {
		n--
	}
	w := d.tokens[n].Word()
	return d.tokens[n].Text == "," || w == "as" || w == "collectively" || w == "together"
}

// leads reports whether the words between a parenthesis and a quoted term lead to a
// definition: none, an article, "collectively", or other terms.
func (d *defining) leads(within []Token, from int) bool {
	for i, t := range within {
		if d.isQuoted(from + i) {
			continue
		}
		if w := t.Word(); w != "" && !articleWords[w] && !joiningWords[w] && !namingWords[w] {
			return strings.Contains(joined(within), "以下") || strings.Contains(joined(within), "称")
		}
	}
	return true
}

// isQuoted reports whether a token stands in a quotation.
func (d *defining) isQuoted(i int) bool {
	n := sort.Search(len(d.quoted), func(n int) bool { return d.quoted[n].end > i })
	return n < len(d.quoted) && d.quoted[n].start <= i
}

// example reports whether quoted words in parentheses are something that is typed or
// said, as in the search term (“weather in Boston today”), and no name: three words
// and more, of which the first has no capital letter, or behind what is typed.
func (d *defining) example(paren int, q quotation) bool {
	if unicode.IsLower(firstRune(q.text)) && strings.Count(q.text, " ") >= 2 {
		return true
	}
	return paren > 0 && typedWords[d.tokens[paren-1].Word()] || paren > 1 && typedWords[d.tokens[paren-2].Word()] &&
		d.tokens[paren-1].Word() == "term"
}

// isSaid reports whether something is done with quoted words of Japanese, as somebody
// searches for them.
func (d *defining) isSaid() bool {
	after := d.tokens[d.end:min(len(d.tokens), d.end+6)]
	return len(after) > 0 && strings.HasPrefix(after[0].Text, "と") && !unspacedDefinition(after)
}

// alsoKnown reports whether words only tell another name of a thing: (also known as
// "web beacons").
func alsoKnown(within []Token) bool {
	return slices.ContainsFunc(within, func(t Token) bool { return otherNameWords[t.Word()] })
}

// inSentence reports whether the sentence of the quotations says what they mean.
func (d *defining) inSentence() bool {
	before, after := d.before(), d.after(pastParentheses(d.tokens, d.end))
	switch {
	case d.saysWhatItMeans(after, d.opensSentence()), d.isCalled(before),
		unspacedDefinition(d.tokens[d.end:min(len(d.tokens), d.end+6)]):
		return true
	case len(before) == 0 || len(after) == 0:
		return false
	}
	// We use the term “Owner” to refer to …; when we say “Services”, we mean …; by
	// “cookies” we mean …
	last := before[len(before)-1]
	if speakingWords[last] || intendingWords[last] {
		for i, w := range after[:min(len(after), 14)] {
			if meaningVerbs[w] || referringVerbs[w] || speakingWords[last] && i == 0 && (w == "as" || w == "als") {
				return speakingWords[last] || slices.ContainsFunc(after[:min(i+2, len(after))],
					func(w string) bool { return ourWords[w] })
			}
		}
	}
	return false
}

// saysWhatItMeans reports whether the words behind a term are those of a definition:
// means, refers to; at the head of a sentence also is, are and includes.
func (d *defining) saysWhatItMeans(after []string, head bool) bool {
	n := 0
	for n < len(after) && n < 3 && adverbs[after[n]] {
		n++
	}
	if n == len(after) {
		return false
	}
	next := ""
	if n+1 < len(after) {
		next = after[n+1]
	}
	switch verb := after[n]; {
	case d.tokens[d.end].Text == ")":
		return false
	case meaningVerbs[verb], referringVerbs[verb]:
		return next != "that" && next != "you" && next != "dass"
	case verb == "has" || verb == "have" || verb == "hat" || verb == "haben":
		return strings.Contains(strings.Join(after[n:min(len(after), n+4)], " "), "mean")
	case beingVerbs[verb], verb == "may" && next == "include", verb == "applies" && next == "to":
		return head && next != "not" && next != "nicht" && next != ""
	}
	return false
}

// isCalled reports whether the words before a term name something by it: we refer to
// all of them as “Services”, hereinafter “Anvil”, which we call “Posts”.
func (d *defining) isCalled(before []string) bool {
	n := len(before)
	for n > 0 && articleWords[before[n-1]] {
		n--
	}
	if n == 0 {
		return false
	}
	switch last := before[n-1]; {
	case hereafterWords[last]:
		return true
	case last == "as" && n > 1 && before[n-2] == "known":
		return capital(d.firstName()) && (n < 3 || !otherNameWords[before[n-3]])
	case last == "as" && n > 1 && before[n-2] != "well", last == "als":
		return d.refersBefore()
	case last == "call" || n > 1 && before[n-2] == "call":
		return slices.ContainsFunc(before[max(0, n-5):n], func(w string) bool { return w == "we" })
	}
	return false
}

// firstName is the first of the quoted names.
func (d *defining) firstName() string { return d.tokens[d.start+1].Text }

// explainedAfter reports whether a clause behind a name that is written as one says
// what it is: your “Personal Data”, which is information about you.
func (d *defining) explainedAfter() bool {
	after := d.after(d.end)
	if !capital(d.name) || len(after) < 2 || d.end >= len(d.tokens) {
		return false
	}
	switch after[0] {
	case "which":
		return beingVerbs[after[1]] || meaningVerbs[after[1]]
	case "meaning":
		return true
	case "such":
		return after[1] == "as"
	}
	return false
}

// before are the words of the sentence right before the quotations, and after those of
// it from a token on: as many as rules ask for.
func (d *defining) before() []string {
	from := d.start
	for from > 0 && d.start-from < 12 && !EndsSentence(d.tokens, from-1) {
		from--
	}
	return Words(d.tokens[from:d.start])
}

func (d *defining) after(from int) []string {
	to := from
	for to < len(d.tokens) && to-from < 20 && !EndsSentence(d.tokens, to) {
		to++
	}
	return Words(d.tokens[from:to])
}

// refersBefore reports whether the sentence up to the quotations says that it refers to
// something.
func (d *defining) refersBefore() bool {
	for i := d.start - 1; i >= max(0, d.start-80) && !EndsSentence(d.tokens, i); i-- {
		if w := d.tokens[i].Word(); referringVerbs[w] || w == "referred" {
			return true
		}
	}
	return false
}

// opensSentence reports whether nothing but an article, or a few words and a comma,
// stands before the quotations in their sentence.
func (d *defining) opensSentence() bool {
	n := d.start
	for n > 0 && articleWords[d.tokens[n-1].Word()] {
		n--
	}
	if n == 0 || strings.ContainsAny(d.tokens[n-1].Text, ".;:–—") || EndsSentence(d.tokens, n-1) {
		return true
	}
	if d.tokens[n-1].Text != "," {
		return false
	}
	for i := n - 2; i >= max(0, n-8); i-- {
		if i == 0 || EndsSentence(d.tokens, i-1) {
			return true
		}
	}
	return false
}

// capital reports whether words are written as a name.
func capital(text string) bool {
	first := firstRune(text)
	return unicode.IsUpper(first) || unicode.IsTitle(first)
}

// openParenthesis returns the index of the parenthesis that is open at i, not
// far before it; -1 if none is.
func openParenthesis(tokens []Token, i int) int {
	depth := 0
	for j := i - 1; j >= 0 && i-j < 40; j-- {
		switch tokens[j].Text {
		case ")", "）":
			depth++
		case "(", "（":
			if depth == 0 {
				return j
			}
			depth--
		default:
			if EndsSentence(tokens, j) {
				return -1
			}
		}
	}
	return -1
}
