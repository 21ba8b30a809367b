package policy

import (
	"crypto/sha256"
	"encoding/binary"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/clipperhouse/uax29/v2/words"
)

// content is the tokens of a block with what they tell by themselves, whatever
// text they stand in. It is worked out once for all versions that have them.
type content struct {
	tokens []Token
	words  []string // as Words gives them
	// defined are the terms that they define, named the mentions of what may be
	// a section, numbered those by number.
	defined  []term
	named    []mention
	numbered []term
	// head is how they read as a heading; of a bold line, bold are the tokens of
	// the heading that it serves as.
	head *head
	bold *content
	// within: a link of theirs leads to a place in the text itself.
	within bool
	// exact is their [Block.Digest], and digest one of what readers have of them.
	exact  [sha256.Size]byte
	digest tokensDigest
}

// head is the text of a heading, read with the number that it has for sure, and
// with that which it has if the other headings bear it out.
type head struct {
	sure, doubtful         reading
	words, wordsIfDoubtful []string // of the titles
	auto                   []autoID
}

// term is quoted or numbered words: tokens[first:end].
type term struct {
	text       string
	first, end int
}

// mention is a quotation that the words around it point to.
type mention struct {
	term
	words  []string
	strong bool   // it can be nothing but a section's name
	of     string // the text whose section it is, if the words around say so
}

// contents are the different contents of blocks.
type contents struct {
	seed maphash.Seed
	byID map[uint64][]*content
}

func newContents() *contents {
	return &contents{seed: maphash.MakeSeed(), byID: map[uint64][]*content{}}
}

// of returns the content that the block's tokens have, the same for equal ones.
func (c *contents) of(b *Block) *content {
	var h maphash.Hash
	h.SetSeed(c.seed)
	for i := range b.Tokens {
		t := &b.Tokens[i]
		h.WriteString(t.Text)
		if i == 0 || t.Link != b.Tokens[i-1].Link {
			h.WriteString(t.Link)
		}
		h.WriteByte(byte(t.Marks))
		h.WriteByte(byte(t.Offset))
	}
	id := h.Sum64()
	for _, known := range c.byID[id] {
		if slices.Equal(known.tokens, b.Tokens) {
			known.serve(c, b)
			return known
		}
	}
	k := newContent(b.Tokens)
	c.byID[id] = append(c.byID[id], k)
	k.serve(c, b)
	return k
}

func newContent(tokens []Token) *content {
	k := &content{tokens: tokens, words: Words(tokens), within: linksWithin(tokens),
		exact: exactDigest(tokens), digest: digestOf(tokens)}
	k.mentions()
	return k
}

// serve works out what only blocks of some kinds need.
func (k *content) serve(c *contents, b *Block) {
	if b.Kind == Heading && k.head == nil {
		k.head = newHead(k.tokens)
	}
	if k.bold == nil && boldTitle(b) {
		plain := *b
		plain.Kind, plain.Tokens = Heading, make([]Token, len(b.Tokens))
		for i, t := range b.Tokens {
			t.Marks &^= Strong
			plain.Tokens[i] = t
		}
		plain.Tokens = partNumber(plain.Tokens, nil)
		k.bold = c.of(&plain)
	}
}

func (h *head) empty() bool { return h.sure.number == "" && h.sure.title == "" }

func newHead(tokens []Token) *head {
	h := &head{}
	h.sure, h.doubtful = readNumber(titleText(tokens))
	h.words = Words(titleTokens(tokens, h.sure.number))
	h.wordsIfDoubtful = h.words
	if h.inDoubt() {
		h.wordsIfDoubtful = Words(titleTokens(tokens, h.doubtful.number))
	}
	h.auto = autoIDs(Text(trimGlyphs(tokens)), h.sure.title)
	return h
}

// inDoubt reports whether the other headings decide what the number is.
func (h *head) inDoubt() bool { return h.doubtful.doubt >= 0 }

// titled are the words of the title that stands behind a number.
func (h *head) titled(number string) []string {
	if number == h.sure.number {
		return h.words
	}
	return h.wordsIfDoubtful
}

// take gives the block a content, and its tokens with it.
func (b *Block) take(k *content) { b.Tokens, b.known = k.tokens, k }

// head is how the block reads as a heading.
func (b *Block) head() *head {
	if b.known != nil && b.known.head != nil {
		return b.known.head
	}
	return newHead(b.Tokens)
}

// LinksWithin reports whether a link of the block leads to a place in the text
// itself.
func (b *Block) LinksWithin() bool {
	if b.known != nil {
		return b.known.within
	}
	return linksWithin(b.Tokens)
}

func linksWithin(tokens []Token) bool {
	return slices.ContainsFunc(tokens, func(t Token) bool { return strings.HasPrefix(t.Link, "#") })
}

// Digest is a digest of the block's tokens: what depends on them alone can be found
// by it for all blocks that have the same.
func (b *Block) Digest() [sha256.Size]byte {
	if b.known != nil {
		return b.known.exact
	}
	return exactDigest(b.Tokens)
}

func exactDigest(tokens []Token) [sha256.Size]byte {
	var b []byte
	for i := range tokens {
		t := &tokens[i]
		b = appendText(appendText(b, t.Text), t.Link)
		joined := byte(0)
		if t.Joined {
			joined = 4
		}
		b = append(binary.AppendVarint(b, int64(t.Offset)), byte(t.Marks), bits(t.Space, t.Break)|joined)
	}
	return sha256.Sum256(b)
}

// Words are the words of the block's tokens, as [Words] gives them.
func (b *Block) Words() []string {
	if b.known != nil {
		return b.known.words
	}
	return Words(b.Tokens)
}

// Evidence are the words of the block, and those that the addresses are made of
// which it shows: all that tells it from others.
func (b *Block) Evidence() []string {
	var list []string
	from := 0
	for i := range b.Tokens {
		if _, ok := b.Tokens[i].address(); !ok {
			continue
		}
		list = append(list, Words(b.Tokens[from:i])...)
		for it := words.FromString(b.Tokens[i].Text); it.Next(); {
			if w := foldWord(it.Value()); w != "" {
				list = append(list, w)
			}
		}
		from = i + 1
	}
	if from == 0 {
		return b.Words()
	}
	return append(list, Words(b.Tokens[from:])...)
}

// TokensKey tells tokens apart by where they lie in memory: texts that one
// [Parser] has read share those that are equal, so that what was worked out for
// one block can be found for all that are like it.
type TokensKey struct {
	first *Token
	n     int
}

// KeyOf is the key of tokens; that of none is the zero TokensKey.
func KeyOf(tokens []Token) TokensKey {
	if len(tokens) == 0 {
		return TokensKey{}
	}
	return TokensKey{&tokens[0], len(tokens)}
}
