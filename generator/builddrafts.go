package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/publish"
)

// publishedDrafts are the working texts that a preview shows: those that differ
// from the newest version of their policy, and those of policies that have none.
// What is wrong with the front matter of one stops the build, each problem with
// its position. only names the policies that are built; all if it is empty.
func (a *app) publishedDrafts(only []string) (map[string]*publish.Draft, error) {
	drafts := map[string]*publish.Draft{}
	opened, err := a.openArchive()
	if err != nil {
		return nil, err
	}
	l, err := a.newLoader(opened, &checkBase{})
	if err != nil {
		return nil, err
	}
	names, err := a.drafts()
	if err != nil {
		return nil, err
	}
	var problems []error
	for _, name := range names {
		if len(only) > 0 && !slices.Contains(only, name) {
			continue
		}
		d, err := l.draft(name)
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
		if d.history != nil && d.history.InForce() != nil {
			inForce, err := d.history.InForce().Document()
			if err != nil {
				return nil, err
			}
			shown.Comparison = compare.Compare(inForce, d.doc)
		}
		drafts[name] = shown
	}
	return drafts, errors.Join(problems...)
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
