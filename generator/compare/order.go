package compare

import (
	"strconv"
	"strings"
	"unicode"

	"policyarchive/generator/policy"
)

// reordered marks sentences that only changed their places in a paragraph as
// minor: deleted where they stood, and inserted where they stand. The edits of the
// other words are found anew, without these sentences. Edits stay as
// they are if fewer words change by them.
func reordered(edits []Edit, a, b []policy.Token) []Edit {
	changed := wordsChanged(edits, a, b)
	if changed == 0 {
		return edits
	}
	movedOld, movedNew := movedSentences(a, b)
	if movedOld == nil {
		return edits
	}
	x, oldAt := rest(a, movedOld)
	y, newAt := rest(b, movedNew)
	others := tidy(Matched(LongestCommon(Seen(x), Seen(y)), len(x), len(y)), x, y)
	if wordsChanged(others, x, y) >= changed {
		return edits
	}
	var pairs [][2]int
	for _, e := range others {
		for n := range e.OldTo - e.OldFrom {
			switch at := oldAt[e.OldFrom+n]; e.Op {
			case Match:
				pairs = append(pairs, [2]int{at, newAt[e.NewFrom+n]})
			default:
				movedOld[at] = e.Minor
			}
		}
		for n := e.NewFrom; e.Op == Insert && n < e.NewTo; n++ {
			movedNew[newAt[n]] = e.Minor
		}
	}
	var out []Edit
	for _, e := range Matched(pairs, len(a), len(b)) {
		out = append(out, divide(e, movedOld, movedNew)...)
	}
	return out
}

// wordsChanged counts the words that edits delete and insert.
func wordsChanged(edits []Edit, a, b []policy.Token) int {
	count := 0
	for _, e := range edits {
		if e.Op != Match && !e.Minor {
			went, _ := weigh(a[e.OldFrom:e.OldTo])
			came, _ := weigh(b[e.NewFrom:e.NewTo])
			count += went + came
		}
	}
	return count
}

// Seen are the texts of tokens as a reader sees them.
func Seen(tokens []policy.Token) []string {
	list := make([]string, len(tokens))
	for n := range tokens {
		list[n] = tokens[n].Seen()
	}
	return list
}

// rest are the tokens that are not among some, and which of all they are.
func rest(tokens []policy.Token, without []bool) (list []policy.Token, at []int) {
	for n, t := range tokens {
		if !without[n] {
			list, at = append(list, t), append(at, n)
		}
	}
	return list, at
}

// divide cuts an edit wherever minor tokens begin or end.
func divide(e Edit, old, new []bool) []Edit {
	var list []Edit
	cut := func(from, to int, minor []bool, add func(from, to int)) {
		for from < to {
			end := from + 1
			for end < to && minor[end] == minor[from] {
				end++
			}
			add(from, end)
			list[len(list)-1].Minor = minor[from]
			from = end
		}
	}
	switch e.Op {
	case Match:
		return []Edit{e}
	case Delete:
		cut(e.OldFrom, e.OldTo, old, func(from, to int) {
			list = append(list, Edit{Delete, from, to, e.NewFrom, e.NewTo, false})
		})
	default:
		cut(e.NewFrom, e.NewTo, new, func(from, to int) {
			list = append(list, Edit{Insert, e.OldFrom, e.OldTo, from, to, false})
		})
	}
	return list
}

// sentence is a sentence of a text; of those with the same words, the key tells
// which it is.
type sentence struct {
	from, to int
	key      string
}

// movedSentences marks the tokens of the sentences that both texts have, but not
// in the longest order that they share; nil if there are none.
func movedSentences(a, b []policy.Token) (old, new []bool) {
	olds, news := sentences(a), sentences(b)
	at := map[string]int{}
	for n, s := range olds {
		at[s.key] = n
	}
	var order, which []int
	for n, s := range news {
		if i, known := at[s.key]; known {
			order, which = append(order, i), append(which, n)
		}
	}
	still := Increasing(order)
	if len(still) == len(order) {
		return nil, nil
	}
	old, new = make([]bool, len(a)), make([]bool, len(b))
	for k, i := range order {
		if len(still) > 0 && still[0] == k {
			still = still[1:]
			continue
		}
		for n := olds[i].from; n < olds[i].to; n++ {
			old[n] = true
		}
		for n := news[which[k]].from; n < news[which[k]].to; n++ {
			new[n] = true
		}
	}
	return old, new
}

// sentences divides a text; what has no words is left out.
func sentences(tokens []policy.Token) []sentence {
	var list []sentence
	known := map[string]int{}
	from := 0
	for at := 1; at <= len(tokens); at++ {
		if !sentenceBegins(tokens, at) {
			continue
		}
		if words := policy.Words(tokens[from:at]); len(words) > 0 {
			key := strings.Join(words, " ")
			known[key]++
			list = append(list, sentence{from, at, key + "\n" + strconv.Itoa(known[key])})
		}
		from = at
	}
	return list
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
		return tokens[at].Space || before[0] >= 0x80 && !is(tokens[at].Text, unicode.Pe, unicode.Pf)
	}
	return tokens[at].Space && policy.Unspaced(before, tokens[at].Text)
}
