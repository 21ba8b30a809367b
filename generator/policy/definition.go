package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// findDefinitions collects the terms a text defines: quoted in parentheses
// behind what they stand for ("Sites"), (the “Services”), (collectively,
// "Personal Data"), or quoted at the head of a sentence that says what they
// mean ("Cookie" means …, the "Agreement" refers to …).
func findDefinitions(d *Document) []Definition {
	var list []Definition
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == Paragraph {
			for _, t := range b.known.defined {
				list = append(list, Definition{t.text, d.SectionAt(i), i, t.first})
			}
		}
	}
	return list
}

// mentions finds the terms that a block defines and what it says of sections.
func (k *content) mentions() {
	tokens := k.tokens
	for _, q := range quotations(tokens) {
		if defines(tokens, q) {
			if text := strings.Trim(q.text, " ,.;"); text != "" {
				k.defined = append(k.defined, term{text, q.start, q.end})
			}
		}
		if refersBefore(tokens[:q.start]) || refersAfter(tokens[q.end:]) {
			of := otherText(tokens[:q.start], tokens[q.end:])
			k.named = append(k.named, mention{term{q.text, q.start, q.end}, Words(tokens[q.start:q.end]),
				strongReference(tokens[:q.start], tokens[q.end:]), of})
		}
	}
	k.numbered = numberedMentions(tokens)
}

// defines reports whether a quotation is a term that is defined there.
func defines(tokens []Token, q quotation) bool {
	if paren := openParenthesis(tokens, q.start); paren >= 0 && definesWithin(tokens[paren+1:q.start]) &&
		!example(q.text) {
		return true
	}
	head := q.start
	if head > 0 {
		switch tokens[head-1].Word() {
		case "the", "a", "an", "our":
			head--
		}
	}
	if head > 0 && !strings.ContainsAny(tokens[head-1].Text, ".;:") {
		return false
	}
	if next := Words(tokens[q.end:min(q.end+3, len(tokens))]); len(next) > 0 {
		switch next[0] {
		case "means", "mean", "refers", "refer", "represents", "includes":
			return true
		}
	}
	return false
}

// example reports whether quoted words are something that is typed or said, as
// in the search term (“weather in Boston today”), and no name: three words and
// more, of which the first has no capital letter.
func example(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first) && strings.Count(text, " ") >= 2
}

// quotation is quoted words: tokens[start] opens, tokens[end-1] closes.
type quotation struct {
	text       string
	start, end int
}

func quotations(tokens []Token) []quotation {
	var list []quotation
	open := -1
	for i, t := range tokens {
		switch t.Text {
		case "“", "„", "«":
			open = i
		case "”", "»":
			if open >= 0 {
				list = append(list, quotation{Text(tokens[open+1 : i]), open, i + 1})
			}
			open = -1
		case `"`:
			if open >= 0 && tokens[open].Text == `"` {
				list = append(list, quotation{Text(tokens[open+1 : i]), open, i + 1})
				open = -1
			} else {
				open = i
			}
		}
		if open >= 0 && i-open > 24 {
			open = -1
		}
	}
	return list
}

// openParenthesis returns the index of the parenthesis that is open at i, not
// far before it; -1 if none is.
func openParenthesis(tokens []Token, i int) int {
	depth := 0
	for j := i - 1; j >= 0 && i-j < 40; j-- {
		switch tokens[j].Text {
		case ")":
			depth++
		case "(":
			if depth == 0 {
				return j
			}
			depth--
		case ".":
			return -1
		}
	}
	return -1
}

// definesWithin reports whether the words between a parenthesis and a quoted
// term lead to a definition: none, an article, "collectively", or other terms.
func definesWithin(before []Token) bool {
	quoted := false
	for _, t := range before {
		switch t.Text {
		case `"`, "“", "”", "„":
			quoted = !quoted
			continue
		}
		if quoted {
			continue
		}
		switch w := t.Word(); w {
		case "", "the", "our", "a", "an", "and", "or", "each", "collectively", "together", "individually", "hereinafter",
			"hereafter",
			"referred", "to", "as", "either", "also", "known", "defined", "called":
		default:
			return false
		}
	}
	return true
}
