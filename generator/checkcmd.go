package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/check"
	"policyarchive/generator/draft"
	"policyarchive/generator/usage"
)

// checkOptions are those of check.
type checkOptions struct {
	base, format, preview string
	all                   bool
}

func (a *app) checkCommand() *cobra.Command {
	var o checkOptions
	rules := false
	c := &cobra.Command{
		Use:   "check [POLICY…]",
		Short: "Check working texts and the archive by the rules",
		Long: `Check reads content/POLICY/policy.md and archive/ as they are now and reports
what would break the record or a promise to readers (errors), what deserves a
second look (warnings), and what the change does elsewhere (notes), with the
place and what to do.

A change begins where the branch left the main branch: what was found there
already is not reported, unless with --all; then many findings of one kind in a
text are reported as one, with all its places. Outside of Git the text is
compared with the newest archived version.

A finding can be waived, with a reason, in the text before or in the paragraph:
  <!-- check: allow RULE reason -->
or for the whole text in its front matter:
  check: {allow: {RULE: reason}}

--rules prints a page that explains every rule. The JSON is documented by
generator/check/report.schema.json; sarif is SARIF 2.1.0; github are annotations
for GitHub Actions; markdown is one comment for a pull request.`,
		Example: "  generator check\n  generator check privacy --base origin/main --format markdown\n  generator " +
			"check --all",
		ValidArgsFunction: a.completePolicies,
		RunE: func(cmd *cobra.Command, args []string) error {
			if rules {
				return printed(a.stdout, check.Documentation)
			}
			return a.check(cmd.Context(), args, o)
		},
	}
	a.dayFlag(c)
	f := c.Flags()
	f.StringVar(&o.base, "base", "", "the branch or commit that the change is compared with (default: the main branch)")
	usage.FormatFlag(c, &o.format, "text", "markdown", "json", "sarif", "github")
	f.StringVar(&o.preview, "preview-url", "",
		"address of a preview of the change, for links in markdown (default: DEPLOY_PRIME_URL)")
	f.BoolVar(&rules, "rules", false, "print the page about the rules, and check nothing")
	f.BoolVar(&o.all, "all", false, "report what was found before the change, too")
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
		if policies, err = a.texts().Policies(); err != nil {
			return err
		}
	}
	base, err := a.findBase(ctx, o.base)
	if err != nil {
		return err
	}
	if len(policies) == 0 && len(base.Gone) == 0 {
		return fmt.Errorf("there is no working text: write %s, such as %s", a.texts().File("POLICY"),
			a.texts().File("privacy"))
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

// findBase finds what the change is compared with. On GitHub the branch that a
// pull request is to be merged into is the main one.
func (a *app) findBase(ctx context.Context, ref string) (*draft.Base, error) {
	main := a.getenv("GITHUB_BASE_REF")
	if main != "" {
		main = "origin/" + main
	}
	base, err := draft.FindBase(ctx, a.source, ref, main)
	if err != nil && ref != "" {
		return nil, fmt.Errorf("--base: %w", err)
	}
	return base, err
}

// checkReport judges the archive and the texts.
func (a *app) checkReport(ctx context.Context, policies []string, base *draft.Base, all bool) (*check.Report, error) {
	today, err := a.today()
	if err != nil {
		return nil, err
	}
	archived, err := check.ReadArchive(ctx, a.archiveFS(), filepath.ToSlash(a.archiveDir()), a.texts(), base, today)
	if err != nil {
		return nil, err
	}
	l, err := a.loader(archived.Opened, base)
	if err != nil {
		return nil, err
	}
	var options func(policyName string) check.Options
	if archived.Opened != nil {
		if options, err = a.ruleOptions(ctx, l); err != nil {
			return nil, err
		}
	}
	report, err := check.NewReport(ctx, archived, l, policies, options, all)
	if err != nil {
		return nil, err
	}
	config, err := a.config()
	if archived.Log.Len() > 0 && archived.Opened != nil {
		origin, err := a.origin(archived.Opened, "")
		if err != nil {
			return nil, err
		}
		report.Checkpoint = archived.Log.Checkpoint(origin).Body()
	}
	report.RulesURL = cmp.Or(config.Params.Check.Rules, check.RulesURL(a.files(), base))
	return report, err
}

// printReport prints a report in the format that was asked for.
func (a *app) printReport(r *check.Report, base *draft.Base, o checkOptions) error {
	if o.format != "text" {
		r.Relocate(a.source, base)
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
		return printed(a.stdout, r.Markdown(check.MarkdownOptions{Preview: cmp.Or(o.preview,
			a.getenv("DEPLOY_PRIME_URL"))}))
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

func printed(w io.Writer, text string) error {
	_, err := io.WriteString(w, text)
	return err
}
