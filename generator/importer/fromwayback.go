package importer

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

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/wayback"
)

// WaybackOptions are what the importing person knows about a page.
type WaybackOptions struct {
	// Selector is the CSS selector of the main text of the pages; may be empty.
	Selector string
	// Progress is called with how many of how many pages are there.
	Progress func(done, total int)
}

// Fetched is where pages of the policy that were fetched from a web archive are kept:
// another archive may have other bytes.
func (s Site) Fetched(endpoint string) (wayback.Store, error) {
	u, err := url.Parse(endpoint)
	if err != nil {
		return wayback.Store{}, err
	}
	return wayback.Store{Dir: filepath.Join(s.Dir, ".build", "wayback", strings.ReplaceAll(u.Host, ":", "_"),
		s.Policy)}, nil
}

// FromWayback fetches listed captures of a page that no version of the policy is
// made from, or takes them from the store. One that the web archive does not give
// has the error; two in a row end the run: what was fetched is kept in the store.
func FromWayback(ctx context.Context, client *wayback.Client, store wayback.Store, list []wayback.Capture,
	known map[string]bool,
	o WaybackOptions) ([]*Capture, error) {
	var captures []*Capture
	failed, kept := false, 0
	for n, c := range list {
		o.Progress(n, len(list))
		address := client.ReplayURL(c)
		out := &Capture{Label: address, Source: archive.Source{Medium: "wayback", Archived: address},
			Day: c.Time.Format(time.DateOnly)}
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
				return nil, fmt.Errorf("%w\n%d of %d captures are fetched and kept: run the command again to go on",
					err, kept, len(list))
			}
		}
		kept++
		_, parameters, _ := mime.ParseMediaType(page.ContentType)
		out.Capture = capture.Capture{Name: "capture" + ending(page.ContentType), Data: page.Body}
		out.Restore = capture.Options{Original: wayback.PublicURL(c), Captured: c.Time, Selector: o.Selector,
			Charset: parameters["charset"]}
		if page.Damaged {
			out.Doubts = []Doubt{{Kind: Bytes, Sentence: "The bytes do not match the digest under which the archive lists them."}}
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

// SweepWayback removes from the store the pages whose bytes are in the archive now.
// Those with the text of the one before are kept: the next run would fetch them
// again.
func SweepWayback(client *wayback.Client, store wayback.Store, list []wayback.Capture, known map[string]bool) error {
	return store.Sweep(slices.DeleteFunc(list, func(c wayback.Capture) bool { return !known[client.ReplayURL(c)] }))
}
