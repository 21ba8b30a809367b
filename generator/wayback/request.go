package wayback

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// ask gets an address and hands the answer to read, which sees any status that
// is not worth another try, and a body of at most MaxBytes. A request is made
// again, and read called anew, when the archive is busy or ill, when the
// connection fails or breaks off in the body, and when read returns an error
// that wraps io.ErrUnexpectedEOF.
func (c *Client) ask(ctx context.Context, address string, header http.Header,
	read func(*http.Response, io.Reader) error) error {
	select {
	case c.turns <- struct{}{}:
		defer func() { <-c.turns }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for try := 1; ; try++ {
		if err := c.pace(ctx); err != nil {
			return err
		}
		err := c.once(ctx, question{http.MethodGet, address, header, ""}, read)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var ill *illness
		if !errors.As(err, &ill) {
			return err
		}
		if ill.asked > longestAsked {
			return &GaveUpError{URL: address, Tries: try, Asked: ill.asked, Err: ill.err}
		}
		if try == c.options.Tries {
			return &GaveUpError{URL: address, Tries: try, Err: ill.err}
		}
		pause := ill.pause(try)
		c.options.Log(fmt.Sprintf("%s; trying again in %v (try %d of %d)", ill, pause.Round(time.Second/10), try+1,
			c.options.Tries))
		if err := c.options.Wait(ctx, pause); err != nil {
			return err
		}
	}
}

// pace waits until Options.Delay has passed since the last request began.
func (c *Client) pace(ctx context.Context) error {
	now := c.options.Now()
	if d := c.rate.ReserveN(now, 1).DelayFrom(now); d > 0 {
		return c.options.Wait(ctx, d)
	}
	return ctx.Err()
}

// question is one request.
type question struct {
	method, address string
	header          http.Header
	body            string
}

// once makes one request. What may be better the next time is an *illness.
func (c *Client) once(ctx context.Context, q question, read func(*http.Response, io.Reader) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, q.method, q.address, strings.NewReader(q.body))
	if err != nil {
		return fmt.Errorf("ask the archive for %s: %w", q.address, err)
	}
	for name, values := range q.header {
		request.Header[name] = values
	}
	request.Header.Set("User-Agent", c.options.UserAgent)
	response, err := c.http.Do(request)
	if err != nil {
		var untrusted *tls.CertificateVerificationError
		if errors.As(err, &untrusted) {
			return fmt.Errorf("ask the archive: %w", err)
		}
		return &illness{err: c.plain(err)}
	}
	defer response.Body.Close()
	if busy(response) {
		failed := &statusError{response.StatusCode, response.Header.Get(runtimeError)}
		return &illness{err: failed, status: failed.status,
			asked: retryAfter(response.Header.Get("Retry-After"), c.options.Now())}
	}
	body := &limited{from: response.Body, left: c.options.MaxBytes, max: c.options.MaxBytes}
	err = read(response, body)
	switch {
	case body.broken != nil:
		return &illness{err: fmt.Errorf("the answer broke off: %w", c.plain(body.broken))}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &illness{err: fmt.Errorf("the answer broke off: %w", err)}
	}
	return err
}

// plain takes the address, which others name, off an error of the connection,
// and says what a deadline means.
func (c *Client) plain(err error) error {
	var request *url.Error
	if errors.As(err, &request) {
		err = request.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("it took longer than %v: %w", c.options.Timeout, err)
	}
	return err
}

// statusError is a status that says that the archive is busy or ill.
type statusError struct {
	status int
	reason string // what its program says; empty if nothing
}

func (e *statusError) Error() string {
	s := strings.TrimSpace(fmt.Sprintf("%d %s", e.status, http.StatusText(e.status)))
	if e.reason != "" {
		s += fmt.Sprintf(" (%.200q)", e.reason)
	}
	return s
}

// busy tells an archive that is busy or ill from one that says what it has. A
// capture of an error page is what it has: it comes with the page's status.
func busy(r *http.Response) bool {
	if r.Header.Get("Memento-Datetime") != "" {
		return false
	}
	switch r.StatusCode {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, http.StatusMisdirectedRequest:
		return true
	}
	return r.StatusCode >= 500 && r.StatusCode != http.StatusNotImplemented
}

// limited reads up to left bytes; more are a *TooLargeError.
type limited struct {
	from      io.Reader
	left, max int64
	broken    error // why from could not be read to its end
}

func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.from.Read(p)
	if int64(n) > l.left {
		n = int(l.left)
		l.left = 0
		return n, &TooLargeError{l.max}
	}
	l.left -= int64(n)
	if err != nil && err != io.EOF {
		l.broken = err
	}
	return n, err
}
