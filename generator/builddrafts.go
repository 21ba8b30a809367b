package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/publish"
)

// publishedDrafts are, of the working texts of policies, those that a preview
// shows: that differ from the newest version, or whose policy has none. What is
// wrong with the front matter of one stops the build, each problem with its
// position. only names the policies that are built; all if it is empty. sources are
// the histories that are read already.
func (a *app) publishedDrafts(ctx context.Context, names, only []string, sources []*publish.Source) (map[string]*publish.Draft, error) {
	drafts := map[string]*publish.Draft{}
	l, err := a.draftLoader(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range sources {
		l.loaded[s.Policy] = s.History
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
		if d.rules.BadName != nil {
			problems = append(problems, fmt.Errorf("%s: %w", d.file, d.rules.BadName))
		}
		if d.unchanged() {
			continue
		}
		shown := &publish.Draft{Doc: d.doc, Bytes: len(d.source), Tracker: d.tracker}
		if d.history != nil && d.history.InForce() != nil {
			shown.Comparison = compare.Compare(d.history.InForce().Doc, d.doc)
		}
		drafts[name] = shown
	}
	return drafts, errors.Join(problems...)
}

// draftInputs is a digest of the working texts of policies.
func (a *app) draftInputs(names []string) (string, error) {
	sum := sha256.New()
	for _, name := range names {
		data, err := a.readDraft(name)
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
