package compare

import (
	"slices"
	"strings"
	"unicode"

	"policyarchive/generator/policy"
)

// reordered marks the sentences that went in one place of a paragraph and came in
// another as minor: their order changed, and no word. An edit that holds other
// words as well is divided; of tells which one each edit is a part of. tokens are
// those of the block whose words an edit deletes or inserts.
func reordered(edits []Edit, tokens func(edit int) []policy.Token) (parts []Edit, of []int) {
	went, came := sentences(edits, Delete, tokens), sentences(edits, Insert, tokens)
	stays := len(went) == 0 || len(came) == 0
	for n, e := range edits {
		own, others := went, came
		if e.Op == Insert {
			own, others = came, went
		}
		for _, s := range own {
			if stays || s.edit != n || !slices.ContainsFunc(others, func(o sentence) bool { return o.words == s.words && o.n == s.n }) {
				continue
			}
			rest, moved := e, e
			moved.Minor = true
			if e.Op == Delete {
				rest.OldTo, moved.OldFrom, moved.OldTo, e.OldFrom = s.from, s.from, s.to, s.to
			} else {
				rest.NewTo, moved.NewFrom, moved.NewTo, e.NewFrom = s.from, s.from, s.to, s.to
			}
			if rest.OldFrom < rest.OldTo || rest.NewFrom < rest.NewTo {
				parts, of = append(parts, rest), append(of, n)
			}
			parts, of = append(parts, moved), append(of, n)
		}
		if e.OldFrom < e.OldTo || e.NewFrom < e.NewTo {
			parts, of = append(parts, e), append(of, n)
		}
	}
	return parts, of
}

// sentence is a sentence that an edit deletes or inserts as a whole: which of
// its block's tokens, and which of all with the same words.
type sentence struct {
	edit, from, to int
	words          string
	n              int
}

// sentences lists those that edits of one kind hold.
func sentences(edits []Edit, op Op, tokens func(edit int) []policy.Token) []sentence {
	var list []sentence
	known := map[string]int{}
	for n, e := range edits {
		if e.Op != op || e.Minor {
			continue
		}
		all, from, end := tokens(n), e.OldFrom, e.OldTo
		if op == Insert {
			from, end = e.NewFrom, e.NewTo
		}
		start := -1
		for at := from; at <= end; at++ {
			if !sentenceBegins(all, at) && !(at == from && wordless(all, at, -1)) && !(at == end && wordless(all, at, 1)) {
				continue
			}
			if start >= 0 {
				if words := policy.Words(all[start:at]); len(words) > 1 {
					key := strings.Join(words, " ")
					list = append(list, sentence{n, start, at, key, known[key]})
					known[key]++
				}
			}
			start = at
		}
	}
	return list
}

// wordless reports whether no word stands between a token and the place where the
// sentence begins, or where the next one does: step says which way to look.
func wordless(tokens []policy.Token, at, step int) bool {
	for ; !sentenceBegins(tokens, at); at += step {
		if tokens[at+min(step, 0)].Word() != "" {
			return false
		}
	}
	return true
}

// sentenceBegins reports whether a sentence may begin at a token, or the text
// ends before it: behind a stop and what closes behind it, and behind the blank
// that parts sentences where scripts write none between words.
func sentenceBegins(tokens []policy.Token, at int) bool {
	if at == 0 || at == len(tokens) || tokens[at].Break {
		return true
	}
	last := at - 1
	for last > 0 && !tokens[last].Space && is(tokens[last].Text, unicode.Pe, unicode.Pf) {
		last--
	}
	before := tokens[last].Text
	if stop(before) {
		return tokens[at].Space || before[0] >= 0x80
	}
	return tokens[at].Space && policy.Unspaced(before, tokens[at].Text)
}
