package synthetic_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/synthetic"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// law is something that holds of every history.
type law struct {
	name string
	hold func(f failer, h *reading)
}

// failer is a test, or one that rapid makes smaller.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

var laws = []law{
	{"parsed", parsed}, {"anchors", anchors}, {"clauses", clauses}, {"verdicts", verdicts}, {"counts",
		counts}, {"far", far},
	{"texts", texts}, {"links", links}, {"redlines", redlines}, {"plain", plain},
	{"woven texts", wovenTexts}, {"woven pairs", wovenPairs}, {"ages", ages},
}

// TestDrawnHistories holds the program to every law on small histories drawn at
// random, which rapid makes smaller still when one fails.
func TestDrawnHistories(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := read(rt, synthetic.Make(func(n int) int { return rapid.IntRange(0, n-1).Draw(rt, "choice") }, synthetic.Options{
			Script:   rapid.SampledFrom(synthetic.Scripts()).Draw(rt, "script"),
			Sections: rapid.IntRange(1, 6).Draw(rt, "sections"),
			Versions: rapid.IntRange(2, 6).Draw(rt, "versions"),
			Plain:    rapid.Bool().Draw(rt, "plain"),
		}))
		for _, l := range laws {
			if h.settled(l) {
				l.hold(rt, h)
			}
		}
	})
}

// TestLongHistories holds the program to every law on histories of many
// versions, which are the same on every run.
func TestLongHistories(t *testing.T) {
	known := slices.DeleteFunc(synthetic.All(), func(e synthetic.Edit) bool {
		return slices.ContainsFunc(pending, func(p open) bool { return slices.Contains(p.edits, e) })
	})
	for _, script := range synthetic.Scripts() {
		for _, size := range []struct{ sections, versions int }{{4, 62}, {40, 5}} {
			t.Run(fmt.Sprintf("%s of %d sections", script, size.sections), func(t *testing.T) {
				o := synthetic.Options{Script: script, Sections: size.sections, Versions: size.versions, Edits: known}
				h := read(t, synthetic.Make(synthetic.Seeded(uint64(size.sections)), o))
				for _, l := range laws {
					t.Run(l.name, func(t *testing.T) {
						if reason := pendingLong[fmt.Sprintf("%s of %d sections: %s", script, size.sections, l.name)]; reason != "" {
							t.Skip("known to fail: " + reason)
						}
						l.hold(t, h)
					})
				}
			})
		}
	}
}

// reading is a history as the program reads it.
type reading struct {
	*synthetic.History
	docs     []*policy.Document
	tracker  *lineage.Tracker
	woven    *weave.Woven
	comparer *compare.Comparer
	steps    []*compare.Comparison // of neighbours; the first is nil
	weave    *weave.Weave          // written and read again
	files    []weave.File
}

func read(f failer, h *synthetic.History) *reading {
	r := &reading{History: h, tracker: lineage.New(), comparer: compare.NewComparer(),
		woven: weave.NewWoven("drawn")}
	parser := policy.NewParser()
	for n, v := range h.Versions {
		doc := parser.Parse(fmt.Sprintf("%d.md", n), v.Source)
		r.tracker.Add(doc, nil)
		r.woven.Append(fmt.Sprintf("2001-01-01.%d", n+1), doc)
		var c *compare.Comparison
		if n > 0 {
			c = r.woven.Between(n-1, n)
		}
		r.docs, r.steps = append(r.docs, doc), append(r.steps, c)
	}
	r.woven.Name(r.tracker.Lineages)
	r.weave, r.files = published(f, r.woven.Weave)
	return r
}

// settled reports whether a law is to hold today of what a history does.
func (r *reading) settled(l law) bool {
	for _, p := range pending {
		if slices.Contains(p.laws, l.name) && slices.ContainsFunc(r.Versions, func(v *synthetic.Version) bool {
			return slices.ContainsFunc(v.Edits, func(e synthetic.Edit) bool { return slices.Contains(p.edits, e) })
		}) {
			return false
		}
	}
	return true
}

// failed reports a law that does not hold at a version.
func failed(f failer, h *reading, version int, format string, args ...any) {
	f.Helper()
	var b strings.Builder
	for n := max(0, version-1); n <= version; n++ {
		source := string(h.Versions[n].Source)
		if len(source) > 6000 {
			source = source[:6000] + "…"
		}
		fmt.Fprintf(&b, "\n=== version %d, by %v\n%s", n, h.Versions[n].Edits, source)
	}
	f.Fatalf("version %d of %s\n%s%s", version, h.History, fmt.Sprintf(format, args...), b.String())
}

// placed says which section of a document, and which of its blocks, are those
// of a version; it fails where they do not correspond.
func placed(doc *policy.Document, v *synthetic.Version) (sections []int, blocks [][]int, err error) {
	at := -1
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if headed := s.Heading >= 0; headed || i == 0 {
			at++
			if at >= len(v.Sections) {
				return nil, nil, fmt.Errorf("section %q is one too many", s.Title)
			}
			if title := v.Sections[at].Title; title != s.Title {
				return nil, nil, fmt.Errorf("section %q should be %q", s.Title, title)
			}
			sections, blocks = append(sections, i), append(blocks, nil)
		}
		for b := s.First; b < s.End; b++ {
			if len(doc.Blocks[b].Tokens) > 0 {
				blocks[at] = append(blocks[at], b)
			}
		}
	}
	if at != len(v.Sections)-1 {
		return nil, nil, fmt.Errorf("%d sections, not %d", at+1, len(v.Sections))
	}
	for n, s := range v.Sections {
		if len(blocks[n]) != len(s.Parts) {
			return nil, nil, fmt.Errorf("section %q has %d parts, not %d", s.Title, len(blocks[n]), len(s.Parts))
		}
	}
	return sections, blocks, nil
}

// parsed: every text is read as it was meant: its sections, paragraphs, words
// and links.
func parsed(f failer, h *reading) {
	for n, v := range h.Versions {
		doc := policy.Parse("drawn.md", v.Source)
		if doc.Title != v.Title {
			failed(f, h, n, "the title is %q, not %q", doc.Title, v.Title)
		}
		if len(doc.Problems) > 0 {
			failed(f, h, n, "%v", doc.Problems[0])
		}
		sections, blocks, err := placed(doc, v)
		if err != nil {
			failed(f, h, n, "%v", err)
		}
		for i, want := range v.Sections {
			got := doc.Sections[sections[i]]
			if int(got.Level) != want.Level || got.Number != want.Number || got.ID != want.Author {
				failed(f, h, n, "section %q has level %d, number %q, id %q; not %d, %q, %q", got.Title, got.Level, got.Number,
					got.ID, want.Level, want.Number, want.Author)
			}
			for j, p := range want.Parts {
				if text := policy.Text(doc.Blocks[blocks[i][j]].Tokens); text != p.Text {
					failed(f, h, n, "reads %q, not %q", text, p.Text)
				}
			}
		}
		var got, want []string
		for _, l := range doc.Links() {
			got = append(got, l.Text+" -> "+l.Target)
		}
		for _, s := range v.Sections {
			for _, p := range s.Parts {
				for _, l := range p.Links {
					want = append(want, l.Text+" -> "+l.Target)
				}
			}
		}
		if !slices.Equal(got, want) {
			failed(f, h, n, "the links are\n%q, not\n%q", got, want)
		}
	}
}

// anchors: a section keeps its anchor; an anchor stands once in a text, is
// never given to another section, and leads to its own for ever. The id of a
// paragraph goes where the paragraph goes.
func anchors(f failer, h *reading) {
	parser, tracker := policy.NewParser(), lineage.New()
	of := map[int]string{}      // section to the anchor that it had last
	line := map[string]int{}    // anchor to its line
	within := map[string]bool{} // ids of paragraphs
	for n, v := range h.Versions {
		doc := parser.Parse("drawn.md", v.Source)
		tracker.Add(doc, nil)
		sections, _, err := placed(doc, v)
		if err != nil {
			failed(f, h, n, "%v", err)
		}
		seen := map[string]bool{}
		for i := range doc.Sections {
			s := &doc.Sections[i]
			if s.Anchor == "" || seen[s.Anchor] {
				failed(f, h, n, "the anchor %q is empty or stands twice", s.Anchor)
			}
			seen[s.Anchor] = true
			for _, id := range s.OtherIDs {
				within[id] = true
			}
			for _, a := range append([]string{s.Anchor}, s.Aliases...) {
				if within[a] {
					continue
				}
				if old, known := line[a]; known && old != s.Lineage {
					failed(f, h, n, "#%s was another section's", a)
				}
				line[a] = s.Lineage
			}
		}
		for a, id := range line {
			if l := tracker.Find(a); l == nil || l.ID != id {
				failed(f, h, n, "#%s leads to its section no more", a)
			}
		}
		for i, s := range v.Sections {
			now := doc.Sections[sections[i]].Anchor
			if was := of[s.ID]; was != "" && was != now && !swapped(h, n, i) {
				failed(f, h, n, "section %q had #%s and has #%s", s.Title, was, now)
			}
			of[s.ID] = now
		}
	}
}

// swapped reports whether a section of a version may have taken the anchor of
// another one: nobody can tell them apart, there or in the version before.
func swapped(h *reading, version, section int) bool {
	v := h.Versions[version]
	if v.Ambiguous(section) {
		return true
	}
	for n := version - 1; n >= 0; n-- {
		for i, s := range h.Versions[n].Sections {
			if s.ID == v.Sections[section].ID {
				return h.Versions[n].Ambiguous(i)
			}
		}
	}
	return false
}

// clauses: an unchanged paragraph of a section that goes on keeps its anchor.
func clauses(f failer, h *reading) {
	type place struct{ text, section, anchor string }
	var before map[int]place
	var last map[string]int // how often a text stood in the version before
	for n, v := range h.Versions {
		doc := h.docs[n]
		_, blocks, err := placed(doc, v)
		if err != nil {
			failed(f, h, n, "%v", err)
		}
		now, count := map[int]place{}, v.Count()
		for i, s := range v.Sections {
			blurred := swapped(h, n, i)
			for j, p := range s.Parts {
				if p.Cell {
					continue // a row is cited, not its cells
				}
				b := blocks[i][j]
				is := place{p.Text, doc.Sections[doc.SectionAt(b)].Anchor, doc.Blocks[b].Clause}
				now[p.ID] = is
				was := before[p.ID]
				if was.text != is.text || was.section != is.section || count[p.Text] > 1 || last[p.Text] > 1 || blurred {
					continue
				}
				if was.anchor != is.anchor {
					failed(f, h, n, "%q was #%s.%s and is #%s.%s", p.Text, was.section, was.anchor, is.section, is.anchor)
				}
			}
		}
		before, last = now, count
	}
}

// verdicts: what is told of a step is what it did.
func verdicts(f failer, h *reading) {
	for n, c := range h.steps {
		if c == nil {
			continue
		}
		truth := h.Between(n-1, n)
		if got := synthetic.Kind(c.Verdict.Kind); !truth.Told(got) {
			failed(f, h, n, "the verdict is %q, not %q: %s\n%s", got, truth.Kind, c.Verdict.Sentence(), marked(c))
		}
	}
}

// counts: the words that are counted as added and removed are those that were.
func counts(f failer, h *reading) {
	for n, c := range h.steps {
		if c == nil {
			continue
		}
		added, removed := h.Between(n-1, n).Words()
		v := c.Verdict
		if h.Script == synthetic.CJK {
			// Words are as the program divides them: no more than letters.
			added, removed = lettersOf(h.Between(n-1, n).Added), lettersOf(h.Between(n-1, n).Removed)
		}
		exact := h.Versions[n].Exact && h.Script != synthetic.CJK
		if v.WordsAdded > added || v.WordsRemoved > removed || exact && (v.WordsAdded != added || v.WordsRemoved != removed) {
			failed(f, h, n, "+%d −%d words are told; it were +%d −%d\n%v\n%s", v.WordsAdded, v.WordsRemoved, added, removed,
				h.Between(n-1, n), marked(c))
		}
	}
}

func lettersOf(words map[int][]string) int {
	n := 0
	for _, list := range words {
		n += len([]rune(letters(strings.Join(list, ""))))
	}
	return n
}

// letters is a text without anything but its letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, s)
}

// marked is a redline as plain text.
func marked(c *compare.Comparison) string {
	var b strings.Builder
	compare.Plain().Write(&b, c)
	return b.String()
}
