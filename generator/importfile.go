package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

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
	}
	f := c.Flags()
	f.StringVar(&o.captured, "captured", "", "when the text was seen: YYYY-MM-DD or an RFC 3339 time")
	f.StringVar(&o.from.Restore.Original, "original", "", "the address at which the text was published")
	f.StringVar(&o.from.Restore.Selector, "selector", "", "CSS selector of the main text of an HTML page")
	f.StringVar(&o.from.Published, "published", "", "the day (YYYY-MM-DD) on which it was published, if known")
	f.StringVar(&o.from.Effective, "effective", "", "the day (YYYY-MM-DD) from which it was in force, if known")
	f.StringVar(&o.from.Summary, "summary", "", "a note for readers")
	f.BoolVar(&o.Sequence, "in-sequence", false, "the files are in the order of the history, whatever their dates")
	return a.importFrom(c, &o.intake, func(ctx context.Context, args []string) ([]*importer.Capture, error) {
		from := &o.from
		if err := cmp.Or(checkDay("--published", from.Published), checkDay("--effective", from.Effective)); err != nil {
			return nil, err
		}
		if o.captured != "" {
			if err := from.CapturedAt(o.captured); err != nil {
				return nil, fmt.Errorf("--captured: %w", err)
			}
		}
		o.each, o.whole, o.Behind = true, true, o.Sequence
		// Else somebody says that it is a version.
		o.Repeated = from.Published == "" && from.Effective == "" && from.Summary == ""
		return importer.FromFiles(ctx, args[1:], *from)
	})
}
