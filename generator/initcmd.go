package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/starter"
	"policyarchive/generator/usage"
	"policyarchive/generator/words"
)

// initOptions are those of init.
type initOptions struct {
	site   starter.SiteOptions
	text   string // file
	module string // --module
}

func (a *app) initCommand() *cobra.Command {
	var o initOptions
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a site for an organisation",
		Long: `Init makes a site in DIR, a folder that is missing or empty: hugo.toml with the
values of the organisation, netlify.toml, workflows, hooks, the text of a first
policy that is to be written, an empty archive, and a go.mod, by which
"go tool generator" runs the generator. Templates, styles and words are in the
generator; the site has only those that it changes (generator help layouts).

The go.mod names the version of this program. If it was compiled from a folder of
source, which no other machine has, the go.mod leads to that folder; name with
--module what another machine can fetch, such as github.com/ORG/REPO@v1.2.3.
Run in another site, init takes the generator from where that site does.`,
		Example: `  generator init ../policies --organisation "Anvil Ltd" --url https://policies.anvil.example/
  generator init ../policies --organisation "Anvil Ltd" --text ~/privacy.md
  generator init ../richtlinien --policy datenschutz --title Datenschutzerklärung --lang de
  generator init ../policies --module github.com/ORG/REPO@v1.2.3`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := (&app{}).checkNewName(o.site.Policy); err != nil {
				return usage.Error(cmd, fmt.Errorf("--policy: %w", err))
			}
			if err := o.site.Complete(); err != nil {
				return usage.Error(cmd, err)
			}
			return a.initSite(cmd.Context(), args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.site.Organisation, "organisation", "Example organisation", "the organisation's name")
	f.StringVar(&o.site.BaseURL, "url", "https://policies.example.org/", "the address that the site will have")
	f.StringVar(&o.site.Policy, "policy", "privacy", "the name of its first policy")
	f.StringVar(&o.site.Title, "title", "", "the title of that policy (default: made of its name)")
	f.StringVar(&o.site.Lang, "lang", "en", "the language of that policy, such as en or pt-BR")
	f.StringVar(&o.module, "module", "",
		"where Go finds the generator: a folder with its source, or PATH@VERSION (default: where this program is from)")
	f.StringVar(&o.text, "text", "",
		"a file with its text, Markdown (default: headings with notes that tell what to write)")
	return c
}

// initSite runs the command.
func (a *app) initSite(ctx context.Context, dir string, o initOptions) error {
	var err error
	if o.text != "" {
		if o.site.Text, err = draft.ReadFile(o.text); err == nil {
			err = starter.CheckMarkdown(o.text, o.site.Text)
		}
		if err != nil {
			return err
		}
	}
	if said, err := words.Load(a.source, words.English, ""); err == nil && said.For(o.site.Lang).Speaks(o.site.Lang) {
		o.site.Locale = o.site.Lang
	}
	if o.site.Generator, err = starter.FindModule(o.module, a.source); err != nil {
		return err
	}
	outside := []string{}
	if a.requireSite() == nil {
		outside = append(outside, a.source)
	}
	files, err := starter.Site(ctx, starter.Files(), filepath.Clean(dir), outside, o.site)
	if err != nil {
		return fmt.Errorf("make a site: %w", err)
	}
	a.say("Made %s: %s.\n\nWhat comes next:\n\n  cd %s\n", dir, english.Count(files, "file"), dir)
	folder := o.site.Generator.Folder()
	if folder == "" && o.site.Generator.Sum == "" {
		a.say("  go mod tidy\n")
	}
	if o.text == "" {
		a.say(`  (write the text in content/%s/policy.md, in place of the notes in double brackets:
  go tool generator serve --drafts shows it meanwhile;
  or bring one in: go tool generator import file %[1]s FILE)
`, o.site.Policy)
	}
	a.say(`  go tool generator snapshot %s
  go tool generator build

hugo.toml has the organisation's name, address and colour; README.md tells the rest.
`, o.site.Policy)
	if folder != "" {
		a.say("go.mod takes the generator from %s, which no other machine has:\n"+
			"before one builds the site, name there what it can fetch. README.md tells how.\n", folder)
	}
	return nil
}
