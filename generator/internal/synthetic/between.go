package synthetic

import (
	"slices"
	"strings"
)

// Kind is what is to be told of two versions.
type Kind string

// The kinds, from nothing to most.
const (
	Identical    Kind = "identical"    // a reader sees no difference
	Presentation Kind = "presentation" // no word came or went
	Wording      Kind = "wording"
	Sections     Kind = "sections" // some were added or removed
)

// Change is what is true of two versions.
type Change struct {
	Kind Kind
	// Silent tells of a Presentation that nothing a reader sees changed, but
	// ids, so that it may as well be called Identical.
	Silent bool
	// Blurred tells of Sections that a section which came or went shares words with
	// what stands in both, so that it may as well be told as Wording.
	Blurred bool
	// Restructured tells that a section stands in one version only.
	Restructured bool
	// Added and Removed are the words that came and went, by section. The words
	// of a section's title are among them if it was renamed, added or removed.
	Added, Removed map[int][]string
	// Sections that were added and removed: their words came or went with them.
	SectionsAdded, SectionsRemoved []int
	// Links that came and went, or lead elsewhere.
	LinksAdded, LinksRemoved []Link
}

// Words counts those that came and went.
func (c *Change) Words() (added, removed int) {
	for _, list := range c.Added {
		added += len(list)
	}
	for _, list := range c.Removed {
		removed += len(list)
	}
	return added, removed
}

// Between tells what is true of two versions, by their numbers.
func (h *History) Between(from, to int) *Change {
	a, b := h.texts[from], h.texts[to]
	c := &Change{Added: map[int][]string{}, Removed: map[int][]string{}}
	var blurredA, blurredB bool
	c.SectionsRemoved, blurredA = oneSided(a, b, c.Removed)
	c.SectionsAdded, blurredB = oneSided(b, a, c.Added)
	c.Blurred = blurredA || blurredB
	for _, x := range a.sections {
		c.Restructured = c.Restructured || b.index(x.id) < 0
	}
	for _, x := range b.sections {
		c.Restructured = c.Restructured || a.index(x.id) < 0
	}
	c.LinksRemoved, c.LinksAdded = unlike(a.links(), b.links())
	added, removed := c.Words()
	switch {
	case len(c.SectionsAdded)+len(c.SectionsRemoved) > 0:
		c.Kind = Sections
	case added+removed > 0:
		c.Kind = Wording
	case a.seen(false) == b.seen(false):
		c.Kind = Identical
	default:
		c.Kind, c.Silent = Presentation, false
	}
	if c.Kind == Identical && a.seen(true) != b.seen(true) {
		c.Kind, c.Silent = Presentation, true
	}
	return c
}

// oneSided finds the words that stand in a only, by section, and returns the
// sections that do, and whether some of these share words with b. A heading over words that all stand in b as well is
// structure: the words of its title do not count.
func oneSided(a, b *text, words map[int][]string) (sections []int, blurred bool) {
	there := map[int]bool{}
	for _, x := range b.sections {
		for _, w := range x.title {
			there[w.id] = true
		}
		for _, p := range x.parts(true) {
			for _, w := range p.words {
				there[w.id] = true
			}
		}
	}
	for _, w := range b.title {
		there[w.id] = true
	}
	only := func(list []word) []string {
		var out []string
		for _, w := range list {
			if !there[w.id] {
				out = append(out, w.text)
			}
		}
		return out
	}
	if list := only(a.title); len(list) > 0 {
		words[0] = list
	}
	for _, x := range a.sections {
		var list []string
		for _, p := range x.parts(true) {
			list = append(list, only(p.words)...)
		}
		alone := b.index(x.id) < 0
		if alone && len(list) > 0 {
			sections = append(sections, x.id)
			blurred = blurred || len(list) < x.length()
		}
		if !alone || len(list) > 0 {
			list = append(only(x.title), list...)
		}
		if len(list) > 0 {
			words[x.id] = list
		}
	}
	return sections, blurred
}

func (t *text) links() []Link {
	var list []Link
	for _, x := range t.sections {
		for _, p := range x.parts(true) {
			list = append(list, p.truth(t.script, false).Links...)
		}
	}
	return list
}

// unlike are the links that stand in one list only.
func unlike(a, b []Link) (onlyA, onlyB []Link) {
	count := map[Link]int{}
	for _, l := range b {
		count[l]++
	}
	for _, l := range a {
		if count[l]--; count[l] < 0 {
			onlyA = append(onlyA, l)
		}
	}
	for _, l := range b {
		if count[l] > 0 {
			count[l]--
			onlyB = append(onlyB, l)
		}
	}
	return onlyA, onlyB
}

// seen is all that a reader sees of a text; with ids, all but its bytes.
func (t *text) seen(ids bool) string {
	c := t.clone()
	c.style = style{html: t.style.html}
	for _, x := range c.sections {
		if !ids {
			x.author = ""
		}
		for _, b := range x.blocks {
			if !ids {
				b.author = ""
			}
		}
	}
	return string(c.markdown())
}

// Since is, for each version, by ID of each of its words the version since which
// the word has stood in the text without a break.
func (h *History) Since() []map[int]int {
	list := make([]map[int]int, len(h.texts))
	for n, t := range h.texts {
		list[n] = map[int]int{}
		for _, x := range t.sections {
			for _, p := range x.parts(true) {
				for _, w := range p.words {
					list[n][w.id] = n
					if n > 0 {
						if first, stood := list[n-1][w.id]; stood {
							list[n][w.id] = first
						}
					}
				}
			}
		}
	}
	return list
}

// Told reports whether a kind says of two versions what is true.
func (c *Change) Told(kind Kind) bool {
	return kind == c.Kind || c.Silent && kind == Identical || c.Blurred && kind == Wording
}

// ToldFromAfar is Told for versions that lie apart. Where a section was divided,
// or joined with another, and words changed, too, opinions differ on which of
// the two it is.
func (c *Change) ToldFromAfar(kind Kind) bool {
	return c.Told(kind) || c.Restructured && c.Kind == Wording && kind == Sections
}

// Ambiguous reports whether a section of a version says under its title what
// another one says under the same: nobody can tell which of them is which.
func (v *Version) Ambiguous(i int) bool {
	s := &v.Sections[i]
	return slices.ContainsFunc(v.Sections, func(o Section) bool {
		return o.ID != s.ID && strings.EqualFold(o.Title, s.Title) && o.key() == s.key()
	})
}

// Count is how often the text of each part stands in a version.
func (v *Version) Count() map[string]int {
	count := map[string]int{}
	for _, s := range v.Sections {
		for _, p := range s.Parts {
			count[p.Text]++
		}
	}
	return count
}

// Twins are the sections that have the same title as one, by ID; none if it
// stands alone.
func (v *Version) Twins(id int) []int {
	var list []int
	for _, x := range v.Sections {
		if x.ID == id {
			for _, y := range v.Sections {
				if y.Title == x.Title {
					list = append(list, y.ID)
				}
			}
		}
	}
	if len(list) == 1 {
		return nil
	}
	return list
}

func (s *Section) key() string {
	var b strings.Builder
	b.WriteString(s.Title)
	for _, p := range s.Parts {
		b.WriteString("\n" + p.Text)
	}
	return strings.ToLower(b.String())
}

// Ordered reports whether what two versions have in common stands in the same
// order in both, below headings that both have: what is told of a heading that
// came or went over words that stayed may stand elsewhere. Where sections cannot
// be told apart it knows of no order.
func (h *History) Ordered(from, to int) bool {
	for _, n := range []int{from, to} {
		v, other := h.Versions[n], h.texts[from+to-n]
		for i, x := range v.Sections {
			if v.Ambiguous(i) || other.index(x.ID) < 0 {
				return false
			}
		}
	}
	place := map[int]int{}
	for i, id := range h.texts[from].order() {
		place[id] = i
	}
	last := -1
	for _, id := range h.texts[to].order() {
		if at, ok := place[id]; ok {
			if at < last {
				return false
			}
			last = at
		}
	}
	return true
}

func (t *text) order() []int {
	var list []int
	for _, x := range t.sections {
		for _, w := range x.title {
			list = append(list, w.id)
		}
		for _, p := range x.parts(true) {
			for _, w := range p.words {
				list = append(list, w.id)
			}
		}
	}
	return list
}
