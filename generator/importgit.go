package main

import (
	"context"

	"github.com/spf13/cobra"

	"policyarchive/generator/git"
	"policyarchive/generator/importer"
)

// gitOptions are what the importing person knows about a file in Git.
type gitOptions struct {
	intake
	repo string
	from importer.GitOptions
}

func (a *app) importGitCommand() *cobra.Command {
	var o gitOptions
	c := &cobra.Command{
		Use:   "git POLICY --repo DIR --path PATH",
		Short: "Import every published state of a file in a Git repository",
		Long: `Import git freezes every state that a file had on the main line of a repository
as a version: what its merges brought counts once, at the merge; what happened on
side branches does not. The order is that of the history, whatever the dates.

A policy that was renamed or moved is followed to its older place where a commit
takes away a text that is the same but for a few words, and no other is as like;
what is less certain is said. Other older places are given by further paths, the
one of today first: of those that a commit has, the first is taken. A commit that
changed only what no reader sees is no version. A text that comes back is one
again, and said to be identical to the older one.

The day of the commit, in UTC, is taken for the day of publication, and names the
version. A date in the text's front matter is kept unless the version before has
the same one.`,
		Example: `  generator import git privacy --repo ../site-policy --path Policies/privacy.md
  generator import git privacy --repo policies.git --path privacy.md --path docs/old-privacy.md --since 2018-01-01`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completePolicies,
	}
	f := c.Flags()
	f.StringVar(&o.repo, "repo", "", "the repository: a working tree or a bare one")
	f.StringArrayVar(&o.from.History.Paths, "path", nil, "where the file is in it (may be repeated: older places)")
	f.StringVar(&o.from.History.Since, "since", "",
		"only commits since then: a date, or what \"git log --since\" takes")
	f.StringVar(&o.from.History.Ref, "ref", "", "the branch, tag or commit whose history is taken (default HEAD)")
	f.BoolVar(&o.from.Follow, "follow", true,
		"take the text's history under older names, too, where a rename is certain")
	f.StringVar((*string)(&o.from.DateIs), "date-is", "published",
		"what the day of a commit says: captured, published or effective")
	f.StringVar(&o.from.Original, "original", "", "the address at which the text was published")
	f.StringVar(&o.from.Selector, "selector", "", "CSS selector of the main text, if the file is an HTML page")
	_ = c.MarkFlagRequired("repo") // they exist
	_ = c.MarkFlagRequired("path")
	_ = c.MarkFlagDirname("repo")
	o.Sequence, o.Repeated, o.LaggingDates = true, true, true
	return a.importFrom(c, &o.intake, func(ctx context.Context, _ []string) ([]*importer.Capture, error) {
		if err := checkDateIs(o.from.DateIs); err != nil {
			return nil, err
		}
		repo, err := git.Open(ctx, o.repo)
		if err != nil {
			return nil, err
		}
		if repo.Shallow() {
			a.warn("warning: %s is a shallow clone, without its older history: \"git fetch --unshallow\" brings it\n",
				o.repo)
		}
		bar := a.bar("Reading")
		defer bar.end()
		o.from.Progress = bar.to
		o.from.Remark = func(sentence string) { a.warn("%s\n", sentence) }
		return importer.FromGit(ctx, repo, o.from)
	})
}
