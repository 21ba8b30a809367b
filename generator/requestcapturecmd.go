package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/audit"
	"policyarchive/generator/pages"
	"policyarchive/generator/wayback"
)

// waybackKeyVariable is the environment variable that holds the key of an account of the
// Internet Archive.
const waybackKeyVariable = "WAYBACK_KEY"

// captureOptions say what is to be captured, and when.
type captureOptions struct {
	site, endpoint string
	wait           time.Duration
}

func (a *app) requestCaptureCommand() *cobra.Command {
	var o captureOptions
	c := &cobra.Command{
		Use:   "request-capture [ADDRESS…]",
		Short: "Ask the Wayback Machine to capture what was published",
		Long: `Request-capture asks the Internet Archive to capture pages now: the versions that
were archived last, one of each policy, each at its address for ever, and the
checkpoint of the log. So what was published is kept by somebody else, with a day. Or
name the addresses.

It asks once for each page, slowly, and tells what the archive answers; the capture
itself follows minutes later. Before that it makes sure that the site serves the
checkpoint of this archive, and waits for it with --wait.

The key of an account of the Internet Archive must be in the environment variable
WAYBACK_KEY: what https://archive.org/account/s3.php shows, both parts with a colon
between.`,
		Example: "  generator request-capture --wait 10m\n  generator request-capture https://example.org/privacy/",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.requestCapture(cmd.Context(), args, o)
		},
	}
	f := c.Flags()
	f.DurationVar(&o.wait, "wait", 0, "how long to wait until the site serves the checkpoint of this archive")
	f.StringVar(&o.site, "site", "", "the address of the site (default: that of hugo.toml)")
	f.StringVar(&o.endpoint, "endpoint", wayback.Public, "another archive that speaks the same protocol")
	return c
}

// requestCapture runs the command.
func (a *app) requestCapture(ctx context.Context, addresses []string, o captureOptions) error {
	key := strings.TrimSpace(a.getenv(waybackKeyVariable))
	if key == "" {
		return fmt.Errorf("the environment variable %s is not set: it holds the key of an account, which "+
			"https://archive.org/account/s3.php shows", waybackKeyVariable)
	}
	for _, address := range addresses {
		if at, err := url.Parse(address); err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" {
			return fmt.Errorf("%q is not the address of a page, such as https://example.org/privacy/", address)
		}
	}
	client, err := wayback.New(wayback.Options{Endpoint: o.endpoint, UserAgent: userAgent, Delay: captureDelay, Now: a.now,
		Wait: a.wait})
	if err != nil {
		return err
	}
	if len(addresses) == 0 {
		if addresses, err = a.publishedLast(ctx, o); err != nil {
			return err
		}
	}
	failed := false
	for _, address := range addresses {
		number, err := client.RequestCapture(ctx, address, key)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = true
			fmt.Fprintf(a.stdout, "%s: %v\n", address, err)
			continue
		}
		a.say("%s: the archive took the request, as %s. Its captures: %s/web/*/%s\n", address, number, wayback.Public,
			address)
	}
	if failed {
		return errFindings
	}
	return nil
}

// captureDelay lies between two requests to capture a page: an account may make 12 a
// minute.
const captureDelay = 6 * time.Second

// publishedLast are the addresses of the versions that were archived last, and of the
// checkpoint, if the site serves that.
func (a *app) publishedLast(ctx context.Context, o captureOptions) ([]string, error) {
	opened, err := a.openArchive()
	if err != nil {
		return nil, err
	}
	c := opened.Checkpoint()
	if c == nil {
		return nil, fmt.Errorf("%w, or name the addresses", errNoCheckpoint)
	}
	base := o.site
	if base == "" {
		config, err := a.config()
		if err != nil {
			return nil, err
		}
		base = config.BaseURL
	}
	site, err := audit.NewAddress(base, &http.Client{Timeout: patience})
	if err != nil {
		return nil, err
	}
	if err := a.awaitCheckpoint(ctx, site, c.Format(), o.wait); err != nil {
		return nil, err
	}
	var list []string
	for _, v := range opened.ArchivedLast() {
		list = append(list, pages.VersionAddress(base, v))
	}
	return append(list, strings.TrimSuffix(base, "/")+"/"+pages.CheckpointFile), nil
}

// awaitCheckpoint waits until a site serves a checkpoint.
func (a *app) awaitCheckpoint(ctx context.Context, site *audit.Address, checkpoint []byte, wait time.Duration) error {
	const every = 20 * time.Second
	for end := a.now().Add(wait); ; {
		served, err := site.Read(ctx, pages.CheckpointFile)
		if err == nil && bytes.Equal(served, checkpoint) {
			return nil
		}
		if err == nil {
			err = errors.New("the site serves another checkpoint than this archive has")
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if a.now().Add(every).After(end) {
			return fmt.Errorf("%w: publish it first, or wait for it with --wait", err)
		}
		a.progress("Waiting for the site …")
		if err := a.wait(ctx, every); err != nil {
			return err
		}
	}
}
