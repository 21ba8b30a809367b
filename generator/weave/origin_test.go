package weave_test

import (
	"slices"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/weave"
)

// TestAgesAgree: no word is younger than the last change of its section's
// wording, and where that change added words that were not there before, some
// word is as young.
func TestAgesAgree(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		since := map[int]int{}
		added := map[int]bool{}
		sections, none := 0, 0
		x.Weave.EachAges(func(v int, ages weave.Ages) {
			doc := x.docs[v]
			if v > 0 {
				c := x.Between(v-1, v)
				for i := range c.Sections {
					s := &c.Sections[i]
					if s.New < 0 {
						continue
					}
					switch s.Status {
					case compare.Added, compare.Reworded, compare.Renamed, compare.Split:
						since[c.New.Sections[s.New].Lineage] = v
						added[c.New.Sections[s.New].Lineage] = s.WordsAdded > 0
					}
				}
			}
			i := 0
			if doc.TitleBlock >= 0 {
				i++
			}
			for n := range doc.Sections {
				s := &doc.Sections[n]
				youngest := 0
				count := s.End - s.First
				if s.Heading >= 0 {
					count++
				}
				for range count {
					if len(ages[i]) > 0 {
						youngest = max(youngest, slices.Max(ages[i]))
					}
					i++
				}
				sections++
				if youngest > since[s.Lineage] {
					t.Errorf("%s: %s: a word since %d, but the section since %d", doc.File, s.Anchor, youngest, since[s.Lineage])
				}
				if added[s.Lineage] && youngest < since[s.Lineage] {
					none++
				}
			}
		})
		t.Logf("%d sections, %d whose added words all moved here", sections, none)
	})
}
