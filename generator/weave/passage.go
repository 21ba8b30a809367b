package weave

import "policyarchive/generator/policy"

// Passage is a stretch of a block's tokens, from one up to, but without,
// another, that came with one version.
type Passage struct {
	From, To int
	Since    int // version
}

// Passages divides a block's tokens by their ages. Punctuation belongs to the
// words before it, and at the beginning of a block to those behind it.
func Passages(tokens []policy.Token, since []int) []Passage {
	var list []Passage
	open := false // the last passage holds no word yet
	for i := range tokens {
		word := tokens[i].Word() != ""
		last := len(list) - 1
		switch {
		case last >= 0 && (!word || list[last].Since == since[i]):
			list[last].To = i + 1
		case last >= 0 && open:
			list[last].To, list[last].Since = i+1, since[i]
		default:
			list = append(list, Passage{i, i + 1, since[i]})
			open = true
		}
		open = open && !word
	}
	return list
}

// InOrder lists the blocks of a document in the order in which the weave has
// them: the title, then each section's heading and its own blocks.
func InOrder(doc *policy.Document) []int {
	list := make([]int, 0, len(doc.Blocks))
	if doc.TitleBlock >= 0 {
		list = append(list, doc.TitleBlock)
	}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Heading >= 0 {
			list = append(list, s.Heading)
		}
		for b := s.First; b < s.End; b++ {
			list = append(list, b)
		}
	}
	return list
}
