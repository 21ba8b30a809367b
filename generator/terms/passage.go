package terms

import (
	"slices"
	"sort"

	"policyarchive/generator/policy"
)

// mostParts is how many parts a passage has: of a longer list, the first.
const mostParts = 20

// passage is what says what a term means.
func passage(doc *policy.Document, def policy.Definition) []Part {
	b := &doc.Blocks[def.Block]
	if def.Entry {
		for n, c := range b.Path {
			switch c.Kind {
			case policy.Term:
				return described(doc, def.Block, n)
			case policy.Cell, policy.HeaderCell:
				return nextCell(doc, def.Block, n)
			}
		}
	}
	from, to := extent(doc, def)
	parts := []Part{{def.Block, from, to}}
	if to == len(b.Tokens) && b.Tokens[to-1].Text == ":" {
		return append(parts, listed(doc, def.Block)...)
	}
	return parts
}

// extent is from where to where a paragraph says what a term means: one sentence or, of an
// entry of a glossary, all up to the sentence that begins with another definition, which
// then has the rest.
func extent(doc *policy.Document, def policy.Definition) (from, to int) {
	tokens := doc.Blocks[def.Block].Tokens
	from, to = policy.SentenceAt(tokens, def.Token)
	entry := def.Entry
	next := len(tokens)
	for _, other := range definitionsIn(doc, def.Block) {
		entry = entry || other.Entry && opens(tokens, from, def)
		start, _ := policy.SentenceAt(tokens, other.Token)
		if start > from && other.Token > def.Token && opens(tokens, start, other) {
			next = min(next, start)
		}
	}
	switch {
	case def.Entry:
		return 0, next
	case entry:
		return from, next
	}
	return from, to
}

// definitionsIn are those of a block.
func definitionsIn(doc *policy.Document, block int) []policy.Definition {
	all := doc.Definitions // in the order of blocks
	first := sort.Search(len(all), func(i int) bool { return all[i].Block >= block })
	end := first
	for end < len(all) && all[end].Block == block {
		end++
	}
	return all[first:end]
}

// opens reports whether the sentence from a token on begins with what a definition
// defines, but for an article.
func opens(tokens []policy.Token, from int, def policy.Definition) bool {
	return len(policy.Words(tokens[from:def.Token])) <= 1
}

// described is the description behind a term of a list, whose container is Path[depth].
func described(doc *policy.Document, term, depth int) []Part {
	var parts []Part
	for i := term + 1; i < len(doc.Blocks) && len(parts) < mostParts; i++ {
		path := doc.Blocks[i].Path
		if len(path) <= depth || doc.Blocks[i].Fresh < depth || path[depth].Kind == policy.Term && len(parts) > 0 {
			break
		}
		if path[depth].Kind == policy.Description {
			parts = append(parts, whole(doc, i))
		}
	}
	return parts
}

// nextCell is what stands in the cell behind one, whose container is Path[depth].
func nextCell(doc *policy.Document, cell, depth int) []Part {
	var parts []Part
	cells := 0
	for i := cell + 1; i < len(doc.Blocks) && len(parts) < mostParts; i++ {
		b := &doc.Blocks[i]
		if len(b.Path) <= depth || b.Fresh < depth {
			break // another row
		}
		if b.Fresh == depth {
			cells++
		}
		if cells > 1 {
			break
		}
		if cells == 1 {
			parts = append(parts, whole(doc, i))
		}
	}
	return parts
}

// listed are the items of a list right behind a block.
func listed(doc *policy.Document, block int) []Part {
	var parts []Part
	depth := len(doc.Blocks[block].Path)
	for i := block + 1; i < len(doc.Blocks) && len(parts) < mostParts; i++ {
		b := &doc.Blocks[i]
		if b.Kind == policy.Heading || len(b.Path) <= depth || i > block+1 && b.Fresh <= depth ||
			!slices.ContainsFunc(b.Path[depth:], isList) {
			break
		}
		parts = append(parts, whole(doc, i))
	}
	return parts
}

func isList(c policy.Container) bool { return c.Kind == policy.Bullets || c.Kind == policy.Numbers }

func whole(doc *policy.Document, block int) Part {
	return Part{block, 0, len(doc.Blocks[block].Tokens)}
}
