package compare

import (
	"slices"

	"policyarchive/generator/policy"
)

// elsewhere links what is left of two texts and stands in another place: words
// of a paragraph that was divided, joined or reworded, and moved as well. What
// went is compared with what came by runs of words that stand once in each;
// neither their order nor what is between matters.
func (c *comparer) elsewhere(as, bs []int) {
	went, came := c.left(Delete, as), c.left(Insert, bs)
	if len(went) == 0 || len(came) == 0 {
		return
	}
	known := map[[2]int][]link{}
	for _, l := range c.links {
		known[[2]int{l.old, l.new}] = append(known[[2]int{l.old, l.new}], l)
	}
	for _, runs := range c.runs(went, came) {
		i, j := runs[0].old, runs[0].new
		if c.blockOld[j] == i {
			continue // compared already
		}
		runs = inOrder(runs, known[[2]int{i, j}])
		words, tells := 0, false
		for _, r := range runs {
			n, letters := c.b.blocks[r.new].weight.of(r.newAt, r.newAt+r.n)
			words += n
			tells = tells || n >= evidence && letters >= telling || c.sentence(r)
		}
		if !tells || 5*words < 3*min(wordsIn(c.a, went, i), wordsIn(c.b, came, j)) {
			continue
		}
		c.links = append(c.links, runs...)
	}
}

// evidence is how many words in a row tell that they are the same words
// wherever they stand, if they have telling letters; a sentence tells that anyhow.
const evidence, telling = 6, 40

// sentence reports whether a run begins and ends with a sentence in both blocks.
func (c *comparer) sentence(r link) bool {
	x, y := c.Old.Blocks[r.old].Tokens, c.New.Blocks[r.new].Tokens
	return sentenceBegins(x, r.oldAt) && sentenceBegins(x, r.oldAt+r.n) && sentenceBegins(y, r.newAt) &&
		sentenceBegins(y, r.newAt+r.n)
}

// inOrder leaves out the runs of two blocks that cross a longer one, or what
// links these blocks already.
func inOrder(runs, known []link) []link {
	slices.SortStableFunc(runs, func(a, b link) int { return b.n - a.n })
	kept := slices.Clone(known)
	for _, r := range runs {
		if !slices.ContainsFunc(kept, func(l link) bool { return (l.oldAt < r.oldAt) != (l.newAt < r.newAt) }) {
			kept = append(kept, r)
		}
	}
	return kept[len(known):]
}

// left lists the stretches of some blocks' tokens that have no partner; own is as for
// unmatched.
func (c *comparer) left(own Op, blocks []int) []stretch {
	var list []stretch
	for _, block := range blocks {
		list, _ = c.unmatched(list, stretch{block: block}, own, false)
	}
	return list
}

// wordsIn counts the words of a block in some stretches.
func wordsIn(s *side, list []stretch, block int) int {
	words := 0
	for _, part := range list {
		if part.block == block {
			n, _ := s.blocks[block].weight.of(part.from, part.to)
			words += n
		}
	}
	return words
}

// runs finds runs of the same words in what went and what came, by the blocks
// that they stand in. Each holds a few words in a row that stand once in all
// that went, and once in all that came.
func (c *comparer) runs(went, came []stretch) [][]link {
	grams := c.grams(went, came)
	var list [][]link
	at := map[[2]int]int{} // two blocks to their place in the list
	usedOld, usedNew := tokenSet{}, tokenSet{}
	for _, s := range came {
		keys := c.b.blocks[s.block].keys
		for k := s.from; k+row <= s.to; k++ {
			g := grams[[row]int32(keys[k:])] // of none, no count is 1
			if g.went != 1 || g.came != 1 {
				continue
			}
			o := went[g.in]
			others := c.a.blocks[o.block].keys
			if c.Old.Blocks[o.block].Kind == policy.Heading && c.New.Blocks[s.block].Kind == policy.Heading {
				continue // of sections that are not the same
			}
			free := func(i, j int) bool {
				return i >= o.from && i < o.to && j >= s.from && j < s.to && others[i] == keys[j] && !usedOld.has(o.block, i) &&
					!usedNew.has(s.block, j)
			}
			i, j := int(g.at), k
			if !free(i, j) {
				continue
			}
			for free(i-1, j-1) {
				i, j = i-1, j-1
			}
			l := link{o.block, i, s.block, j, 0}
			for free(i+l.n, j+l.n) {
				l.n++
			}
			usedOld.add(l.old, i, i+l.n, len(others))
			usedNew.add(l.new, j, j+l.n, len(keys))
			pair := [2]int{l.old, l.new}
			if _, known := at[pair]; !known {
				at[pair] = len(list)
				list = append(list, nil)
			}
			list[at[pair]] = append(list[at[pair]], l)
			k = j + l.n - 1
		}
	}
	return list
}

// row is how many words and signs in a row find a run.
const row = 4

// gram tells how often a few words stand in a row in what went and what came,
// and in which stretch of what went, from which of its tokens on.
type gram struct{ went, came, in, at int32 }

// grams are those of what went, with how often each came.
func (c *comparer) grams(went, came []stretch) map[[row]int32]gram {
	sum := 0
	for _, s := range went {
		sum += max(0, s.to-s.from-row+1)
	}
	grams := make(map[[row]int32]gram, sum)
	for n, s := range went {
		keys := c.a.blocks[s.block].keys
		for k := s.from; k+row <= s.to; k++ {
			g, known := grams[[row]int32(keys[k:])]
			if !known {
				g = gram{in: int32(n), at: int32(k)}
			}
			g.went++
			grams[[row]int32(keys[k:])] = g
		}
	}
	for _, s := range came {
		keys := c.b.blocks[s.block].keys
		for k := s.from; k+row <= s.to; k++ {
			if g, known := grams[[row]int32(keys[k:])]; known {
				g.came++
				grams[[row]int32(keys[k:])] = g
			}
		}
	}
	return grams
}
