package terms

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"policyarchive/generator/policy"
)

// Use is a place where a text uses a term: tokens First to End of a block.
type Use struct {
	Block, First, End int
	Term              int // index among the terms
}

// FirstUses finds, in the order of the text, the first use of each term in each section.
// Links, headings, code, longer names and the places that define the term are none. What
// readers know is not looked for: words for persons (we, you), and a word of a name that
// stands for it.
func FirstUses(doc *policy.Document, list []Term) []Use {
	f := newFinder(doc, list)
	if len(f.begins) == 0 {
		return nil
	}
	var uses []Use
	seen := make([]int, len(list)) // the section in which each was found last, counted from 1
	for s := range doc.Sections {
		for i := doc.Sections[s].First; i < doc.Sections[s].End; i++ {
			b := &doc.Blocks[i]
			if b.Kind != policy.Paragraph {
				continue
			}
			for n := 0; n < len(b.Tokens); {
				term, end := f.at(b.Tokens, n)
				if term < 0 {
					n++
					continue
				}
				if seen[term] != s+1 && !linked(b.Tokens[n:end]) && !defines(&list[term], i, n, end) &&
					!partOfName(b.Tokens, n, end) {
					seen[term] = s + 1
					uses = append(uses, Use{i, n, end, term})
				}
				n = end
			}
		}
	}
	return uses
}

// linked reports whether tokens lead somewhere or are no prose.
func linked(tokens []policy.Token) bool {
	return slices.ContainsFunc(tokens, func(t policy.Token) bool {
		return t.Link != "" || t.Marks&(policy.CodeSpan|policy.ImageMark) != 0
	})
}

// partOfName reports whether tokens are a part of a longer name, in which they may mean
// something else: the Tax in WooCommerce Tax, the Service in Terms of Service.
func partOfName(tokens []policy.Token, from, end int) bool {
	if !capital(tokens[from].Text) {
		return false
	}
	if end < len(tokens) && tokens[end].Space && (capital(tokens[end].Text) ||
		tokens[end].Text == "of" && end+1 < len(tokens) && capital(tokens[end+1].Text)) {
		return true
	}
	before := from - 1
	if before > 0 && tokens[before].Text == "of" {
		return capital(tokens[before-1].Text)
	}
	return before > 0 && tokens[from].Space && capital(tokens[before].Text) &&
		(tokens[before-1].Word() != "" || tokens[before-1].Text == ",") && !policy.EndsSentence(tokens, before-1)
}

// shortens reports whether a term is one word of the name that it stands for, which
// says what it means: GitHub, Inc. (“GitHub”).
func (t *Term) shortens(doc *policy.Document) bool {
	d := &t.Definitions[0]
	if len(t.Name.tokens) != 1 || d.Entry {
		return false
	}
	for _, p := range d.Passage {
		for i, token := range doc.Blocks[p.Block].Tokens[p.From:p.To] {
			if at := p.From + i; token.Text == t.Name.tokens[0] && capital(token.Text) &&
				(p.Block != d.Block || at < d.Token || at >= d.End) {
				return true
			}
		}
	}
	return false
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// defines reports whether a use is where the term is defined.
func defines(t *Term, block, first, end int) bool {
	return slices.ContainsFunc(t.Definitions, func(d Definition) bool {
		return d.Block == block && d.Token < end && first < d.End
	})
}

// finder finds the terms of a text.
type finder struct {
	names  []Name
	exact  []bool           // whether the case of letters counts
	begins map[string][]int // the terms that begin with a word, those of more words first
}

func newFinder(doc *policy.Document, list []Term) *finder {
	f := &finder{begins: map[string][]int{}}
	for i := range list {
		name := list[i].Name
		f.names, f.exact = append(f.names, name), append(f.exact, name.exact())
		if name.Person() || list[i].shortens(doc) {
			continue
		}
		for _, first := range spellings(name.tokens, f.exact[i]) {
			f.begins[first] = append(f.begins[first], i)
		}
	}
	for _, terms := range f.begins {
		slices.SortStableFunc(terms, func(a, b int) int { return len(f.names[b].tokens) - len(f.names[a].tokens) })
	}
	return f
}

// spellings are the words that a use of a term may begin with.
func spellings(words []string, exact bool) []string {
	all := []string{words[0]}
	if len(words) == 1 {
		all = append(all, inflections(words[0])...)
	} else {
		all = append(all, declensions(words[0])...)
	}
	if exact && len(words) == 1 {
		return all
	}
	for _, w := range slices.Clone(all) {
		r, size := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			all = append(all, string(unicode.ToLower(r))+w[size:])
		} else {
			all = append(all, string(unicode.ToUpper(r))+w[size:])
		}
	}
	return all
}

// at is the term that stands at a token, and the token behind it; -1 if none does.
func (f *finder) at(tokens []policy.Token, n int) (term, end int) {
	for _, i := range f.begins[tokens[n].Text] {
		if f.names[i].Stands(tokens[n:], f.exact[i]) {
			return i, n + len(f.names[i].tokens)
		}
	}
	return -1, n
}

// exact reports whether the case of letters tells a term from other words, but for the first
// of several: one word
// that is written as a name (Content), or several (Personal Data, but not Technical data).
func (n Name) exact() bool {
	return len(n.tokens) < 2 ||
		slices.ContainsFunc(n.tokens[1:], func(w string) bool { return w != strings.ToLower(w) })
}
