package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/build"
	"policyarchive/generator/config"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
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
			b := &siteBuild{app: a, options: o, once: true}
			err := b.build(cmd.Context(), nil)
			if err := errors.Join(err, b.close()); err != nil {
				return err
			}
			a.say("%s", b.summary(time.Since(start)))
			a.say("Look at it: go tool generator serve%s%s, then open http://localhost:1313%s\n", a.sourceFlag(),
				o.draftsFlag(), b.inner.Built().Home)
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

// summary says what a build made, in which folder.
func (b *siteBuild) summary(took time.Duration) string {
	made, folder := b.inner.Built(), b.options.destination
	if folder == "" {
		folder = filepath.Join(b.app.source, "public")
	}
	var s strings.Builder
	fmt.Fprintf(&s, "Built %s in %s: %s, %s, %s, %s.\n", folder, took.Round(10*time.Millisecond),
		english.Count(made.Versions, "version"), english.Count(made.Sections, "section"),
		english.Count(made.Comparisons, "comparison"), english.Count(made.Pages, "page"))
	if made.NextTransition != "" {
		fmt.Fprintf(&s, "An announced version comes into force on %s: build again on that day.\n", made.NextTransition)
	}
	if len(made.Drafts) > 0 {
		fmt.Fprintf(&s, "A preview: it shows the draft of %s, and is not the record.\n",
			strings.Join(made.Drafts, ", "))
	}
	return s.String()
}

// sourceFlag repeats --source in a command that is proposed to the user.
func (a *app) sourceFlag() string {
	if a.source == "." {
		return ""
	}
	return " --source " + a.source
}

// siteBuild builds a site as the flags have it.
type siteBuild struct {
	app     *app
	options buildOptions
	once    bool           // there is one build, so nothing is kept for another
	inner   *build.Builder // nil before the first build
}

// build builds the site. only are the pages that someone waits for; nil stands
// for all.
func (b *siteBuild) build(ctx context.Context, only []string) error {
	a := b.app
	config, err := a.config()
	if err == nil {
		err = a.files().Plain("content", "layouts", "static")
	}
	if err != nil {
		return err
	}
	day, err := a.today()
	if err != nil {
		return err
	}
	deploy := a.deploy(config, b.options)
	if _, err := a.archiveFS().Lstat(archive.ManifestFile); errors.Is(err, fs.ErrNotExist) && !deploy.Preview {
		return a.nothingToBuild() // before anything is written
	}
	if b.inner == nil {
		b.inner = &build.Builder{Dir: a.source, Destination: b.options.destination, Policies: b.options.policies,
			Once: b.once,
			Open: b.open, Waiting: a.sayWaits,
			Progress: func(what string) { a.progress("%s", what) }, Warn: func(sentence string) {
				a.warn("%s\n",
					sentence)
			}}
	}
	return b.inner.Build(ctx, build.Options{Config: config, Deploy: deploy, Day: day}, only)
}

// open opens the archive for the policies that are built.
func (b *siteBuild) open(previewed []string) (*draft.Loader, []string, error) {
	opened, policies, err := b.app.published(b.options.policies, previewed)
	if err != nil {
		return nil, nil, err
	}
	l, err := b.app.loader(opened, nil)
	return l, policies, err
}

// forget lets the next build work everything out anew.
func (b *siteBuild) forget() {
	if b.inner != nil {
		b.inner.Forget()
	}
}

// close gives back what was kept for a further build.
func (b *siteBuild) close() error {
	if b.inner == nil {
		return nil
	}
	return b.inner.Close()
}

// sayWaits says why nothing happens.
func (a *app) sayWaits(process string) {
	if process != "" {
		process = ", process " + process
	}
	a.warn("Another build of this site is at work%s: waiting for it to end …\n", process)
}

// deploy decides the site's address: the flag, else what Netlify says, else
// hugo.toml. https://docs.netlify.com/configure-builds/environment-variables/
func (a *app) deploy(c config.Site, o buildOptions) build.Deploy {
	d := build.Deploy{BaseURL: c.BaseURL, Preview: o.drafts}
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
