package importer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/sourcegraph/conc/stream"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/english"
	"policyarchive/generator/policy"
)

// restoreAll makes the texts and records of new captures, several at a time, until
// ctx ends.
func (p *Plan) restoreAll(ctx context.Context) error {
	s := stream.New().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	done := 0
	for _, item := range p.Items {
		s.Go(func() stream.Callback {
			if item.Outcome == New && ctx.Err() == nil {
				p.restore(item)
			}
			return func() {
				done++
				if p.options.Progress != nil {
					p.options.Progress(done)
				}
			}
		})
	}
	s.Wait()
	return ctx.Err()
}

// restore makes the text and the record of one capture.
func (p *Plan) restore(item *Item) {
	c := item.Capture
	if c.Err != nil {
		item.Outcome, item.Err = Unusable, c.Err
		return
	}
	options := c.Restore
	options.Parser = p.parser
	r, err := capture.Restore(c.Capture, options)
	dated := c.Effective != "" || c.Published != "" || c.Day != ""
	if err != nil && !(errors.Is(err, capture.ErrNoDate) && dated) {
		item.Outcome, item.Err = Unusable, err
		return
	}
	item.text = r.Text
	if bytes.Equal(item.text, c.Data) {
		item.text = c.Data // once in memory
	}
	item.Record = archive.Record{
		Policy: p.options.Policy, Published: cmp.Or(c.Published, r.Published), Effective: cmp.Or(c.Effective,
			r.Effective), Summary: c.Summary,
		Source: source(c.Source, r, selectorOf(c, r)), Captured: captured(r),
	}
	item.served = r.Format == capture.HTML || r.Noise
	for i, said := range r.Doubts {
		item.doubt(Doubt{Kind: r.Concerns[i].Kind, Much: r.Concerns[i].Much, Sentence: said})
	}
	item.stated = [2]string{r.Published, r.Effective}
	item.Record.Restorations = restorations(r)
	date := cmp.Or(c.Day, item.Record.Effective, item.Record.Published)
	if date == "" {
		date = r.Captured.Format(time.DateOnly)
	}
	item.Name = archive.Name{Date: date}
	p.doubtDays(item)
	if item.doc, err = p.parser.ParseWithin(c.Label, item.text); err == nil {
		err = item.faults()
	}
	if err != nil {
		item.Outcome, item.Err, item.Refused = Unusable, err, true
		return
	}
	if item.Record.Source.Original == "" {
		item.doubtRelative()
	}
}

// doubtDays tells of a day that has not come anywhere on Earth.
func (p *Plan) doubtDays(item *Item) {
	r := &item.Record
	last := p.options.Now.UTC().Add(14 * time.Hour).Format(time.DateOnly)
	for _, day := range []struct{ what, is string }{
		{"captured", r.Captured}, {"published", r.Published}, {"in force from", r.Effective}, {"dated", item.Name.Date},
	} {
		if is := dayOf(day.is); is > last {
			item.doubt(newDoubt(Ahead, true,
				"It was imported when the day on which it is said to be %s, %s, had not come.",
				"it is said to be %s %s, and that day has not come", day.what, is))
			return
		}
	}
}

// selectorOf is the selector by which the text was taken out of its page.
func selectorOf(c *Capture, r *capture.Restored) string {
	if r.Format == capture.HTML {
		return c.Restore.Selector
	}
	return ""
}

func restorations(r *capture.Restored) (list []archive.Restoration) {
	for _, x := range r.Restorations {
		list = append(list, archive.Restoration(x))
	}
	return list
}

// faults is what the archive cannot take of a capture.
func (item *Item) faults() error {
	var errs []error
	for _, p := range item.doc.Problems {
		errs = append(errs, p)
	}
	for _, r := range item.doc.Reserved {
		errs = append(errs, fmt.Errorf("%s: the id #%s is one of the page around the text; give it another",
			item.doc.Position(r.Offset), r.ID))
	}
	if list := item.doc.Forbidden(item.text); len(list) > 0 {
		errs = append(errs, list[0])
	}
	record := item.Record
	record.Restorations, record.Doubts = nil, nil
	return errors.Join(append(errs, record.CheckText())...)
}

// source completes what is said of a capture with what it says of itself.
func source(s archive.Source, r *capture.Restored, selector string) archive.Source {
	s.Original, s.Archived, s.Selector = cmp.Or(r.Original, s.Original), cmp.Or(s.Archived, r.Archived), selector
	if s.Medium == "" {
		s.Medium = "file"
		if strings.Contains(s.Archived, "web.archive.org") {
			s.Medium = "wayback"
		}
	}
	return s
}

func captured(r *capture.Restored) string {
	switch {
	case r.Captured.IsZero():
		return ""
	case r.DayOnly:
		return r.Captured.Format(time.DateOnly)
	}
	return r.Captured.Format(time.RFC3339)
}

// doubtRelative tells of links that lead somewhere only beside other pages of
// the site on which the text was published, which is not known.
func (item *Item) doubtRelative() {
	n, all := 0, 0
	for _, l := range item.doc.Links() {
		all++
		if u, fault := policy.Address(l.Target); fault == "" && u.Scheme == "" && u.Host == "" &&
			(u.Path != "" || u.RawQuery != "") {
			n++
		}
	}
	if n == 0 {
		return
	}
	what := english.CountAs(n, "link is", "links are")
	item.doubt(Doubt{Kind: PlainLinks, Much: n >= 5 && 4*n >= all,
		Sentence: what + " relative to an address that is not known, and plain text here.",
		Brief:    what + " relative to an address that is not known, and will be plain text"})
}
