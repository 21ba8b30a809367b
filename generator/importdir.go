package main

import (
	"context"

	"github.com/spf13/cobra"

	"policyarchive/generator/importer"
)

// dirOptions are what the importing person knows about a folder of files.
type dirOptions struct {
	intake
	from importer.FolderOptions
}

func (a *app) importDirCommand() *cobra.Command {
	var o dirOptions
	c := &cobra.Command{
		Use:   "dir POLICY DIR",
		Short: "Import a folder of dated files",
		Long: `Import dir freezes every Markdown and HTML file of a folder, and of the folders in
it, as a version: the oldest first; several of one day in the order of their
names, with numbers as numbers. The day is a YYYY-MM-DD or YYYYMMDD in the file's
name or in that of its folder, else a date in its front matter. Files without a
day, of other kinds, and with the bytes of the one before are left out.`,
		Example: `  generator import dir privacy ~/old-versions
  generator import dir privacy ~/old-versions --date-is effective --dry-run`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: a.completePolicyThenFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importDir(cmd.Context(), args[0], args[1], o)
		},
	}
	c.Flags().StringVar((*string)(&o.from.DateIs), "date-is", "captured",
		"what the day in a name says: captured, published or effective")
	c.Flags().StringVar(&o.from.Original, "original", "", "the address at which the text was published")
	c.Flags().StringVar(&o.from.Selector, "selector", "", "CSS selector of the main text of HTML pages")
	c.Flags().BoolVar(&o.Sequence, "in-sequence", false,
		"the names are in the order of the history, whatever the days in them")
	o.intake.flags(c)
	return c
}

// importDir runs the command.
func (a *app) importDir(ctx context.Context, policyName, dir string, o dirOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	if err := checkDateIs(o.from.DateIs); err != nil {
		return err
	}
	o.from.LeftOut = func(path string) {
		a.warn("%s: left out: neither Markdown (.md, .markdown, .txt) nor HTML (.html, .htm)\n", path)
	}
	captures, err := importer.FromFolder(ctx, dir, o.from)
	if err != nil {
		return err
	}
	o.Policy, o.Repeated, o.LaggingDates = policyName, true, true
	return a.takeIn(ctx, captures, o.intake)
}
