package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/theme"
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
				return usageError(cmd, errors.New("--print takes the name of one file"))
			case printIt:
				return a.printLayout(args[0])
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
	names, err := theme.Names()
	if err != nil {
		return err
	}
	copied, err := theme.Copied(a.files())
	if err != nil {
		return err
	}
	for _, name := range names {
		own, err := a.files().ReadFile(name)
		brought, unknown := theme.ReadFile(name)
		note := ""
		switch {
		case unknown != nil:
			return unknown
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case slices.Contains(copied, name):
			note = "  (the site has an unchanged copy, which is not used)"
		case strings.HasPrefix(name, "layouts/_words/"):
			note = "  (the site changes words)"
		case bytes.Equal(own, brought):
			note = "  (the site has the same)"
		default:
			note = "  (the site has its own)"
		}
		if err := printed(a.stdout, name+note+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// layout reads a file by its name, of which "layouts/" may be left out, and returns
// that in full.
func layout(name string) (full string, data []byte, err error) {
	full = filepath.ToSlash(filepath.Clean(name))
	if !strings.HasPrefix(full, "layouts/") && !strings.HasPrefix(full, "static/") {
		full = "layouts/" + full
	}
	if data, err = theme.ReadFile(full); err != nil {
		err = fmt.Errorf("%s: %w: \"generator layouts\" lists those that there are", name, err)
	}
	return full, data, err
}

func (a *app) printLayout(name string) error {
	_, data, err := layout(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(a.stdout, bytes.NewReader(data))
	return err
}

// copyLayouts copies files into the site, all that can be.
func (a *app) copyLayouts(names []string) error {
	var errs []error
	for _, name := range names {
		full, data, err := layout(name)
		if err == nil {
			err = a.putNew(full, data)
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		a.say("Copied %s: change it there; delete it to have the generator's again.\n", full)
	}
	return errors.Join(errs...)
}

// putNew makes a file of the site where none is.
func (a *app) putNew(name string, data []byte) error {
	root, err := os.OpenRoot(a.source)
	if err != nil {
		return err
	}
	defer root.Close()
	at := filepath.FromSlash(name)
	if err := root.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and was left as it is: delete it first to begin anew", name)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
