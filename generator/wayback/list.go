package wayback

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// ListOptions says which captures are listed.
type ListOptions struct {
	// From and To are the first and last moment, in UTC: 4 to 14 digits, or a day
	// as in 2016-11-04. What is left out is filled up so that 2016 as To means
	// all of it. Empty: no bound.
	From, To string
}

// The archive gives at most 150,000 lines an answer; fewer come sooner, and a
// broken connection costs less.
const (
	linesPerAnswer = 10000
	mostAnswers    = 50
)

// List returns the captures of a page of text that was answered with status 200,
// oldest first, each time its bytes changed: of captures in a row with equal
// digests only the first is listed. The address counts with http and https,
// with "www." and without, as in the archive. A revisit is listed where it
// shows that a page went back to bytes it had before.
//
// Errors: *[NoCaptureError], *[ExcludedError], *[GaveUpError], one that says
// what is wrong with the address or the answer, or the context's.
func (c *Client) List(ctx context.Context, address string, o ListOptions) ([]Capture, error) {
	target, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	var within span
	if within.from, err = parseBound(o.From); err != nil {
		return nil, err
	}
	if within.to, err = parseBound(o.To); err != nil {
		return nil, err
	}
	if within.from != "" && within.to != "" && !within.before(within.from) {
		return nil, fmt.Errorf("no time lies between %s and %s; exchange them", o.From, o.To)
	}
	records, err := c.records(ctx, target, within)
	if err != nil {
		return nil, fmt.Errorf("list captures of %s: %w", target, err)
	}
	captures := changes(records, within)
	if len(captures) == 0 {
		return nil, &NoCaptureError{Address: target, From: o.From, To: o.To}
	}
	return captures, nil
}

// records asks for the whole list, answer by answer.
func (c *Client) records(ctx context.Context, target string, within span) ([]record, error) {
	var all []record
	unread := 0
	query := cdxQuery(target, within)
	asked := map[string]bool{}
	for range mostAnswers {
		page, err := c.cdx(ctx, target, query)
		if err != nil {
			return nil, err
		}
		all = append(all, page.records...)
		unread += page.unread
		switch {
		case page.resumeKey == "":
			if unread > 0 {
				c.options.Log(fmt.Sprintf("%d lines of the archive's list are no captures of a page and were left out", unread))
			}
			return all, nil
		case !asked[page.resumeKey]:
			asked[page.resumeKey] = true
			query.Set("resumeKey", unescapeKey(page.resumeKey))
		case len(page.records) > 0 && !asked["from "+page.records[len(page.records)-1].Stamp]:
			// The archive decodes keys twice, so that one with an encoded byte
			// leads to itself: https://github.com/internetarchive/wayback/issues/195.
			last := page.records[len(page.records)-1].Stamp
			asked["from "+last] = true
			query.Del("resumeKey")
			query.Set("from", last)
		default:
			return nil, errors.New("the archive sends the same part of its list again and again; run the command again later")
		}
	}
	return nil, fmt.Errorf("the list is longer than %d captures; ask for less of it, with a first and last year",
		mostAnswers*linesPerAnswer)
}

// unescapeKey undoes the encoding in which a resumption key is sent, for that
// of the query to take its place.
func unescapeKey(key string) string {
	if s, err := url.QueryUnescape(key); err == nil {
		return s
	}
	return key
}

// cdxQuery is the question for captures of a page. Revisits are asked for
// although they have no status. Where the list begins late, the archive must not
// leave out what is equal to something before, and revisits are understood
// only by what they repeat: then all of it is asked for.
func cdxQuery(target string, within span) url.Values {
	q := url.Values{
		"url": {target}, "matchType": {"exact"}, "output": {"json"},
		"fl":     {"urlkey,timestamp,original,mimetype,statuscode,digest,length"},
		"filter": {"statuscode:200|-", "mimetype:" + pageTypes + "|" + revisitType},
		"limit":  {strconv.Itoa(linesPerAnswer)}, "showResumeKey": {"true"},
	}
	if within.from == "" {
		q.Set("collapse", "digest")
	}
	if within.to != "" {
		q.Set("to", within.to)
	}
	return q
}

// cdx asks the index once.
func (c *Client) cdx(ctx context.Context, target string, query url.Values) (cdxPage, error) {
	address := *c.endpoint
	address.Path, address.RawQuery = "/cdx/search/cdx", query.Encode()
	var page cdxPage
	err := c.ask(ctx, address.String(), nil, func(r *http.Response, body io.Reader) (err error) {
		if r.StatusCode != http.StatusOK {
			return refusal(r, body, target)
		}
		page, err = readCDX(body)
		if errors.Is(err, errNoList) {
			return fmt.Errorf("%w (it is of type %q); see in a browser what %s says, and run the command again later", err,
				r.Header.Get("Content-Type"), address.Host)
		}
		return err
	})
	return page, err
}
