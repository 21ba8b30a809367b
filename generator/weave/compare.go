package weave

import (
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// Compare tells what changed from one version to another, by what is visible
// in either. old and new are the versions' documents, as they were added or as
// [Weave.Document] gives them.
//
// Blocks are paired because they are the same block of the weave; those that
// have no partner, because they have the same words. Words that stand in both
// versions match. Between these, words that are equal, but were not the same
// words all the time, match where [compare.LongestCommon] says so.
func (w *Weave) Compare(comparer *compare.Comparer, from, to int, old, new *policy.Document) *compare.Comparison {
	a, b := w.entriesOf(from, old), w.entriesOf(to, new)
	p := compare.Pairing{Old: make([]int, len(b))}
	at := map[int]int{}
	for i, e := range a {
		at[e.Block] = i
	}
	paired := make([]bool, len(a))
	for j, e := range b {
		p.Old[j] = -1
		if i, ok := at[e.Block]; ok {
			p.Old[j], paired[i] = i, true
		}
	}
	pairEqual(old, new, paired, &p)
	headings(old, new, &p)
	p.Edits = func(i, j int) []compare.Edit {
		x, y := old.Blocks[i].Tokens, new.Blocks[j].Tokens
		if a[i].Block != b[j].Block {
			return compare.Readable(unwoven(x, y), x, y)
		}
		return w.readable(a[i].Block, a[i].State, b[j].State, x, y)
	}
	return comparer.Compare(old, new, p)
}

// entriesOf are the entries of the blocks of a version's document.
func (w *Weave) entriesOf(version int, doc *policy.Document) []Entry {
	v := &w.Versions[version]
	list := make([]Entry, len(doc.Blocks))
	if doc.TitleBlock >= 0 {
		list[doc.TitleBlock] = v.Heading
	}
	for n, id := range v.Sections {
		s, state := &doc.Sections[n], &w.Sections[id]
		if s.Heading >= 0 {
			list[s.Heading] = state.Heading
		}
		copy(list[s.First:s.End], state.Blocks)
	}
	return list
}

// pairEqual pairs blocks without a partner that have the same words, each with
// the first that is left.
func pairEqual(old, new *policy.Document, paired []bool, p *compare.Pairing) {
	left := map[string][]int{}
	for i := range old.Blocks {
		if !paired[i] && old.Blocks[i].Kind != policy.Heading {
			if k := strings.Join(old.Blocks[i].Words(), " "); k != "" {
				left[k] = append(left[k], i)
			}
		}
	}
	for j := range new.Blocks {
		if p.Old[j] >= 0 || len(left) == 0 || new.Blocks[j].Kind == policy.Heading {
			continue
		}
		k := strings.Join(new.Blocks[j].Words(), " ")
		if list := left[k]; len(list) > 0 {
			p.Old[j] = list[0]
			left[k] = list[1:]
		}
	}
}

// headings pairs headings with those of their sections, and with nothing else,
// and the title with the title.
func headings(old, new *policy.Document, p *compare.Pairing) {
	isHeading := make([]bool, len(old.Blocks))
	if old.TitleBlock >= 0 {
		isHeading[old.TitleBlock] = true
	}
	for n := range old.Sections {
		if s := &old.Sections[n]; s.Heading >= 0 {
			isHeading[s.Heading] = true
		}
	}
	sections := compare.PairSections(old, new)
	for n := range new.Sections {
		s := &new.Sections[n]
		for j := s.First; j < s.End; j++ {
			if i := p.Old[j]; i >= 0 && isHeading[i] {
				p.Old[j] = -1
			}
		}
		if s.Heading >= 0 {
			p.Old[s.Heading] = -1
			if i := sections[n]; i >= 0 {
				p.Old[s.Heading] = old.Sections[i].Heading
			}
		}
	}
	if new.TitleBlock >= 0 {
		p.Old[new.TitleBlock] = old.TitleBlock
	}
}

// readable are the edits, as people read them well, from one state of a block to
// another, whose tokens are x and y. Most comparisons with one version have most
// of them in common: they are worked out once.
func (w *Weave) readable(block, from, to int, x, y []policy.Token) []compare.Edit {
	w.prepare()
	key := [3]int{block, from, to}
	w.index.mu.Lock()
	edits, known := w.index.edits[key]
	w.index.mu.Unlock()
	if known {
		return edits
	}
	edits = compare.Readable(w.edits(block, from, to), x, y)
	w.index.mu.Lock()
	defer w.index.mu.Unlock()
	w.index.edits[key] = edits
	return edits
}

// edits turns one state of a block into another.
func (w *Weave) edits(block, from, to int) []compare.Edit {
	a, b := w.Text(block, from), w.Text(block, to)
	var m matches
	x, y := 0, 0 // of the next tokens
	for n := range w.Blocks[block].Tokens {
		in := w.Blocks[block].Tokens[n].In
		switch was, is := in.Has(from), in.Has(to); {
		case was && is:
			m.gap(a[:x], b[:y])
			m.add(x, y)
			x, y = x+1, y+1
		case was:
			x++
		case is:
			y++
		}
	}
	m.gap(a, b)
	return compare.Matched(m.pairs, len(a), len(b))
}

// unwoven turns one text into another that is no state of the same block.
func unwoven(a, b []policy.Token) []compare.Edit {
	return compare.Matched(compare.LongestCommon(compare.Seen(a), compare.Seen(b)), len(a), len(b))
}

// matches are tokens of two texts that match, in order.
type matches struct {
	pairs [][2]int
	i, j  int // up to where they reach
}

func (m *matches) add(i, j int) {
	m.pairs = append(m.pairs, [2]int{i, j})
	m.i, m.j = i+1, j+1
}

// gap matches equal words of what two texts have behind the matches.
func (m *matches) gap(a, b []policy.Token) {
	i, j := m.i, m.j
	if i == len(a) || j == len(b) {
		return
	}
	for _, p := range compare.LongestCommon(compare.Seen(a[i:]), compare.Seen(b[j:])) {
		m.add(i+p[0], j+p[1])
	}
}
