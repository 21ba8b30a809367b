package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/starter"
	"policyarchive/generator/usage"
)

func (a *app) newCommand() *cobra.Command {
	var o starter.PolicyOptions
	privacy := false
	c := &cobra.Command{
		Use:   "new POLICY",
		Short: "Start the text of a policy",
		Long: `New writes content/POLICY/policy.md: front matter that is explained, and a note
that tells what to write. A policy whose name says that it is about personal data
(privacy, datenschutz …), or with --privacy, gets a heading for each point that
the GDPR (Art. 13 and 14) and the guidelines on transparency (WP260, annex)
demand, each with its note. POLICY is the policy's folder and its place on the site: lower-case letters and
digits, words joined by hyphens.

Headings and notes are English; the notes stand in double brackets. "generator check" names those that are left,
and snapshot freezes no text that has one.

A text that is there already, or an archived policy, is left as it is.`,
		Example: `  generator new privacy
  generator new datenschutz --title "Datenschutzerklärung" --lang de
  generator new terms --title "Terms of use"`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.Check(); err != nil {
				return usage.Error(cmd, err)
			}
			if o.Plain && privacy {
				return usage.Error(cmd, errors.New("--plain and --privacy are given: a text has the headings of a privacy policy, "+
					"or has not"))
			}
			o.Plain = o.Plain || !privacy && !starter.IsPrivacy(args[0])
			return a.newPolicy(args[0], o)
		},
	}
	c.Flags().StringVar(&o.Title, "title", "", "the policy's title (default: that of hugo.toml, else made of its name)")
	c.Flags().StringVar(&o.Lang, "lang", "",
		"the language it will be written in, such as en or pt-BR (default: that of hugo.toml)")
	c.Flags().BoolVar(&o.Plain, "plain", false, "leave the headings of a privacy policy out")
	c.Flags().BoolVar(&privacy, "privacy", false, "put them in, whatever the policy is called")
	return c
}

// newPolicy runs the command.
func (a *app) newPolicy(name string, o starter.PolicyOptions) error {
	opened, err := a.openArchiveFor(name)
	if err != nil {
		return err
	}
	config, err := a.config()
	if err != nil {
		return err
	}
	if newest := opened.Latest(name); newest != nil {
		return fmt.Errorf("%s is no new policy: its newest version is %s; to go on from there, copy %s to %s",
			name, newest.Name, filepath.Join(a.archiveDir(), filepath.FromSlash(newest.Dir()),
				"policy.md"), a.texts().File(name))
	}
	table, known := config.Params.Policies[name]
	o.Title = cmp.Or(strings.TrimSpace(o.Title), table.Title, starter.Title(name))
	o.Lang = cmp.Or(o.Lang, table.Lang, config.Locale)
	text, err := starter.Policy(o)
	if err != nil {
		return err
	}
	file := a.texts().File(name)
	if err := a.texts().Create(name, text); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: it was left as it is", file)
	} else if err != nil {
		return fmt.Errorf("start a policy: %w", err)
	}
	a.say("Wrote %s.\n\nWhat comes next:\n", file)
	if !known {
		a.say("  - tell hugo.toml of it, below the tables of other policies:\n\n      [params.policies.%s]\n      title = "+
			"%q\n      lang  = %q\n\n", name, o.Title, o.Lang)
	}
	if o.Lang != "en" && !strings.HasPrefix(o.Lang, "en-") && !o.Plain {
		a.say("  - translate the headings: they are English\n")
	}
	a.say(`  - write the text in place of the notes in double brackets
  - go tool generator check %[1]s%[2]s     names what is left of them
  - go tool generator snapshot %[1]s%[2]s  freezes the text as its first version
`, name, a.sourceFlag())
	return nil
}
