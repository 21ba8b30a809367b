package weave

import (
	"maps"
	"slices"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// clone is a weave of the same versions that goes on by itself. Blocks are copied
// when they change: w must not grow any more.
func (w *Weave) clone() *Weave {
	w.prepare()
	c := &Weave{Policy: w.Policy, Redacted: w.Redacted, Versions: slices.Clip(w.Versions), Lines: slices.Clone(w.Lines),
		Layouts: slices.Clip(w.Layouts), Sections: slices.Clip(w.Sections), Blocks: slices.Clone(w.Blocks),
		shared: slices.Repeat([]bool{true}, len(w.Blocks))}
	c.index = &index{seed: w.index.seed, layouts: maps.Clone(w.index.layouts), sections: maps.Clone(w.index.sections),
		states: maps.Clone(w.index.states), hashes: slices.Clone(w.index.hashes), stood: slices.Clone(w.index.stood),
		texts: map[[2]int][]policy.Token{}, edits: map[[3]int][]compare.Edit{}}
	for hash, list := range c.index.states {
		c.index.states[hash] = slices.Clip(list)
	}
	for line := range c.index.stood {
		c.index.stood[line] = slices.Clip(c.index.stood[line])
	}
	for block := range c.index.hashes {
		c.index.hashes[block] = slices.Clip(c.index.hashes[block])
	}
	return c
}

// owned is a block that only this weave has, so that it can change.
func (w *Weave) owned(block int) *Block {
	b := w.Blocks[block]
	if block >= len(w.shared) || !w.shared[block] {
		return b
	}
	b = &Block{States: slices.Clip(b.States), Tokens: slices.Clone(b.Tokens)}
	for n := range b.Tokens {
		b.Tokens[n].In = slices.Clone(b.Tokens[n].In)
	}
	w.Blocks[block], w.shared[block] = b, false
	return b
}
