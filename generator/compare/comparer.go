package compare

import (
	"slices"
	"sync"

	"policyarchive/generator/cache"
	"policyarchive/generator/policy"
)

// Comparer compares versions of a policy and remembers the words of their
// blocks, and the edits that make one block of another, or one stretch of text
// of another: versions have most of them in common. It may be used by several goroutines at once.
//
// Both documents that it is given must have been through the same
// lineage.Tracker, which says which sections are the same.
type Comparer struct {
	mu     sync.Mutex
	in     *interner
	words  map[policy.TokensKey]*words
	sides  *cache.Cache[*policy.Document, *side]
	edited map[[2]*words][]Edit
	gaps   map[string][]Edit // by the names of two lines
}

// mostSides is how many documents a comparer keeps alive: each is soon compared
// with its neighbours, and all of a long history would take much memory.
const mostSides = 100

// NewComparer returns a comparer that remembers nothing yet.
func NewComparer() *Comparer {
	return &Comparer{in: newInterner(), words: map[policy.TokensKey]*words{},
		sides:  cache.New[*policy.Document, *side](mostSides),
		edited: map[[2]*words][]Edit{}, gaps: map[string][]Edit{}}
}

// Pairing says which block of one version is which of another, and how the one
// became the other.
type Pairing struct {
	Old []int // by block of the new version: the one of the old, or -1
	// Edits turns a block of the old version into the block of the new that it is
	// paired with.
	Edits func(old, new int) []Edit
}

// Pair finds out from two texts alone which block of one is which of the other.
// What it says of two that follow each other is what the weave is made of; of any
// two, the weave knows more.
func (x *Comparer) Pair(old, new *policy.Document) Pairing {
	c := x.begin(old, new)
	c.pairBlocks()
	c.pairMoves()
	c.between = func(i, j int) []Edit {
		return x.edits(c.a.blocks[i], c.b.blocks[j], old.Blocks[i].Tokens, new.Blocks[j].Tokens)
	}
	c.across()
	return Pairing{Old: c.blockOld, Edits: c.own}
}

// Compare compares two versions whose blocks are paired as p says.
func (x *Comparer) Compare(old, new *policy.Document, p Pairing) *Comparison {
	c := x.begin(old, new)
	c.blockOld, c.blockNew, c.between = p.Old, filled(len(old.Blocks)), p.Edits
	for j, i := range p.Old {
		if i >= 0 {
			c.blockNew[i] = j
		}
	}
	c.across()
	c.places()
	c.arrange()
	c.edits()
	c.judge()
	return &c.Comparison
}

// begin is a comparison of which no more is known than which sections are the same.
func (x *Comparer) begin(old, new *policy.Document) *comparer {
	c := &comparer{Comparison: Comparison{Old: old, New: new}, all: x, a: x.prepare(old), b: x.prepare(new),
		compared:  map[int][]Edit{},
		linkedOld: tokenSet{}, linkedNew: tokenSet{}, released: tokenSet{}, crossed: map[int]*crossed{},
		absorbed: map[int]bool{}, gave: map[int]bool{}}
	c.pairSections()
	return c
}

// prepare numbers the words of a document.
func (x *Comparer) prepare(doc *policy.Document) *side {
	x.mu.Lock()
	defer x.mu.Unlock()
	if s, known := x.sides.Get(doc); known {
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
	x.sides.Put(doc, s)
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

// own are the edits that turn an old block into the new one that it is paired
// with, without those that match words of other blocks.
func (c *comparer) own(i, j int) []Edit {
	if x := c.crossed[j]; x != nil {
		var own []Edit
		for n, e := range x.edits {
			if e.Op != Match || x.from[n] == i {
				own = append(own, e)
			}
		}
		return own
	}
	if all := len(c.New.Blocks[j].Tokens); c.a.blocks[i].equal(c.b.blocks[j]) {
		return []Edit{{Op: Match, OldTo: all, NewTo: all}}
	}
	return c.edited(j)
}

// comparer is one comparison under work.
type comparer struct {
	Comparison
	all       *Comparer
	a, b      *side
	oldOf     []int // section of the old text that is section i of the new; -1
	newOf     []int
	blockOld  []int // block of the old text that is block j of the new; -1
	blockNew  []int
	moved     []bool                    // per new block
	movedSect []bool                    // per new section
	between   func(old, new int) []Edit // turns one block into another
	compared  map[int][]Edit            // what between gave, by new block

	// What crossed the borders of blocks.
	links                []link
	linkedOld, linkedNew tokenSet
	released             tokenSet // old tokens whose match in their own row is looked at again
	crossed              map[int]*crossed
	became               map[int][]place // the partners of old tokens, of blocks some of whose words crossed a border
	absorbed             map[int]bool    // old blocks that are shown in rows of others
	gave                 map[int]bool    // old sections, parts of which stand in others without having moved
}

func filled(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = -1
	}
	return s
}

func numbers(from, to int) []int {
	s := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		s = append(s, i)
	}
	return s
}
