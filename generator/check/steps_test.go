package check

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/draft"
	"policyarchive/generator/history"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// atMostOf100 is how many findings of a rule a hundred steps of real histories
// may have. A rule that speaks more often is not read. What is counted was read
// when the numbers were set: they are findings that a reviewer wants to see.
var atMostOf100 = map[string]int{
	"changed-definition": 14, "check-back": 1, "class": 0, "contact": 1, "damage": 1, "defined-twice": 2, "dialect": 4,
	"duplicate-id": 1, "encoding": 0, "fragment": 1,
	"front-matter": 0, "front-matter-key": 0, "heading-level": 5, "image-text": 5, "insecure-link": 9, "link": 1,
	"link-text": 1, "link-words": 13, "long-sentence": 8,
	"lost-anchor": 32, "notice-by-posting": 1, "readability": 2, "reference": 1, "renumbered-reference": 2,
	"site-link": 39, "stated-date": 17, "taken-id": 0, "template": 2,
	"undefined-term": 3, "unused-definition": 1, "vague": 14,
}

// TestRealStepsAsPullRequests runs the rules over every step of the real
// histories, as if it were a change to be merged. CHECK_FINDINGS names a folder
// for the findings, a file for each rule.
func TestRealStepsAsPullRequests(t *testing.T) {
	all := map[string][]string{}
	steps := 0
	histories.Each(t, func(t *testing.T, h histories.History) {
		steps += eachStep(t, h, func(step string, list []Finding) {
			for _, f := range list {
				all[f.Rule] = append(all[f.Rule], h.Name+" "+step+" "+f.String())
			}
		})
	})
	if dir := os.Getenv("CHECK_FINDINGS"); dir != "" {
		for rule, list := range all {
			if err := os.WriteFile(filepath.Join(dir, rule), []byte(strings.Join(list, "\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(all)) {
		n := len(all[rule])
		t.Logf("%-22s %5d findings, %6.1f of 100 steps", rule, n, 100*float64(n)/float64(steps))
		if most := atMostOf100[rule]; n*100 > most*steps {
			t.Errorf("%s speaks too often: %d findings in %d steps, at most %d of 100 are wanted", rule, n, steps, most)
		}
	}
	t.Logf("%d steps", steps)
}

// eachStep calls use with the findings of each step of a history that changes
// the text, and returns their number.
func eachStep(t *testing.T, h histories.History, use func(step string, list []Finding)) int {
	t.Helper()
	lang := "en"
	if name, ok := strings.CutPrefix(h.Name, "mozilla-firefox-"); ok {
		lang = name
	}
	tracker, parser := lineage.New(), policy.NewParser()
	past := &history.History{Policy: "privacy"}
	steps := 0
	var before draft.Text
	for i, file := range h.Files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		now := draft.Text{Doc: parser.Parse(filepath.Base(file), data), Source: data, Tracker: tracker}
		if before.Doc != nil && before.Doc.Digest != now.Doc.Digest {
			steps++
			before.Tracker = tracker.Clone()
			tracker.Add(now.Doc, nil)
			d := &draft.Draft{Policy: "privacy", Lang: lang, Today: h.Dates[i], Text: now, Base: &before, History: past,
				Previous: past.Versions[len(past.Versions)-1], Comparison: weave.Compare(before.Doc, now.Doc)}
			// An author would have said what kind of change it is, and what changed.
			d.Declared = draft.Declared{Class: "editorial", Summary: "What changed.", Effective: h.Dates[i]}
			if d.WordsChanged() {
				d.Declared.Class = "material"
			}
			use(fmt.Sprintf("%s (%d)", filepath.Base(file), i),
				foundNew(newSubject(d, Options{Limits: Defaults(), Site: fewPages{}, Origin: privacyPage()})))
		} else {
			tracker.Add(now.Doc, nil)
		}
		past.Versions = append(past.Versions, versionOf(now.Doc, h.Dates[i]))
		before = now
	}
	return steps
}
