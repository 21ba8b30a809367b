package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/build"
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
			b := a.newBuild(o, true)
			err := b.build(cmd.Context(), nil)
			if err := errors.Join(err, b.Close()); err != nil {
				return err
			}
			a.say("%s", b.summary(time.Since(start)))
			a.say("Look at it: go tool generator serve%s%s, then open http://localhost:1313%s\n", a.sourceFlag(),
				o.draftsFlag(), b.Built().Home)
			return nil
		},
	}
	a.dayFlag(c)
	f := c.Flags()
	f.StringVarP(&o.destination, "destination", "d", "",
		"the folder to publish into (default public in the site's folder)")
	f.StringVarP(&o.baseURL, "baseURL", "b", "", "the site's address (default that of hugo.toml)")
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
	made, folder := b.Built(), b.options.destination
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
	*build.Builder
	app     *app
	options buildOptions
}

// newBuild builds nothing yet. If there will be one build, nothing is kept for another.
func (a *app) newBuild(o buildOptions, once bool) *siteBuild {
	b := &siteBuild{app: a, options: o}
	b.Builder = &build.Builder{Dir: a.source, Destination: o.destination, Policies: o.policies, Once: once,
		Waiting:  a.sayWaits,
		Progress: func(what string) { a.progress("%s", what) },
		Warn:     func(sentence string) { a.warn("%s\n", sentence) },
		Open: func(previewed []string) (l *draft.Loader, policies []string, err error) {
			if l, err = a.openLoader(); err == nil {
				policies, err = l.Published(o.policies, previewed)
			}
			return l, policies, err
		}}
	return b
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
	deploy := build.NewDeploy(config.BaseURL, b.options.baseURL, b.options.drafts, a.getenv)
	if _, err := a.archiveFS().Lstat(archive.ManifestFile); errors.Is(err, fs.ErrNotExist) && !deploy.Preview {
		return draft.NothingToBuild(a.source) // before anything is written
	}
	return b.Builder.Build(ctx, build.Options{Config: config, Deploy: deploy, Day: day}, only)
}

// sayWaits says why nothing happens.
func (a *app) sayWaits(process string) {
	if process != "" {
		process = ", process " + process
	}
	a.warn("Another build of this site is at work%s: waiting for it to end …\n", process)
}
