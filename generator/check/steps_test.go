package check

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// atMostOf100 is how many findings of a rule a hundred steps of real histories
// may have. A rule that speaks more often is not read. What is counted was read
// when the numbers were set: they are findings that a reviewer wants to see.
var atMostOf100 = map[string]int{
	"changed-definition": 9, "check-back": 1, "class": 0, "contact": 1, "damage": 1, "defined-twice": 1, "dialect": 4, "duplicate-id": 1, "encoding": 0, "fragment": 1,
	"front-matter": 0, "front-matter-key": 0, "heading-level": 5, "image-text": 5, "insecure-link": 9, "link": 1, "link-text": 1, "link-words": 13, "long-sentence": 8,
	"lost-anchor": 32, "notice-by-posting": 1, "readability": 2, "reference": 1, "renumbered-reference": 2, "site-link": 39, "stated-date": 17, "taken-id": 0, "template": 2,
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
	titles := map[string]int{}
	steps := 0
	var before *policy.Document
	var source []byte
	for i, file := range h.Files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := parser.Parse(filepath.Base(file), data)
		d := Draft{Policy: "privacy", Doc: doc, Source: data, Lang: lang, Today: h.Dates[i], Limits: Defaults(), Previous: before, Tracker: tracker, Titles: titles, Site: fewPages{}, Origin: privacyPage()}
		// An author would have said what kind of change it is, and what changed.
		d.SummaryGiven, d.EffectiveGiven = true, true
		if before != nil && before.Digest != doc.Digest {
			steps++
			base := tracker.Clone()
			d.Base, d.BaseSource, d.BaseTracker = before, source, base
			tracker.Add(doc, nil)
			d.Comparison = compare.Compare(before, doc)
			if d.Class = "editorial"; d.wordsChanged() {
				d.Class = "material"
			}
			list, _ := Run(d, false)
			use(fmt.Sprintf("%s (%d)", filepath.Base(file), i), list)
		} else {
			tracker.Add(doc, nil)
		}
		for _, s := range doc.Sections {
			if s.Heading >= 0 {
				titles[TitleKey(s.Title)] = s.Lineage
			}
		}
		before, source = doc, data
	}
	return steps
}
