package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/check"
	"policyarchive/generator/policy"
)

// checkOptions are those of check.
type checkOptions struct {
	base, format, preview string
	all                   bool
}

func (a *app) checkCommand() *cobra.Command {
	var o checkOptions
	c := &cobra.Command{
		Use:   "check [POLICY…]",
		Short: "Hold working texts and the archive against the rules",
		Long: `Check reads content/POLICY/policy.md and archive/ as they are now and reports
what would break the record or a promise to readers (errors), what deserves a
second look (warnings), and what the change does elsewhere (notes), with the
place and what to do.

A change begins where the branch left the main branch: what was found there
already is not reported, unless with --all; then many findings of one kind in a
text are told as one, with all its places. Outside of Git the text is held
against the newest archived version.

A finding can be waived, with a reason, in the text before or in the paragraph:
  <!-- check: allow RULE reason -->
or for the whole text in its front matter:
  check: {allow: {RULE: reason}}

Every rule is explained in generator/check/RULES.md. The JSON is documented by
generator/check/report.schema.json; sarif is SARIF 2.1.0; github are annotations
for GitHub Actions; markdown is one comment for a pull request.`,
		Example:           "  generator check\n  generator check privacy --base origin/main --format markdown\n  generator check --all",
		ValidArgsFunction: a.completePolicies,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", o.format, "text", "markdown", "json", "sarif", "github"); err != nil {
				return usageError(cmd, err)
			}
			return a.check(cmd.Context(), args, o)
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&o.base, "base", "", "the branch or commit that the change is held against (default: the main branch)")
	c.Flags().StringVar(&o.format, "format", "text", "text, markdown, json, sarif or github")
	c.Flags().StringVar(&o.preview, "preview-url", "", "address of a preview of the change, for links in markdown (default: DEPLOY_PRIME_URL)")
	c.Flags().BoolVar(&o.all, "all", false, "report what was found before the change, too")
	return c
}

// check runs the command.
func (a *app) check(ctx context.Context, policies []string, o checkOptions) error {
	if err := a.requireSite(); err != nil {
		return err
	}
	for _, name := range policies {
		if err := archive.CheckPolicyName(name); err != nil {
			return err
		}
	}
	if len(policies) == 0 {
		var err error
		if policies, err = a.drafts(); err != nil {
			return err
		}
	}
	base, err := a.findBase(ctx, o.base)
	if err != nil {
		return err
	}
	if len(policies) == 0 && len(base.gone) == 0 {
		return fmt.Errorf("there is no working text: write %s, such as %s", a.draftFile("POLICY"), a.draftFile("privacy"))
	}
	report, err := a.checkReport(ctx, policies, base, o.all)
	if err != nil {
		return err
	}
	if err := a.printReport(report, base, o); err != nil {
		return err
	}
	if report.Count(check.Error) > 0 {
		return errFindings
	}
	return nil
}

// checkReport holds the archive and the texts against the rules.
func (a *app) checkReport(ctx context.Context, policies []string, base *checkBase, all bool) (*check.Report, error) {
	opened, record, err := a.checkArchive(ctx, base)
	if err != nil {
		return nil, err
	}
	if record.Today, err = a.today(); err != nil {
		return nil, err
	}
	record.Withdrawn = base.withdrawn(opened)
	report := &check.Report{Base: base.says}
	if report.RulesURL, err = a.rulesURL(base); err != nil {
		return nil, err
	}
	if opened == nil {
		report.Record = check.Archive(*record)
		report.Base += "; the archive cannot be read, so that the texts were not checked"
		return report, nil
	}
	l, err := a.newLoader(ctx, opened, base)
	if err != nil {
		return nil, err
	}
	if record.New, err = l.newVersions(); err != nil {
		return nil, err
	}
	report.Record = check.Archive(*record)
	for _, name := range policies {
		d, err := l.draft(name)
		if excess := (*policy.Excess)(nil); errors.As(err, &excess) {
			report.Record = append(report.Record, check.Beyond(excess))
			continue
		}
		if err != nil {
			return nil, err
		}
		list, waived := check.Run(*d.rules, all)
		report.Policies = append(report.Policies, check.PolicyReport{Draft: d.rules, Version: d.previousName(), Findings: list, Waived: waived, Frozen: d.frozenName(), Preview: d.preview()})
	}
	return report, nil
}

// printReport prints a report in the format that was asked for.
func (a *app) printReport(r *check.Report, base *checkBase, o checkOptions) error {
	if o.format != "text" {
		a.relocate(r, base)
		a.warn("Compared with %s: %s\n", r.Base, r.Summary())
	}
	switch o.format {
	case "json":
		return a.printJSON(r.JSON())
	case "sarif":
		return a.printJSON(r.SARIF())
	case "github":
		return printed(a.paper, r.GitHub())
	case "markdown":
		return printed(a.stdout, r.Markdown(check.MarkdownOptions{Preview: firstOf(o.preview, a.getenv("DEPLOY_PRIME_URL"))}))
	}
	if o.all { // what stood there before is many of a few kinds
		for _, g := range r.Groups() {
			fmt.Fprintln(a.stdout, g)
		}
	} else {
		for _, f := range r.All() {
			fmt.Fprintln(a.stdout, f)
		}
	}
	a.say("%s Compared with %s.\n", r.Summary(), r.Base)
	return nil
}

// relocate names the files of findings from the root of the repository, as
// programs want them; without one, from the site's folder.
func (a *app) relocate(r *check.Report, base *checkBase) {
	r.Relocate(func(file string) string {
		rel, err := filepath.Rel(a.source, file)
		if err != nil {
			return file
		}
		return base.path(filepath.ToSlash(rel))
	})
}

// rulesURL is the address of the page about the rules: as hugo.toml says, else
// where GitHub shows it of this repository; empty if neither is known.
func (a *app) rulesURL(base *checkBase) (string, error) {
	config, err := a.config()
	if err != nil || config.Params.Check.Rules != "" || base.repo == nil {
		return config.Params.Check.Rules, err
	}
	const page = "generator/check/RULES.md"
	if name := base.repo.Name(); strings.HasPrefix(name, "https://github.com/") && isFile(filepath.Join(a.source, filepath.FromSlash(page))) {
		return name + "/blob/HEAD/" + base.path(page), nil
	}
	return "", nil
}

func printed(w io.Writer, text string) error {
	_, err := io.WriteString(w, text)
	return err
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// ifThere is what was read of a file; none is no error.
func ifThere(data []byte, err error) ([]byte, error) {
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
