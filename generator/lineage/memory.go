package lineage

import (
	"slices"
	"strconv"
	"strings"

	"policyarchive/generator/policy"
)

// content is what a block's tokens are to lineage.
type content struct {
	id    uint64 // unlike that of any other
	hash  uint64 // of its words
	words []uint32
	runs  []uint32
}

// text is what the blocks of a section are as a whole.
type text struct {
	parts       []*content
	raw, folded uint64
	own         uint64
	words, runs []uint32
}

// memory holds what was worked out for blocks and sections of earlier
// versions: the next one has most of them in common.
type memory struct {
	interned map[string]uint32
	contents map[policy.TokensKey]*content
	texts    map[uint64][]*text
	titles   map[policy.TokensKey]string
}

func newMemory() *memory {
	return &memory{interned: map[string]uint32{}, contents: map[policy.TokensKey]*content{},
		texts: map[uint64][]*text{}, titles: map[policy.TokensKey]string{}}
}

// content describes a block that has tokens.
func (m *memory) content(b *policy.Block) *content {
	key := policy.KeyOf(b.Tokens)
	c := m.contents[key]
	if c == nil {
		words := b.Evidence()
		c = &content{uint64(len(m.contents)), hashWords(words), m.bag(words), policy.Runs(words)}
		m.contents[key] = c
	}
	return c
}

func (m *memory) bag(words []string) []uint32 {
	bag := make([]uint32, len(words))
	for i, w := range words {
		id, ok := m.interned[w]
		if !ok {
			id = uint32(len(m.interned))
			m.interned[strings.Clone(w)] = id
		}
		bag[i] = id
	}
	slices.Sort(bag)
	return bag
}

// title is the folded words of a heading's title.
func (m *memory) title(tokens []policy.Token) string {
	if len(tokens) == 0 {
		return ""
	}
	key := policy.KeyOf(tokens)
	title, known := m.titles[key]
	if !known {
		title = strings.Join(policy.Words(tokens), " ")
		m.titles[key] = title
	}
	return title
}

// text describes blocks of a document as a whole. The hashes of the whole do
// not tell where a block ends, but own does.
func (m *memory) text(doc *policy.Document, blocks []block) *text {
	key := textKey(blocks)
	if known := m.known(key, blocks); known != nil {
		return known
	}
	t := &text{}
	raw, folded := newHash(), newHash()
	for _, b := range blocks {
		t.parts = append(t.parts, b.content)
		t.words, t.runs = append(t.words, b.words...), append(t.runs, b.runs...)
		tokens := doc.Blocks[b.index].Tokens
		for i := range tokens {
			raw = raw.add(tokens[i].Text)
		}
		for _, w := range doc.Blocks[b.index].Words() {
			folded = folded.add(w)
		}
	}
	slices.Sort(t.words)
	slices.Sort(t.runs)
	t.raw, t.folded, t.own = uint64(raw), uint64(folded), hashBlocks(blocks)
	m.texts[key] = append(m.texts[key], t)
	return t
}

// known is a text of the same blocks; nil if there was none.
func (m *memory) known(key uint64, blocks []block) *text {
	for _, t := range m.texts[key] {
		if slices.EqualFunc(t.parts, blocks, func(c *content, b block) bool { return c == b.content }) {
			return t
		}
	}
	return nil
}

func textKey(blocks []block) uint64 {
	key := newHash()
	for _, b := range blocks {
		key = key.number(b.id)
	}
	return uint64(key)
}

func wholeKey(states []*state) uint64 {
	h := newHash()
	for _, s := range states {
		h = h.add(s.title).add(strconv.FormatUint(s.folded, 16))
	}
	return uint64(h)
}
