// Package build builds a site from its archive. It loads histories and drafts, lets
// package pages compute the site, writes that for Hugo, puts the texts into the pages
// that Hugo makes, and puts the new site in the place of the old, whole or not at all.
package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"policyarchive/generator/config"
	"policyarchive/generator/draft"
	"policyarchive/generator/drift"
	"policyarchive/generator/folder"
	"policyarchive/generator/pages"
	"policyarchive/generator/schema"
	"policyarchive/generator/translog"
	"policyarchive/generator/weave"
	"policyarchive/generator/words"
)

// Builder builds a site, again and again: what was worked out of an archive and a
// configuration that are as they were is not worked out again. Its functions are
// called one at a time.
type Builder struct {
	Dir string // the site's folder
	// Destination is the folder to publish into; relative paths start at the site's
	// folder, and empty means public there.
	Destination string
	Policies    []string // that are built; all if empty
	Once        bool     // there is one build, so nothing is kept for another
	// Open opens the archive: it returns what loads drafts from there, and the
	// policies with versions that are built. previewed are the policies whose
	// working text is shown.
	Open func(previewed []string) (l *draft.Loader, policies []string, err error)
	// Waiting is called when another process builds this site, with its number; with ""
	// if that cannot be read.
	Waiting func(process string)
	// Progress is called with what begins; with "" when it is over.
	Progress func(what string)
	// Warn is called with what wants a look.
	Warn func(sentence string)

	inputs    inputs           // of what was worked out
	loader    *draft.Loader    // of the archive
	histories []*weave.History // of the archive
	site      *schema.Site     // nil if nothing was worked out
	store     *Store
	todo      *preparedSite
	counts    pages.Counts
	drafts    []string // policies of which one is shown
}

// Options are with what a site is built.
type Options struct {
	Config config.Site
	Deploy Deploy
	Day    string // today, YYYY-MM-DD
}

// Built is what a build made.
type Built struct {
	pages.Counts
	Pages          int
	Home           string   // path of a page to look at
	NextTransition string   // day of the next; empty if none is known
	Drafts         []string // policies of which a draft is shown
}

// Build computes the site and lets Hugo make it. only are the pages that someone
// waits for; nil stands for all.
func (b *Builder) Build(ctx context.Context, o Options, only []string) error {
	unlock, err := lock(ctx, b.Dir, b.Waiting)
	if err != nil {
		return err
	}
	defer unlock()
	spoken, err := words.Load(b.Dir, o.Config.Locale, o.Config.Params.DateFormat)
	if err != nil {
		return err
	}
	h, err := startHugo(ctx, b.Dir, o.Deploy.BaseURL, spoken.Site) // gets ready meanwhile
	if err != nil {
		return err
	}
	defer h.Stop()
	if err := b.compute(ctx, o, spoken); err != nil {
		return err
	}
	go makeRoom()
	b.Progress(fmt.Sprintf("Building %d pages …", len(b.site.Pages)))
	err = makeSite(h, b.todo, makeOptions{Destination: b.Destination, Only: only})
	b.Progress("")
	return err
}

// compute works out the pages of the site.
func (b *Builder) compute(ctx context.Context, o Options, spoken *words.Set) error {
	from, err := b.inputsOf(o)
	if err != nil {
		return err
	}
	from.words = spoken.Digest
	if b.site != nil && reflect.DeepEqual(b.inputs, from) {
		return nil
	}
	var previewed []string
	if o.Deploy.Preview {
		previewed = from.working
	}
	if b.site == nil || b.inputs.archive != from.archive {
		if err := b.load(ctx, previewed); err != nil {
			return err
		}
	}
	var shown map[string]*pages.Draft
	if o.Deploy.Preview {
		if shown, err = b.previewed(ctx, previewed); err != nil {
			return err
		}
	}
	log, err := b.log(o.Config, from.witnesses)
	if err != nil {
		return err
	}
	b.Progress("Comparing versions …")
	store, err := newStore(b.Dir)
	if err != nil {
		return err
	}
	s, counts, err := pages.Compute(ctx, b.histories, store, pages.Options{
		Config: o.Config, BaseURL: o.Deploy.BaseURL, Day: o.Day, Words: spoken,
		Working: from.working, Drafts: shown, Elsewhere: Elsewhere(folder.New(b.Dir)),
		Log: log})
	var todo *preparedSite
	if err == nil {
		todo, err = prepare(b.Dir, s, store, spoken, o.Deploy)
	}
	if err != nil {
		return errors.Join(err, store.Close())
	}
	for _, warning := range spoken.Warnings {
		b.Warn(warning)
	}
	if b.Once {
		b.loader, b.histories = nil, nil // Hugo can use their memory
	}
	err = b.Close()
	b.inputs, b.site, b.store, b.todo, b.counts, b.drafts = from, s, store, todo, counts, slices.Sorted(maps.Keys(shown))
	return err
}

// log is that of the archive; nil if it has none. Without a checkpoint it has one that
// nobody signed. witnesses is the file of the site that names them.
func (b *Builder) log(c config.Site, witnesses string) (*pages.Log, error) {
	l := &pages.Log{Log: b.loader.Archive.Log(), Checkpoint: b.loader.Archive.Checkpoint(),
		Stamps: b.loader.Archive.Stamps()}
	if l.Len() == 0 {
		return nil, nil
	}
	if l.Checkpoint == nil {
		l.Checkpoint = l.Log.Checkpoint(c.LogOrigin())
	}
	if witnesses == "" {
		return l, nil
	}
	var err error
	l.Quorum, err = translog.ParseQuorum(WitnessesFile, []byte(witnesses))
	return l, err
}

// load reads the histories of the policies that are built. previewed are policies
// that need have no version.
func (b *Builder) load(ctx context.Context, previewed []string) error {
	var policies []string
	var err error
	if b.loader, policies, err = b.Open(previewed); err != nil {
		return err
	}
	b.histories = nil
	for _, name := range policies {
		b.Progress("Reading " + name + " …")
		h, err := b.loader.History(ctx, name)
		if err != nil {
			return err
		}
		if err := drift.CheckLog(b.loader.Archive.Log(), h.History); err != nil {
			return err
		}
		h.ForgetSources()
		b.histories = append(b.histories, h)
	}
	return nil
}

// previewed are, of the working texts of policies, those that a preview shows: that
// differ from the newest version, or whose policy has none. What is wrong with the
// front matter of one stops the build, each problem with its position.
func (b *Builder) previewed(ctx context.Context, names []string) (map[string]*pages.Draft, error) {
	shown := map[string]*pages.Draft{}
	var problems []error
	for _, name := range names {
		if only := b.Policies; len(only) > 0 && !slices.Contains(only, name) {
			continue
		}
		d, err := b.loader.Draft(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, problem := range d.Doc.Problems {
			problems = append(problems, problem)
		}
		if d.BadName != nil {
			problems = append(problems, fmt.Errorf("%s: %w", d.Doc.File, d.BadName))
		}
		if d.Unchanged() {
			continue
		}
		shown[name] = &pages.Draft{Doc: d.Doc, Bytes: len(d.Source), Tracker: d.Tracker}
		if d.History != nil && d.History.InForce() != nil {
			shown[name].Comparison = d.Against(d.History.InForce())
		}
	}
	return shown, errors.Join(problems...)
}

// Built is what the last build made, which did not fail.
func (b *Builder) Built() Built {
	made := Built{Counts: b.counts, Pages: len(b.site.Pages), Home: "/", NextTransition: b.site.NextTransition,
		Drafts: b.drafts}
	if len(b.site.Policies) == 1 {
		made.Home = "/" + b.site.Policies[0].Key + "/"
	}
	return made
}

// Forget lets the next build work everything out anew.
func (b *Builder) Forget() { b.site = nil }

// Close gives back what was kept for a further build.
func (b *Builder) Close() error {
	if b.store == nil {
		return nil
	}
	return b.store.Close()
}
