package compare

import (
	"strings"

	"policyarchive/generator/policy"
)

// PairSections finds for each section of the new text the section of the old one
// that it was; -1 if there is none. Lineage tells; of what it leaves, sections with
// the same title are one, in their order: of a policy that stood twice on its page
// for a while, one copy stood before and the other after.
func PairSections(old, new *policy.Document) []int {
	oldOf, taken := filled(len(new.Sections)), make([]bool, len(old.Sections))
	at := map[int]int{}
	for i := range old.Sections {
		if l := old.Sections[i].Lineage; l >= 0 {
			at[l] = i
		}
	}
	left := 0
	for j := range new.Sections {
		if i, ok := at[new.Sections[j].Lineage]; ok && !taken[i] {
			oldOf[j], taken[i] = i, true
		} else {
			left++
		}
	}
	if left == 0 {
		return oldOf
	}
	titled := map[string][]int{}
	for i := range old.Sections {
		if title := titleOf(old, i); !taken[i] && title != "" {
			titled[title] = append(titled[title], i)
		}
	}
	for j := range new.Sections {
		if oldOf[j] >= 0 || len(titled) == 0 {
			continue
		}
		title := titleOf(new, j)
		if list := titled[title]; len(list) > 0 {
			oldOf[j], titled[title] = list[0], list[1:]
		}
	}
	return oldOf
}

// titleOf is a section's title by its words; "" if it has none.
func titleOf(doc *policy.Document, section int) string {
	return strings.Join(policy.Words(doc.TitleTokens(&doc.Sections[section])), " ")
}
