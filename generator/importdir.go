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
	}
	f := c.Flags()
	f.StringVar((*string)(&o.from.DateIs), "date-is", "captured",
		"what the day in a name says: captured, published or effective")
	f.StringVar(&o.from.Original, "original", "", "the address at which the text was published")
	f.StringVar(&o.from.Selector, "selector", "", "CSS selector of the main text of HTML pages")
	f.BoolVar(&o.Sequence, "in-sequence", false, "the names are in the order of the history, whatever the days in them")
	o.Repeated, o.LaggingDates = true, true
	return a.importFrom(c, &o.intake, func(ctx context.Context, args []string) ([]*importer.Capture, error) {
		if err := checkDateIs(o.from.DateIs); err != nil {
			return nil, err
		}
		o.from.LeftOut = func(path string) {
			a.warn("%s: left out: neither Markdown (.md, .markdown, .txt) nor HTML (.html, .htm)\n", path)
		}
		return importer.FromFolder(ctx, args[1], o.from)
	})
}
