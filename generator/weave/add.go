package weave

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// index is what adding a version needs to know of those before. All of it can
// be worked out from the weave itself.
type index struct {
	mu       sync.Mutex // of texts and edits
	seed     maphash.Seed
	layouts  map[string]int
	sections map[string]int
	states   map[uint64][]Entry // by tokens; layouts left out
	hashes   [][]uint64         // of the tokens of each block's states
	stood    [][]int            // by line: blocks that ever stood in it
	texts    map[[2]int][]policy.Token
	edits    map[[3]int][]compare.Edit // from one state of a block to another, readable
}

// add takes the next version. doc has been through lineage; p pairs its blocks with
// those of the last version's document, before, which is nil for the first.
func (w *Weave) add(name string, doc, before *policy.Document, p compare.Pairing) {
	w.prepare()
	a := &adding{Weave: w, doc: doc, entries: make([]Entry, len(doc.Blocks)), was: make([]Entry, len(doc.Blocks)),
		used: map[int]bool{}}
	a.follow(before, p)
	a.place()
	v := Version{Name: name, Digest: hex.EncodeToString(doc.Digest[:8]), Title: doc.Title, Leads: leadsOf(doc),
		Heading: none()}
	if doc.TitleBlock >= 0 {
		v.Heading = a.entries[doc.TitleBlock]
	}
	states := map[int]int{} // of the sections of the version before, by line
	if n := len(w.Versions); n > 0 {
		for _, id := range w.Versions[n-1].Sections {
			states[w.Sections[id].Line] = id
		}
	}
	for n := range doc.Sections {
		s := &doc.Sections[n]
		state := Section{Line: s.Lineage, Level: s.Level, Depth: s.Depth, Number: s.Number, Heading: none(),
			Blocks: a.entries[s.First:s.End]}
		if s.Heading >= 0 {
			state.Heading = a.entries[s.Heading]
			state.Title = within(doc.TitleTokens(s), doc.Blocks[s.Heading].Tokens)
		}
		guess, stood := states[s.Lineage]
		if !stood {
			guess = -1
		}
		v.Sections = append(v.Sections, w.section(state, guess))
	}
	w.Versions = append(w.Versions, v)
}

// within is where a part of tokens lies.
func within(part, tokens []policy.Token) [2]int {
	for i := range tokens {
		if len(part) > 0 && &tokens[i] == &part[0] {
			return [2]int{i, i + len(part)}
		}
	}
	return [2]int{}
}

// Name tells the weave what sections are called: an anchor can become another
// one's alias while older versions are put before.
func (w *Weave) Name(lines []*lineage.Lineage) {
	for _, l := range lines {
		w.line(l.ID)
		w.Lines[l.ID] = Line{Anchor: l.Anchor, Title: l.Title}
	}
}

func (w *Weave) line(n int) {
	for len(w.Lines) <= n {
		w.Lines = append(w.Lines, Line{})
	}
}

// prepare works out the index.
func (w *Weave) prepare() {
	if w.index != nil {
		return
	}
	w.index = &index{seed: maphash.MakeSeed(), layouts: map[string]int{}, sections: map[string]int{},
		states: map[uint64][]Entry{}, texts: map[[2]int][]policy.Token{}, edits: map[[3]int][]compare.Edit{}}
	for i := range w.Layouts {
		w.index.layouts[w.Layouts[i].key()] = i
	}
	for i, b := range w.Blocks {
		w.index.hashes = append(w.index.hashes, nil)
		for s, hash := range w.stateHashes(b) {
			w.remember(i, s, hash)
		}
	}
	for i := range w.Sections {
		w.index.sections[w.Sections[i].key()] = i
		for _, e := range w.Sections[i].Blocks {
			w.stands(e.Block, w.Sections[i].Line)
		}
	}
}

func (w *Weave) remember(block, state int, hash uint64) {
	w.index.hashes[block] = append(w.index.hashes[block], hash)
	w.index.states[hash] = append(w.index.states[hash], Entry{Block: block, State: state})
}

func (w *Weave) stands(block, line int) {
	for len(w.index.stood) <= line {
		w.index.stood = append(w.index.stood, nil)
	}
	if list := w.index.stood[line]; !slices.Contains(list, block) {
		w.index.stood[line] = append(list, block)
	}
}

// hash is one of tokens, by all that makes them the same but their place in the
// source.
func (w *Weave) hash(tokens []policy.Token) (h uint64) {
	for i := range tokens {
		word := wordOf(tokens[i])
		h = follow(h, w.wordHash(&word))
	}
	return h
}

// stateHashes are those of the tokens of each of a block's states.
func (w *Weave) stateHashes(b *Block) []uint64 {
	hashes := make([]uint64, len(b.States))
	for i := range b.Tokens {
		word := w.wordHash(&b.Tokens[i].Word)
		for _, r := range b.Tokens[i].In {
			for s := r[0]; s < r[1]; s++ {
				hashes[s] = follow(hashes[s], word)
			}
		}
	}
	return hashes
}

// follow is the hash of what has the hash h with a word behind it.
func follow(h, word uint64) uint64 { return h*0x9E3779B97F4A7C15 + word }

func (w *Weave) wordHash(word *Word) uint64 {
	h := follow(maphash.String(w.index.seed, word.Text), uint64(word.Marks))
	if word.Link != "" {
		h = follow(h, maphash.String(w.index.seed, word.Link))
	}
	if word.Space {
		h++
	}
	if word.Break {
		h = ^h
	}
	if word.Joined {
		h += 2
	}
	return h
}

func (l *Layout) key() string { return fmt.Sprint(l.Kind, l.Level, l.Tight, l.Fresh, l.Path) }

func (l *Layout) equal(m *Layout) bool {
	return l.Kind == m.Kind && l.Level == m.Level && l.Tight == m.Tight && l.Fresh == m.Fresh &&
		slices.Equal(l.Path, m.Path)
}

// key is the same for equal states, and for no others.
func (s *Section) key() string {
	b := make([]byte, 0, 32+6*len(s.Blocks))
	number := func(list ...int) {
		for _, n := range list {
			b = binary.AppendVarint(b, int64(n))
		}
	}
	number(s.Line, int(s.Level), s.Depth, s.Heading.Block, s.Heading.State, s.Heading.Layout, s.Title[0], s.Title[1],
		len(s.Blocks))
	for _, e := range s.Blocks {
		number(e.Block, e.State, e.Layout)
	}
	return string(append(b, s.Number...))
}

// section is the number of a state of a section; guess is what it may be, or -1.
func (w *Weave) section(s Section, guess int) int {
	if guess >= 0 && w.Sections[guess].equal(&s) {
		return guess
	}
	n, added := number(&w.Sections, w.index.sections, s.key(), s)
	if added {
		w.line(s.Line)
		for _, e := range s.Blocks {
			w.stands(e.Block, s.Line)
		}
	}
	return n
}

func (s *Section) equal(t *Section) bool {
	return s.Line == t.Line && s.Level == t.Level && s.Depth == t.Depth && s.Number == t.Number &&
		s.Heading == t.Heading && s.Title == t.Title && slices.Equal(s.Blocks, t.Blocks)
}

// layout is the number of a block's layout; guess is what it may be, or -1.
func (w *Weave) layout(b *policy.Block, guess int) int {
	l := Layout{Kind: b.Kind, Level: b.Level, Tight: b.Tight, Path: b.Path, Fresh: b.Fresh}
	if guess >= 0 && w.Layouts[guess].equal(&l) {
		return guess
	}
	n, _ := number(&w.Layouts, w.index.layouts, l.key(), l)
	return n
}

// number is where a value stands in a list, by its key; it is added if it does not.
func number[T any](list *[]T, places map[string]int, key string, value T) (n int, added bool) {
	n, known := places[key]
	if !known {
		n = len(*list)
		places[key] = n
		*list = append(*list, value)
	}
	return n, !known
}

// adding is a version on its way into the weave.
type adding struct {
	*Weave
	doc     *policy.Document
	entries []Entry      // of the document's blocks
	was     []Entry      // what each was in the version before; none if it was not there
	used    map[int]bool // blocks that stand in this version
}

// follow gives every block that stood in the version before its state.
func (a *adding) follow(before *policy.Document, p compare.Pairing) {
	var entries []Entry
	if before != nil {
		entries = a.entriesOf(len(a.Versions)-1, before)
	}
	for j, i := range p.Old {
		if a.was[j] = none(); i < 0 {
			continue
		}
		was := entries[i]
		a.was[j], a.used[was.Block] = was, true
		a.entries[j] = Entry{was.Block, a.state(was.Block, was.State, &a.doc.Blocks[j], p.Edits(i, j)),
			a.layout(&a.doc.Blocks[j], was.Layout)}
	}
}

// place finds a block for all that the version before did not have: one that
// once had the same text, or a similar one in the same section, or a new one.
func (a *adding) place() {
	at := 0
	for j := range a.doc.Blocks {
		if a.was[j].Block >= 0 {
			continue
		}
		for at < len(a.doc.Sections) && a.doc.Sections[at].End <= j {
			at++
		}
		line := -1
		if at < len(a.doc.Sections) {
			line = a.doc.Sections[at].Lineage
		}
		b := &a.doc.Blocks[j]
		block, from := a.equal(b)
		if block < 0 {
			block, from = a.similar(b, line)
		}
		if block < 0 {
			block = len(a.Blocks)
			a.Blocks = append(a.Blocks, &Block{})
			a.index.hashes = append(a.index.hashes, nil)
		}
		a.used[block] = true
		var edits []compare.Edit
		if from >= 0 {
			edits = compare.Tokens(a.Text(block, from), b.Tokens)
		} else if len(b.Tokens) > 0 {
			edits = []compare.Edit{{Op: compare.Insert, NewTo: len(b.Tokens)}}
		}
		a.entries[j] = Entry{block, a.state(block, from, b, edits), a.layout(b, -1)}
	}
}

// equal finds a block that once had the same text and does not stand in this version.
func (a *adding) equal(b *policy.Block) (block, state int) {
	if len(b.Tokens) == 0 {
		return -1, -1
	}
	for _, e := range a.index.states[a.hash(b.Tokens)] {
		if !a.used[e.Block] && sameTokens(a.Text(e.Block, e.State), b.Tokens) {
			return e.Block, e.State
		}
	}
	return -1, -1
}

// most is how many vanished blocks of a section are compared with a new one.
const most = 64

// similar finds the block of a section that is most like b in its last state
// and does not stand in this version.
func (a *adding) similar(b *policy.Block, line int) (block, state int) {
	if line < 0 || line >= len(a.index.stood) || len(b.Tokens) == 0 || b.Kind == policy.Heading {
		return -1, -1
	}
	words := b.Words()
	if len(words) < 4 {
		return -1, -1
	}
	runs := policy.Runs(words)
	words = slices.Sorted(slices.Values(words))
	block, state = -1, -1
	best, tried := 0.5, 0
	for list := a.index.stood[line]; len(list) > 0 && tried < most; {
		i := list[len(list)-1]
		list = list[:len(list)-1]
		if a.used[i] {
			continue
		}
		tried++
		last := len(a.Blocks[i].States) - 1
		old := policy.Words(a.Text(i, last))
		if l := policy.Dice(slices.Sorted(slices.Values(old)), words); l > best &&
			policy.Related(runs, policy.Runs(old)) {
			best, block, state = l, i, last
		}
	}
	return block, state
}

// state is the state of a block that has a text; one is made if none has.
// edits lead to it from a state that the block had, or from nothing (-1).
func (a *adding) state(block, from int, b *policy.Block, edits []compare.Edit) int {
	old := a.Blocks[block]
	if from >= 0 && old.States[from].Clause == b.Clause && sameTokens(a.Text(block, from), b.Tokens) {
		return from
	}
	hash := a.hash(b.Tokens)
	for s, h := range a.index.hashes[block] {
		if h == hash && old.States[s].Clause == b.Clause && sameTokens(a.Text(block, s), b.Tokens) {
			return s
		}
	}
	old = a.owned(block)
	t := len(old.States)
	old.States = append(old.States, State{Clause: b.Clause})
	a.remember(block, t, hash)
	a.index.texts[[2]int{block, t}] = b.Tokens
	a.weave(old, from, t, b.Tokens, edits)
	return t
}

// weave puts the tokens of a new state among those of a block: what the edits
// match stays itself, and what comes is taken, if it can be, from what
// once stood in the same gap.
func (a *adding) weave(b *Block, from, state int, tokens []policy.Token, edits []compare.Edit) {
	var places []int
	if from >= 0 {
		places = b.visible(from)
	}
	kept := make([]int, len(tokens)) // places of tokens that stay; -1
	for j := range kept {
		kept[j] = -1
	}
	for _, e := range edits {
		if e.Op != compare.Match {
			continue
		}
		for n := range e.OldTo - e.OldFrom {
			if place := places[e.OldFrom+n]; b.Tokens[place].Word == wordOf(tokens[e.NewFrom+n]) {
				kept[e.NewFrom+n] = place
			}
		}
	}
	out := make([]Token, 0, len(b.Tokens)+8)
	at := 0
	for j := 0; j <= len(tokens); {
		end := j
		for end < len(tokens) && kept[end] < 0 {
			end++
		}
		stop := len(b.Tokens)
		if end < len(tokens) {
			stop = kept[end]
		}
		out = appendGap(out, b.Tokens[at:stop], tokens[j:end], state)
		at = stop
		if end < len(tokens) {
			t := b.Tokens[stop]
			t.In = t.In.add(state)
			out = append(out, t)
			at++
		}
		j = end + 1
	}
	b.Tokens = out
}

// appendGap adds the tokens of a gap between two that stay: those that once
// stood there, and new ones. Of these, such as stood there are taken up again.
func appendGap(out, once []Token, inserted []policy.Token, state int) []Token {
	if len(once) == 0 || len(inserted) == 0 {
		return appendNew(append(out, once...), inserted, state)
	}
	a, b := make([]Word, len(once)), make([]Word, len(inserted))
	for i := range once {
		a[i] = once[i].Word
	}
	for j, t := range inserted {
		b[j] = wordOf(t)
	}
	i, j := 0, 0
	for _, p := range compare.LongestCommon(a, b) {
		out = append(out, once[i:p[0]]...)
		out = appendNew(out, inserted[j:p[1]], state)
		t := once[p[0]]
		t.In = t.In.add(state)
		out = append(out, t)
		i, j = p[0]+1, p[1]+1
	}
	out = append(out, once[i:]...)
	return appendNew(out, inserted[j:], state)
}

func appendNew(out []Token, inserted []policy.Token, state int) []Token {
	for _, t := range inserted {
		out = append(out, Token{Word: wordOf(t), In: Set{{state, state + 1}}})
	}
	return out
}

// sameTokens reports whether two texts are the same but for their places.
func sameTokens(a, b []policy.Token) bool {
	if policy.KeyOf(a) == policy.KeyOf(b) {
		return true
	}
	return slices.EqualFunc(a, b, func(x, y policy.Token) bool { return wordOf(x) == wordOf(y) })
}
