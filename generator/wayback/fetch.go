package wayback

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// mostHops is how often the archive may send on from one capture to another.
const mostHops = 5

// Fetch gets the bytes of a capture.
//
// The archive may send on to the capture nearest in time. If that has the bytes
// asked for, by their digest, it will do, and Page.Stamp tells; otherwise it is
// an error like every other reason why this capture cannot be had.
//
// Errors: *[CaptureError], *[GaveUpError], or the context's.
func (c *Client) Fetch(ctx context.Context, capture Capture) (*Page, error) {
	if !capture.valid() {
		return nil, &CaptureError{Capture: capture, Reason: "its stamp or address is none"}
	}
	stamp, original := capture.Stamp, capture.Original
	for hop := 0; ; hop++ {
		answer, err := c.replay(ctx, stamp, original)
		if err != nil {
			return nil, giveReason(capture, err)
		}
		if answer.status < 300 || answer.status >= 400 {
			return answer.page(capture, hop > 0, c.options.MaxBytes)
		}
		next, err := answer.location(c.endpoint, stamp, original)
		if err != nil {
			return nil, &CaptureError{Capture: capture, Reason: err.Error()}
		}
		var ok bool
		if stamp, original, ok = parseReplay(next); !ok || hop == mostHops {
			return nil, &CaptureError{Capture: capture,
				Reason: fmt.Sprintf("the archive sends on to %s, which leads to no capture", next)}
		}
	}
}

// answer is a whole answer of the archive to the request for a capture.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// replay asks for the bytes captured at an address, as they were stored:
// unasked, Go would have them packed, and unpack them.
func (c *Client) replay(ctx context.Context, stamp, original string) (*answer, error) {
	var a answer
	err := c.ask(ctx, c.endpoint.String()+replayPath(stamp, original), http.Header{"Accept-Encoding": {"identity"}},
		func(r *http.Response, body io.Reader) error {
			a = answer{status: r.StatusCode, header: r.Header}
			if r.StatusCode != http.StatusOK {
				return nil
			}
			var err error
			a.body, err = io.ReadAll(body)
			return err
		})
	return &a, err
}

// giveReason makes the error of one capture of what concerns it alone: that it
// is too large, or that the archive's program fails on it, try after try.
func giveReason(capture Capture, err error) error {
	var large *TooLargeError
	if errors.As(err, &large) {
		return &CaptureError{Capture: capture, Reason: large.Error()}
	}
	var failed *statusError
	if errors.As(err, &failed) && failed.reason != "" {
		return &CaptureError{Capture: capture, Reason: "the archive cannot play it back: " + failed.Error()}
	}
	return fmt.Errorf("fetch capture %s: %w", capture.Stamp, err)
}

// location is where the archive sends on to: another capture of the same page
// on the same server, else an error.
func (a *answer) location(endpoint *url.URL, stamp, original string) (*url.URL, error) {
	given := a.header.Get("Location")
	current := *endpoint
	u, err := current.Parse(replayPath(stamp, original))
	if err != nil {
		return nil, err
	}
	next, err := u.Parse(given)
	if err != nil || given == "" {
		return nil, errors.New("the archive sends on to nowhere")
	}
	_, target, isReplay := parseReplay(next)
	if a.isMemento() || isReplay && pageKey(target) != pageKey(escape(original)) {
		return nil, fmt.Errorf("it is a redirect to %s", cmp.Or(target, next.String()))
	}
	// A replay over http instead of https is the same server's.
	if !strings.EqualFold(next.Hostname(), endpoint.Hostname()) || (next.Scheme != "http" && next.Scheme != "https") ||
		next.User != nil {
		return nil, fmt.Errorf("the archive sends on to another server, %s, which is not asked", next)
	}
	return next, nil
}

// isMemento tells a capture from an answer of the archive's own.
func (a *answer) isMemento() bool { return a.header.Get("Memento-Datetime") != "" }
