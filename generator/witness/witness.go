// Package witness asks witnesses to cosign the checkpoint of a log.
//
// A witness remembers the last checkpoint that it saw of a log, and cosigns only one
// that extends it. So whoever believes the witnesses need not believe that the
// publisher shows everybody the same log. It is asked by https://c2sp.org/tlog-witness:
//
//	POST <address>/add-checkpoint
//
//	old <number of lines it saw last>
//	<hashes that prove that these lines are still the first>
//
//	<the checkpoint>
//
// and answers with lines of signatures, or with 409 and the number of lines that it saw
// last, if that is another: this program does not remember it, so it says 0 at first.
package witness

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/sourcegraph/conc/iter"

	"policyarchive/generator/remote"
	"policyarchive/generator/translog"
)

// Answer is what became of the question to one witness.
type Answer struct {
	Witness     translog.Witness
	Cosignature translog.Cosignature
	Err         error // why there is no cosignature; nil if there is
}

// Client asks witnesses.
type Client struct {
	HTTP      *http.Client     // its redirect policy and cookies are not used
	UserAgent string           // who asks
	Now       func() time.Time // the clock
}

// Ask asks all witnesses, at the same time, to cosign a checkpoint of a log. The
// answers are in the order of the witnesses.
func (c *Client) Ask(ctx context.Context, witnesses []translog.Witness, l *translog.Log,
	checkpoint *translog.Checkpoint) []Answer {
	return iter.Map(witnesses, func(w *translog.Witness) Answer {
		found, err := c.ask(ctx, *w, l.First(checkpoint.Size), checkpoint)
		return Answer{*w, found, err}
	})
}

// ask asks one witness: at first as if it had never seen the log, then from where it
// says that it is.
func (c *Client) ask(ctx context.Context, w translog.Witness, l *translog.Log,
	checkpoint *translog.Checkpoint) (found translog.Cosignature, err error) {
	address, err := submission(w.URL)
	if err != nil {
		return found, err
	}
	old := 0
	for range 3 { // it may be asked by another run meanwhile
		answer, size, err := c.add(ctx, address, body(old, l, checkpoint))
		switch {
		case err != nil:
			return found, err
		case size == nil:
			return c.take(w, checkpoint, answer)
		case *size > l.Len():
			return found, fmt.Errorf("it has cosigned a checkpoint of %d lines, and this one stands for %d: lines were removed "+
				"from the log, or this archive is not the newest", *size, l.Len())
		case *size == old:
			return found, fmt.Errorf("it has cosigned another checkpoint of %d lines of this log: the log was rewritten", old)
		}
		old = *size
	}
	return found, errors.New("each time it names another number of lines that it has seen")
}

// take is the cosignature in an answer, if it is good.
func (c *Client) take(w translog.Witness, checkpoint *translog.Checkpoint,
	answer string) (translog.Cosignature, error) {
	found, err := w.Find(checkpoint, answer)
	if err != nil {
		return found, fmt.Errorf("its answer is not the cosignature of the key in the file: %w", err)
	}
	if now := c.Now(); found.Time.After(now.Add(time.Hour)) || found.Time.Unix() == 0 {
		return found, fmt.Errorf("its cosignature is dated %s, and now it is %s", found.Time.Format(time.RFC3339),
			now.UTC().Format(time.RFC3339))
	}
	return found, nil
}

// body is a question to a witness that has seen the first lines of a log.
func body(old int, l *translog.Log, checkpoint *translog.Checkpoint) string {
	var b strings.Builder
	fmt.Fprintf(&b, "old %d\n", old)
	for _, hash := range l.Consistency(old) {
		b.WriteString(hash.String() + "\n")
	}
	b.WriteString("\n")
	b.Write(checkpoint.Format())
	return b.String()
}

// submission is the address that a witness is asked at.
func submission(address string) (*url.URL, error) {
	if address == "" {
		return nil, errors.New("the file does not say at which address it is asked")
	}
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.RawQuery != "" || at.Fragment != "" {
		return nil, fmt.Errorf("%.100q is not the address of a witness, such as https://witness.example/", address)
	}
	if err := remote.CheckSecure(at); err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	return at.JoinPath("add-checkpoint"), nil
}

// maxAnswer is the most bytes of an answer that are read.
const maxAnswer = 64 << 10

// add makes one request. size is the number of lines that the witness saw last, if that
// is not the one it was asked from.
func (c *Client) add(ctx context.Context, address *url.URL, question string) (answer string, size *int, err error) {
	post := remote.Post{Address: address, UserAgent: c.UserAgent, ContentType: "text/plain; charset=utf-8",
		Body: []byte(question), MaxAnswer: maxAnswer}
	response, err := post.Send(ctx, c.HTTP)
	switch {
	case err != nil:
		return "", nil, err
	case len(response.Body) > maxAnswer:
		return "", nil, fmt.Errorf("the answer has more than %d kB", maxAnswer>>10)
	}
	switch response.StatusCode {
	case http.StatusOK:
		return string(response.Body), nil, nil
	case http.StatusConflict:
		text := strings.TrimSuffix(string(response.Body), "\n")
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return "", nil, fmt.Errorf("it answers %s, and %.40q is not a number of lines", response.Status, text)
		}
		return "", &n, nil
	case http.StatusForbidden:
		return "", nil, fmt.Errorf("it answers %s: it does not know the key that signs this log, or the checkpoint is not "+
			"signed; give its operator the verifier key", response.Status)
	case http.StatusNotFound:
		return "", nil, fmt.Errorf("it answers %s: it does not know this log, or is elsewhere; give its operator the "+
			"verifier key", response.Status)
	}
	return "", nil, fmt.Errorf("it answers %s: %.200q", response.Status, strings.TrimSpace(string(response.Body)))
}
