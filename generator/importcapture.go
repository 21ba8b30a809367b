package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/policy"
)

// restore makes a version of one capture.
func (o *importOptions) restore(policyName, file string, options capture.Options) (imported, error) {
	one := imported{file: file}
	data, err := os.ReadFile(file)
	if err != nil {
		return one, err
	}
	r, err := capture.Restore(capture.Capture{Name: filepath.Base(file), Data: data}, options)
	if err != nil && !(errors.Is(err, capture.ErrNoDate) && (o.effective != "" || o.published != "")) {
		return one, err
	}
	record := archive.Record{
		Policy: policyName, Published: cmp.Or(o.published, r.Published), Effective: cmp.Or(o.effective, r.Effective), Summary: o.summary,
		Source: archive.Source{Original: r.Original, Archived: r.Archived, Medium: medium(r.Archived), Path: filepath.Base(file)},
		Doubts: r.Doubts,
	}
	if !r.Captured.IsZero() {
		record.Captured = r.Captured.Format(time.RFC3339)
		if r.DayOnly {
			record.Captured = r.Captured.Format(time.DateOnly)
		}
	}
	for _, x := range r.Restorations {
		record.Restorations = append(record.Restorations, archive.Restoration{Rule: x.Rule, Line: x.Line, Count: x.Count, Was: x.Was, Now: x.Now, Note: x.Note})
	}
	day := cmp.Or(record.Effective, record.Published)
	if day == "" {
		day = r.Captured.Format(time.DateOnly)
	}
	record.Version = archive.Name{Date: day, Ordinal: 1}
	one.doc = policy.Parse(file, r.Text)
	one.addition = archive.Addition{Record: record, Text: r.Text, Capture: data, CaptureName: filepath.Base(file), InSequence: o.outOfOrder}
	return one, nil
}

func medium(archived string) string {
	if strings.Contains(archived, "web.archive.org") {
		return "wayback"
	}
	return "file"
}

// relativeLinks counts the links of a text that lead somewhere only beside
// other pages of the site it was published on.
func relativeLinks(doc *policy.Document) int {
	n := 0
	for _, l := range doc.Links() {
		if u, err := url.Parse(l.Target); err == nil && u.Scheme == "" && u.Host == "" && (u.Path != "" || u.RawQuery != "") {
			n++
		}
	}
	return n
}

func relative(n int) string {
	if n == 1 {
		return "1 link is relative"
	}
	return fmt.Sprintf("%d links are relative", n)
}
