package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/english"
	"policyarchive/generator/importer"
	"policyarchive/generator/wayback"
)

// waybackOptions are what the importing person knows about a page.
type waybackOptions struct {
	intake
	endpoint, from, to, selector string
	delay                        time.Duration
}

func (a *app) importWaybackCommand() *cobra.Command {
	var o waybackOptions
	c := &cobra.Command{
		Use:   "wayback POLICY URL",
		Short: "Import what the Wayback Machine captured of a page",
		Long: `Import wayback asks the Internet Archive for all captures of a page, and freezes
those that say something else than the one before. The bytes are those of the
capture, without the archive's own changes. What surrounds the text on the page is
left out; --selector says which part is the text if it is found wrongly.

It asks slowly, one request at a time, and waits when the archive asks it to.
Fetched pages are kept in .build/wayback/ until they are in the archive, so that a
run that was stopped goes on where it was. A capture proves that the text was online at that moment, and no
more: its day is never shown as the day from which the text was in force.`,
		Example: `  generator import wayback privacy https://example.org/privacy
  generator import wayback privacy example.org/legal --from 2015 --to 2018 --selector "main article" --dry-run`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: a.completeVersions(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importWayback(cmd.Context(), args[0], args[1], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.from, "from", "", "only captures from then on: YYYY, YYYY-MM-DD or a timestamp")
	f.StringVar(&o.to, "to", "", "only captures until then")
	f.StringVar(&o.selector, "selector", "", "CSS selector of the main text of the pages")
	f.DurationVar(&o.delay, "delay", wayback.DefaultDelay, "time between two requests")
	f.StringVar(&o.endpoint, "endpoint", wayback.Public, "another archive that speaks the same protocols")
	o.intake.flags(c)
	return c
}

func (a *app) importWayback(ctx context.Context, policyName, address string, o waybackOptions) error {
	opened, err := a.openArchiveFor(policyName)
	if err != nil {
		return err
	}
	client, err := wayback.New(wayback.Options{
		Endpoint: o.endpoint, UserAgent: userAgent, Delay: o.delay, Now: a.now, Wait: a.wait,
		Log: func(sentence string) { a.warn("%s\n", sentence) },
	})
	if err != nil {
		return err
	}
	a.progress("Asking %s for captures of %s …", o.endpoint, address)
	list, err := client.List(ctx, address, wayback.ListOptions{From: o.from, To: o.to})
	a.progress("")
	if err != nil {
		return err
	}
	known := importer.Addresses(opened, policyName)
	if o.dryRun {
		fresh := 0
		for _, c := range list {
			if !known[client.ReplayURL(c)] {
				a.say("%s\t%s\t%s\n", c.Time.Format(time.RFC3339), c.MIME, client.ReplayURL(c))
				fresh++
			}
		}
		a.say("Would fetch %s of %s, and import those with another text than the one before; %d known already.\n",
			english.Count(fresh, "capture"), address, len(list)-fresh)
		return nil
	}
	store, err := a.importsOf(policyName).Fetched(o.endpoint)
	if err != nil {
		return err
	}
	bar := a.bar("Fetching")
	defer bar.end()
	captures, err := importer.FromWayback(ctx, client, store, list, known,
		importer.WaybackOptions{Selector: o.selector, Progress: bar.to})
	if err != nil {
		return err
	}
	bar.end()
	o.Sequence, o.Repeated, o.LaggingDates = true, true, true
	if err := a.takeIn(ctx, policyName, captures, &o.intake); err != nil {
		return err
	}
	if opened, err = a.openArchive(); err != nil {
		return err
	}
	return importer.SweepWayback(client, store, list, importer.Addresses(opened, policyName))
}
