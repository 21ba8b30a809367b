package stamp

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/url"
	"time"

	"github.com/digitorus/timestamp"

	"policyarchive/generator/remote"
)

// Client asks an authority.
type Client struct {
	HTTP      *http.Client
	UserAgent string           // who asks
	Now       func() time.Time // the clock
	// Roots are the certificates that the authority's must come from.
	Roots *x509.CertPool
}

// maxDifference is how far the time of an authority may be from the clock's.
const maxDifference = 24 * time.Hour

// Ask makes one request for a time stamp of a text, and returns the answer, with what it
// says, if all of it is as it must be. The address may be one of plain http: what comes
// back is signed, and has the number that was sent.
func (c *Client) Ask(ctx context.Context, authority string, text []byte) ([]byte, *Stamp, error) {
	at, err := url.Parse(authority)
	if err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" {
		return nil, nil, fmt.Errorf("%.100q is not the address of an authority for time stamps, such as "+
			"https://stamps.example/", authority)
	}
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return nil, nil, err
	}
	question, err := timestamp.CreateRequest(bytes.NewReader(text), &timestamp.RequestOptions{Certificates: true,
		Nonce: nonce})
	if err != nil {
		return nil, nil, fmt.Errorf("make a request: %w", err)
	}
	answer, err := c.send(ctx, at, question)
	if err != nil {
		return nil, nil, err
	}
	s, err := Parse(answer)
	if err != nil {
		return nil, nil, fmt.Errorf("its answer is not kept: %w", err)
	}
	if err := c.check(s, text, nonce); err != nil {
		return nil, nil, fmt.Errorf("its answer is not kept: %w", err)
	}
	return answer, s, nil
}

// check says why a stamp is not the one that was asked for.
func (c *Client) check(s *Stamp, text []byte, nonce *big.Int) error {
	if !s.Covers(text) {
		return errors.New("it is a stamp of another text")
	}
	if s.nonce == nil || s.nonce.Cmp(nonce) != 0 {
		return errors.New("it does not have the number that was sent: it was made for another request")
	}
	if now := c.Now(); s.Time.Sub(now).Abs() > maxDifference {
		return fmt.Errorf("it is dated %s, and now it is %s", s.Time.Format(time.RFC3339), now.UTC().Format(time.RFC3339))
	}
	return s.Trust(c.Roots)
}

// send makes one request.
func (c *Client) send(ctx context.Context, at *url.URL, question []byte) ([]byte, error) {
	post := remote.Post{Address: at, UserAgent: c.UserAgent, ContentType: "application/timestamp-query", Body: question,
		MaxAnswer: MaxSize}
	answer, err := post.Send(ctx, c.HTTP)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("it answers %s", answer.Status)
	}
	return answer.Body, nil
}
