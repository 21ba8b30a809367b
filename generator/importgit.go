package main

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/characters"
	"policyarchive/generator/git"
	"policyarchive/generator/importer"
)

// gitOptions are what the importing person knows about a file in Git.
type gitOptions struct {
	intake
	repo               string
	paths              []string
	since, ref         string
	follow             bool
	original, selector string
	dateIs             string
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
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importGit(cmd.Context(), args[0], o)
		},
	}
	c.Flags().StringVar(&o.repo, "repo", "", "the repository: a working tree or a bare one")
	c.Flags().StringArrayVar(&o.paths, "path", nil, "where the file is in it (may be repeated: older places)")
	c.Flags().StringVar(&o.since, "since", "", "only commits since then: a date, or what \"git log --since\" takes")
	c.Flags().StringVar(&o.ref, "ref", "", "the branch, tag or commit whose history is taken (default HEAD)")
	c.Flags().BoolVar(&o.follow, "follow", true, "take the text's history under older names, too, where a rename is certain")
	c.Flags().StringVar(&o.dateIs, "date-is", "published", "what the day of a commit says: captured, published or effective")
	c.Flags().StringVar(&o.original, "original", "", "the address at which the text was published")
	c.Flags().StringVar(&o.selector, "selector", "", "CSS selector of the main text, if the file is an HTML page")
	_ = c.MarkFlagRequired("repo") // they exist
	_ = c.MarkFlagRequired("path")
	_ = c.MarkFlagDirname("repo")
	o.intake.flags(c)
	return c
}

func (a *app) importGit(ctx context.Context, policyName string, o gitOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	if err := oneOf("--date-is", o.dateIs, "captured", "published", "effective"); err != nil {
		return err
	}
	repo, err := git.Open(ctx, o.repo)
	if err != nil {
		return err
	}
	if repo.Shallow() {
		a.warn("warning: %s is a shallow clone, without its older history: \"git fetch --unshallow\" brings it\n", o.repo)
	}
	history := git.Options{Paths: o.paths, Ref: o.ref, Since: o.since}
	older := map[string]git.Rename{} // by commit: names that the text may have had
	if o.follow {
		var renames []git.Rename
		if history, renames, err = repo.Follow(ctx, history); err != nil {
			return err
		}
		for _, r := range renames {
			if r.Followed {
				a.warn("%s was %s until %s (commit %.10s, %s): its history there is taken, too\n", r.To, r.From, r.Time.Format(time.DateOnly), r.Commit, likeness(r))
			} else {
				older[r.Commit] = r
			}
		}
	}
	n, err := repo.Count(ctx, history)
	if err != nil {
		return err
	}
	var captures []*importer.Capture
	bar := a.bar(n, "Reading")
	for state, err := range repo.States(ctx, history) {
		if err != nil {
			bar.end()
			return err
		}
		bar.add()
		if state.Gone {
			a.warn("%.10s: the text was taken away on %s\n", state.Commit, state.Time.Format(time.DateOnly))
			continue
		}
		c := o.capture(repo.Name(), state)
		if r, ok := older[state.Commit]; ok {
			c.Doubts = append(c.Doubts, olderName(r))
		}
		captures = append(captures, c)
	}
	bar.end()
	if len(captures) == 0 {
		return fmt.Errorf("no commit since %s has another text than the one before: choose an earlier --since", cmp.Or(o.since, "the first"))
	}
	o.Policy, o.Sequence, o.Repeated, o.LaggingDates = policyName, true, true, true
	return a.takeIn(ctx, captures, o.intake)
}

func likeness(r git.Rename) string {
	if r.Likeness == 100 {
		return "the same text"
	}
	return fmt.Sprintf("%d %% the same text", r.Likeness)
}

// olderName is the doubt about a text that may have had another name before.
func olderName(r git.Rename) importer.Doubt {
	did := "was taken away"
	if r.Kept {
		did = "stays"
	}
	return importer.Doubt{Kind: importer.OlderName,
		Sentence: fmt.Sprintf("The file %s is new here, while %s %s, which has %s: older versions may be missing.", r.To, r.From, did, likeness(r)),
		Brief:    fmt.Sprintf("%s is new here, while %s %s, which has %s: if that is its older name, add --path %s", r.To, r.From, did, likeness(r), quoted([]string{r.From}))}
}

// capture is a state of the file as an import takes it.
func (o *gitOptions) capture(repository string, s git.State) *importer.Capture {
	c := &importer.Capture{
		Label: fmt.Sprintf("%.10s %s", s.Commit, characters.Line(s.Path)),
		// Not the file's own name: a day in it would be taken for that of its capture.
		Capture: capture.Capture{Name: "capture" + path.Ext(s.Path), Data: s.Data},
		Restore: capture.Options{Original: o.original, Selector: o.selector, Captured: s.Time},
		Source:  archive.Source{Medium: "git", Repository: repository, Commit: s.Commit, Path: s.Path},
		Day:     s.Time.Format(time.DateOnly),
	}
	switch o.dateIs {
	case "published":
		c.Published = c.Day
	case "effective":
		c.Effective = c.Day
	}
	return c
}
