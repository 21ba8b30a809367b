package lineage

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"policyarchive/generator/policy"
)

// Tracker knows every section that ever stood in a policy.
type Tracker struct {
	Lineages []*Lineage
	versions int
	current  []*state            // of the newest version, in order, headless ones behind their host
	anchors  map[string]*Lineage // every anchor ever given
	reserved map[string]bool     // published for versions that are still to come
	suffixes policy.Suffixes
	memory   *memory
	whole    map[uint64][]int // text of a whole version: the lineages of its sections, ^lineage of those without their heading
}

// New returns a tracker of a policy without versions.
func New() *Tracker {
	return &Tracker{anchors: map[string]*Lineage{}, reserved: map[string]bool{}, suffixes: policy.Suffixes{},
		memory: newMemory(), whole: map[uint64][]int{}}
}

// Reserve keeps anchors for sections of versions still to be added, under
// which they were once published: no other lineage is given one of them.
func (t *Tracker) Reserve(published []Published) {
	for _, p := range published {
		if t.anchors[p.Anchor] == nil {
			t.reserved[p.Anchor] = true
		}
	}
}

// Add takes the next version. It sets Lineage, Anchor and Aliases of the
// document's sections, the clause numbers of its blocks, and inserts sections
// for those that lost their heading. published are anchors under which this
// very version was once published, by section title: the section that begins
// here under that title has it as its anchor, and each resolves for ever.
func (t *Tracker) Add(doc *policy.Document, published []Published) { t.AddKept(doc, published, nil) }

// AddKept is Add for a version of which it is on record what its sections are, since the
// texts before it do not tell any more; kept is nil for all others.
func (t *Tracker) AddKept(doc *policy.Document, published []Published, kept []Kept) {
	version := t.versions
	t.versions++
	next := t.states(doc)
	key := wholeKey(next)
	m := newMatching(t, t.current, next)
	headless, known := m.keep(kept)
	if !known {
		m.run()
		if _, complete := t.wholeOf(next); !complete {
			headless = m.headless()
		}
	}
	for i, s := range next {
		if s.lineage = m.match[i]; s.lineage == nil {
			s.lineage = t.born(version)
		}
	}
	t.retire(m, next, doc)
	next = insertHeadless(doc, next, headless)
	if known {
		t.keep(next, kept, version)
	}
	ids := make([]int, len(next))
	for i, s := range next {
		if ids[i] = s.lineage.ID; s.lost {
			t.sum(doc, s)
			ids[i] = ^s.lineage.ID
		}
	}
	t.whole[key] = ids
	published = t.claim(doc, next, published)
	t.settle(doc, version, next)
	t.current = next
	t.publish(doc, published)
	t.lead(doc)
}

// wholeOf lists the lineages of the sections of an older version with the same text;
// nil if there is none. complete tells that no section of it was without its heading.
func (t *Tracker) wholeOf(next []*state) (ids []int, complete bool) {
	for _, id := range t.whole[wholeKey(next)] {
		if id >= 0 {
			ids = append(ids, id)
		}
	}
	if len(ids) != len(next) {
		return nil, false
	}
	return ids, len(ids) == len(t.whole[wholeKey(next)])
}

// Published is an anchor under which a section was once published.
type Published struct{ Anchor, Title string }

// findPublished is the first section that an anchor was published for, of those
// that count: one with the title of then, else with the anchor as the author's id
// or the same letters, else one whose heading ends with it, or whose title does. An
// earlier program may have taken more or less of the heading for its number, or
// marks for its text. It is -1 if there is none.
func findPublished(sections []policy.Section, p Published, counts func(i int) bool) int {
	find := func(is func(s *policy.Section) bool) int {
		for i := range sections {
			if counts(i) && is(&sections[i]) {
				return i
			}
		}
		return -1
	}
	if i := find(func(s *policy.Section) bool { return s.Title == p.Title }); i >= 0 || p.Title == "" {
		return i
	}
	slug := policy.Slug(noteMarks.ReplaceAllString(p.Title, ""))
	if i := find(func(s *policy.Section) bool {
		return s.ID == p.Anchor || s.Heading >= 0 && slug != "" &&
			(policy.Slug(s.Title) == slug || policy.Slug(s.Number+" "+s.Title) == slug)
	}); i >= 0 {
		return i
	}
	squeezed := func(s string) string { return strings.Join(strings.Fields(s), "") }
	then := squeezed(p.Title)
	return find(func(s *policy.Section) bool {
		now := squeezed(s.Title)
		return s.Heading >= 0 && (strings.HasSuffix(squeezed(s.Number)+now, then) && strings.HasSuffix(then, now) ||
			now != "" && strings.HasSuffix(now, then))
	})
}

var noteMarks = regexp.MustCompile(`\[\^[^\]]*\]`)

// Find returns the lineage that an anchor belongs to; nil if it was never given.
func (t *Tracker) Find(anchor string) *Lineage { return t.anchors[anchor] }

// states describes the sections of a document as parsed.
func (t *Tracker) states(doc *policy.Document) []*state {
	list := make([]*state, len(doc.Sections))
	for i := range doc.Sections {
		s := &doc.Sections[i]
		st := &state{index: i, up: s.Parent, id: s.ID, otherID: s.OtherIDs, inner: s.Inner, headed: s.Heading >= 0}
		st.title = t.memory.title(doc.TitleTokens(s))
		st.blocks = t.blocks(doc, s.First, s.End)
		t.sum(doc, st)
		list[i] = st
	}
	return list
}

func (t *Tracker) blocks(doc *policy.Document, first, end int) []block {
	list := make([]block, 0, end-first)
	for j := first; j < end; j++ {
		b := &doc.Blocks[j]
		if len(b.Tokens) == 0 {
			continue
		}
		bl := block{content: t.memory.content(b), index: j}
		bl.clause, _ = strconv.Atoi(b.Clause)
		list = append(list, bl)
	}
	return list
}

// sum fills the hashes and the bag of a state from its blocks.
func (t *Tracker) sum(doc *policy.Document, st *state) {
	st.text = t.memory.text(doc, st.blocks)
	st.raw, st.folded, st.own, st.words, st.runs = st.text.raw, st.text.folded, st.text.own, st.text.words, st.text.runs
}

// born starts a lineage. Its anchor comes with settle, when all that were
// continued have theirs.
func (t *Tracker) born(version int) *Lineage {
	l := &Lineage{ID: len(t.Lineages), First: version, SplitFrom: -1, texts: map[uint64]bool{},
		given: map[string]bool{}, inner: map[string]bool{}}
	t.Lineages = append(t.Lineages, l)
	return l
}

// settle gives anchors and clause numbers, writes the outcome into the
// document and remembers it.
func (t *Tracker) settle(doc *policy.Document, version int, all []*state) {
	t.handOver(all)
	for _, s := range all {
		l := s.lineage
		if l.Anchor == "" {
			l.Anchor = t.unused(doc.Sections[s.index].BaseAnchor())
			t.anchors[l.Anchor] = l
		}
	}
	for _, s := range all {
		t.alias(s.lineage, s.id)
		delete(s.lineage.inner, s.id)
		for n, id := range s.otherID {
			if t.alias(s.lineage, id) && n >= s.inner {
				s.lineage.inner[id] = true
			}
		}
	}
	for _, s := range all {
		l, sec := s.lineage, &doc.Sections[s.index]
		if s.up >= 0 {
			s.parent = all[s.up].lineage
		}
		t.numberClauses(doc, l, s)
		if !s.lost {
			l.Title, l.Number = sec.Title, sec.Number
		}
		l.Last, l.dead, l.Successors, l.state = version, false, nil, s
		l.texts[s.raw], l.texts[s.folded], l.texts[s.own] = true, true, true
		sec.Lineage, sec.Anchor, sec.Aliases = l.ID, l.Anchor, slices.Clone(l.Aliases)
	}
}

// claim gives lineages that begin with this version the anchors under which it
// was published, and returns what is left.
func (t *Tracker) claim(doc *policy.Document, all []*state, published []Published) []Published {
	var left []Published
	for _, p := range published {
		n := findPublished(doc.Sections, p, func(i int) bool { return all[i].lineage.Anchor == "" && !all[i].lost })
		if n < 0 || t.anchors[p.Anchor] != nil {
			left = append(left, p)
			continue
		}
		l := all[n].lineage
		l.Anchor, l.Published = p.Anchor, p.Anchor
		t.anchors[p.Anchor] = l
	}
	return left
}

func (t *Tracker) unused(base string) string {
	return t.suffixes.Unique(base, func(a string) bool { return t.anchors[a] != nil || t.reserved[a] || t.isClause(a) })
}

// handOver takes the ids of paragraphs from lineages that do not have them any more
// and that now stand elsewhere: the author moved them, and links go along.
func (t *Tracker) handOver(all []*state) {
	has := map[*Lineage]*state{}
	for _, s := range all {
		has[s.lineage] = s
	}
	for _, s := range all {
		for n := -1; n < len(s.otherID); n++ {
			id := s.id
			if n >= 0 {
				id = s.otherID[n]
			}
			before := t.anchors[id]
			if before == nil || before == s.lineage || !before.inner[id] {
				continue
			}
			if still := has[before]; still != nil && (still.id == id || slices.Contains(still.otherID, id)) {
				continue
			}
			before.Aliases = slices.DeleteFunc(slices.Clone(before.Aliases), func(a string) bool { return a == id })
			delete(before.inner, id)
			delete(t.anchors, id)
			if n < 0 && s.lineage.Anchor == "" && !t.reserved[id] {
				s.lineage.Anchor, t.anchors[id] = id, s.lineage
			} else if t.alias(s.lineage, id) && n >= s.inner {
				s.lineage.inner[id] = true
			}
		}
	}
}

// alias lets one more anchor lead to a lineage, unless it leads somewhere already.
func (t *Tracker) alias(l *Lineage, anchor string) bool {
	if anchor == "" || t.anchors[anchor] != nil || t.reserved[anchor] || t.isClause(anchor) {
		return false
	}
	t.anchors[anchor] = l
	l.Aliases = append(l.Aliases, anchor)
	return true
}

// publish keeps the anchors a version was once published under.
func (t *Tracker) publish(doc *policy.Document, published []Published) {
	used := make([]bool, len(doc.Sections))
	for _, p := range published {
		i := findPublished(doc.Sections, p, func(i int) bool { return !used[i] })
		if i < 0 {
			continue
		}
		used[i] = true
		s := &doc.Sections[i]
		l := t.Lineages[s.Lineage]
		delete(t.reserved, p.Anchor)
		t.alias(l, p.Anchor)
		if t.anchors[p.Anchor] == l {
			l.Published = cmp.Or(l.Published, p.Anchor)
		}
		s.Aliases = slices.Clone(l.Aliases)
	}
}
