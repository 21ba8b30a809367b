package lineage_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// TestUnchangedSectionsKeepTheirAnchor holds the promises on every step of real
// histories: a text of ten words or more that stands once in both versions has
// the same anchor in both; so has every section of which no word changed, and every
// clause of a section that goes on.
func TestUnchangedSectionsKeepTheirAnchor(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		tracker := lineage.New()
		var before map[string]string // text to anchor; "" where the text stands twice
		checked, renamed := 0, 0
		var last *policy.Document
		titles := map[string]string{}
		for _, file := range h.Files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := policy.Parse(file, data)
			tracker.Add(doc, nil)
			seen := map[string]bool{}
			for i := range doc.Sections {
				s := &doc.Sections[i]
				if seen[s.Anchor] {
					t.Errorf("%s: anchor %s stands twice", file, s.Anchor)
				}
				seen[s.Anchor] = true
				if old, ok := titles[s.Anchor]; ok && old != s.Title && s.Title != "" {
					renamed++
					t.Logf("%s: #%s renamed %q -> %q", filepath.Base(file), s.Anchor, old, s.Title)
				}
				titles[s.Anchor] = s.Title
			}
			after := uniqueTexts(doc)
			for text, anchor := range after {
				old, ok := before[text]
				if !ok || old == "" || anchor == "" {
					continue
				}
				checked++
				if old != anchor {
					t.Errorf("%s: %.60q had #%s and now has #%s", file, text, old, anchor)
				}
			}
			before = after
			if last != nil {
				if text := changedItself(last, doc); text != "" {
					t.Errorf("%s: %s", file, text)
				}
				for i := range doc.Sections {
					s := &doc.Sections[i]
					at := slices.IndexFunc(last.Sections, func(was policy.Section) bool { return was.Lineage == s.Lineage })
					if at < 0 {
						continue
					}
					if text := changedClause(last.Clauses(&last.Sections[at]), doc.Clauses(s)); text != "" {
						t.Errorf("%s: in #%s, %s", file, s.Anchor, text)
					}
				}
			}
			last = doc
		}
		t.Logf("%d versions, %d unchanged sections, %d lineages, %d renamed", len(h.Files), checked, len(tracker.Lineages),
			renamed)
	})
}

// TestReturnedSectionsHaveTheirAnchorAgain: a text that stands once in a
// version, was not in the one before, and stood once in an earlier one, has the
// anchor that it had there last.
func TestReturnedSectionsHaveTheirAnchorAgain(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		tracker, parser := lineage.New(), policy.NewParser()
		last := map[string]string{}   // text to the anchor that it had when it was last seen
		before := map[string]string{} // of the version before
		returned, known := 0, 0
		for _, file := range h.Files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := parser.Parse(file, data)
			tracker.Add(doc, nil)
			now := uniqueTexts(doc)
			taken := map[string]bool{}
			for _, anchor := range now {
				taken[anchor] = true
			}
			for text, anchor := range now {
				old, seen := last[text]
				if _, stood := before[text]; stood || !seen || old == "" || anchor == "" {
					continue
				}
				returned++
				if old != anchor {
					// Its anchor may belong to a section that has stood all the while.
					if l := tracker.Find(old); l != nil && l.Alive() {
						known++
						continue
					}
					t.Errorf("%s: %.60q came back as #%s and was #%s", file, text, anchor, old)
				}
			}
			for text, anchor := range now {
				last[text] = anchor
			}
			before = now
		}
		t.Logf("%d texts came back, %d of them beside a section that has their old anchor", returned, known)
	})
}

// uniqueTexts maps the text of each section, ten words or more, to its anchor;
// to "" if it stands in the version more than once.
func uniqueTexts(doc *policy.Document) map[string]string {
	texts := map[string]string{}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		end := s.End
		for j := i + 1; j < len(doc.Sections) && doc.Sections[j].Heading < 0; j++ {
			end = doc.Sections[j].End // as a reader sees it: up to the next heading
		}
		if s.Heading < 0 && i > 0 {
			continue
		}
		var text []string
		for _, b := range doc.Blocks[s.First:end] {
			text = append(text, policy.Text(b.Tokens))
		}
		key := strings.Join(text, "\n")
		if len(strings.Fields(key)) < 10 {
			continue
		}
		if _, twice := texts[key]; twice {
			texts[key] = ""
		} else {
			texts[key] = s.Anchor
		}
	}
	return texts
}
