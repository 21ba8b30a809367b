package lineage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// TestUnchangedSectionsKeepTheirAnchor holds the promise on every step of real
// histories: a text of ten words or more that stands once in both versions has
// the same anchor in both.
func TestUnchangedSectionsKeepTheirAnchor(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		tracker := lineage.New()
		var before map[string]string // text to anchor; "" where the text stands twice
		checked, renamed := 0, 0
		titles := map[string]string{}
		for _, file := range h.Files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := policy.Parse(file, data)
			tracker.Add(doc, nil)
			after := map[string]string{}
			seen := map[string]bool{}
			for i := range doc.Sections {
				s := &doc.Sections[i]
				if seen[s.Anchor] {
					t.Errorf("%s: anchor %s stands twice", file, s.Anchor)
				}
				seen[s.Anchor] = true
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
				if _, twice := after[key]; twice {
					after[key] = ""
				} else {
					after[key] = s.Anchor
				}
				if old, ok := titles[s.Anchor]; ok && old != s.Title && s.Title != "" {
					renamed++
					t.Logf("%s: #%s renamed %q -> %q", filepath.Base(file), s.Anchor, old, s.Title)
				}
				titles[s.Anchor] = s.Title
			}
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
		}
		t.Logf("%d versions, %d unchanged sections, %d lines, %d renamed", len(h.Files), checked, len(tracker.Lines), renamed)
	})
}
