package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/importer"
)

// fileOptions are what the importing person knows about files.
type fileOptions struct {
	intake
	captured string
	from     importer.FileOptions
}

func (a *app) importFileCommand() *cobra.Command {
	var o fileOptions
	c := &cobra.Command{
		Use:   "file POLICY FILE…",
		Short: "Import captures from Markdown or HTML files",
		Long: `Import file freezes captures as versions, all of them or none.

When a capture was made is taken from its provenance notice, from --captured,
from its front matter, or from a YYYY-MM-DD in its name.

One that has the text of the version before is no version of its own, unless
--published, --effective or --summary say of what day it is one.`,
		Example: `  generator import file privacy 2012-10-19.md 2016-11-04.md
  generator import file privacy saved.html --captured 2010-11-13 --original https://example.org/privacy --selector main`,
		Args:              cobra.MinimumNArgs(2),
		ValidArgsFunction: a.completePolicyThenFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importFiles(cmd.Context(), args[0], args[1:], o)
		},
	}
	c.Flags().StringVar(&o.captured, "captured", "", "when the text was seen: YYYY-MM-DD or an RFC 3339 time")
	c.Flags().StringVar(&o.from.Restore.Original, "original", "", "the address at which the text was published")
	c.Flags().StringVar(&o.from.Restore.Selector, "selector", "", "CSS selector of the main text of an HTML page")
	c.Flags().StringVar(&o.from.Published, "published", "", "the day (YYYY-MM-DD) on which it was published, if known")
	c.Flags().StringVar(&o.from.Effective, "effective", "", "the day (YYYY-MM-DD) from which it was in force, if known")
	c.Flags().StringVar(&o.from.Summary, "summary", "", "a note for readers")
	c.Flags().BoolVar(&o.Sequence, "in-sequence", false,
		"the files are in the order of the history, whatever their dates")
	o.intake.flags(c)
	return c
}

// importFiles runs the command.
func (a *app) importFiles(ctx context.Context, policyName string, files []string, o fileOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	for flag, value := range map[string]string{"--published": o.from.Published, "--effective": o.from.Effective} {
		if value != "" {
			if _, err := archive.ParseDate(value); err != nil {
				return fmt.Errorf("%s: %w", flag, err)
			}
		}
	}
	if o.captured != "" {
		var err error
		if o.from.Restore.Captured, o.from.Restore.DayOnly, err = captureDay("--captured", o.captured); err != nil {
			return err
		}
	}
	captures, err := importer.FromFiles(ctx, files, o.from)
	if err != nil {
		return err
	}
	o.Policy, o.each, o.whole, o.Behind = policyName, true, true, o.Sequence
	// Else somebody says that it is a version.
	o.Repeated = o.from.Published == "" && o.from.Effective == "" && o.from.Summary == ""
	return a.takeIn(ctx, captures, o.intake)
}
