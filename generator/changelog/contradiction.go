package changelog

import (
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/english"
	"policyarchive/generator/policy"
)

// Contradiction says how a declared class (editorial, clarification, material)
// disagrees with a comparison; "" if it does not, or if none was declared.
//
// Material and clarification need words that changed. Editorial promises that
// the meaning stayed: it allows neither sections nor whole clauses that come
// or go, nor words of substance.
func Contradiction(class string, c *compare.Comparison) string {
	if s := Structural(class, c); s != "" || class != "editorial" {
		return s
	}
	var words []string
	for _, s := range Substance(c) {
		for _, w := range s.Words {
			if w = "“" + w + "”"; !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	if len(words) == 0 {
		return ""
	}
	return fmt.Sprintf("declared editorial, but words of substance changed: %s", strings.Join(words, ", "))
}

// Structural is [Contradiction] but for the words that changed inside clauses.
func Structural(class string, c *compare.Comparison) string {
	v := c.Verdict
	switch class {
	case "material", "clarification":
		if v.Kind == compare.Identical || v.Kind == compare.Presentation {
			return fmt.Sprintf("declared %s, but no word of the text changed", class)
		}
	case "editorial":
		if v.Kind == compare.Sections {
			return "declared editorial, but " + cameAndWent("section", v.Added, v.Removed)
		}
		if added, removed := clauses(c); added+removed > 0 {
			return "declared editorial, but " + cameAndWent("clause", added, removed)
		}
	}
	return ""
}

// cameAndWent counts parts in words: "1 section was added and 2 were removed".
func cameAndWent(noun string, added, removed int) string {
	was := func(n int) string {
		if n == 1 {
			return "was"
		}
		return "were"
	}
	switch {
	case removed == 0:
		return fmt.Sprintf("%s %s added", english.Count(added, noun), was(added))
	case added == 0:
		return fmt.Sprintf("%s %s removed", english.Count(removed, noun), was(removed))
	}
	return fmt.Sprintf("%s %s added and %d %s removed", english.Count(added, noun), was(added), removed, was(removed))
}

// clauses counts the paragraphs, items and rows of a table that have words and
// stand in one version only.
func clauses(c *compare.Comparison) (added, removed int) {
	for _, s := range c.Sections {
		for _, r := range s.Rows {
			switch {
			case r.Came() && len(policy.Words(c.New.Blocks[r.New].Tokens)) > 0:
				added++
			case r.Went() && len(policy.Words(c.Old.Blocks[r.Old].Tokens)) > 0:
				removed++
			}
		}
	}
	return added, removed
}
