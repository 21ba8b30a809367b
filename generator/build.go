package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/publish"
	"policyarchive/generator/site"
	"policyarchive/generator/words"
)

// buildOptions are those of build and serve.
type buildOptions struct {
	destination string
	baseURL     string
	policies    []string
	drafts      bool
}

// draftsFlag repeats --drafts in a command that is proposed to the user.
func (o buildOptions) draftsFlag() string {
	if o.drafts {
		return " --drafts"
	}
	return ""
}

func (a *app) buildCommand() *cobra.Command {
	var o buildOptions
	c := &cobra.Command{
		Use:   "build",
		Short: "Build the site from the archive",
		Long: `Build computes every page from archive/ and lets Hugo make the site in public/.
The text of content/ is not published: freeze it with snapshot first.

On Netlify, CONTEXT, URL and DEPLOY_PRIME_URL give the base URL and mark previews.
A preview, there or with --drafts, shows a working text that differs from the
newest version in place of the text in force, or the text of a policy that has no
version yet, says that it is a draft, and asks search engines to leave the site
out.`,
		Example: `  generator build
  generator build --baseURL https://example.org/ --destination /tmp/site
  generator build --policy privacy --now 2026-01-01
  generator build --drafts --destination /tmp/preview`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			start := time.Now()
			b := &builder{app: a, options: o, once: true}
			err := b.build(cmd.Context(), nil)
			if err := errors.Join(err, b.close()); err != nil {
				return err
			}
			made := b.made()
			a.say("%s", made.summary(time.Since(start)))
			a.say("Look at it: go run ./generator serve%s%s, then open http://localhost:1313%s\n", a.sourceFlag(),
				o.draftsFlag(), made.first)
			return nil
		},
	}
	a.dayFlag(c)
	c.Flags().StringVarP(&o.destination, "destination", "d", "",
		"the folder to publish into (default public in the site's folder)")
	c.Flags().StringVarP(&o.baseURL, "baseURL", "b", "", "the site's address (default that of hugo.toml)")
	a.siteFlags(c, &o)
	return c
}

// siteFlags adds what build and serve have in common.
func (a *app) siteFlags(c *cobra.Command, o *buildOptions) {
	c.Flags().BoolVar(&o.drafts, "drafts", false, "show working texts that were not frozen yet: a preview, not the record")
	c.Flags().StringSliceVar(&o.policies, "policy", nil, "build only this policy (may be repeated)")
	_ = c.RegisterFlagCompletionFunc("policy", a.completePolicies) // fails only for a flag that is not there
}

// made is what a build made.
type made struct {
	publish.Counts
	pages       int
	destination string
	first       string // path of a page to look at
	next        string // day of the next transition
	drafts      string // policies of which a draft is shown
}

func (m *made) summary(took time.Duration) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Built %s in %s: %s, %s, %s, %s.\n", m.destination, took.Round(10*time.Millisecond),
		english.Count(m.Versions, "version"), english.Count(m.Sections, "section"), english.Count(m.Comparisons,
			"comparison"), english.Count(m.pages, "page"))
	if m.next != "" {
		fmt.Fprintf(&b, "An announced version comes into force on %s: build again on that day.\n", m.next)
	}
	if m.drafts != "" {
		fmt.Fprintf(&b, "A preview: it shows the draft of %s, and is not the record.\n", m.drafts)
	}
	return b.String()
}

// sourceFlag repeats --source in a command that is proposed to the user.
func (a *app) sourceFlag() string {
	if a.source == "." {
		return ""
	}
	return " --source " + a.source
}

// builder builds a site, again and again: what was worked out of an archive and a
// configuration that are as they were is not worked out again.
type builder struct {
	app     *app
	options buildOptions
	once    bool // there is one build, so nothing is kept for another

	inputs  inputs            // of what was worked out
	loader  *draft.Loader     // of the archive
	sources []*publish.Source // of the archive
	site    *site.Site        // nil if nothing was worked out
	store   *site.Store
	todo    *site.Prepared
	counts  publish.Counts
	drafts  string // policies of which one is shown
}

// inputs are all that the pages of a site are made from.
type inputs struct {
	archive archiveInputs
	config  site.Config
	deploy  site.Deploy
	working []string          // policies that have a working text
	texts   string            // digest of those texts; "" where they are not shown
	words   [sha256.Size]byte // of the files of the words of the interface
}

// archiveInputs are what the histories of policies depend on.
type archiveInputs struct {
	day      string
	manifest [sha256.Size]byte // its digest
}

// build computes the site and lets Hugo make it. only are the pages that
// someone waits for; nil stands for all.
func (b *builder) build(ctx context.Context, only []string) error {
	a := b.app
	config, err := a.config()
	if err == nil {
		err = a.files().Plain("content", "layouts", "static")
	}
	if err != nil {
		return err
	}
	deploy := a.deploy(config, b.options)
	if _, err := os.Stat(filepath.Join(a.archiveDir(), archive.ManifestFile)); errors.Is(err, fs.ErrNotExist) &&
		!deploy.Preview {
		return a.nothingToBuild() // before anything is written
	}
	unlock, err := site.Lock(ctx, a.source, a.sayWaits)
	if err != nil {
		return err
	}
	defer unlock()
	said, err := words.Load(a.source, config.Locale, config.Params.DateFormat)
	if err != nil {
		return err
	}
	h, err := site.StartHugo(ctx, a.source, deploy.BaseURL, said.Site) // gets ready meanwhile
	if err != nil {
		return err
	}
	defer h.Stop()
	if err := b.compute(ctx, config, deploy, said); err != nil {
		return err
	}
	go makeRoom()
	a.progress("Building %d pages …", len(b.site.Pages))
	err = site.Make(h, b.todo, site.MakeOptions{Destination: b.options.destination, Only: only})
	a.progress("")
	return err
}

// sayWaits says why nothing happens.
func (a *app) sayWaits(process string) {
	if process != "" {
		process = ", process " + process
	}
	a.warn("Another build of this site is at work%s: waiting for it to end …\n", process)
}

// compute works out the pages of the site.
func (b *builder) compute(ctx context.Context, config site.Config, deploy site.Deploy, said *words.Set) error {
	a := b.app
	from, err := b.inputsOf(config, deploy)
	if err != nil {
		return err
	}
	from.words = said.Digest
	if b.site != nil && reflect.DeepEqual(b.inputs, from) {
		return nil
	}
	var previewed []string
	if deploy.Preview {
		previewed = from.working
	}
	if b.site == nil || b.inputs.archive != from.archive {
		if err := b.load(ctx, previewed, from.archive.day); err != nil {
			return err
		}
	}
	var shown map[string]*publish.Draft
	if deploy.Preview {
		if shown, err = b.previewed(ctx, previewed); err != nil {
			return err
		}
	}
	a.progress("Comparing versions …")
	store, err := site.NewStore(a.source)
	if err != nil {
		return err
	}
	s, counts, err := publish.Site(ctx, b.sources, store, publish.Options{
		Config: config, BaseURL: deploy.BaseURL, Day: from.archive.day, Words: said,
		Working: from.working, Drafts: shown, Elsewhere: publish.Elsewhere(a.files())})
	var todo *site.Prepared
	if err == nil {
		todo, err = site.Prepare(a.source, s, store, deploy)
	}
	if err != nil {
		return errors.Join(err, store.Close())
	}
	for _, warning := range said.Warnings {
		a.warn("%s\n", warning)
	}
	if b.once {
		b.loader, b.sources = nil, nil // Hugo can use their memory
	}
	err = b.close()
	b.inputs, b.site, b.store, b.todo, b.counts, b.drafts = from, s, store, todo, counts, strings.Join(slices.Sorted(maps.Keys(shown)), ", ")
	return err
}

// inputsOf are the inputs of the site as they are now.
func (b *builder) inputsOf(config site.Config, deploy site.Deploy) (from inputs, err error) {
	a := b.app
	from.config, from.deploy = config, deploy
	if from.archive.day, err = a.today(); err != nil {
		return from, err
	}
	manifest, _ := a.archiveFS().ReadFile(archive.ManifestFile) // without one it is empty
	from.archive.manifest = sha256.Sum256(manifest)
	if from.working, err = a.texts().Policies(); err != nil {
		return from, err
	}
	if deploy.Preview {
		if from.texts, err = a.textsDigest(from.working); err != nil {
			return from, err
		}
	}
	return from, nil
}

// load reads the histories of the policies that are built: those of the archive, or
// those that are named. previewed are policies that need have no version.
func (b *builder) load(ctx context.Context, previewed []string, day string) error {
	a := b.app
	opened, policies, err := a.published(b.options.policies, previewed)
	if err != nil {
		return err
	}
	if b.loader, err = a.loader(opened, nil); err != nil {
		return err
	}
	b.loader.Today = day
	b.sources = nil
	for _, name := range policies {
		a.progress("Reading %s …", name)
		h, err := b.loader.History(ctx, name)
		if err != nil {
			return err
		}
		h.ForgetSources()
		b.sources = append(b.sources, publish.NewSource(h))
	}
	return nil
}

// previewed are, of the working texts of policies, those that a preview shows: that
// differ from the newest version, or whose policy has none. What is wrong with the
// front matter of one stops the build, each problem with its position.
func (b *builder) previewed(ctx context.Context, names []string) (map[string]*publish.Draft, error) {
	shown := map[string]*publish.Draft{}
	var problems []error
	for _, name := range names {
		if only := b.options.policies; len(only) > 0 && !slices.Contains(only, name) {
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
		shown[name] = &publish.Draft{Doc: d.Doc, Bytes: len(d.Source), Tracker: d.Tracker}
		if d.History != nil && d.History.InForce() != nil {
			shown[name].Comparison = d.Against(d.History.InForce())
		}
	}
	return shown, errors.Join(problems...)
}

// textsDigest is a digest of the working texts of policies.
func (a *app) textsDigest(names []string) (string, error) {
	sum := sha256.New()
	for _, name := range names {
		data, err := a.texts().Read(name)
		if err != nil {
			return "", fmt.Errorf("read the working text of %s: %w", name, err)
		}
		fmt.Fprintf(sum, "%s %d ", name, len(data))
		sum.Write(data)
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), nil
}

// close gives back what was kept for a further build.
func (b *builder) close() error {
	if b.store == nil {
		return nil
	}
	return b.store.Close()
}

// forget lets the next build work everything out anew.
func (b *builder) forget() { b.site = nil }

func (b *builder) made() *made {
	m := &made{Counts: b.counts, pages: len(b.site.Pages), destination: b.options.destination, first: "/",
		next: b.site.NextTransition, drafts: b.drafts}
	if m.destination == "" {
		m.destination = filepath.Join(b.app.source, "public")
	}
	if len(b.site.Policies) == 1 {
		m.first = "/" + b.site.Policies[0].Key + "/"
	}
	return m
}

// deploy decides the site's address: the flag, else what Netlify says, else
// hugo.toml. https://docs.netlify.com/configure-builds/environment-variables/
func (a *app) deploy(config site.Config, o buildOptions) site.Deploy {
	d := site.Deploy{BaseURL: config.BaseURL, Preview: o.drafts}
	if context := a.getenv("CONTEXT"); context != "" && a.getenv("NETLIFY") == "true" {
		d.Preview = d.Preview || context != "production"
		if address := a.getenv("URL"); address != "" && !d.Preview {
			d.BaseURL = address
		}
		if address := a.getenv("DEPLOY_PRIME_URL"); address != "" && d.Preview {
			d.BaseURL = address
		}
	}
	if o.baseURL != "" {
		d.BaseURL = o.baseURL
	}
	if !strings.HasSuffix(d.BaseURL, "/") {
		d.BaseURL += "/"
	}
	return d
}

// nothingToBuild is the error for a site without a version, of which no draft is
// to be shown.
func (a *app) nothingToBuild() error {
	return fmt.Errorf("%w; --drafts shows a text before it is frozen", a.emptyArchive())
}

// published are the policies of the archive, or those that are named. drafts are
// the policies of which a working text is shown, whether they have a version or not.
func (a *app) published(only, drafts []string) (*archive.Archive, []string, error) {
	opened, err := a.openArchive()
	if err != nil {
		return nil, nil, err
	}
	all := opened.Policies()
	if len(all) == 0 && len(drafts) == 0 {
		return nil, nil, a.nothingToBuild()
	}
	for _, name := range only {
		if !slices.Contains(all, name) && !slices.Contains(drafts, name) {
			return nil, nil, fmt.Errorf("--policy: %w", a.noPolicy(name, opened))
		}
	}
	if len(only) > 0 {
		all = slices.DeleteFunc(all, func(name string) bool { return !slices.Contains(only, name) })
	}
	return opened, all, nil
}
