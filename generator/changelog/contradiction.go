package changelog

import (
	"fmt"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// Contradiction says how a declared class (editorial, clarification, material)
// disagrees with a comparison; "" if it does not, or if none was declared.
//
// Material needs words that changed. Editorial promises that the meaning
// stayed: it allows neither sections that come or go, nor words of substance.
func Contradiction(class string, c *compare.Comparison) string {
	v := c.Verdict
	switch class {
	case "material", "clarification":
		if v.Kind == compare.Identical || v.Kind == compare.Presentation {
			return fmt.Sprintf("declared %s, but no word of the text changed", class)
		}
	case "editorial":
		if v.Kind == compare.Sections {
			return "declared editorial, but " + cameAndWent(v.Added, v.Removed)
		}
		if words := substance(c); len(words) > 0 {
			return fmt.Sprintf("declared editorial, but words of substance changed: %s", strings.Join(words, ", "))
		}
	}
	return ""
}

// cameAndWent counts sections in words: "1 section was added and 2 were removed".
func cameAndWent(added, removed int) string {
	was := func(n int) string {
		if n == 1 {
			return "was"
		}
		return "were"
	}
	sections := func(n int) string {
		if n == 1 {
			return "1 section"
		}
		return fmt.Sprintf("%d sections", n)
	}
	switch {
	case removed == 0:
		return fmt.Sprintf("%s %s added", sections(added), was(added))
	case added == 0:
		return fmt.Sprintf("%s %s removed", sections(removed), was(removed))
	}
	return fmt.Sprintf("%s %s added and %d %s removed", sections(added), was(added), removed, was(removed))
}

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
// number, a negation, a modal verb, or a verb of the law of data protection.
func weighty(word string) bool {
	if strings.ContainsAny(word, "0123456789%") {
		return true
	}
	switch word {
	case "not", "no", "never", "without", "unless", "except", "only",
		"may", "might", "must", "shall", "will", "can", "cannot", "should", "could", "would",
		"share", "shares", "sharing", "shared", "sell", "sells", "selling", "sold", "disclose", "disclosed", "transfer",
		"retain", "retained", "retention", "delete", "deleted", "consent", "opt", "object", "withdraw",
		"collect", "collects", "collected", "third", "parties", "party", "affiliates", "partners", "advertising":
		return true
	}
	return strings.HasSuffix(word, "n't")
}
