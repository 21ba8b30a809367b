package lineage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// histories calls f with the versions of each real history, in order.
func histories(t *testing.T, f func(t *testing.T, name string, files []string)) {
	root := filepath.Join("..", "..", "..", "shared", "data")
	tables, _ := filepath.Glob(filepath.Join(root, "*", "versions.tsv"))
	if len(tables) == 0 {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no histories in %s", root)
		}
		t.Skipf("real policy histories are not at %s", root)
	}
	for _, table := range tables {
		data, err := os.ReadFile(table)
		if err != nil {
			t.Fatal(err)
		}
		var files []string
		for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
			if file := strings.Split(line, "\t")[2]; strings.HasSuffix(file, ".md") {
				files = append(files, filepath.Join(filepath.Dir(table), file))
			}
		}
		name := filepath.Base(filepath.Dir(table))
		t.Run(name, func(t *testing.T) { f(t, name, files) })
	}
}

// TestUnchangedSectionsKeepTheirAnchor holds the promise on every step of real
// histories: a text of ten words or more that stands once in both versions has
// the same anchor in both.
func TestUnchangedSectionsKeepTheirAnchor(t *testing.T) {
	histories(t, func(t *testing.T, name string, files []string) {
		tracker := lineage.New()
		var before map[string]string // text to anchor; "" where the text stands twice
		checked, renamed := 0, 0
		titles := map[string]string{}
		for _, file := range files {
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
		t.Logf("%d versions, %d unchanged sections, %d lines, %d renamed", len(files), checked, len(tracker.Lines), renamed)
	})
}
