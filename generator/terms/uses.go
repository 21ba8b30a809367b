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
// Links, headings, code and the places that define the term are none. Words that stand
// for persons (we, you) are not looked for: readers know whom they mean.
func FirstUses(doc *policy.Document, list []Term) []Use {
	f := newFinder(list)
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
				if seen[term] != s+1 && !linked(b.Tokens[n:end]) && !defines(&list[term], i, n, end) {
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

func newFinder(list []Term) *finder {
	f := &finder{begins: map[string][]int{}}
	for i := range list {
		name := list[i].Name
		f.names, f.exact = append(f.names, name), append(f.exact, name.exact())
		if name.Person() {
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
		all = append(all, plurals(words[0])...)
	}
	if exact {
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

// plurals are the other numbers of a word, and its genitives.
func plurals(w string) []string {
	all := []string{w + "s", w + "es", strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "es")}
	if stem, ok := strings.CutSuffix(w, "y"); ok {
		all = append(all, stem+"ies")
	}
	if stem, ok := strings.CutSuffix(w, "ies"); ok {
		all = append(all, stem+"y")
	}
	slices.Sort(all)
	all = slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == w || s == "" })
	for _, s := range append(slices.Clone(all), w) {
		all = append(all, s+"’s", s+"'s")
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

// exact reports whether the case of letters tells a term from other words: one word
// that is written as a name (Content), or several (Personal Data, but not Technical data).
func (n Name) exact() bool {
	return len(n.tokens) < 2 || slices.ContainsFunc(n.tokens[1:], func(w string) bool { return w != strings.ToLower(w) })
}
