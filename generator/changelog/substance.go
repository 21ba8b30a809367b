package changelog

import (
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// substance lists the changed words that carry rights, duties or amounts.
func substance(c *compare.Comparison) []string {
	var list []string
	seen := map[string]bool{}
	for _, s := range c.Sections {
		for _, r := range s.Rows {
			changed := map[string]int{}
			var order []string
			count := func(tokens []policy.Token, by int) {
				for _, w := range policy.Words(tokens) {
					if _, ok := changed[w]; !ok {
						order = append(order, w)
					}
					changed[w] += by
				}
			}
			for _, e := range r.Edits {
				switch {
				case e.Minor:
				case e.Op == compare.Delete:
					count(c.Old.Blocks[r.Old].Tokens[e.OldFrom:e.OldTo], -1)
				case e.Op == compare.Insert:
					count(c.New.Blocks[r.New].Tokens[e.NewFrom:e.NewTo], 1)
				}
			}
			for _, w := range order {
				if changed[w] != 0 && weighty(w) && !seen[w] {
					seen[w] = true
					list = append(list, "“"+w+"”")
				}
			}
		}
	}
	return list
}

// weighty reports whether a word can change what a policy means by itself: a
// number or a period, a negation, a modal verb, or a verb of the law of data protection.
func weighty(word string) bool {
	if strings.ContainsAny(word, "0123456789%") {
		return true
	}
	switch word {
	case "not", "no", "never", "without", "unless", "except", "only",
		"may", "might", "must", "shall", "will", "can", "cannot", "should", "could", "would",
		"share", "shares", "sharing", "shared", "sell", "sells", "selling", "sold", "disclose", "disclosed", "transfer",
		"retain", "retained", "retention", "delete", "deleted", "consent", "opt", "object", "withdraw",
		"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fourteen", "fifteen", "twenty", "thirty", "forty", "fifty",
		"sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "half", "double", "twice",
		"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
		"collect", "collects", "collected", "third", "parties", "party", "affiliates", "partners", "advertising":
		return true
	}
	return strings.HasSuffix(word, "n't")
}
