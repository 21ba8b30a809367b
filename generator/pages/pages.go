// Package pages computes everything the site says from policies and their
// histories: a [schema.Site] of plain values. It reads no clock and writes no
// file; what a long history has too much of for memory goes to a [Store].
package pages

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"policyarchive/generator/config"
	"policyarchive/generator/history"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
	"policyarchive/generator/weave"
	"policyarchive/generator/words"
)

// Options say what is published, and where.
type Options struct {
	Config config.Site
	// BaseURL is the site's address, with a closing slash.
	BaseURL string
	Day     string // today, YYYY-MM-DD
	// Words are those of the interface, in all its languages.
	Words *words.Set
	// Working are the policies that have a working text.
	Working []string
	Bounds  Bounds
	// Drafts are the working texts to show in place of the text in force, by
	// policy: then the site is a preview, and not the record.
	Drafts map[string]*Draft
	// Elsewhere reports whether a file stands at a path of the site that the
	// generator does not make; nil if none does.
	Elsewhere func(path string) bool
	// Log is that of the archive; nil if it has none.
	Log *Log
}

// Counts is what a build made.
type Counts struct {
	Versions, Sections, Comparisons int
}

// Compute computes the whole site from histories that hold a version each, and from
// drafts of policies that have none. It ends with ctx.
func Compute(ctx context.Context, histories []*weave.History, store Store, o Options) (*schema.Site, Counts, error) {
	if o.Bounds == (Bounds{}) {
		o.Bounds = DefaultBounds
	}
	s := &schema.Site{Language: o.Words.Site.Name, Files: map[string][]byte{}, Copies: map[string]func() ([]byte, error){}}
	var counts Counts
	if o.Log != nil {
		var names []string
		for _, h := range histories {
			names = append(names, h.Policy)
		}
		if err := checkPlaces(names, o.Elsewhere); err != nil {
			return nil, counts, err
		}
	}
	base, err := url.Parse(o.BaseURL)
	if err != nil {
		return nil, counts, fmt.Errorf("read the base URL: %w", err)
	}
	var policies []schema.Policy
	var builders []*pageBuilder
	leads := links(ctx, base, histories, o)
	for _, h := range histories {
		p := &pageBuilder{ctx: ctx, h: h, draft: o.Drafts[h.Policy], renderer: render.NewRenderer(store.Put), o: o, site: s,
			store: store, counts: &counts, root: strings.TrimSuffix(base.Path, "/"), host: base.Host, links: leads}
		if err := p.run(); err != nil {
			return nil, counts, fmt.Errorf("compute the pages of %s: %w", h.Policy, err)
		}
		policies, builders = append(policies, p.policy), append(builders, p)
	}
	for _, name := range unpublished(histories, o.Drafts) {
		p := &pageBuilder{draft: o.Drafts[name], renderer: render.NewRenderer(store.Put), store: store, o: o, site: s,
			root: strings.TrimSuffix(base.Path, "/"), links: leads}
		if err := p.firstDraft(name); err != nil {
			return nil, counts, fmt.Errorf("compute the page of %s: %w", name, err)
		}
		policies = append(policies, p.policy)
	}
	slices.SortFunc(policies, func(a, b schema.Policy) int { return o.Config.ComparePolicies(a.Key, b.Key) })
	s.Policies = policies
	next, err := transitions(histories, o.Config.Zone(), func(v *history.Version) string {
		return VersionAddress(o.BaseURL, v.Version)
	})
	if err != nil {
		return nil, counts, fmt.Errorf("find the next transition: %w", err)
	}
	if next.Next != nil {
		s.NextTransition = next.Next.Date
	}
	if o.Log != nil {
		next.Checkpoint = string(o.Log.Checkpoint.Format())
	}
	if s.Files[TransitionFile], err = next.file(); err != nil {
		return nil, counts, fmt.Errorf("write %s: %w", TransitionFile, err)
	}
	var mementos bytes.Buffer
	for _, p := range builders {
		p.writeMementos(&mementos)
	}
	s.Files[MementoFile] = mementos.Bytes()
	f := siteFeed(base.Host, builders, o)
	s.Files[SiteFeedFile] = f.Atom(o.BaseURL + SiteFeedFile)
	s.Pages = append([]schema.Page{homePage(policies, store, o)}, s.Pages...)
	if o.Log != nil {
		w := logWriter{log: *o.Log, builders: builders, site: s, store: store, o: o, root: strings.TrimSuffix(base.Path, "/")}
		if err := w.publish(); err != nil {
			return nil, counts, err
		}
	}
	return s, counts, cmp.Or(store.Err(), o.Words.Err())
}
