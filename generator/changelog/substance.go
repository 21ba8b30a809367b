package changelog

import (
	"slices"
	"strings"
	"sync"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// Weight is what changed of the substance of a clause: the words that carry
// rights, duties or amounts.
type Weight struct {
	Row   compare.Row
	Words []string // folded, in the order of the text; of the old and of the new one
	Token int      // of the new block: where the first of them stands, or stood
}

// Substance finds the clauses of which words of substance changed, in the
// order of the text. The date that a text gives for itself is none.
func Substance(c *compare.Comparison) []Weight {
	var list []Weight
	for _, s := range c.Sections {
		for _, r := range s.Rows {
			if r.Same() {
				continue
			}
			changed, at := map[string]int{}, map[string]int{}
			var order []string
			count := func(doc *policy.Document, block, from, to, by, token, step int) {
				dates := sync.OnceValue(func() []policy.StatedDate { return doc.StatedDatesIn(block) })
				for i, t := range doc.Blocks[block].Tokens[from:to] {
					w := t.Word()
					if !weighty(w) || isDate(dates(), from+i) {
						continue
					}
					if _, ok := changed[w]; !ok {
						order = append(order, w)
						at[w] = token + step*i
					}
					changed[w] += by
				}
			}
			for n, e := range r.Edits {
				switch {
				case e.Minor:
				case e.Op == compare.Delete:
					count(c.Old, r.Source(n), e.OldFrom, e.OldTo, -1, e.NewFrom, 0)
				case e.Op == compare.Insert:
					count(c.New, r.New, e.NewFrom, e.NewTo, 1, e.NewFrom, 1)
				}
			}
			weight := Weight{Row: r}
			for _, w := range order {
				if changed[w] != 0 {
					if len(weight.Words) == 0 {
						weight.Token = at[w]
					}
					weight.Words = append(weight.Words, w)
				}
			}
			if len(weight.Words) > 0 {
				list = append(list, weight)
			}
		}
	}
	return list
}

// isDate reports whether a token belongs to a date that its block has of the text.
func isDate(dates []policy.StatedDate, token int) bool {
	return slices.ContainsFunc(dates, func(d policy.StatedDate) bool { return d.First <= token && token < d.End })
}

// weighty reports whether a word can change what a policy means by itself: a
// number or a period, a negation, a modal verb, or a verb of the law of data protection.
func weighty(word string) bool {
	if strings.ContainsAny(word, "0123456789%") {
		return !strings.Contains(word, ".") || strings.ToUpper(word) == word // not a host, such as 3com.com
	}
	switch word {
	case "not", "no", "never", "without", "unless", "except", "only",
		"may", "might", "must", "shall", "will", "can", "cannot", "should", "could", "would",
		"share", "shares", "sharing", "shared", "sell", "sells", "selling", "sold", "disclose", "disclosed", "transfer",
		"retain", "retained", "retention", "delete", "deleted", "consent", "opt", "object", "withdraw",
		"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fourteen", "fifteen", "twenty",
		"thirty", "forty", "fifty",
		"sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "half", "double", "twice",
		"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
		"collect", "collects", "collected", "third", "parties", "party", "affiliates", "partners", "advertising":
		return true
	}
	return strings.HasSuffix(word, "n't")
}
