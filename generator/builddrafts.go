package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/publish"
)

// publishedDrafts are the working texts that a preview shows: those that differ
// from the newest version of their policy. What is wrong with the front matter
// of one stops the build, each problem with its position.
func (a *app) publishedDrafts(histories []*history.History) (map[string]*publish.Draft, error) {
	drafts := map[string]*publish.Draft{}
	opened, err := a.openArchive()
	if err != nil {
		return nil, err
	}
	l, err := a.newLoader(opened, &checkBase{})
	if err != nil {
		return nil, err
	}
	if err := a.warnOfUnfrozen(opened); err != nil {
		return nil, err
	}
	var problems []error
	for _, h := range histories {
		if _, err := os.Stat(a.draftFile(h.Policy)); err != nil {
			continue // it has no working text
		}
		d, err := l.draft(h.Policy)
		if err != nil {
			return nil, err
		}
		for _, problem := range d.doc.Problems {
			problems = append(problems, problem)
		}
		if d.comparison != nil && d.comparison.Verdict.Kind == compare.Identical {
			continue
		}
		shown := &publish.Draft{Doc: d.doc, Bytes: len(d.source), Tracker: d.tracker}
		if v := d.history.InForce(); v != nil {
			inForce, err := v.Document()
			if err != nil {
				return nil, err
			}
			shown.Comparison = compare.Compare(inForce, d.doc)
		}
		drafts[h.Policy] = shown
	}
	return drafts, errors.Join(problems...)
}

// warnOfUnfrozen tells of working texts of policies that have no version: no
// page is made of them.
func (a *app) warnOfUnfrozen(opened *archive.Archive) error {
	names, err := a.drafts()
	for _, name := range names {
		if len(opened.Versions(name)) == 0 {
			a.warn("%s has a working text and no version: the preview does not show it; freeze it with \"generator snapshot %s\"\n", name, name)
		}
	}
	return err
}

// draftInputs is a digest of all working texts.
func (a *app) draftInputs() (string, error) {
	names, err := a.drafts()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, name := range names {
		data, err := os.ReadFile(a.draftFile(name))
		if err != nil {
			return "", fmt.Errorf("read the working text of %s: %w", name, err)
		}
		fmt.Fprintf(sum, "%s %d ", name, len(data))
		sum.Write(data)
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), nil
}

// shownDrafts names the policies of which a draft is shown.
func shownDrafts(drafts map[string]*publish.Draft) string {
	return strings.Join(slices.Sorted(maps.Keys(drafts)), ", ")
}
