package lineage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// draft is a policy as an editor sees it.
type draft []part

type part struct {
	level      int
	number     string
	title      string // "" for a heading that was lost
	paragraphs []string
}

func (d draft) String() string {
	var b strings.Builder
	for _, p := range d {
		if p.title != "" {
			fmt.Fprintf(&b, "%s %s%s\n\n", strings.Repeat("#", p.level), p.number, p.title)
		}
		for _, text := range p.paragraphs {
			b.WriteString(text + "\n\n")
		}
	}
	return b.String()
}

func (d draft) clone() draft {
	c := slices.Clone(d)
	for i := range c {
		c[i].paragraphs = slices.Clone(c[i].paragraphs)
	}
	return c
}

// editor makes sections and changes them. Every paragraph it writes has words
// of its own, besides the ones that all share.
type editor struct {
	t     *rapid.T
	words int
}

func (e *editor) pick(n int) int { return rapid.IntRange(0, n-1).Draw(e.t, "pick") }

func (e *editor) paragraph() string {
	var b strings.Builder
	b.WriteString("We may at times")
	for range rapid.IntRange(8, 30).Draw(e.t, "words") {
		e.words++
		fmt.Fprintf(&b, " word%d", e.words)
	}
	return b.String() + "."
}

func (e *editor) section() part {
	p := part{level: 2 + e.pick(3), title: rapid.SampledFrom([]string{"Data", "Cookies", "Your Rights", "Contact Us",
		"How We Share", "Data We Collect", "Security of Data", "プライバシー"}).Draw(e.t, "title")}
	for range 1 + e.pick(4) {
		p.paragraphs = append(p.paragraphs, e.paragraph())
	}
	return p
}

func (e *editor) draft() draft {
	var d draft
	for range 2 + e.pick(8) {
		d = append(d, e.section())
	}
	return d
}

// edit changes a draft in one way. Paragraphs keep their order in a section.
func (e *editor) edit(d draft) draft {
	d = d.clone()
	i := e.pick(len(d))
	switch e.pick(14) {
	case 0: // rename
		d[i].title = e.section().title + " Renamed"
	case 1: // renumber all
		for n := range d {
			d[n].number = fmt.Sprintf("%d. ", n+1+i)
		}
	case 2: // move
		p := d[i]
		d = slices.Delete(d, i, i+1)
		d = slices.Insert(d, e.pick(len(d)+1), p)
	case 3: // level shift of all
		for n := range d {
			d[n].level = min(6, d[n].level+1)
		}
	case 4: // level shift of one
		d[i].level = 2 + e.pick(4)
	case 5: // a twin appears
		twin := e.section()
		twin.title = d[i].title
		d = slices.Insert(d, e.pick(len(d)+1), twin)
	case 6: // a section goes
		if len(d) > 1 {
			d = slices.Delete(d, i, i+1)
		}
	case 7: // a section comes
		d = slices.Insert(d, i, e.section())
	case 8: // a heading is lost
		if i > 0 {
			d[i].title = ""
		}
	case 9: // a paragraph comes
		d[i].paragraphs = slices.Insert(d[i].paragraphs, e.pick(len(d[i].paragraphs)+1), e.paragraph())
	case 10: // a paragraph goes
		if n := len(d[i].paragraphs); n > 1 {
			at := e.pick(n)
			d[i].paragraphs = slices.Delete(d[i].paragraphs, at, at+1)
		}
	case 11: // a paragraph moves in its section, and another changes
		if n := len(d[i].paragraphs); n > 0 {
			text := d[i].paragraphs[0]
			d[i].paragraphs = slices.Insert(slices.Delete(d[i].paragraphs, 0, 1), e.pick(n), text)
			d[i].paragraphs[e.pick(n)] += " And more."
		}
	case 12: // a section without words, or with few
		p := e.section()
		p.paragraphs = [][]string{nil, {"None."}, {"See below."}}[e.pick(3)]
		d = slices.Insert(d, i, p)
	case 13: // all stands there twice
		d = append(d, d.clone()...)
		for n := range d[:len(d)/2] {
			if e.pick(2) == 0 {
				d[n].paragraphs = append(d[n].paragraphs, e.paragraph())
			}
		}
		if len(d) > 24 {
			d = d[:12]
		}
	}
	return d
}

// TestPromisesOfAnchors edits drawn policies at random and holds every version
// to the promises of doc.go.
func TestPromisesOfAnchors(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		e := &editor{t: rt}
		h := &promises{t: rt, tracker: lineage.New(), lineages: map[string]int{}}
		d := e.draft()
		var past []draft
		for range rapid.IntRange(2, 8).Draw(rt, "versions") {
			h.add(d)
			past = append(past, d)
			if rapid.IntRange(0, 4).Draw(rt, "revert") == 0 {
				d = past[e.pick(len(past))].clone()
				continue
			}
			for range 1 + e.pick(3) {
				d = e.edit(d)
			}
		}
	})
}

// promises remembers what was promised by earlier versions.
type promises struct {
	t        *rapid.T
	tracker  *lineage.Tracker
	sources  []string
	docs     []*policy.Document
	lineages map[string]int // every anchor ever given, aliases too, to its lineage
}

func (h *promises) add(d draft) {
	source := d.String()
	doc := policy.Parse("drawn.md", []byte(source))
	h.tracker.Add(doc, nil)
	h.unique(doc)
	h.neverAnother(doc)
	if n := len(h.docs); n > 0 {
		h.unchanged(h.docs[n-1], doc)
		h.itself(h.docs[n-1], doc)
		h.clauses(h.docs[n-1], doc)
	}
	for n := len(h.sources) - 1; n >= 0; n-- {
		if h.sources[n] == source {
			h.reverted(h.docs[n], h.docs[len(h.docs)-1], doc)
			break
		}
	}
	h.sources, h.docs = append(h.sources, source), append(h.docs, doc)
}

func (h *promises) fail(format string, args ...any) {
	var all strings.Builder
	for n, s := range h.sources {
		fmt.Fprintf(&all, "== version %d\n%s", n, outline(h.docs[n], s))
	}
	h.t.Fatalf(format+"\n%s", append(args, all.String())...)
}

func outline(d *policy.Document, source string) string {
	var b strings.Builder
	for i := range d.Sections {
		s := &d.Sections[i]
		fmt.Fprintf(&b, "#%s %s %q", s.Anchor, s.Number, s.Title)
		for j := s.First; j < s.End; j++ {
			fmt.Fprintf(&b, " %s:%.60q", d.Blocks[j].Clause, policy.Text(d.Blocks[j].Tokens))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (h *promises) unique(doc *policy.Document) {
	seen := map[string]bool{}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Anchor == "" || seen[s.Anchor] {
			h.fail("anchor %q is empty or stands twice in\n%s", s.Anchor, outline(doc, ""))
		}
		seen[s.Anchor] = true
		clauses := map[string]bool{}
		for _, c := range doc.Clauses(s) {
			if clauses[c.Anchor] {
				h.fail("clause %s.%s stands twice in\n%s", s.Anchor, c.Anchor, outline(doc, ""))
			}
			clauses[c.Anchor] = true
		}
	}
}

// neverAnother: an anchor once given belongs to one lineage for ever.
func (h *promises) neverAnother(doc *policy.Document) {
	for i := range doc.Sections {
		s := &doc.Sections[i]
		for _, a := range append([]string{s.Anchor}, s.Aliases...) {
			if lineage, known := h.lineages[a]; known && lineage != s.Lineage {
				h.fail("#%s was lineage %d and is now %d in\n%s", a, lineage, s.Lineage, outline(doc, ""))
			}
			h.lineages[a] = s.Lineage
		}
	}
	for a, lineage := range h.lineages {
		if l := h.tracker.Find(a); l == nil || l.ID != lineage {
			h.fail("#%s no longer leads to lineage %d", a, lineage)
		}
	}
}

// texts are the texts of ten words or more that stand once under a heading, to
// its anchor, as a reader sees them: up to the next heading. If sections without a
// heading follow, the first has ten words itself: a word or two before what is long may
// go to the section of that, when both get one heading.
func texts(doc *policy.Document) map[string]string {
	m, twice := map[string]string{}, map[string]bool{} // or with too few words
	for i := 0; i < len(doc.Sections); {
		s, end := &doc.Sections[i], doc.Sections[i].End
		for i++; i < len(doc.Sections) && doc.Sections[i].Heading < 0; i++ {
			end = doc.Sections[i].End
		}
		text, own := "", 0 // words of the section itself
		for j := s.First; j < end; j++ {
			text += policy.Text(doc.Blocks[j].Tokens) + "\n"
			if j < s.End {
				own = len(strings.Fields(text))
			}
		}
		if _, known := m[text]; known || own < 10 {
			twice[text] = true
		}
		m[text] = s.Anchor
	}
	for text := range twice {
		delete(m, text)
	}
	return m
}

// unchanged: a text of ten words or more that stands once in both versions
// keeps its anchor.
func (h *promises) unchanged(old, new *policy.Document) {
	after := texts(new)
	for text, anchor := range texts(old) {
		if now, ok := after[text]; ok && now != anchor {
			h.fail("%.60q had #%s and now has #%s in\n%s", text, anchor, now, outline(new, ""))
		}
	}
}

// itself: of sections that have the same title and text, as many as stand in both
// versions keep their anchors, which so name no other.
func (h *promises) itself(old, new *policy.Document) {
	if text := changedItself(old, new); text != "" {
		h.fail("%s in\n%s", text, outline(new, ""))
	}
}

// changedItself says which section of two versions lost its anchor without a change
// of its title or text; "" if none did.
func changedItself(old, new *policy.Document) string {
	before, after := anchorsByText(old), anchorsByText(new)
	for text, anchors := range before {
		kept := 0
		for _, a := range anchors {
			if slices.Contains(after[text], a) {
				kept++
			}
		}
		if kept < min(len(anchors), len(after[text])) {
			return fmt.Sprintf("%.80q had %v and now has %v", text, anchors, after[text])
		}
	}
	return ""
}

// anchorsByText are the anchors of all sections with a heading by their title and
// text, as a reader sees it.
func anchorsByText(doc *policy.Document) map[string][]string {
	m := map[string][]string{}
	for i := 0; i < len(doc.Sections); {
		s, end := &doc.Sections[i], doc.Sections[i].End
		for i++; i < len(doc.Sections) && doc.Sections[i].Heading < 0; i++ {
			end = doc.Sections[i].End
		}
		if s.Heading < 0 {
			continue
		}
		text := s.Title
		for j := s.First; j < end; j++ {
			text += "\n" + policy.Text(doc.Blocks[j].Tokens)
		}
		m[text] = append(m[text], s.Anchor)
	}
	return m
}

// clauses: an unchanged paragraph in a section that goes on keeps its anchor.
func (h *promises) clauses(old, new *policy.Document) {
	before := map[string]*policy.Section{}
	for i := range old.Sections {
		before[old.Sections[i].Anchor] = &old.Sections[i]
	}
	for i := range new.Sections {
		s := &new.Sections[i]
		was := before[s.Anchor]
		if was == nil {
			continue
		}
		if text := changedClause(old.Clauses(was), new.Clauses(s)); text != "" {
			h.fail("in #%s, %s in\n%s", s.Anchor, text, outline(new, ""))
		}
	}
}

// changedClause says which clause of a section lost its anchor without a change; ""
// if none did.
func changedClause(old, new []policy.Clause) string {
	byText := func(list []policy.Clause) map[string][]string {
		m := map[string][]string{}
		for _, c := range list {
			if c.Kind != "enumeration" {
				m[c.Text] = append(m[c.Text], c.Anchor)
			}
		}
		return m
	}
	before, after := byText(old), byText(new)
	for text, anchors := range before {
		kept := 0
		for _, a := range anchors {
			if slices.Contains(after[text], a) {
				kept++
			}
		}
		if kept < min(len(anchors), len(after[text])) {
			return fmt.Sprintf("%.60q had %v and now has %v", text, anchors, after[text])
		}
	}
	return ""
}

// reverted: a text that comes back whole has its anchors again, but for those
// of sections that stand, unchanged, in the version before under another one:
// that promise is the stronger.
func (h *promises) reverted(old, before, new *policy.Document) {
	kept, taken := texts(before), map[string]bool{}
	for i := range new.Sections {
		taken[new.Sections[i].Anchor] = true
	}
	itself := map[string]bool{} // anchors of sections that stand unchanged, twins too
	after := anchorsByText(new)
	for text, anchors := range anchorsByText(before) {
		for _, a := range anchors {
			itself[a] = slices.Contains(after[text], a)
		}
	}
	was := texts(old)
	for text, anchor := range texts(new) {
		if _, stands := kept[text]; was[text] != anchor && !stands && !taken[was[text]] && !itself[anchor] {
			h.fail("a text came back: %.60q had #%s and now has #%s in\n%s", text, was[text], anchor, outline(new, ""))
		}
	}
}
