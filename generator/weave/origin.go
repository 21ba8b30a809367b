package weave

import (
	"hash/maphash"
	"slices"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// Ages are the words of a version, each with the version since which it has
// stood in the text without a break, as comparisons of each version with the one
// before tell it: a list for each block of the version's
// [Weave.Document], with a number for each of its tokens.
//
// A word that only changed its case, its marks or its link has stood all the
// time, and so has a stretch of words that moved within a step, be it with its
// paragraph or out of it. What was taken away and put back has stood since it
// came back.
type Ages [][]int

// EachAges calls f with the ages of each version, in order. A version that is
// withdrawn tells nothing of the age of words in later ones.
func (w *Weave) EachAges(f func(version int, ages Ages)) {
	s := &step{comparer: compare.NewComparer()}
	was := -1
	for v := range w.Versions {
		s.version, s.new = v, w.Document(v)
		s.now = make(Ages, len(s.new.Blocks))
		if was < 0 {
			s.begin()
		} else {
			s.follow(w.Compare(s.comparer, was, v, s.old, s.new))
		}
		s.numbers()
		f(v, s.now)
		if !w.Versions[v].Withdrawn {
			was, s.old, s.before = v, s.new, s.now
		}
	}
}

// Ages are those of one version.
func (w *Weave) Ages(version int) Ages {
	var found Ages
	w.EachAges(func(v int, ages Ages) {
		if v == version {
			found = ages
		}
	})
	return found
}

// step is the way from one version to the next.
type step struct {
	comparer    *compare.Comparer
	version     int
	old, new    *policy.Document
	before, now Ages
	came        []stretch // words that the version before did not have
	went        []stretch // words that were taken away
}

// stretch is tokens with their ages.
type stretch struct {
	tokens []policy.Token
	since  []int
}

// begin gives all words the age of the first version.
func (s *step) begin() {
	for i := range s.now {
		s.now[i] = slices.Repeat([]int{s.version}, len(s.new.Blocks[i].Tokens))
	}
}

// follow gives the words of the new text the ages that a comparison tells.
func (s *step) follow(c *compare.Comparison) {
	s.came, s.went = nil, nil
	s.row(&c.Title)
	for n := range c.Sections {
		section := &c.Sections[n]
		s.row(&section.Heading)
		rows := c.RowsOf(section)
		for m := range rows {
			s.row(&rows[m])
		}
	}
	s.moved()
}

// row gives the words of a row their ages.
func (s *step) row(r *compare.Row) {
	var now []int
	if r.New >= 0 {
		tokens := s.new.Blocks[r.New].Tokens
		all := len(tokens)
		if len(r.Edits) == 1 && r.Edits[0].Op == compare.Match && sameTexts(s.old.Blocks[r.Source(0)].Tokens, tokens) {
			s.now[r.New] = s.before[r.Source(0)]
			return
		}
		now = make([]int, all)
		s.now[r.New] = now
	}
	var last compare.Edit
	for n, e := range r.Edits {
		var old []int
		if i := r.Source(n); i >= 0 {
			old = s.before[i]
		}
		switch e.Op {
		case compare.Match:
			copy(now[e.NewFrom:e.NewTo], old[e.OldFrom:e.OldTo])
		case compare.Delete:
			s.went = append(s.went, stretch{s.old.Blocks[r.Source(n)].Tokens[e.OldFrom:e.OldTo], old[e.OldFrom:e.OldTo]})
		case compare.Insert:
			since := s.version
			if e.Minor {
				since = around(now, old, e, last, s.version)
			}
			if !e.Minor || last.Op != compare.Delete { // else it is written otherwise, in the same place
				s.came = append(s.came, stretch{s.new.Blocks[r.New].Tokens[e.NewFrom:e.NewTo], now[e.NewFrom:e.NewTo]})
			}
			for k := e.NewFrom; k < e.NewTo; k++ {
				now[k] = since
			}
		}
		last = e
	}
}

// sameTexts reports whether tokens are spelled the same: an address that leads
// elsewhere now matches, and has other letters.
func sameTexts(a, b []policy.Token) bool {
	return policy.KeyOf(a) == policy.KeyOf(b) ||
		slices.EqualFunc(a, b, func(x, y policy.Token) bool { return x.Text == y.Text })
}

// numbers gives the numbers of headings, which are no part of the title, the
// age of the title.
func (s *step) numbers() {
	for n := range s.new.Sections {
		section := &s.new.Sections[n]
		if section.Heading < 0 {
			continue
		}
		since := s.now[section.Heading]
		title := within(s.new.TitleTokens(section), s.new.Blocks[section.Heading].Tokens)
		if from, to := title[0], title[1]; from < to {
			for n := range since {
				if n < from || n >= to {
					since[n] = since[from]
				}
			}
		}
	}
}

// around is the age of words that a minor edit inserts: that of what it
// replaces, else of what stands before it, else behind it.
func around(now, old []int, edit, before compare.Edit, version int) int {
	switch {
	case before.Op == compare.Delete && before.OldTo == edit.OldFrom && before.OldFrom < before.OldTo &&
		before.OldTo <= len(old):
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
func (s *step) moved() {
	if len(s.came) == 0 || len(s.went) == 0 {
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
		words, at := g.words()
		since := make([]int, len(at))
		for n, i := range at {
			since[n] = g.since[i]
		}
		for n := 0; n+enough <= len(words); n++ {
			h := shingle(seed, words[n:n+enough])
			if p, known := places[h]; !known || since[n] < p.since[p.at] {
				places[h] = place{words, since, n}
			}
		}
	}
	for _, g := range s.came {
		words, at := g.words()
		for n := 0; n+enough <= len(words); {
			p, found := places[shingle(seed, words[n:n+enough])]
			if !found {
				n++
				continue
			}
			end := n
			for k := p.at; end < len(words) && k < len(p.words) && words[end] == p.words[k]; k++ {
				g.since[at[end]] = p.since[k]
				end++
			}
			for i := at[n]; i < at[end-1]; i++ { // punctuation between
				if g.since[i] == s.version && i > at[n] {
					g.since[i] = g.since[i-1]
				}
			}
			n = max(end, n+1)
		}
	}
}

// words are the words of a stretch and which tokens they are.
func (g stretch) words() (words []string, at []int) {
	for i, t := range g.tokens {
		if w := t.Word(); w != "" {
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
