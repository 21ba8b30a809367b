package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/english"
	"policyarchive/generator/git"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// redactOptions are what a redaction says, and the versions that it is confirmed for.
type redactOptions struct {
	reason, authority string
	confirm           []string
}

func (a *app) redactCommand() *cobra.Command {
	var o redactOptions
	c := &cobra.Command{
		Use:   "redact POLICY VERSION...",
		Short: "Remove the text of a version, where the law or a court wants that",
		Long: `Redact removes the text of an older version from the archive, with its record and
the bytes as captured. What stays is a file that says when, why and on whose
authority, with the digests of what was removed: the line of the version in the log,
every checkpoint and every proof hold. The site has a page in its place; comparisons,
timelines and searches step over it, and say so.

Without --confirm it only says what would be gone, and what would stay. Name each
version there once more to remove its text. Nothing brings it back.

The text in force cannot be redacted: freeze one without the words first. Nor can an
announced version: withdraw it. What Git, hosts, web archives and readers have is not
touched: redact says what to do about that.`,
		Example: `  generator redact privacy 2016-11-04 --reason "It named a customer." --authority "Order 7, Anvil court"
  generator redact privacy 2016-11-04 --reason "…" --authority "…" --confirm 2016-11-04`,
		Args:              cobra.MinimumNArgs(2),
		ValidArgsFunction: a.completeVersions(100),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.reason, o.authority = strings.TrimSpace(o.reason), strings.TrimSpace(o.authority)
			return a.redact(cmd.Context(), args[0], args[1:], o)
		},
	}
	a.dayFlag(c)
	f := c.Flags()
	f.StringVar(&o.reason, "reason", "", "why, for readers, in a sentence or two, without the words (needed)")
	f.StringVar(&o.authority, "authority", "", "who decided it: a court and its order, an office, the publisher (needed)")
	f.StringSliceVar(&o.confirm, "confirm", nil, "the versions once more, with commas between: their texts are removed")
	return c
}

func (a *app) redact(ctx context.Context, policyName string, versions []string, o redactOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	if len(o.confirm) > 0 { // a redaction that was cut off comes first
		if err := archive.ClearAway(a.archiveDir()); err != nil {
			return err
		}
	}
	l, h, err := a.historyOf(ctx, policyName)
	if err != nil {
		return err
	}
	r := archive.Removal{Policy: policyName, Day: l.Today, Reason: o.reason, Authority: o.authority}
	var gone []*history.Version
	for _, version := range versions {
		v, err := h.Named(version)
		if errors.Is(err, archive.ErrRedacted) && len(o.confirm) > 0 { // perhaps by a run that was cut off
			a.say("The text of version %s of %s is removed already.\n", version, policyName)
			if err := a.removeBuilt(); err != nil {
				return err
			}
			continue
		}
		if err == nil {
			err = v.Redactable()
		}
		if err != nil {
			return err
		}
		r.Versions, gone = append(r.Versions, v.Name), append(gone, v)
	}
	if len(gone) == 0 {
		return nil
	}
	if o.reason == "" || o.authority == "" {
		return fmt.Errorf("--reason and --authority are needed: say, for readers, why the text of version %s is removed, "+
			"and who decided that, without the words that are to go", english.List(versions, "and"))
	}
	if err := r.CheckText(); err != nil {
		return err
	}
	if !slices.Equal(slices.Sorted(slices.Values(versions)), slices.Sorted(slices.Values(o.confirm))) {
		if len(o.confirm) > 0 {
			return fmt.Errorf("--confirm names %s, and the versions to redact are %s", english.List(o.confirm, "and"),
				english.List(versions, "and"))
		}
		return a.sayRemoval(ctx, h, l.Archive, gone, r)
	}
	advice, err := a.gitAdvice(ctx, l.Archive, r)
	if err != nil {
		return err
	}
	keep := func(opened *archive.Archive) ([]archive.Kept, error) {
		return history.ToKeep(ctx, opened, policyName, r.Versions)
	}
	if err := archive.Redact(ctx, a.archiveDir(), r, keep); err != nil {
		return err
	}
	for _, v := range gone {
		a.say("Removed the text of version %s of %s: %s\n", v.Name, policyName,
			filepath.Join(a.archiveDir(), filepath.FromSlash(v.Dir())+".redacted", archive.RedactionFile))
	}
	if err := a.removeBuilt(); err != nil {
		return err
	}
	a.say("Also removed .build, which is made again when it is needed.\n\n%s", advice)
	return nil
}

// removeBuilt removes what builds and imports keep of texts for the next one.
func (a *app) removeBuilt() error {
	if err := os.RemoveAll(filepath.Join(a.source, ".build")); err != nil {
		return fmt.Errorf("the texts are removed from the archive; remove what was kept of them for the next build or "+
			"import: %w", err)
	}
	return nil
}

// sayRemoval says what would be gone, what would stay, and how to confirm it.
func (a *app) sayRemoval(ctx context.Context, h *weave.History, opened *archive.Archive, gone []*history.Version,
	r archive.Removal) error {
	kept, err := history.ToKeep(ctx, opened, r.Policy, r.Versions)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "This would be removed for good:\n")
	for _, v := range gone {
		if err := a.sayRemoved(opened, h, v, r); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.stdout, "\nThis would stay: the name and the days of the version, its line in archive/%s with the "+
		"digests of what was\nremoved, and a page that says when and why the text was removed, and who decided it. "+
		"Summaries of later versions,\nand what you write as reason and authority, stay as they are.\n", archive.LogFile)
	if list := h.AnchorsFrom(gone); len(list) > 0 {
		fmt.Fprintf(a.stdout, "Sections that stay keep the anchors that they got there: %s.\n", english.List(list, "and"))
	}
	if len(kept) > 0 {
		fmt.Fprintf(a.stdout, "So that no link to a section breaks, the anchors of %s are written down.\n",
			english.Count(len(kept), "later version"))
	}
	names := make([]string, len(gone))
	for i, v := range gone {
		names[i] = v.Name.String()
	}
	fmt.Fprintf(a.stdout, "\nNothing was changed. To remove it, run the same command with --confirm %s\n",
		strings.Join(names, ","))
	return errFindings
}

// sayRemoved says what would be gone of one version.
func (a *app) sayRemoved(opened *archive.Archive, h *weave.History, v *history.Version, r archive.Removal) error {
	fmt.Fprintf(a.stdout, "\nversion %s of %s, line %d of the log\n", v.Name, v.Policy,
		opened.Log().Archived(v.Policy, v.Name.String()))
	files, err := opened.Removed(v.Policy, v.Name)
	if err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintf(a.stdout, "  archive/%s, %s\n", path.Join(v.Policy, f.Name), english.Count(int(f.Bytes), "byte"))
	}
	var titles []string
	for _, s := range v.Outline.Sections {
		if s.Title != "" {
			titles = append(titles, s.Title)
		}
	}
	fmt.Fprintf(a.stdout, "  %s: %s\n", english.Count(len(v.Outline.Sections), "section"), strings.Join(titles, "; "))
	p := h.PassagesOf(v, r.Versions)
	if p.Shared > 0 {
		fmt.Fprintf(a.stdout, "  %s in versions that stay, and will go on being shown there; redact these as well "+
			"if the words are to go:\n    %s\n", english.CountAs(p.Shared, "passage stands", "passages stand"),
			listSome(p.In))
	}
	fmt.Fprintf(a.stdout, "  %s in no other version", english.CountAs(len(p.Own), "passage stands", "passages stand"))
	const most, width = 8, 12
	for i, b := range p.Own {
		if i == most {
			fmt.Fprintf(a.stdout, "\n    and %s", english.Count(len(p.Own)-most, "more passage"))
			break
		}
		words := policy.Text(b.Tokens)
		if fields := strings.Fields(words); len(fields) > width {
			words = strings.Join(fields[:width], " ") + " …"
		}
		fmt.Fprintf(a.stdout, "\n    “%s”", words)
	}
	fmt.Fprintln(a.stdout)
	if text, err := a.texts().Read(v.Policy); err == nil {
		if n := p.CountIn(policy.Parse("", text)); n > 0 {
			fmt.Fprintf(a.stdout, "  %s in %s, too: take them out there yourself\n",
				english.CountAs(n, "passage stands", "passages stand"), a.texts().File(v.Policy))
		}
	}
	return nil
}

// listSome lists the first and the last of many names.
func listSome(names []string) string {
	const most = 8
	if len(names) > most {
		names = slices.Concat(names[:most/2], []string{fmt.Sprintf("%d others", len(names)-most)}, names[len(names)-most/2:])
	}
	return english.List(names, "and")
}

// gitAdvice says what others than the archive still hold, and what to do about it.
func (a *app) gitAdvice(ctx context.Context, opened *archive.Archive, r archive.Removal) (string, error) {
	var s strings.Builder
	s.WriteString("Build and publish the site now: until then it shows the text. So do zip files that were made of it.\n")
	fmt.Fprintf(&s, "\nThe words are still in these places, which this program does not touch:\n")
	repo, err := git.Open(ctx, a.archiveDir())
	switch {
	case errors.Is(err, git.ErrNoRepository):
	case err != nil:
		return "", err
	default:
		ids, err := a.blobIDs(opened, r)
		if err != nil {
			return "", err
		}
		prefix, err := repo.Prefix(a.source)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&s, `
- The history of Git, here and in every clone. Commit the archive, then, in a fresh clone,
  rewrite the history with git-filter-repo, which takes the removed files out, and the working
  text wherever it was the same to the byte; ADDRESS is that of the repository:

    printf '%%s\n' %s > ../removed.txt
    git filter-repo --strip-blobs-with-ids ../removed.txt
    git push --force ADDRESS --all && git push --force ADDRESS --tags

  Other states of the text may hold the words, too: git log --all -S 'WORDS' -- %s finds them.
  Everybody who has a clone makes a new one. Commits get other hashes; archive/%s, its
  checkpoints and what readers kept of them stay valid, since they stand for lines, not for commits.
- The host of the repository: caches, forks, pull requests and their previews. Ask it to remove
  commits that no branch has (GitHub: https://support.github.com, "sensitive data").
`, strings.Join(ids, " "), path.Join(prefix, "content", r.Policy), archive.LogFile)
	}
	fmt.Fprintf(&s, `- The host of the site: earlier deploys and previews, its cache. Delete them there.
- The Wayback Machine and other web archives: write to info@archive.org with the addresses.
- Search engines, until they come by again; readers' copies, feeds and mails.
`)
	return s.String(), nil
}

// blobIDs are the names that Git has for the bytes of the files that are to go, in
// repositories that use SHA-1.
func (a *app) blobIDs(opened *archive.Archive, r archive.Removal) ([]string, error) {
	var ids []string
	for _, name := range r.Versions {
		files, err := opened.Removed(r.Policy, name)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			data, err := fs.ReadFile(a.archiveFS(), path.Join(r.Policy, f.Name))
			if err != nil {
				return nil, err
			}
			if id := git.BlobID(data); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}
