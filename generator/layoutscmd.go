package main

import (
	"errors"

	"github.com/spf13/cobra"

	"policyarchive/generator/theme"
	"policyarchive/generator/usage"
)

func (a *app) layoutsCommand() *cobra.Command {
	printIt := false
	c := &cobra.Command{
		Use:   "layouts [NAME]...",
		Short: "List the files of the site's look, or copy one to change it",
		Long: `Layouts lists the templates, style sheets, page scripts, words and icon that the
generator brings, each with the name that a file of the site has to have to be
taken in its place, and says which the site has of its own.

With names, it copies these files into the site, where they can be changed. A file
that is there already is left as it is. Of a file of words (layouts/_words), a site
needs only the words that it changes.`,
		Example: `  generator layouts
  generator layouts layouts/_partials/foot.html
  generator layouts _partials/foot.html _css/02-page.css
  generator layouts home.html --print | diff - layouts/home.html`,
		ValidArgsFunction: completeLayouts,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case printIt && len(args) != 1:
				return usage.Error(cmd, errors.New("--print takes the name of one file"))
			case printIt:
				_, data, err := theme.Find(args[0])
				if err != nil {
					return err
				}
				return printed(a.stdout, string(data))
			}
			if err := a.requireSite(); err != nil {
				return err
			}
			if len(args) == 0 {
				return a.listLayouts()
			}
			return a.copyLayouts(args)
		},
	}
	c.Flags().BoolVar(&printIt, "print", false, "print the file instead of copying it")
	return c
}

// completeLayouts completes the names of files.
func completeLayouts(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	names, err := theme.Names()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// listLayouts prints the name of each file, and what the site has in its place.
func (a *app) listLayouts() error {
	list, err := theme.List(a.files())
	if err != nil {
		return err
	}
	for _, file := range list {
		note := ""
		if file.Own != "" {
			note = "  (" + file.Own + ")"
		}
		if err := printed(a.stdout, file.Name+note+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// copyLayouts copies files into the site, all that can be.
func (a *app) copyLayouts(names []string) error {
	var errs []error
	for _, name := range names {
		full, err := theme.Copy(a.source, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		a.say("Copied %s: change it there; delete it to have the generator's again.\n", full)
	}
	return errors.Join(errs...)
}
