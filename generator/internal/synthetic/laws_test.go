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
)

// law is something that holds of every history.
type law struct {
	name string
	hold func(f failer, h *synthetic.History)
}

// failer is a test, or one that rapid makes smaller.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

var laws = []law{
	{"parsed", parsed}, {"anchors", anchors}, {"clauses", clauses}, {"verdicts", verdicts}, {"counts", counts},
	{"texts", texts}, {"links", links}, {"redlines", redlines}, {"plain", plain}, {"woven texts", wovenTexts}, {"woven pairs", wovenPairs}, {"far", far}, {"ages", ages},
}

// TestLaws holds the program to every law: on small histories drawn at random,
// which rapid makes smaller still when one fails, and on long ones that are the
// same on every run.
func TestLaws(t *testing.T) {
	for _, l := range laws {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			t.Run("drawn", func(t *testing.T) {
				rapid.Check(t, func(rt *rapid.T) {
					o := synthetic.Options{
						Script:   rapid.SampledFrom(synthetic.Scripts()).Draw(rt, "script"),
						Sections: rapid.IntRange(1, 8).Draw(rt, "sections"),
						Versions: rapid.IntRange(2, 6).Draw(rt, "versions"),
						Plain:    rapid.Bool().Draw(rt, "plain"),
					}
					o.Edits = settled(l.name)
					h := synthetic.Make(func(n int) int { return rapid.IntRange(0, n-1).Draw(rt, "choice") }, o)
					l.hold(rt, h)
				})
			})
			for _, script := range synthetic.Scripts() {
				t.Run("long "+script.String(), func(t *testing.T) {
					if slices.Contains(pendingLong, l.name+"/"+script.String()) {
						t.Skip("it is known to fail")
					}
					o := synthetic.Options{Script: script, Sections: 30, Versions: 62, Edits: settled(l.name)}
					l.hold(t, synthetic.Make(synthetic.Seeded(uint64(script)+1), o))
				})
			}
		})
	}
}

// settled are the edits for which a law is to hold today.
func settled(law string) []synthetic.Edit {
	return slices.DeleteFunc(synthetic.All(), func(e synthetic.Edit) bool {
		return slices.ContainsFunc(pending, func(p open) bool { return slices.Contains(p.laws, law) && slices.Contains(p.edits, e) })
	})
}

// tracked are the texts of a history, followed by lineage.
func tracked(h *synthetic.History) ([]*policy.Document, *lineage.Tracker) {
	parser, tracker := policy.NewParser(), lineage.New()
	var docs []*policy.Document
	for n, v := range h.Versions {
		doc := parser.Parse(fmt.Sprintf("%d.md", n), v.Source)
		tracker.Add(doc, nil)
		docs = append(docs, doc)
	}
	return docs, tracker
}

// failed reports a law that does not hold at a version.
func failed(f failer, h *synthetic.History, version int, format string, args ...any) {
	f.Helper()
	var b strings.Builder
	for n := max(0, version-1); n <= version; n++ {
		source := string(h.Versions[n].Source)
		if len(source) > 6000 {
			source = source[:6000] + "…"
		}
		fmt.Fprintf(&b, "\n=== version %d, by %v\n%s", n, h.Versions[n].Edits, source)
	}
	f.Fatalf("version %d of %s\n%s%s", version, h, fmt.Sprintf(format, args...), b.String())
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
func parsed(f failer, h *synthetic.History) {
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
				failed(f, h, n, "section %q has level %d, number %q, id %q; not %d, %q, %q", got.Title, got.Level, got.Number, got.ID, want.Level, want.Number, want.Author)
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
// never given to another section, and leads to its own for ever.
func anchors(f failer, h *synthetic.History) {
	parser, tracker := policy.NewParser(), lineage.New()
	of := map[int]string{}   // section to the anchor that it had last
	line := map[string]int{} // anchor to its line
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
			for _, a := range append([]string{s.Anchor}, s.Aliases...) {
				if old, known := line[a]; known && old != s.Lineage {
					failed(f, h, n, "#%s was another section's", a)
				}
				line[a] = s.Lineage
			}
		}
		for a, id := range line {
			if l := tracker.Line(a); l == nil || l.ID != id {
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
func swapped(h *synthetic.History, version, section int) bool {
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
func clauses(f failer, h *synthetic.History) {
	docs, _ := tracked(h)
	type place struct{ text, anchor string }
	var before map[int]place
	for n, v := range h.Versions {
		doc := docs[n]
		sections, blocks, err := placed(doc, v)
		if err != nil {
			failed(f, h, n, "%v", err)
		}
		now := map[int]place{}
		for i, s := range v.Sections {
			for j, p := range s.Parts {
				if p.Cell {
					continue // a row is cited, not its cells
				}
				b := blocks[i][j]
				at := doc.SectionAt(b)
				now[p.ID] = place{p.Text, fmt.Sprintf("%d/%s.%s", s.ID, doc.Sections[at].Anchor, doc.Blocks[b].Clause)}
				was, stood := before[p.ID]
				if !stood || was.text != p.Text || was.anchor == now[p.ID].anchor || twice(v, p) || n > 0 && twice(h.Versions[n-1], p) || swapped(h, n, i) {
					continue
				}
				if strings.HasPrefix(was.anchor, fmt.Sprintf("%d/", s.ID)) && at == sections[i] {
					failed(f, h, n, "%q was %s and is %s", p.Text, was.anchor, now[p.ID].anchor)
				}
			}
		}
		before = now
	}
}

// twice reports whether the text of a part stands in a version more than once.
func twice(v *synthetic.Version, p synthetic.Part) bool {
	count := 0
	for _, s := range v.Sections {
		for _, q := range s.Parts {
			if q.Text == p.Text {
				count++
			}
		}
	}
	return count > 1
}

// compared are the comparisons of neighbours; the first is nil.
func compared(docs []*policy.Document) []*compare.Comparison {
	comparer := compare.NewComparer()
	list := make([]*compare.Comparison, len(docs))
	for n := 1; n < len(docs); n++ {
		list[n] = comparer.Compare(docs[n-1], docs[n])
	}
	return list
}

// verdicts: what is told of a step is what it did.
func verdicts(f failer, h *synthetic.History) {
	docs, _ := tracked(h)
	for n, c := range compared(docs) {
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
func counts(f failer, h *synthetic.History) {
	docs, _ := tracked(h)
	for n, c := range compared(docs) {
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
			failed(f, h, n, "+%d −%d words are told; it were +%d −%d\n%v\n%s", v.WordsAdded, v.WordsRemoved, added, removed, h.Between(n-1, n), marked(c))
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
