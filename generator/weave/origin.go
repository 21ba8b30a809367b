package weave

import (
	"hash/maphash"
	"slices"

	"policyarchive/generator/compare"
)

// Ages are the words of a version, each with the version since which it has
// stood in the text without a break: a list for each block of the version's
// [Weave.Document], with a number for each of its tokens.
//
// A word that only changed its case, its marks or its link has stood all the
// time, and so has a stretch of words that moved within a step, be it with its
// paragraph or out of it. What was taken away and put back has stood since it
// came back.
type Ages [][]int

// EachAges calls f with the ages of the versions that come after one whose ages
// are known, in order; of all versions, if that is -1. That one must not be
// withdrawn. A version that is tells nothing of the age of words in later ones.
func (w *Weave) EachAges(known int, of Ages, f func(version int, ages Ages)) {
	w.prepare()
	now := map[int]aged{} // by block
	var before []Entry
	if known >= 0 {
		before = w.inOrder(known)
		for i, e := range before {
			now[e.Block] = aged{e.State, slices.Clone(of[i])}
		}
	}
	for v := known + 1; v < len(w.Versions); v++ {
		entries := w.inOrder(v)
		next := make(map[int]aged, len(entries))
		step := &step{Weave: w, version: v}
		for _, e := range entries {
			next[e.Block] = step.age(now, e)
		}
		step.moved(before, now, next)
		w.numbers(v, next)
		ages := make(Ages, len(entries))
		for i, e := range entries {
			ages[i] = next[e.Block].since
		}
		f(v, ages)
		if !w.Versions[v].Withdrawn {
			now, before = next, entries
		}
	}
}

// numbers gives the numbers of headings, which are no part of the title, the
// age of the title.
func (w *Weave) numbers(version int, now map[int]aged) {
	for _, id := range w.Versions[version].Sections {
		s := &w.Sections[id]
		if from, to := s.Title[0], s.Title[1]; s.Heading.Block >= 0 && from < to {
			since := now[s.Heading.Block].since
			for n := range since {
				if n < from || n >= to {
					since[n] = since[from]
				}
			}
		}
	}
}

// Ages are those of one version.
func (w *Weave) Ages(version int) Ages {
	var found Ages
	w.EachAges(-1, nil, func(v int, ages Ages) {
		if v == version {
			found = ages
		}
	})
	return found
}

// inOrder are the entries of a version in the order of its document's blocks.
func (w *Weave) inOrder(version int) []Entry {
	v := &w.Versions[version]
	var list []Entry
	if v.Heading.Block >= 0 {
		list = append(list, v.Heading)
	}
	for _, id := range v.Sections {
		s := &w.Sections[id]
		if s.Heading.Block >= 0 {
			list = append(list, s.Heading)
		}
		list = append(list, s.Blocks...)
	}
	return list
}

// aged is a block's text with the ages of its tokens.
type aged struct {
	state int
	since []int
}

// step is the way from one version to the next.
type step struct {
	*Weave
	version int
	came    []stretch // words that the version before did not have there
	went    []stretch // words that were taken away
}

// stretch is tokens[from:to] of a block in a state.
type stretch struct {
	block, state, from, to int
}

// age gives the tokens of a block their ages by those of the version before.
func (s *step) age(before map[int]aged, e Entry) aged {
	old, stood := before[e.Block]
	if stood && old.state == e.State {
		return old
	}
	text := s.Text(e.Block, e.State)
	now := aged{e.State, make([]int, len(text))}
	if !stood {
		for n := range now.since {
			now.since[n] = s.version
		}
		s.came = append(s.came, stretch{e.Block, e.State, 0, len(text)})
		return now
	}
	edits := compare.Readable(s.edits(e.Block, old.state, e.State), s.Text(e.Block, old.state), text)
	var last compare.Edit
	for _, edit := range edits {
		switch edit.Op {
		case compare.Match:
			copy(now.since[edit.NewFrom:edit.NewTo], old.since[edit.OldFrom:edit.OldTo])
		case compare.Delete:
			s.went = append(s.went, stretch{e.Block, old.state, edit.OldFrom, edit.OldTo})
		case compare.Insert:
			since := s.version
			if edit.Minor {
				since = around(now.since, old.since, edit, last, s.version)
			} else {
				s.came = append(s.came, stretch{e.Block, e.State, edit.NewFrom, edit.NewTo})
			}
			for n := edit.NewFrom; n < edit.NewTo; n++ {
				now.since[n] = since
			}
		}
		last = edit
	}
	return now
}

// around is the age of words that a minor edit inserts: that of what it
// replaces, else of what stands before it, else behind it.
func around(now, old []int, edit, before compare.Edit, version int) int {
	switch {
	case before.Op == compare.Delete && before.OldTo == edit.OldFrom && before.OldFrom < before.OldTo:
		return old[before.OldFrom]
	case edit.NewFrom > 0:
		return now[edit.NewFrom-1]
	case edit.OldFrom < len(old):
		return old[edit.OldFrom]
	}
	return version
}

// enough is how many words in a row are not found by chance.
const enough = 6

// moved gives words that came their old age back if the same words, several in
// a row, went in the same step: they moved, as when a paragraph is divided.
func (s *step) moved(entries []Entry, before, now map[int]aged) {
	if len(s.came) == 0 {
		return
	}
	for _, e := range entries {
		if _, stands := now[e.Block]; !stands {
			s.went = append(s.went, stretch{e.Block, e.State, 0, len(before[e.Block].since)})
		}
	}
	if len(s.went) == 0 {
		return
	}
	seed := maphash.MakeSeed()
	type place struct {
		words []string
		since []int
		at    int
	}
	places := map[uint64]place{}
	for _, g := range s.went {
		words, at := s.words(g)
		since := make([]int, len(at))
		for n, i := range at {
			since[n] = before[g.block].since[i]
		}
		for n := 0; n+enough <= len(words); n++ {
			h := shingle(seed, words[n:n+enough])
			if p, known := places[h]; !known || since[n] < p.since[p.at] {
				places[h] = place{words, since, n}
			}
		}
	}
	for _, g := range s.came {
		words, at := s.words(g)
		since := now[g.block].since
		for n := 0; n+enough <= len(words); {
			p, found := places[shingle(seed, words[n:n+enough])]
			if !found {
				n++
				continue
			}
			end := n
			for k := p.at; end < len(words) && k < len(p.words) && words[end] == p.words[k]; k++ {
				since[at[end]] = p.since[k]
				end++
			}
			for i := at[n]; i < at[end-1]; i++ { // punctuation between
				if since[i] == s.version && i > at[n] {
					since[i] = since[i-1]
				}
			}
			n = max(end, n+1)
		}
	}
}

// words are the words of a stretch and which tokens they are.
func (s *step) words(g stretch) (words []string, at []int) {
	text := s.Text(g.block, g.state)
	for i := g.from; i < g.to; i++ {
		if w := text[i].Word(); w != "" {
			words, at = append(words, w), append(at, i)
		}
	}
	return words, at
}

func shingle(seed maphash.Seed, words []string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, w := range words {
		h.WriteString(w)
		h.WriteByte(0)
	}
	return h.Sum64()
}
