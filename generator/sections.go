package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/lineage"
)

func (a *app) sectionsCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "sections POLICY [VERSION]",
		Short: "List a version's sections with their permanent anchors",
		Long: `Sections prints the outline of a version (default: the newest; "draft" is the
working text in content/) with the permanent anchor of every section and clause,
and the version in which each section first stood.`,
		Example: "  generator sections privacy\n  generator sections privacy draft\n  generator sections privacy " +
			"2016-11-04 --format json",
		Args:              cobra.RangeArgs(1, 2),
		ValidArgsFunction: a.completeVersions(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "json"); err != nil {
				return usageError(cmd, err)
			}
			list, err := a.sections(cmd.Context(), args[0], strings.Join(args[1:], ""))
			if err != nil {
				return err
			}
			if format == "json" {
				return a.printJSON(list)
			}
			printSections(a, list)
			return nil
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

// sections lists those of a version, the newest if it has no name, or of the
// working text.
func (a *app) sections(ctx context.Context, policyName, version string) ([]lineage.SectionReport, error) {
	if version == draft.Name {
		if err := archive.CheckPolicyName(policyName); err != nil {
			return nil, err
		}
		d, err := a.loadDraft(ctx, policyName)
		if err != nil {
			return nil, err
		}
		var names []string
		if d.History != nil {
			names = d.History.Names()
		}
		return d.Tracker.Report(d.Doc, append(names, draft.Name)), nil
	}
	h, err := a.loadHistory(ctx, policyName)
	if err != nil {
		return nil, err
	}
	v := cmp.Or(h.Latest(), h.Current())
	if version != "" {
		if v, err = h.Named(version); err != nil {
			return nil, err
		}
	}
	return h.Tracker.Report(v.Doc, h.Names()), nil
}

func printSections(a *app, list []lineage.SectionReport) {
	for _, s := range list {
		title := strings.TrimSpace(s.Number + " " + s.Title)
		if title == "" {
			title = "(text without a heading)"
		}
		also := ""
		for _, alias := range s.Aliases {
			also += ", also #" + alias
		}
		fmt.Fprintf(a.stdout, "%s#%-*s %s  (since %s%s)\n", strings.Repeat("  ", s.Depth-1), 42-2*s.Depth, s.Anchor,
			title, s.Since, also)
		for _, c := range s.Clauses {
			text := c.Text
			if r := []rune(text); len(r) > 60 {
				text = string(r[:57]) + "…"
			}
			fmt.Fprintf(a.stdout, "%s  #%s  %s\n", strings.Repeat("  ", s.Depth), c.Anchor, text)
		}
	}
}
