package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/policy"
)

// importOptions are what the importing person knows about captures.
type importOptions struct {
	captured, original, selector  string
	published, effective, summary string
	outOfOrder                    bool
}

func (a *app) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Bring captures of older versions into the archive",
		Long: `Import brings texts that were obtained elsewhere into the archive: pages saved
from a web archive, files of a corpus or of another repository.`,
		Example: "  generator import file privacy 2012-10-19.md 2016-11-04.md",
	}
	c.AddCommand(a.importFileCommand())
	return c
}

func (a *app) importFileCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "file POLICY FILE…",
		Short: "Import captures from Markdown or HTML files",
		Long: `Import file freezes captures as versions, all of them or none. The bytes are kept as captured; the
published text is made from them by restorations that are listed in version.json
and on the version's page: a provenance notice becomes metadata, links that a
web archive rewrote lead to the original again, stray white space goes.

When a capture was made is taken from its provenance notice, from --captured,
from its front matter, or from a YYYY-MM-DD in its name. Doubts about a
capture's fidelity are printed, and kept with the version.`,
		Example: `  generator import file privacy 2012-10-19.md 2016-11-04.md
  generator import file privacy saved.html --captured 2010-11-13 --original https://example.org/privacy --selector main`,
		Args:              cobra.MinimumNArgs(2),
		ValidArgsFunction: a.completePolicyThenFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.importFiles(args[0], args[1:], o)
		},
	}
	c.Flags().StringVar(&o.captured, "captured", "", "when the text was seen: YYYY-MM-DD or an RFC 3339 time")
	c.Flags().StringVar(&o.original, "original", "", "the address at which the text was published")
	c.Flags().StringVar(&o.selector, "selector", "", "CSS selector of the main text of an HTML page")
	c.Flags().StringVar(&o.published, "published", "", "the day (YYYY-MM-DD) on which it was published, if known")
	c.Flags().StringVar(&o.effective, "effective", "", "the day (YYYY-MM-DD) from which it was in force, if known")
	c.Flags().StringVar(&o.summary, "summary", "", "a note for readers")
	c.Flags().BoolVar(&o.outOfOrder, "in-sequence", false, "the files are in the order of the history, whatever their dates")
	return c
}

// imported is a capture made ready for the archive.
type imported struct {
	file     string
	addition archive.Addition
	doc      *policy.Document
}

func (a *app) importFiles(policyName string, files []string, o importOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	options, err := o.capture()
	if err != nil {
		return err
	}
	var list []imported
	for _, file := range files {
		one, err := o.restore(policyName, file, options)
		if err != nil {
			return fmt.Errorf("import %s: %w", file, err)
		}
		list = append(list, one)
	}
	if len(list) > 1 && !o.outOfOrder {
		slices.SortStableFunc(list, func(x, y imported) int {
			return strings.Compare(x.addition.Record.Version.Date, y.addition.Record.Version.Date)
		})
	}
	added, err := archive.Update(a.archiveDir(), func(now *archive.Archive) ([]archive.Addition, error) {
		list = a.leaveKnown(now, policyName, list)
		if err := follow(now, policyName, list); err != nil {
			return nil, err
		}
		additions := make([]archive.Addition, len(list))
		for i := range list {
			additions[i] = list[i].addition
		}
		return additions, nil
	})
	if err != nil {
		return err
	}
	for i, v := range added {
		a.say("Imported %s as version %s of %s (%s).\n", list[i].file, v.Name, policyName, count(len(v.Record.Restorations), "restoration"))
		for _, doubt := range v.Record.Doubts {
			a.warn("%s: warning: %s\n", list[i].file, doubt)
		}
		if n := relativeLinks(list[i].doc); n > 0 && v.Record.Source.Original == "" {
			a.warn("%s: warning: %s to an address that is not known, and will be plain text: say with --original where the text was published\n", list[i].file, relative(n))
		}
	}
	return nil
}

// capture reads the flags that hold for all files.
func (o *importOptions) capture() (capture.Options, error) {
	c := capture.Options{Original: o.original, Selector: o.selector}
	for flag, value := range map[string]string{"--published": o.published, "--effective": o.effective} {
		if value != "" {
			if _, err := archive.ParseDate(value); err != nil {
				return c, fmt.Errorf("%s: %w", flag, err)
			}
		}
	}
	if o.captured == "" {
		return c, nil
	}
	if t, err := time.Parse(time.RFC3339, o.captured); err == nil {
		c.Captured = t.UTC()
		return c, nil
	}
	t, err := archive.ParseDate(o.captured)
	if err != nil {
		return c, fmt.Errorf("--captured: %w", err)
	}
	c.Captured, c.DayOnly = t, true
	return c, nil
}
