package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/check"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/publish"
	"policyarchive/generator/site"
)

// draft is a working text with the history it continues.
type draft struct {
	file       string
	source     []byte
	doc        *policy.Document
	today      string
	history    *history.History    // nil while the policy has no version
	before     *history.Version    // that the text follows; nil without one
	previous   *policy.Document    // its text
	tracker    *lineage.Tracker    // the draft is the last it saw
	comparison *compare.Comparison // with previous; nil without one
	rules      *check.Draft        // what the rules of check want to know
}

// previousName names the version that the text follows; "" without one.
func (d *draft) previousName() string {
	if d.before == nil {
		return ""
	}
	return d.before.Name.String()
}

// frozenName names the version that the text is; "" while it is none.
func (d *draft) frozenName() string {
	if !d.rules.Frozen {
		return ""
	}
	return d.history.Latest().Name.String()
}

// preview says where a preview shows the text: in place of the text in force; or,
// if it is frozen already, as the version that it is.
func (d *draft) preview() check.Preview {
	p := check.Preview{Text: d.rules.Policy + "/"}
	switch {
	case d.history == nil:
	case !d.rules.Frozen:
		if d.history.InForce() != nil {
			p.Changes = p.Text + "draft/"
		}
	default:
		latest := d.history.Latest()
		if latest.Previous != nil {
			p.Changes = p.Text + "compare/" + latest.Previous.Name.String() + "/" + latest.Name.String() + "/"
		}
		if latest.State != history.InForce {
			p.Text += "archive/" + latest.Name.String() + "/"
		}
	}
	return p
}

// newestName names the newest version of the archive; "" without one.
func (d *draft) newestName() string {
	if d.history == nil {
		return ""
	}
	return d.history.Versions[len(d.history.Versions)-1].Name.String()
}

// noDraft is the error for a policy without a working text.
func (a *app) noDraft(policyName string) error {
	all, err := a.drafts()
	if err != nil {
		return err
	}
	others := ""
	if len(all) > 0 {
		others = "; there is one of " + strings.Join(all, ", ")
	}
	return fmt.Errorf("%s has no working text: write it as %s%s", policyName, a.draftFile(policyName), others)
}

// loadDraft reads a policy's working text and compares it with the newest
// archived version.
func (a *app) loadDraft(ctx context.Context, policyName string) (*draft, error) {
	l, err := a.draftLoader(ctx)
	if err != nil {
		return nil, err
	}
	return l.draft(policyName)
}

// draftLoader loads working texts that are held against the archive alone.
func (a *app) draftLoader(ctx context.Context) (*loader, error) {
	opened, err := a.openArchive()
	if err != nil {
		return nil, err
	}
	return a.newLoader(ctx, opened, &checkBase{})
}

// loader loads working texts.
type loader struct {
	ctx     context.Context
	app     *app
	archive *archive.Archive
	base    *checkBase
	config  site.Config
	today   string
	loaded  map[string]*history.History
	linked  map[string]*link.Policy
	table   *publish.Routes
}

func (a *app) newLoader(ctx context.Context, opened *archive.Archive, base *checkBase) (*loader, error) {
	l := &loader{ctx: ctx, app: a, archive: opened, base: base, loaded: map[string]*history.History{}, linked: map[string]*link.Policy{}}
	var err error
	if l.config, err = a.config(); err != nil {
		return nil, err
	}
	l.today, err = a.today()
	return l, err
}

// load returns the history of a policy; nil if it has no version. It is the
// same one each time.
func (l *loader) load(policyName string) (*history.History, error) {
	if h, ok := l.loaded[policyName]; ok || len(l.archive.Versions(policyName)) == 0 {
		return h, nil
	}
	h, err := history.Load(l.ctx, l.archive, policyName, l.today)
	if err != nil {
		return nil, err
	}
	l.loaded[policyName] = h
	return h, nil
}

// draft reads a policy's working text and holds it against what it follows.
func (l *loader) draft(policyName string) (*draft, error) {
	if err := l.ctx.Err(); err != nil {
		return nil, err
	}
	d := &draft{file: l.app.draftFile(policyName), tracker: lineage.New(), today: l.today}
	var err error
	if d.source, err = l.app.readDraft(policyName); errors.Is(err, fs.ErrNotExist) {
		return nil, l.app.noDraft(policyName)
	} else if err != nil {
		return nil, fmt.Errorf("read the working text of %s: %w", policyName, err)
	}
	if d.doc, err = policy.ParseWithin(d.file, d.source); err != nil {
		return nil, err
	}
	if d.history, err = l.load(policyName); err != nil {
		return nil, err
	}
	var badName error
	if d.history == nil {
		badName = l.app.checkNewName(policyName)
	}
	if d.history != nil {
		d.tracker = d.history.Tracker.Clone()
		if d.before = l.base.predecessor(d.history); d.before != nil {
			d.previous = d.before.Doc
		}
	}
	if d.rules, err = l.rules(policyName, d.doc, d.source, d.tracker); err != nil {
		return nil, err
	}
	d.rules.Previous, d.rules.BadName = d.previous, badName
	if err := l.setBase(d, policyName); err != nil {
		return nil, err
	}
	d.tracker.Add(d.doc, nil)
	if d.previous != nil {
		d.comparison = compare.Compare(d.previous, d.doc)
		d.rules.Comparison, d.rules.Since = d.comparison, d.before.Starts()
		d.rules.Titles = titles(d.history)
	}
	if d.history != nil {
		latest := d.history.Latest()
		d.rules.Frozen = latest != nil && latest.Outline.Text == d.doc.Digest
	}
	if d.rules.Translation, err = l.translation(d.doc); err != nil {
		return nil, err
	}
	return d, nil
}

// rules are what the rules of check want to know of a text by itself.
func (l *loader) rules(policyName string, doc *policy.Document, source []byte, tracker *lineage.Tracker) (d *check.Draft, err error) {
	d = &check.Draft{Policy: policyName, Doc: doc, Source: source, Tracker: tracker, Today: l.today, Site: l.routes(),
		Lang: l.config.Params.Policies[policyName].Lang, Limits: limits(l.config.Params.Check)}
	d.Origin, err = l.origin(policyName)
	return d, err
}

// setBase finds the text that the change began from. It knows of the versions
// before, but nothing of the working text.
func (l *loader) setBase(d *draft, policyName string) error {
	source, inGit := l.base.texts[policyName]
	if !inGit {
		if d.before == nil {
			return nil
		}
		var err error
		if source, err = d.before.Text(); err != nil {
			return err
		}
	}
	r := d.rules
	r.BaseSource = source
	doc := policy.Parse(d.file, source)
	if d.previous != nil && doc.Source == d.previous.Source {
		// The lineage of the version stands for that of the text.
		doc.Blocks, doc.Sections = d.previous.Blocks, d.previous.Sections
		r.Base = doc
	}
	if bytes.Equal(source, d.source) && r.Base != nil {
		r.BaseTracker = d.tracker
		return nil
	}
	r.BaseTracker = d.tracker.Clone()
	if r.Base == nil {
		r.Base = doc
		r.BaseTracker.Add(doc, nil)
	}
	return nil
}

// titles are those that sections ever had, with their lines.
func titles(h *history.History) map[string]int {
	all := map[string]int{}
	for _, v := range h.Versions {
		for _, s := range v.Outline.Sections {
			if s.Headed {
				all[check.TitleKey(s.Title)] = s.Line
			}
		}
	}
	return all
}

// translation finds out about the text that a translation renders.
func (l *loader) translation(doc *policy.Document) (*check.Translation, error) {
	value, ok := doc.Meta.Other["translates"]
	if !ok {
		return nil, nil
	}
	t := &check.Translation{}
	var named bool
	t.Original, t.Version, named = strings.Cut(fmt.Sprint(value), "/")
	h, err := (*history.History)(nil), error(nil)
	if archive.CheckPolicyName(t.Original) == nil {
		if h, err = l.load(t.Original); err != nil {
			return nil, err
		}
	}
	if h == nil {
		t.Problem = fmt.Sprintf("translates: the archive has no policy %q", t.Original)
		return t, nil
	}
	newest := cmp.Or(h.Latest(), h.Current())
	t.Newest = newest.Name.String()
	v := h.Find(t.Version)
	switch {
	case !named:
		t.Problem = "translates: the version that is rendered is not named"
		return t, nil
	case v == nil:
		t.Problem = fmt.Sprintf("translates: %s has no version %q", t.Original, t.Version)
		return t, nil
	}
	t.Exists = true
	if v == newest {
		return t, nil
	}
	c := compare.Compare(v.Doc, newest.Doc)
	t.Changed = c.Verdict.Changed + c.Verdict.Added + c.Verdict.Removed
	return t, nil
}

// limits are the parameters of rules as hugo.toml has them.
func limits(c site.CheckConfig) check.Limits {
	limits := check.Defaults()
	for class, days := range c.Notice {
		limits.Notice[class] = days
	}
	if c.Review != nil {
		limits.Review = *c.Review
	}
	if c.Sentence != nil {
		limits.Sentence = *c.Sentence
	}
	if c.Ease != nil {
		limits.Ease = *c.Ease
	}
	limits.Snapshot = c.Snapshot
	return limits
}

// policyNames are those of the archive and of the working texts.
func (l *loader) policyNames() []string {
	names := l.archive.Policies()
	drafts, _ := l.app.drafts() // was read before
	for _, d := range drafts {
		if !slices.Contains(names, d) {
			names = append(names, d)
		}
	}
	return names
}
