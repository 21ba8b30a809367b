package wayback

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// RequestCapture asks the archive to capture a page now, and returns the number that it
// gives the request. The page is captured some time later, or not. key is that of an
// account (https://archive.org/account/s3.php): its two parts, with a colon between. One
// request is made, which is not repeated when the archive is busy.
//
// The protocol: https://archive.org/details/spn-2-public-api-page-docs-2023-01-22.
func (c *Client) RequestCapture(ctx context.Context, address, key string) (number string, err error) {
	access, secret, two := strings.Cut(key, ":")
	unprintable := func(r rune) bool { return r <= ' ' || r > '~' }
	if !two || access == "" || secret == "" || strings.ContainsFunc(key, unprintable) {
		return "", errors.New("the key of the account is not an access key, a colon and a secret key")
	}
	select {
	case c.turns <- struct{}{}:
		defer func() { <-c.turns }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if err := c.pace(ctx); err != nil {
		return "", err
	}
	// skip_first_archive: the archive need not find out whether this is the first capture.
	form := url.Values{"url": {address}, "skip_first_archive": {"1"}}
	q := question{http.MethodPost, c.endpoint.JoinPath("save").String(), http.Header{"Accept": {"application/json"},
		"Content-Type": {"application/x-www-form-urlencoded"}, "Authorization": {"LOW " + key}}, form.Encode()}
	err = c.once(ctx, q, func(r *http.Response, body io.Reader) error {
		number, err = accepted(r, body)
		return err
	})
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	var ill *illness
	if errors.As(err, &ill) {
		err = errors.New(ill.Error()) // it is not asked again
	}
	return number, err
}

// accepted reads the answer to a request to capture a page.
func accepted(r *http.Response, body io.Reader) (number string, err error) {
	if r.StatusCode == http.StatusUnauthorized {
		return "", errors.New("the archive does not know the key of the account")
	}
	data, err := io.ReadAll(io.LimitReader(body, 64<<10))
	if err != nil {
		return "", err
	}
	var answer struct {
		Job     string `json:"job_id"`
		Message string `json:"message"`
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return "", fmt.Errorf("the archive answers %w, and not in the form that is known",
			&statusError{r.StatusCode, r.Header.Get(runtimeError)})
	}
	if r.StatusCode != http.StatusOK || answer.Job == "" {
		return "", fmt.Errorf("the archive refuses: %.300q", answer.Message)
	}
	return answer.Job, nil
}
