package pages

import (
	"cmp"
	"context"
	"maps"
	"runtime"
	"slices"
	"sync"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/changelog"
	"policyarchive/generator/drift"
	"policyarchive/generator/feed"
	"policyarchive/generator/history"
	"policyarchive/generator/link"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
	"policyarchive/generator/weave"
	"policyarchive/generator/words"
)

// pageBuilder makes the pages of one policy.
type pageBuilder struct {
	ctx      context.Context
	h        *weave.History
	draft    *Draft // nil if none is shown
	renderer *render.Renderer
	o        Options
	site     *schema.Site
	store    Store
	counts   *Counts
	root     string // path of the base URL without its closing slash
	host     string
	links    *link.Site

	words       *words.Language // in which the pages speak of the policy
	rendered    render.Words    // those of them that stand in texts and redlines
	entries     []changelog.Entry
	versions    []schema.Version
	redacted    []schema.Version // of those whose text was removed
	all         func() []*history.Version
	siteEntries []schema.Entry // of entries, what the site says
	policy      schema.Policy
	slugs       map[int]string // line to the last part of its page's path
	lives       []*life        // by line
	compared    map[[2]int]schema.CompareLink
	pairs       pairs
	periods     []period
	ages        func() (ages, error)
	versionAges func() []datedAge // by version
	terms       []*textTerms      // by version
	termWords   func() *termWords
	followed    map[int]bool // lines that have a feed
	recent      []feed.Entry // of its feed
	whole       drift.Texts
}

func (p *pageBuilder) run() error {
	p.all = sync.OnceValue(p.h.All)
	p.periods = periods(p.h.History, p.o.Bounds.Listed)
	p.describe()
	p.terms = make([]*textTerms, len(p.h.Versions))
	var texts []versionText
	reading := pool.New().WithErrors() // while the weave is made
	reading.Go(func() (err error) {
		texts, err = p.versionTexts()
		return err
	})
	if err := cmp.Or(inOrder(p.followChanges, p.pair), reading.Wait()); err != nil {
		return err
	}
	p.findTermAges()
	p.ages = sync.OnceValues(p.describeAges)
	p.versionAges = sync.OnceValue(p.agesOfVersions)
	makers := []func() ([]schema.Page, error){
		p.comparisonPages, p.currentPage, p.upcomingPage, func() ([]schema.Page, error) { return p.versionPages(texts) },
		p.redactedPages, p.annotatedPages, p.sectionPages, p.archivePage, p.dayPages, p.changelogPage, p.correctionsPage}
	pages := make([][]schema.Page, len(makers))
	work := pool.New().WithErrors().WithFirstError()
	work.Go(func() error { return inOrder(p.weaveFiles, p.files, p.calendar) })
	for i, do := range makers {
		work.Go(func() (err error) {
			pages[i], err = do()
			return err
		})
	}
	var feeds map[string][]byte
	work.Go(func() (err error) {
		feeds, err = p.feeds()
		return err
	})
	err := work.Wait()
	maps.Copy(p.site.Files, feeds)
	p.site.Files[p.below(correctionsFeedFile)] = p.correctionsFeed()
	p.textFiles(texts)
	p.redlineFiles()
	p.dayRedirect()
	p.site.Pages = append(p.site.Pages, slices.Concat(pages...)...)
	return err
}

// followChanges works out what each version did, to the text and to its sections.
func (p *pageBuilder) followChanges() error {
	steps, err := p.steps()
	if err != nil {
		return err
	}
	p.entries = changelog.Entries(p.h.History, steps)
	p.nameSections()
	p.followed = followed(p.h)
	p.lives = lives(p.h.History, p.entries)
	for i := range p.entries {
		p.siteEntries = append(p.siteEntries, p.entry(i))
	}
	p.counts.Versions += len(p.h.Versions)
	p.counts.Sections += len(p.h.Tracker.Lineages)
	return nil
}

// inOrder does one thing after the other, up to the first that fails.
func inOrder(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *pageBuilder) page(layout, title, description string, data any, parts ...string) schema.Page {
	return schema.Page{
		Path: p.path(parts...), Layout: layout, Language: p.words.Name, Title: title, Description: description,
		Lang: p.policy.Lang, Dir: p.policy.Dir, Data: p.store.Keep(data),
	}
}

// wholeTextOf is the text of a version, as a page has to show it. titled tells that its
// title stands there.
func (p *pageBuilder) wholeTextOf(v *history.Version, titled bool) *schema.WholeText {
	text := p.whole.Of(v.Doc, titled)
	text.Version = v.Policy + "/" + v.Name.String()
	return text
}

// options are those of rendering a version's text.
func (p *pageBuilder) options(v *history.Version, current string) render.Options {
	return render.Options{Origin: p.origin(v), Current: current, Words: p.rendered}
}

// optionsBetween are the options of a redline from one version to another.
func (p *pageBuilder) optionsBetween(from, to int, current string) render.Options {
	o := p.options(p.h.Versions[to], current)
	o.Before = p.origin(p.h.Versions[from])
	return o
}

// together does n things, several at a time, until ctx ends.
func together(ctx context.Context, n int, do func(i int) error) error {
	work := pool.New().WithErrors().WithFirstError().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i := range n {
		work.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return do(i)
		})
	}
	return work.Wait()
}
