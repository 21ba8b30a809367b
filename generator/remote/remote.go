// Package remote sends texts to other services: without cookies, following no redirect,
// and reading no more of an answer than it may have.
package remote

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
)

// CheckSecure says why what comes from an address may have been changed on its way: it
// is neither of https nor, on this machine alone, of http.
func CheckSecure(address *url.URL) error {
	if address.Scheme == "https" || address.Scheme == "http" && isLoopback(address.Hostname()) {
		return nil
	}
	return errors.New("what comes by plain http may have been changed on its way; use https")
}

func isLoopback(host string) bool { return host == "localhost" || net.ParseIP(host).IsLoopback() }

// Post is a request that sends a text.
type Post struct {
	Address     *url.URL
	UserAgent   string // who asks
	ContentType string
	Body        []byte
	MaxAnswer   int64 // the most bytes that an answer may have
}

// Answer is what came back. A service that redirects has answered so.
type Answer struct {
	StatusCode int
	Status     string // such as "404 Not Found"
	Body       []byte // of an answer that is too long, one byte more than it may have
}

// Send sends the request, by a client whose cookies and redirect policy are not used.
func (p *Post) Send(ctx context.Context, client *http.Client) (*Answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.Address.String(), bytes.NewReader(p.Body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", p.UserAgent)
	request.Header.Set("Content-Type", p.ContentType)
	own := *client
	own.Jar = nil
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := own.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, p.MaxAnswer+1))
	if err != nil {
		return nil, fmt.Errorf("the answer broke off: %w", err)
	}
	return &Answer{response.StatusCode, response.Status, body}, nil
}
