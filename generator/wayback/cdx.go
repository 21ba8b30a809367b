package wayback

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// fields are what the index is asked for. Without urlkey its resumption keys
// are wrong: https://github.com/internetarchive/wayback/issues/121.
var fields = [...]string{"urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"}

// record is one line of the index.
type record struct {
	Capture
	status string // three digits, or "-"
}

// cdxPage is what was read of one answer of the index.
type cdxPage struct {
	records   []record
	unread    int    // lines that are no captures
	resumeKey string // where the list goes on; empty: nowhere
}

// errNoList says that an answer is not the list that was asked for.
var errNoList = errors.New("the answer is not a list of captures")

// readCDX reads the index's JSON: an array of arrays of strings, the first of
// which names the fields. After an empty array comes one with the resumption
// key. No captures are "[]" or nothing at all. An answer that broke off is
// io.ErrUnexpectedEOF, anything else that is not such a list wraps errNoList.
func readCDX(r io.Reader) (cdxPage, error) {
	var page cdxPage
	d := json.NewDecoder(r)
	switch t, err := d.Token(); {
	case err == io.EOF:
		return page, nil
	case err != nil:
		return page, noList(err)
	case t != json.Delim('['):
		return page, errNoList
	}
	var columns columns
	for first := true; d.More(); first = false {
		line, err := readLine(d)
		switch {
		case err != nil:
			return page, err
		case len(line) == 0:
			key, err := readLine(d)
			if err != nil {
				return page, err
			}
			if len(key) != 1 || key[0] == "" || d.More() {
				return page, fmt.Errorf("%w: it goes on after its end", errNoList)
			}
			page.resumeKey = key[0]
		case first:
			if columns, err = readColumns(line); err != nil {
				return page, err
			}
		default:
			if one, ok := columns.record(line); ok {
				page.records = append(page.records, one)
			} else {
				page.unread++
			}
		}
	}
	if _, err := d.Token(); err != nil {
		return page, noList(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return page, fmt.Errorf("%w: something follows it", errNoList)
	}
	return page, nil
}

// readLine reads an array of strings. What is none is an unreadable line.
func readLine(d *json.Decoder) ([]string, error) {
	var line []string
	err := d.Decode(&line)
	var other *json.UnmarshalTypeError
	if errors.As(err, &other) || err == nil && line == nil {
		return []string{"unreadable", "line"}, nil
	}
	return line, noList(err)
}

// noList wraps errNoList around an error of the JSON decoder, unless the
// answer itself could not be read, or broke off.
func noList(err error) error {
	var syntax *json.SyntaxError
	switch {
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: %w", errNoList, err)
	}
	return err
}

// columns is where in a line each of fields stands.
type columns [len(fields)]int

func readColumns(names []string) (columns, error) {
	var c columns
	for i, field := range fields {
		if c[i] = slices.Index(names, field); c[i] < 0 {
			return c, fmt.Errorf("%w: it lacks the field %s", errNoList, field)
		}
	}
	return c, nil
}

// record makes a capture of a line; false if the line describes none.
func (c columns) record(line []string) (record, bool) {
	if slices.Max(c[:]) >= len(line) {
		return record{}, false
	}
	at := func(i int) string { return line[c[i]] }
	when, err := stampTime(at(1))
	if err != nil || !validOriginal(at(2)) {
		return record{}, false
	}
	length, err := strconv.ParseInt(at(6), 10, 64)
	if err != nil || length < 0 {
		length = 0
	}
	mime := cleanType(at(3))
	return record{status: at(4), Capture: Capture{
		Stamp: at(1), Time: when, Original: at(2), MIME: mime,
		Digest: cleanDigest(at(5)), Length: length, Revisit: mime == revisitType,
	}}, true
}
