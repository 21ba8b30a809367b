package lineage

import (
	"bytes"
	"encoding/gob"
	"maps"
	"slices"
)

// saved is a tracker as plain values.
type saved struct {
	Versions int
	Words    []string // by their numbers
	Kept     []savedContent
	Lines    []savedLine
	Current  []int // lines
	Reserved []string
	Suffixes []savedSuffix
	Whole    []savedWhole
}

type savedSuffix struct {
	Base   string
	Number int
}

type savedWhole struct {
	Key   uint64
	Lines []int
}

// savedContent is a content that a state needs.
type savedContent struct {
	Digest contentDigest
	Hash   uint64
	Words  []uint32
	Runs   []uint32
}

// savedLine is a line with its state. Lines stand in it by their ids.
type savedLine struct {
	Line       Line // its exported fields, but for the Successors
	Successors []int
	Dead       bool
	Texts      []uint64
	Inner      []string
	Formers    int
	State      savedState
}

type savedState struct {
	Index            int
	ID, Title        string
	Parent           int // -1 at the top
	Raw, Folded, Own uint64
	Whole            bool         // it has a text
	Blocks           []savedBlock // their words are those of the state
	Headed, Lost     bool
	Clauses          []string
	Start            int
}

type savedBlock struct {
	Content               int // index in Kept
	Clause, Former, Index int
}

// MarshalBinary encodes what the tracker knows of the versions that it was fed,
// without their texts. What it gives for the same versions is the same.
func (t *Tracker) MarshalBinary() ([]byte, error) {
	s := saved{Versions: t.versions, Words: make([]string, len(t.memory.interned)), Reserved: slices.Sorted(maps.Keys(t.reserved))}
	for _, base := range slices.Sorted(maps.Keys(t.suffixes)) {
		s.Suffixes = append(s.Suffixes, savedSuffix{base, t.suffixes[base]})
	}
	for _, key := range slices.Sorted(maps.Keys(t.whole)) {
		s.Whole = append(s.Whole, savedWhole{key, t.whole[key]})
	}
	for word, n := range t.memory.interned {
		s.Words[n] = word
	}
	kept := map[*content]int{}
	for _, l := range t.Lines {
		line := savedLine{Line: *l, Dead: l.dead, Texts: slices.Sorted(maps.Keys(l.texts)), Inner: slices.Sorted(maps.Keys(l.inner)), Formers: l.formers, State: savedState{
			Index: l.state.index, ID: l.state.id, Title: l.state.title, Parent: -1, Raw: l.state.raw, Folded: l.state.folded, Own: l.state.own,
			Whole: l.state.text != nil, Headed: l.state.headed, Lost: l.state.lost, Clauses: l.state.clauses, Start: l.state.start,
		}}
		line.Line.Successors = nil
		for _, next := range l.Successors {
			line.Successors = append(line.Successors, next.ID)
		}
		if l.state.parent != nil {
			line.State.Parent = l.state.parent.ID
		}
		for _, b := range l.state.blocks {
			n, known := kept[b.content]
			if !known {
				n = len(s.Kept)
				kept[b.content] = n
				s.Kept = append(s.Kept, savedContent{b.content.digest, b.content.hash, b.content.words, b.content.runs})
			}
			line.State.Blocks = append(line.State.Blocks, savedBlock{n, b.clause, b.former, b.index})
		}
		s.Lines = append(s.Lines, line)
	}
	for _, st := range t.current {
		s.Current = append(s.Current, st.line.ID)
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(s)
	return b.Bytes(), err
}

// UnmarshalBinary makes the tracker the one that MarshalBinary encoded: it goes
// on as that would have, to the letter. The data must be what it was.
func (t *Tracker) UnmarshalBinary(data []byte) error {
	var s saved
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s); err != nil {
		return err
	}
	*t = *New()
	t.versions, t.memory.count = s.Versions, len(s.Kept)
	for _, x := range s.Suffixes {
		t.suffixes[x.Base] = x.Number
	}
	for _, x := range s.Whole {
		t.whole[x.Key] = x.Lines
	}
	for _, a := range s.Reserved {
		t.reserved[a] = true
	}
	for n, word := range s.Words {
		t.memory.interned[word] = uint32(n)
	}
	contents := make([]*content, len(s.Kept))
	for i, c := range s.Kept {
		contents[i] = &content{id: uint64(i), digest: c.Digest, hash: c.Hash, words: c.Words, runs: c.Runs}
		t.memory.kept[c.Digest] = contents[i]
	}
	for i := range s.Lines {
		t.Lines = append(t.Lines, &s.Lines[i].Line)
	}
	for i := range s.Lines {
		t.restore(t.Lines[i], &s.Lines[i], contents)
	}
	for _, id := range s.Current {
		t.current = append(t.current, t.Lines[id].state)
	}
	return nil
}

// restore completes a line of its exported fields.
func (t *Tracker) restore(l *Line, from *savedLine, contents []*content) {
	l.formers = from.Formers
	l.dead, l.texts, l.given, l.inner = from.Dead, map[uint64]bool{}, map[string]bool{}, map[string]bool{}
	for _, a := range from.Inner {
		l.inner[a] = true
	}
	for _, hash := range from.Texts {
		l.texts[hash] = true
	}
	for _, a := range l.ClauseAnchors {
		l.given[a] = true
	}
	for _, id := range from.Successors {
		l.Successors = append(l.Successors, t.Lines[id])
	}
	for _, a := range append([]string{l.Anchor}, l.Aliases...) {
		t.anchors[a] = l
	}
	f := &from.State
	st := &state{line: l, index: f.Index, id: f.ID, title: f.Title, raw: f.Raw, folded: f.Folded, own: f.Own,
		headed: f.Headed, lost: f.Lost, clauses: f.Clauses, start: f.Start}
	l.state = st
	if f.Parent >= 0 {
		st.parent = t.Lines[f.Parent]
	}
	for _, b := range f.Blocks {
		st.blocks = append(st.blocks, block{contents[b.Content], b.Clause, b.Former, b.Index})
	}
	if f.Whole {
		st.text = t.memory.keep(st)
		st.words, st.runs = st.text.words, st.text.runs
		return
	}
	for _, b := range st.blocks {
		st.words, st.runs = append(st.words, b.words...), append(st.runs, b.runs...)
	}
	slices.Sort(st.words)
	slices.Sort(st.runs)
}
