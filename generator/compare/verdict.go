package compare

import (
	"slices"

	"policyarchive/generator/policy"
)

// Kind is the one-word answer of a comparison.
type Kind string

// The answers, from nothing to most.
const (
	Identical    Kind = "identical"    // the same text: see [policy.Document].Digest
	Presentation Kind = "presentation" // no word changed: links, markup, case, punctuation, numbering, order, headings over the same text
	Wording      Kind = "wording"      // words changed in sections that stand in both
	Sections     Kind = "sections"     // sections were added or removed
)

// ChangesWords reports whether a comparison found more than another presentation.
func (k Kind) ChangesWords() bool { return k != Identical && k != Presentation }

// Verdict says whether anything that matters changed. Words count as
// [policy.Token.Word] has them, those of the policy's own title among them;
// words that only moved are not counted.
type Verdict struct {
	Kind         Kind
	Title        bool // the wording of the policy's own title changed
	Changed      int  // sections whose wording changed
	Of           int  // sections in the new text
	Added        int  // sections
	Removed      int
	WordsAdded   int
	WordsRemoved int
}

// Status is what became of a section.
type Status string

// The statuses, strongest first: a section that was renamed and reworded is
// reworded, and has both among its Changes.
const (
	Added           Status = "added"
	Removed         Status = "removed"
	Reworded        Status = "wording"
	Renamed         Status = "renamed"
	Split           Status = "split"  // a new section that took over text from others, word by word
	Merged          Status = "merged" // its heading is gone, all its text stands in others
	Moved           Status = "moved"
	Renumbered      Status = "renumbered"
	Represented     Status = "presentation"
	Unchanged       Status = "unchanged"
	HeadingLost     Status = "heading-lost"     // only in Changes: the text stands without its heading
	HeadingRegained Status = "heading-regained" // only in Changes
)

// Change says what became of a section.
type Change struct {
	Status       Status
	Changes      []Status // all that holds, strongest first
	WordsAdded   int
	WordsRemoved int
}

// judge gives every section its change, and the comparison its verdict.
func (c *comparer) judge() {
	v := &c.Verdict
	v.Of = len(c.New.Sections)
	visible := c.Markup > 0 || len(c.Links) > 0
	for n := range c.Sections {
		c.judgeSection(&c.Sections[n])
	}
	c.judgeGroups()
	for n := range c.Sections {
		s := &c.Sections[n]
		switch s.Status {
		case Added:
			v.Added++
		case Removed:
			v.Removed++
		case Reworded, Renamed:
			v.Changed++
		}
		v.WordsAdded += s.WordsAdded
		v.WordsRemoved += s.WordsRemoved
		visible = visible || s.Status != Unchanged
	}
	a, b := c.Old.OwnTitle(), c.New.OwnTitle()
	c.TitleChanged = !sameSeen(a, b)
	if c.TitleChanged {
		added, removed := changedWords(a, b)
		v.Title = added+removed > 0
		v.WordsAdded, v.WordsRemoved = v.WordsAdded+added, v.WordsRemoved+removed
	}
	switch {
	case v.Added+v.Removed > 0:
		v.Kind = Sections
	case v.WordsAdded+v.WordsRemoved > 0:
		v.Kind = Wording
	case visible || c.TitleChanged || c.Old.Digest != c.New.Digest:
		v.Kind = Presentation
	default:
		v.Kind = Identical
	}
}

// sameSeen reports whether two stretches of tokens look the same.
func sameSeen(a, b []policy.Token) bool {
	return slices.EqualFunc(a, b, func(x, y policy.Token) bool { return x.Seen() == y.Seen() && x.Space == y.Space })
}

// judgeGroups looks again at headings without a text of their own that came
// or went: over sections that stand in both versions, or only changed hands,
// such a heading is structure, not a section that was added or removed.
func (c *comparer) judgeGroups() {
	for n := len(c.Sections) - 1; n >= 0; n-- {
		s := &c.Sections[n]
		if len(s.Rows) > 0 || s.Status != Added && s.Status != Removed {
			continue
		}
		doc, at, other := c.New, s.New, c.oldOf
		if s.Status == Removed {
			doc, at, other = c.Old, s.Old, c.newOf
		}
		group, structure := 0, true
		for i := at + 1; i < len(doc.Sections) && doc.Sections[i].Depth > doc.Sections[at].Depth; i++ {
			group++
			structure = structure && (other[i] >= 0 || c.statusOf(doc, i) == Split || c.statusOf(doc, i) == Merged)
		}
		if group == 0 || !structure {
			continue
		}
		s.WordsAdded, s.WordsRemoved = 0, 0
		if s.Status == Added {
			s.Status = Split
		} else {
			s.Status = Merged
		}
		s.Changes = []Status{s.Status}
	}
}

// statusOf is the status of section i of one of the documents.
func (c *comparer) statusOf(doc *policy.Document, i int) Status {
	for n := range c.Sections {
		if s := &c.Sections[n]; doc == c.New && s.New == i || doc == c.Old && s.Old == i {
			return s.Status
		}
	}
	return ""
}

func (c *comparer) judgeSection(s *Section) {
	if s.same {
		s.Status = Unchanged
		return
	}
	added, removed := 0, 0
	presented, movedRows := false, false
	for n := range s.Rows {
		r := &s.Rows[n]
		movedRows = movedRows || r.Moved || r.MovedTo >= 0
		if r.MovedTo >= 0 {
			continue
		}
		ins, del := c.words(r)
		added, removed = added+ins, removed+del
		presented = presented || r.links || r.markup > 0 ||
			ins+del == 0 && (len(r.Edits) > 1 || r.Came() || r.Went()) && !r.taken
	}
	headIns, headDel := c.headingWords(s)
	took := s.New >= 0 && len(c.took(s, false)) > 0
	gave := s.Old >= 0 && c.gave[s.Old]
	presented = presented || took || gave
	handed := (movedRows || took || gave) && added+removed == 0 // all its words stand in both texts
	var changes []Status
	switch {
	// its heading is made of words of the text
	case s.Old < 0 && handed && s.Heading.sources != nil && headIns+headDel > 0:
		changes = append(changes, Reworded, Split)
	case s.Old < 0 && handed:
		changes, headIns = append(changes, Split), 0
	case s.Old < 0 && goesOnHeadless(c.New, s.New), s.New < 0 && !handed && goesOnHeadless(c.Old, s.Old):
		changes = append(changes, Reworded)
	case s.Old < 0:
		changes = append(changes, Added)
	case s.New < 0 && handed:
		changes, headDel = append(changes, Merged), 0
	case s.New < 0:
		changes = append(changes, Removed)
	default:
		o, w := &c.Old.Sections[s.Old], &c.New.Sections[s.New]
		if added+removed > 0 {
			changes = append(changes, Reworded)
		}
		switch {
		case o.Heading < 0 && w.Heading >= 0:
			changes, headIns = append(changes, HeadingRegained), 0
		case o.Heading >= 0 && w.Heading < 0:
			changes, headDel = append(changes, HeadingLost), 0
		case headIns+headDel > 0:
			changes = append(changes, Renamed)
		}
		s.Reordered = c.movedSect[s.New]
		if s.Reordered || movedRows {
			changes = append(changes, Moved)
		}
		if o.Number != w.Number && o.Heading >= 0 && w.Heading >= 0 {
			changes = append(changes, Renumbered)
		}
		if presented || o.Heading >= 0 && w.Heading >= 0 && !s.Heading.Same() && o.Number == w.Number &&
			!slices.Contains(changes, Renamed) || o.Level != w.Level && o.Heading >= 0 && w.Heading >= 0 {
			changes = append(changes, Represented)
		}
	}
	s.WordsAdded, s.WordsRemoved = added+headIns, removed+headDel
	s.Changes = changes
	s.Status = Unchanged
	if len(changes) > 0 {
		s.Status = changes[0]
	}
	if s.Status == HeadingLost || s.Status == HeadingRegained {
		s.Status = Represented
		if i := slices.Index(changes, Moved); i >= 0 {
			s.Status = Moved
		}
	}
}

// goesOnHeadless reports whether a section is, to a reader, the end of the one
// before it: its heading went in an earlier version, and its text stayed.
func goesOnHeadless(doc *policy.Document, section int) bool {
	return section > 0 && doc.Sections[section].Heading < 0
}

// words counts the words that a row's edits add and remove. What a change
// begins and ends with on both sides, since it is read as one with it, did
// neither come nor go.
func (c *comparer) words(r *Row) (added, removed int) {
	for n := 0; n < len(r.Edits); {
		if r.Edits[n].Op == Match {
			n++
			continue
		}
		minor, apart := r.Edits[n].Minor, true // apart: each token is a word of its own, or none
		var a, b []policy.Token
		came, went := 0, 0
		for ; n < len(r.Edits) && r.Edits[n].Op != Match && r.Edits[n].Minor == minor; n++ {
			e := &r.Edits[n]
			if i := r.Source(n); i >= 0 && e.OldFrom < e.OldTo {
				a = joined(a, c.Old.Blocks[i].Tokens[e.OldFrom:e.OldTo])
				words, _ := c.a.blocks[i].weight.of(e.OldFrom, e.OldTo)
				went, apart = went+words, apart && !c.a.blocks[i].joined
			}
			if r.New >= 0 && e.NewFrom < e.NewTo {
				b = joined(b, c.New.Blocks[r.New].Tokens[e.NewFrom:e.NewTo])
				words, _ := c.b.blocks[r.New].weight.of(e.NewFrom, e.NewTo)
				came, apart = came+words, apart && !c.b.blocks[r.New].joined
			}
		}
		if minor {
			continue
		}
		if len(a) > 0 && len(b) > 0 || !apart {
			came, went = countWords(a, b)
		}
		added, removed = added+came, removed+went
	}
	return added, removed
}

// joined is one stretch of tokens behind another.
func joined(a, b []policy.Token) []policy.Token {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	return append(a[:len(a):len(a)], b...)
}

// wordsBehind counts as words does, without the first tokens of the new block.
func (c *comparer) wordsBehind(r *Row, first int) (added, removed int) {
	cut := *r
	cut.Edits = slices.Clone(r.Edits)
	for n := range cut.Edits {
		if e := &cut.Edits[n]; e.Op == Insert {
			e.NewFrom = min(max(e.NewFrom, first), e.NewTo)
		}
	}
	return c.words(&cut)
}

// countWords counts the words that a change adds and removes; none if they are
// the same words.
func countWords(a, b []policy.Token) (added, removed int) {
	if policy.SameWords(a, b) {
		return 0, 0
	}
	x, y := policy.Words(a), policy.Words(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return len(y), len(x)
}

// headingWords counts the changed words of a section's title; its number is
// no part of it.
func (c *comparer) headingWords(s *Section) (added, removed int) {
	switch h := &s.Heading; {
	case h.taken:
		return 0, 0
	case h.sources != nil:
		number := len(c.New.Blocks[h.New].Tokens) - len(c.New.TitleTokens(&c.New.Sections[s.New]))
		return c.wordsBehind(h, number)
	}
	if s.Heading.Old >= 0 && s.Heading.New >= 0 && c.a.blocks[s.Heading.Old] == c.b.blocks[s.Heading.New] {
		return 0, 0
	}
	var a, b []policy.Token
	if s.Old >= 0 {
		a = c.Old.TitleTokens(&c.Old.Sections[s.Old])
	}
	if s.New >= 0 {
		b = c.New.TitleTokens(&c.New.Sections[s.New])
	}
	return changedWords(a, b)
}

// changedWords counts the words that went and came between two titles.
func changedWords(a, b []policy.Token) (added, removed int) {
	if policy.SameWords(a, b) {
		return 0, 0
	}
	x, y := policy.Words(a), policy.Words(b)
	in := newInterner()
	ids := func(words []string) []int32 {
		list := make([]int32, len(words))
		for i, w := range words {
			list[i] = in.number(w)
		}
		return list
	}
	for _, e := range diffTokens(ids(x), ids(y)) {
		if e.Op != Match {
			removed, added = removed+e.OldTo-e.OldFrom, added+e.NewTo-e.NewFrom
		}
	}
	return added, removed
}
