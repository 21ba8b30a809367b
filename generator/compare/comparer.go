package compare

import (
	"slices"
	"sync"

	"policyarchive/generator/policy"
)

// Comparer compares versions of a policy and remembers the words of their
// blocks, and the edits that make one block of another, or one stretch of text
// of another: versions have most of them in common. It may be used by several goroutines at once.
type Comparer struct {
	mu     sync.Mutex
	in     *interner
	words  map[policy.TokensKey]*words
	sides  map[*policy.Document]*side
	order  []*policy.Document // the keys of sides, as they came
	edited map[[2]*words][]Edit
	gaps   map[string][]Edit // by the names of two lines
}

// mostSides is how many documents a comparer keeps alive: each is soon compared
// with its neighbours, and all of a long history would take much memory.
const mostSides = 100

// NewComparer returns a comparer that remembers nothing yet.
func NewComparer() *Comparer {
	return &Comparer{in: newInterner(), words: map[policy.TokensKey]*words{}, sides: map[*policy.Document]*side{},
		edited: map[[2]*words][]Edit{}, gaps: map[string][]Edit{}}
}

// Compare holds two versions together. Both documents must have been through
// the same lineage.Tracker, which says which sections are the same.
func Compare(old, new *policy.Document) *Comparison { return NewComparer().Compare(old, new) }

// Compare holds two versions together, as the function [Compare] does.
func (x *Comparer) Compare(old, new *policy.Document) *Comparison {
	return x.compare(old, new, func(c *comparer) {
		c.pairBlocks()
		c.pairMoves()
		c.between = func(i, j int) []Edit {
			return x.edits(c.a.blocks[i], c.b.blocks[j], old.Blocks[i].Tokens, new.Blocks[j].Tokens)
		}
	})
}

// Pairing says which block of one version is which of another, and how the one
// became the other, for those who know it from elsewhere than the two texts.
type Pairing struct {
	Old []int // by block of the new version: the one of the old, or -1
	// Edits turns a block of the old version into one of the new.
	Edits func(old, new int) []Edit
}

// Paired holds two versions together as Compare does, with blocks paired as p says.
func (x *Comparer) Paired(old, new *policy.Document, p Pairing) *Comparison {
	return x.compare(old, new, func(c *comparer) {
		c.blockOld, c.blockNew, c.between = p.Old, filled(len(old.Blocks)), p.Edits
		for j, i := range p.Old {
			if i >= 0 {
				c.blockNew[i] = j
			}
		}
	})
}

// compare holds two versions together; pair says which block is which.
func (x *Comparer) compare(old, new *policy.Document, pair func(c *comparer)) *Comparison {
	c := &comparer{Comparison: Comparison{Old: old, New: new}, all: x, a: x.prepare(old), b: x.prepare(new),
		compared:  map[int][]Edit{},
		linkedOld: tokenSet{}, linkedNew: tokenSet{}, released: tokenSet{}, crossed: map[int]*crossed{},
		absorbed: map[int]bool{}, gave: map[int]bool{}}
	c.pairSections()
	pair(c)
	c.across()
	c.places()
	c.arrange()
	c.edits()
	c.judge()
	return &c.Comparison
}

// prepare numbers the words of a document.
func (x *Comparer) prepare(doc *policy.Document) *side {
	x.mu.Lock()
	defer x.mu.Unlock()
	if s := x.sides[doc]; s != nil {
		return s
	}
	s := &side{doc: doc, blocks: make([]*words, len(doc.Blocks))}
	for i := range doc.Blocks {
		tokens := doc.Blocks[i].Tokens
		w := x.words[policy.KeyOf(tokens)]
		if w == nil {
			w = x.in.block(tokens)
			w.number = len(x.words)
			x.words[policy.KeyOf(tokens)] = w
		}
		s.blocks[i] = w
	}
	x.sides[doc], x.order = s, append(x.order, doc)
	if len(x.order) > mostSides {
		delete(x.sides, x.order[0])
		x.order = x.order[1:]
	}
	return s
}

// edits compares the tokens of two blocks.
func (x *Comparer) edits(old, new *words, a, b []policy.Token) []Edit {
	key := [2]*words{old, new}
	x.mu.Lock()
	edits, known := x.edited[key]
	x.mu.Unlock()
	if known {
		return edits
	}
	edits = Readable(diffTokens(old.tokens, new.tokens), a, b)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.edited[key] = edits
	return edits
}

// equal reports whether two blocks have the same texts.
func (w *words) equal(v *words) bool {
	return w == v || w.raw == v.raw && slices.Equal(w.tokens, v.tokens)
}
