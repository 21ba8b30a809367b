package main

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
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
		Args: cobra.ExactArgs(2),
		ValidArgsFunction: func(c *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return a.completePolicies(c, args, word)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importWayback(cmd.Context(), args[0], args[1], o)
		},
	}
	c.Flags().StringVar(&o.from, "from", "", "only captures from then on: YYYY, YYYY-MM-DD or a timestamp")
	c.Flags().StringVar(&o.to, "to", "", "only captures until then")
	c.Flags().StringVar(&o.selector, "selector", "", "CSS selector of the main text of the pages")
	c.Flags().DurationVar(&o.delay, "delay", wayback.DefaultDelay, "time between two requests")
	c.Flags().StringVar(&o.endpoint, "endpoint", wayback.Public, "another archive that speaks the same protocols")
	o.intake.flags(c)
	return c
}

func (a *app) importWayback(ctx context.Context, policyName, address string, o waybackOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	client, err := wayback.New(wayback.Options{
		Endpoint: o.endpoint, UserAgent: "policy-archive-generator", Delay: o.delay, Now: a.now, Wait: a.wait,
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
		a.say("Would fetch %s of %s, and import those with another text than the one before; %d known already.\n", count(fresh, "capture"), address, len(list)-fresh)
		return nil
	}
	store, err := a.fetched(policyName, o.endpoint)
	if err != nil {
		return err
	}
	captures, err := a.fetch(ctx, client, store, list, known, o)
	if err != nil {
		return err
	}
	o.Policy, o.Sequence, o.Repeated, o.LaggingDates = policyName, true, true, true
	if err := a.takeIn(ctx, captures, o.intake); err != nil {
		return err
	}
	// Pages whose bytes are in the archive now are not needed any more. Those with the
	// text of the one before are kept: the next run would fetch them again.
	if opened, err = a.openArchive(); err != nil {
		return err
	}
	known = importer.Addresses(opened, policyName)
	return store.Sweep(slices.DeleteFunc(list, func(c wayback.Capture) bool { return !known[client.ReplayURL(c)] }))
}

// fetched is where pages of a policy that were fetched from an archive are kept:
// another archive may have other bytes.
func (a *app) fetched(policyName, endpoint string) (wayback.Store, error) {
	u, err := url.Parse(endpoint)
	if err != nil {
		return wayback.Store{}, err
	}
	from := strings.ReplaceAll(u.Host, ":", "_")
	return wayback.Store{Dir: filepath.Join(a.source, ".build", "wayback", from, policyName)}, nil
}

// fetch brings the captures that are not known. One that the archive does not
// give is left out; two in a row end the run.
func (a *app) fetch(ctx context.Context, client *wayback.Client, store wayback.Store, list []wayback.Capture, known map[string]bool,
	o waybackOptions) ([]*importer.Capture, error) {
	var captures []*importer.Capture
	failed, kept := false, 0
	bar := a.bar(len(list), "Fetching")
	defer bar.end()
	for n, c := range list {
		bar.to(n)
		address := client.ReplayURL(c)
		out := &importer.Capture{Label: address, Source: archive.Source{Medium: "wayback", Archived: address}, Day: c.Time.Format(time.DateOnly)}
		captures = append(captures, out)
		if known[out.Source.Archived] {
			kept++
			continue
		}
		page, stored := store.Get(c)
		if !stored {
			var err error
			page, err = client.Fetch(ctx, c)
			var gaveUp *wayback.GaveUpError
			var skip *wayback.CaptureError
			switch {
			case err == nil:
				failed = false
				if err := store.Put(page); err != nil {
					return nil, err
				}
			case errors.As(err, &skip), errors.As(err, &gaveUp) && !failed:
				failed = failed || gaveUp != nil
				out.Err = err
				continue
			default:
				return nil, fmt.Errorf("%w\n%d of %d captures are fetched and kept: run the command again to go on", err, kept, len(list))
			}
		}
		kept++
		_, parameters, _ := mime.ParseMediaType(page.ContentType)
		out.Capture = capture.Capture{Name: "capture" + ending(page.ContentType), Data: page.Body}
		out.Restore = capture.Options{Original: wayback.PublicURL(c), Captured: c.Time, Selector: o.selector, Charset: parameters["charset"]}
		if page.Damaged {
			out.Doubts = []importer.Doubt{{Kind: importer.Bytes, Sentence: "The bytes do not match the digest under which the archive lists them."}}
		}
	}
	return captures, nil
}

// ending is how a file with such content is called.
func ending(contentType string) string {
	switch kind, _, _ := strings.Cut(contentType, ";"); strings.TrimSpace(kind) {
	case "text/plain":
		return ".txt"
	case "text/markdown", "text/x-markdown":
		return ".md"
	}
	return ".html"
}
