package changelog

import (
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/english"
	"policyarchive/generator/policy"
)

// Contradiction is how a declared class (editorial, clarification, material)
// disagrees with a comparison. Without Words, and if nothing came or went, no word of
// the text changed.
type Contradiction struct {
	Class          string
	Words          []string // of substance that changed
	Sections       bool     // it is sections that came and went, else whole clauses
	Added, Removed int
}

// Contradict finds the contradiction of a class and a comparison; nil if they
// agree, or if no class was declared.
//
// Material and clarification need words that changed. Editorial promises that
// the meaning stayed: it allows neither sections nor whole clauses that come
// or go, nor words of substance.
func Contradict(class string, c *compare.Comparison) *Contradiction {
	if s := Structural(class, c); s != nil || class != "editorial" {
		return s
	}
	found := &Contradiction{Class: class}
	for _, s := range Substance(c) {
		for _, w := range s.Words {
			if !slices.Contains(found.Words, w) {
				found.Words = append(found.Words, w)
			}
		}
	}
	if len(found.Words) == 0 {
		return nil
	}
	return found
}

// Structural is [Contradict] but for the words that changed inside clauses.
func Structural(class string, c *compare.Comparison) *Contradiction {
	v := c.Verdict
	switch class {
	case "material", "clarification":
		if !v.Kind.ChangesWords() {
			return &Contradiction{Class: class}
		}
	case "editorial":
		if v.Kind == compare.Sections {
			return &Contradiction{Class: class, Sections: true, Added: v.Added, Removed: v.Removed}
		}
		if added, removed := clauses(c); added+removed > 0 {
			return &Contradiction{Class: class, Added: added, Removed: removed}
		}
	}
	return nil
}

// String is the contradiction in words, for editors; "" of none.
func (c *Contradiction) String() string {
	switch {
	case c == nil:
		return ""
	case len(c.Words) > 0:
		return fmt.Sprintf("declared %s, but words of substance changed: “%s”", c.Class, strings.Join(c.Words, "”, “"))
	case c.Sections:
		return fmt.Sprintf("declared %s, but %s", c.Class, cameAndWent("section", c.Added, c.Removed))
	case c.Added+c.Removed > 0:
		return fmt.Sprintf("declared %s, but %s", c.Class, cameAndWent("clause", c.Added, c.Removed))
	}
	return fmt.Sprintf("declared %s, but no word of the text changed", c.Class)
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
