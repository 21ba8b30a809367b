package lineage_test

import (
	"os"
	"path/filepath"
	"testing"

	"policyarchive/generator/capture"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// TestTrakt follows three captures of one policy: a page of 2010, a text of
// 2012 whose extraction lost two headings, and one of 2016 that has them. A
// naive comparison reports two sections that went and two that came.
func TestTrakt(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(histories.Root(t), "trakt", "20*"))
	if err != nil || len(files) != 3 {
		t.Fatalf("%d captures of trakt: %v", len(files), err)
	}
	tracker := lineage.New()
	var docs []*policy.Document
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		restored, err := capture.Restore(capture.Capture{Name: filepath.Base(file), Data: data}, capture.Options{})
		if err != nil {
			t.Fatal(err)
		}
		doc := policy.Parse(file, restored.Text)
		tracker.Add(doc, nil)
		docs = append(docs, doc)
		t.Logf("%s: %s", filepath.Base(file), anchorList(doc))
	}
	for _, anchor := range []string{"security", "contacting-us"} {
		for n, doc := range docs {
			found := false
			for i := range doc.Sections {
				s := &doc.Sections[i]
				if s.Anchor != anchor {
					continue
				}
				found = true
				if lost := s.Heading < 0; lost != (n == 1) {
					t.Errorf("%s: #%s has its heading: %v", files[n], anchor, !lost)
				}
			}
			if !found {
				t.Errorf("%s has no #%s", files[n], anchor)
			}
		}
	}
	if want, got := anchorList(docs[0]), anchorList(docs[2]); want != got {
		t.Errorf("2010 has %s, 2016 has %s", want, got)
	}
	for _, l := range tracker.Lineages {
		if !l.Alive() || l.First != 0 {
			t.Errorf("#%s (%q) stands in versions %d to %d", l.Anchor, l.Title, l.First, l.Last)
		}
	}
}
