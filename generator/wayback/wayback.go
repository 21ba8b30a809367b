// Package wayback gets captures of one page from the Internet Archive's Wayback
// Machine: the list of them, and the bytes of each.
//
// The list comes from the index server (CDX), the bytes from a replay without
// changes, which the flag id_ asks for:
//
//	https://web.archive.org/cdx/search/cdx?url=…&output=json&…
//	https://web.archive.org/web/<14 digits, UTC>id_/<address as captured>
//
// The index: https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server.
// A replay tells with Memento-Datetime (RFC 7089) when its page was captured;
// an answer without that header is the archive's own, not a capture.
//
// The archive serves everyone for nothing, so a [Client] is polite: one request
// at a time, a pause between them, longer pauses whenever the archive asks for
// one or fails. Who goes on after an answer 429 is shut out for an hour
// (https://github.com/edgi-govdata-archiving/wayback/issues/137).
//
// It also takes requests to capture a page now, from who has an account:
//
//	POST https://web.archive.org/save    url=…
//
// Three kinds of error matter to a caller. [NoCaptureError]: nothing to get.
// [CaptureError]: this one capture cannot be had, others can. [GaveUpError]: the
// archive does not answer now; what a [Store] holds need not be asked for again.
package wayback

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

// Public is where the Wayback Machine is for everyone.
const Public = "https://web.archive.org"

// What [Options] without a value stand for. The archive allows 24 questions to
// its index a minute, on average over five, and 600 replays.
const (
	DefaultDelay    = 1500 * time.Millisecond
	DefaultTries    = 6
	DefaultTimeout  = 2 * time.Minute // the index takes its time for a page with many captures
	DefaultMaxBytes = 32 << 20
)

// Options says which archive is asked, and how.
type Options struct {
	Endpoint  string       // scheme and host of the archive; empty: [Public]
	HTTP      *http.Client // its redirect policy and cookies are not used; nil: Go's own transport
	UserAgent string       // who asks, with an address for complaints; required

	Delay    time.Duration // at least so much lies between two requests
	Tries    int           // how often one thing is asked for before giving up
	Timeout  time.Duration // of one request with its whole answer
	MaxBytes int64         // of one answer, also when it is unpacked

	Now  func() time.Time                           // the clock; required
	Wait func(context.Context, time.Duration) error // waits or returns the context's error; nil: in real time
	Log  func(sentence string)                      // hears of every longer wait; nil: nobody does
}

// Client asks one archive. It can be used by several goroutines; they take turns.
type Client struct {
	options  Options
	endpoint *url.URL // scheme and host
	http     http.Client
	turns    chan struct{} // holds one value while a request is under way
	rate     *rate.Limiter
}

// New makes a client. It fails if the endpoint is no address of a server, or if
// what is required is missing. It asks nothing yet.
func New(o Options) (*Client, error) {
	if o.Now == nil || o.UserAgent == "" {
		return nil, errors.New("a client of the web archive needs a clock and a user agent")
	}
	o.Endpoint = cmp.Or(o.Endpoint, Public)
	endpoint, err := url.Parse(strings.TrimRight(o.Endpoint, "/"))
	if err != nil || (endpoint.Scheme != "http" && endpoint.Scheme != "https") || endpoint.Hostname() == "" ||
		endpoint.User != nil || endpoint.Path != "" || endpoint.RawQuery != "" || endpoint.ForceQuery ||
		endpoint.Fragment != "" {
		return nil, fmt.Errorf("%q is not the address of a web archive; give its scheme and host, as in %s",
			o.Endpoint, Public)
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{}
	}
	o.Delay, o.Timeout = cmp.Or(max(o.Delay, 0), DefaultDelay), cmp.Or(max(o.Timeout, 0), DefaultTimeout)
	o.Tries, o.MaxBytes = cmp.Or(max(o.Tries, 0), DefaultTries), cmp.Or(max(o.MaxBytes, 0), DefaultMaxBytes)
	if o.Wait == nil {
		o.Wait = Wait
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	// The limiter counts in floating point; a microsecond makes up for it.
	every := rate.Every(o.Delay + time.Microsecond)
	c := &Client{options: o, endpoint: endpoint, http: *o.HTTP, turns: make(chan struct{}, 1),
		rate: rate.NewLimiter(every, 1)}
	c.http.Jar = nil
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return c, nil
}

// Wait waits in real time, or returns the error of the context when that ends first.
func Wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
