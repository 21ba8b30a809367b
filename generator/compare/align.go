package compare

import (
	"slices"

	"policyarchive/generator/policy"
)

// side is one document prepared for comparison.
type side struct {
	doc    *policy.Document
	blocks []*words // what is known of each block's tokens
}

// words is what a block's tokens are to a comparison.
type words struct {
	number int     // of all that a Comparer knows
	tokens []int32 // interned texts, as they are seen
	keys   []int32 // interned words; of punctuation, texts
	weight measure
	sorted []int32 // interned words
	hash   uint64  // of the words
	raw    uint64  // of the texts
	joined bool    // some of its tokens make one word
}

// interner numbers strings; equal strings have equal numbers. It remembers
// what each text is seen as, and its word, for folding is dear and texts repeat.
type interner struct {
	numbers map[string]int32
	texts   map[string]interned
}

// interned are the numbers of a text as it is seen, and of its word, -1 for
// punctuation; and how much its letters tell (see weigh).
type interned struct {
	seen, word int32
	letters    int
}

func newInterner() *interner {
	return &interner{map[string]int32{}, map[string]interned{}}
}

func (in *interner) number(s string) int32 {
	n, ok := in.numbers[s]
	if !ok {
		n = int32(len(in.numbers))
		in.numbers[s] = n
	}
	return n
}

func (in *interner) token(t policy.Token) interned {
	if t.IsNote() { // the same text elsewhere is a number
		return interned{seen: in.number(t.Seen()), word: -1}
	}
	i, ok := in.texts[t.Text]
	if !ok {
		i = interned{seen: in.number(t.Seen()), word: -1}
		_, i.letters = weigh([]policy.Token{t})
		if w := t.Word(); w != "" {
			i.word = in.number(w)
		}
		in.texts[t.Text] = i
	}
	return i
}

// block numbers the tokens of a block.
func (in *interner) block(tokens []policy.Token) *words {
	w := &words{tokens: make([]int32, len(tokens)), keys: make([]int32, len(tokens)),
		weight: make(measure, 1, len(tokens)+1), hash: fnvOffset, raw: fnvOffset}
	add := func(word int32) {
		w.sorted = append(w.sorted, word)
		w.hash = (w.hash ^ uint64(word)) * fnvPrime
	}
	for n, t := range tokens {
		i := in.token(t)
		w.tokens[n], w.keys[n] = i.seen, i.seen
		w.raw = (w.raw ^ uint64(i.seen)) * fnvPrime
		w.weight = w.weight.add(int(min(i.word, 0))+1, i.letters)
		if w.joined = w.joined || t.Joined; i.word >= 0 {
			w.keys[n] = i.word
			add(i.word)
		}
	}
	if w.joined {
		w.sorted, w.hash = w.sorted[:0], fnvOffset
		for _, word := range policy.Words(tokens) {
			add(in.number(word))
		}
	}
	slices.Sort(w.sorted)
	return w
}

// The parameters of the FNV-1a hash (Fowler, Noll, Vo).
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// align pairs blocks of two stretches: equal ones in order first, then, in the
// gaps between them, similar ones in order. It returns pairs of block indexes.
func align(a, b *side, as, bs []int) [][2]int {
	if pairs := equal(a, b, as, bs); pairs != nil {
		return pairs
	}
	ka, kb := make([]int32, len(as)), make([]int32, len(bs))
	seen := map[uint64]int32{}
	key := func(s *side, i int) int32 {
		h := s.blocks[i].hash
		if len(s.blocks[i].sorted) == 0 {
			h = s.blocks[i].raw ^ 1
		}
		n, ok := seen[h]
		if !ok {
			n = int32(len(seen))
			seen[h] = n
		}
		return n
	}
	for n, i := range as {
		ka[n] = key(a, i)
	}
	for n, i := range bs {
		kb[n] = key(b, i)
	}
	var pairs [][2]int
	i, j := 0, 0
	for _, e := range diffTokens(ka, kb) {
		if e.Op != Match {
			continue
		}
		pairs = append(pairs, alignSimilar(a, b, as[i:e.OldFrom], bs[j:e.NewFrom])...)
		for n := 0; n < e.OldTo-e.OldFrom; n++ {
			pairs = append(pairs, [2]int{as[e.OldFrom+n], bs[e.NewFrom+n]})
		}
		i, j = e.OldTo, e.NewTo
	}
	return append(pairs, alignSimilar(a, b, as[i:], bs[j:])...)
}

// equal pairs two stretches block by block if they share all their tokens; nil
// if they do not.
func equal(a, b *side, as, bs []int) [][2]int {
	if len(as) != len(bs) {
		return nil
	}
	pairs := make([][2]int, len(as))
	for n := range as {
		if a.blocks[as[n]] != b.blocks[bs[n]] {
			return nil
		}
		pairs[n] = [2]int{as[n], bs[n]}
	}
	return pairs
}

// alike is the likeness from which two blocks are one that changed.
const alike = 0.4

// alignSimilar pairs the blocks of a gap in order, so that the sum of their
// likeness is the largest.
func alignSimilar(a, b *side, as, bs []int) [][2]int {
	pairs := similar(len(as), len(bs), func(i, j int) float64 { return a.likeness(b, as[i], bs[j]) })
	for n, p := range pairs {
		pairs[n] = [2]int{as[p[0]], bs[p[1]]}
	}
	return pairs
}

// similar pairs members of two lists of n and m, in order, so that the sum of
// their likeness is the largest. Very long lists are cut into pieces first.
func similar(n, m int, likeness func(i, j int) float64) [][2]int {
	if n == 0 || m == 0 {
		return nil
	}
	const most = 250
	if n > most || m > most {
		x, y := (n+1)/2, (m+1)/2
		pairs := similar(x, y, likeness)
		for _, p := range similar(n-x, m-y, func(i, j int) float64 { return likeness(x+i, y+j) }) {
			pairs = append(pairs, [2]int{x + p[0], y + p[1]})
		}
		return pairs
	}
	best := make([]float64, (n+1)*(m+1))
	like := make([]float64, n*m)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			l := likeness(i, j)
			like[i*m+j] = l
			v := max(best[(i+1)*(m+1)+j], best[i*(m+1)+j+1])
			if l >= alike {
				v = max(v, best[(i+1)*(m+1)+j+1]+l)
			}
			best[i*(m+1)+j] = v
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < n && j < m; {
		v, l := best[i*(m+1)+j], like[i*m+j]
		switch {
		case l >= alike && v == best[(i+1)*(m+1)+j+1]+l:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case v == best[(i+1)*(m+1)+j]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// likeness of two blocks is the Dice coefficient of their bags of words. A
// paragraph that swallowed a much shorter one is like it as well.
func (a *side) likeness(b *side, i, j int) float64 {
	x, y := a.blocks[i].sorted, b.blocks[j].sorted
	if (a.doc.Blocks[i].Kind == policy.Rule) != (b.doc.Blocks[j].Kind == policy.Rule) || len(x) == 0 || len(y) == 0 {
		return 0
	}
	short, long := min(len(x), len(y)), max(len(x), len(y))
	if short*10 < long {
		return 0
	}
	common := policy.Shared(x, y)
	dice := 2 * float64(common) / float64(len(x)+len(y))
	if dice < alike && short >= 12 && float64(common) >= 0.9*float64(short) {
		return alike
	}
	return dice
}
