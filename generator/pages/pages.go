// Package pages computes everything the site says from policies and their
// histories: a [schema.Site] of plain values. It reads no clock and writes no
// file; what a long history has too much of for memory goes to a [Store].
package pages

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/archive"
	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/config"
	"policyarchive/generator/history"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
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
}

// Counts is what a build made.
type Counts struct {
	Versions, Sections, Comparisons int
}

// Compute computes the whole site from histories that hold a version each, and from
// drafts of policies that have none. It ends with ctx.
func Compute(ctx context.Context, histories []*History, store Store, o Options) (*schema.Site, Counts, error) {
	if o.Bounds == (Bounds{}) {
		o.Bounds = DefaultBounds
	}
	s := &schema.Site{Language: o.Words.Site.Name, Files: map[string][]byte{}, Copies: map[string]func() ([]byte, error){}}
	var counts Counts
	base, err := url.Parse(o.BaseURL)
	if err != nil {
		return nil, counts, fmt.Errorf("read the base URL: %w", err)
	}
	home := schema.HomePage{}
	leads := links(ctx, base, histories, o)
	for _, h := range histories {
		p := &pageBuilder{ctx: ctx, h: h, draft: o.Drafts[h.Policy], renderer: render.NewRenderer(store.Put), o: o, site: s,
			store: store, counts: &counts, root: strings.TrimSuffix(base.Path, "/"), host: base.Host, links: leads}
		if err := p.run(); err != nil {
			return nil, counts, fmt.Errorf("compute the pages of %s: %w", h.Policy, err)
		}
		home.Policies = append(home.Policies, p.policy)
	}
	for _, name := range unpublished(histories, o.Drafts) {
		p := &pageBuilder{draft: o.Drafts[name], renderer: render.NewRenderer(store.Put), store: store, o: o, site: s,
			root: strings.TrimSuffix(base.Path, "/"), links: leads}
		if err := p.firstDraft(name); err != nil {
			return nil, counts, fmt.Errorf("compute the page of %s: %w", name, err)
		}
		home.Policies = append(home.Policies, p.policy)
	}
	s.Policies = slices.Clone(home.Policies)
	next, err := transitions(histories, o.Config.Zone(), func(v *history.Version) string {
		return strings.TrimSuffix(o.BaseURL, "/") + path.Join("/", v.Policy, "archive", v.Name.String()) + "/"
	})
	if err != nil {
		return nil, counts, fmt.Errorf("find the next transition: %w", err)
	}
	if next.Next != nil {
		s.NextTransition = next.Next.Date
	}
	if s.Files[TransitionFile], err = next.file(); err != nil {
		return nil, counts, fmt.Errorf("write %s: %w", TransitionFile, err)
	}
	for i, p := range home.Policies { // which the home page speaks of in its own language
		if p.InForce != nil {
			inForce := DescribeVersion(o.Words.Site, *p.InForce)
			home.Policies[i].InForce = &inForce
		}
	}
	page := schema.Page{Path: "/", Layout: schema.LayoutHome, Language: o.Words.Site.Name, Title: o.Config.Title,
		Lang: o.Words.Site.Locale, Dir: o.Words.Site.Direction, Data: store.Keep(home)}
	if len(home.Policies) == 1 {
		page.Lang, page.Dir, page.Canonical = home.Policies[0].Lang, home.Policies[0].Dir, home.Policies[0].URL
	}
	s.Pages = append([]schema.Page{page}, s.Pages...)
	return s, counts, cmp.Or(store.Err(), o.Words.Err())
}

// pageBuilder makes the pages of one policy.
type pageBuilder struct {
	ctx      context.Context
	h        *History
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
	siteEntries []schema.Entry // of entries, what the site says
	policy      schema.Policy
	slugs       map[int]string // line to the last part of its page's path
	lives       []*life        // by line
	compared    map[[2]int]schema.CompareLink
	pairs       pairs
	periods     []period
	ages        func() (ages, error)
	versionAges func() []datedAge // by version
}

func (p *pageBuilder) run() error {
	p.periods = periods(p.h.History, p.o.Bounds.Listed)
	p.describe()
	var texts []versionText
	reading := pool.New().WithErrors() // while the weave is made
	reading.Go(func() (err error) {
		texts, err = p.versionTexts()
		return err
	})
	if err := cmp.Or(inOrder(p.tell, p.pair), reading.Wait()); err != nil {
		return err
	}
	p.ages = sync.OnceValues(p.describeAges)
	p.versionAges = sync.OnceValue(p.agesOfVersions)
	makers := []func() ([]schema.Page, error){
		p.comparisonPages, p.currentPage, p.upcomingPage, func() ([]schema.Page, error) { return p.versionPages(texts) },
		p.annotatedPages, p.sectionPages, p.archivePage, p.changelogPage}
	pages := make([][]schema.Page, len(makers))
	work := pool.New().WithErrors().WithFirstError()
	work.Go(func() error { return inOrder(p.weaveFiles, p.files, p.calendar) })
	for i, do := range makers {
		work.Go(func() (err error) {
			pages[i], err = do()
			return err
		})
	}
	err := work.Wait()
	p.site.Pages = append(p.site.Pages, slices.Concat(pages...)...)
	return err
}

// tell works out what is said of versions and sections.
func (p *pageBuilder) tell() error {
	steps, err := p.steps()
	if err != nil {
		return err
	}
	p.entries = changelog.Entries(p.h.History, steps)
	p.nameSections()
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

// url is the address of a page or file below the policy.
func (p *pageBuilder) url(parts ...string) string {
	return p.root + p.path(parts...) + "/"
}

// path is a page's path below the site's root.
func (p *pageBuilder) path(parts ...string) string {
	return path.Join(append([]string{"/", p.h.Policy}, parts...)...)
}

func (p *pageBuilder) page(layout, title, description string, data any, parts ...string) schema.Page {
	return schema.Page{
		Path: p.path(parts...), Layout: layout, Language: p.words.Name, Title: title, Description: description,
		Lang: p.policy.Lang, Dir: p.policy.Dir, Data: p.store.Keep(data),
	}
}

// describe fills what is said of the policy and its versions everywhere.
func (p *pageBuilder) describe() {
	current := p.h.Current()
	meta := current.Doc.Meta
	meta.Lang = cmp.Or(meta.Lang, current.Record.Lang)
	lang, dir := p.written(p.h.Policy, meta)
	p.speak(lang)
	p.policy = schema.Policy{
		Key: p.h.Policy, Title: p.title(current), Lang: lang, Dir: dir,
		URL: p.url(), ArchiveURL: p.url("archive"), ChangelogURL: p.url("changelog"), CompareURL: p.url("compare"),
		UpcomingURL: p.url("upcoming"),
		SourceURL:   p.root + "/" + p.h.Policy + ".md", VersionCount: len(p.h.Versions), Drafted: p.draft != nil,
	}
	for i, v := range p.h.Versions {
		p.versions = append(p.versions, p.version(i, v))
	}
	for i, v := range p.h.Versions {
		if v.State == history.InForce {
			p.policy.InForce = &p.versions[i]
		}
	}
	for i := range p.h.Versions {
		if p.dated(i) {
			p.policy.CalendarURL = p.root + p.path(calendarFile)
		}
	}
	for _, v := range p.h.Coming() {
		p.policy.Announced = append(p.policy.Announced, p.versions[v.Index])
	}
}

// written is the language of a text and its direction.
func (p *pageBuilder) written(policyName string, meta policy.FrontMatter) (lang, dir string) {
	own := p.o.Config.Params.Policies[policyName]
	lang = cmp.Or(meta.Lang, own.Lang, p.o.Config.Locale, "en")
	return lang, cmp.Or(meta.Dir, own.Dir, words.Direction(lang))
}

// spoken is the language of a version's text and its direction: those of the
// policy, unless the version's record names another language.
func (p *pageBuilder) spoken(v *history.Version) (lang, dir string) {
	own := v.Record.Lang
	if own == "" && p.h.Current().Record.Lang == "" || v == p.h.Current() {
		return p.policy.Lang, p.policy.Dir
	}
	lang, dir = p.written(p.h.Policy, policy.FrontMatter{Lang: own})
	if own != "" {
		dir = words.Direction(own)
	}
	return lang, dir
}

// title is what a version calls itself, else what the configuration calls the
// policy.
func (p *pageBuilder) title(v *history.Version) string {
	return cmp.Or(v.Outline.Title, p.o.Config.Params.Policies[p.h.Policy].Title, p.h.Policy)
}

func (p *pageBuilder) version(i int, v *history.Version) schema.Version {
	out := schema.Version{
		Name: v.Name.String(), Ordinal: i + 1, State: string(v.State), URL: p.url("archive", v.Name.String()),
		Published: v.Record.Published, Effective: v.Record.Effective,
		Class: string(v.Record.Class), Summary: v.Record.Summary,
		SourceURL: p.root + p.path("archive", v.Name.String(), archive.TextFile),
	}
	if len(v.Record.Captured) >= len("2006-01-02") {
		out.Captured = v.Record.Captured[:len("2006-01-02")]
	}
	if w := v.Withdrawal; w != nil {
		out.Withdrawn, out.Reason = w.Withdrawn, w.Reason
	} else if after := p.after(i); after >= 0 {
		if next := p.h.Versions[after].Record.Effective; next != "" && v.Record.Effective != "" {
			out.Until = next
		}
	}
	if v.Overtaken != nil {
		out.Overtaken, out.Until = v.Overtaken.Name.String(), ""
	}
	if v.IdenticalTo != nil {
		out.IdenticalTo = v.IdenticalTo.Name.String()
	}
	return DescribeVersion(p.words, out)
}

// nameSections gives each line a page.
func (p *pageBuilder) nameSections() {
	p.slugs = map[int]string{}
	names := pageNames{}
	for _, l := range p.h.Tracker.Lineages {
		p.slugs[l.ID] = names.of(l.Anchor)
	}
}

// historyURL is the page of a section; "" if it stands in a draft alone.
func (p *pageBuilder) historyURL(line int) string {
	if p.slugs[line] == "" {
		return ""
	}
	return p.url("sections", p.slugs[line])
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

func (p *pageBuilder) verdict(v compare.Verdict) schema.Verdict {
	return DescribeVerdict(p.words, schema.Verdict{
		Kind: string(v.Kind), Title: v.Title, Changed: v.Changed, Of: v.Of, Added: v.Added, Removed: v.Removed,
		WordsAdded: v.WordsAdded, WordsRemoved: v.WordsRemoved,
	})
}
