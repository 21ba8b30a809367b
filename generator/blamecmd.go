package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/draft"
	"policyarchive/generator/usage"
	"policyarchive/generator/weave"
)

func (a *app) blameCommand() *cobra.Command {
	var format, version string
	c := &cobra.Command{
		Use:   "blame POLICY [SECTION]",
		Short: "Say since when each passage of a text has stood",
		Long: `Blame prints a version (default: the one in force), or one section of it by its
anchor, each passage behind the version that brought it. A word that only changed
its case or its link has stood all the time; so has a sentence that moved.

The JSON is documented by generator/weave/blame.schema.json.`,
		Example: `  generator blame privacy
  generator blame privacy security
  generator blame privacy --version draft --format json`,
		Args:              cobra.RangeArgs(1, 2),
		ValidArgsFunction: a.completeVersions(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			report, err := a.blame(cmd.Context(), args[0], version, strings.TrimPrefix(strings.Join(args[1:], ""), "#"))
			if err != nil {
				return err
			}
			if format == "json" {
				return a.printJSON(report)
			}
			return report.WriteText(a.stdout)
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&version, "version", "", `the version to look at, or a day on which it applied; "draft" is the working text in content/`)
	usage.FormatFlag(c, &format, "text", "json")
	return c
}

// blame looks at a version, the one in force if it has no name, or at the
// working text.
func (a *app) blame(ctx context.Context, policyName, version, anchor string) (*weave.Report, error) {
	l, err := a.loaderOf(policyName, version)
	if err != nil {
		return nil, err
	}
	if version != "" && version != draft.Name {
		h, err := l.History(ctx, policyName)
		if err != nil {
			return nil, err
		}
		if version, err = a.nameOn(h.History, version); err != nil {
			return nil, err
		}
	}
	w, at, tracker, err := l.Weave(ctx, policyName, version)
	if err != nil {
		return nil, err
	}
	if anchor != "" {
		if anchor, err = w.SectionAnchor(tracker, at, anchor); err != nil {
			return nil, err
		}
	}
	report := w.NewReport(at, anchor)
	return &report, nil
}
