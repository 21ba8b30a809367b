package draft

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
)

// Declared is what an editor says of a text that its front matter does not, or
// says otherwise. What is empty is as the front matter has it.
type Declared struct{ Effective, Published, Class, Summary string }

// Class is the declared class of the change; "" if nothing declares one.
func (d *Draft) Class() string { return cmp.Or(d.Declared.Class, d.Doc.Meta.Class) }

// Record is what a snapshot writes of the text. What neither Declared nor the
// front matter says is today's. A text that would be in force before it is
// published is an error.
func (d *Draft) Record() (archive.Record, error) {
	meta, said := d.Doc.Meta, d.Declared
	r := archive.Record{
		Policy: d.Policy, Class: archive.Class(d.Class()), Summary: strings.TrimSpace(cmp.Or(said.Summary,
			meta.Summary)),
		Effective: cmp.Or(said.Effective, meta.Effective, d.Today),
		Published: cmp.Or(said.Published, meta.Published, d.Today),
		Source:    archive.Source{Medium: "written"},
	}
	if r.Published > r.Effective {
		r.Published = cmp.Or(said.Published, meta.Published, r.Effective)
	}
	if r.Effective < r.Published {
		return r, fmt.Errorf("the version would be in force on %s, before it is published on %s: correct one of the dates",
			r.Effective, r.Published)
	}
	r.Version.Date = r.Effective
	r.Anchors = history.NewAnchors(d.Tracker, d.Doc)
	return r, nil
}

// CheckOrder says why a version of the text cannot follow the newest one, unless it is
// allowed to: its date lies before.
func (d *Draft) CheckOrder() error {
	record, err := d.Record()
	if err != nil || d.Comparison == nil {
		return err
	}
	if last := d.History.Latest().Name; record.Version.Date < last.Date {
		return fmt.Errorf("the date %s lies before that of the newest version, %s: give a later one with --effective, or "+
			"--allow-out-of-order if the text truly came after it", record.Version.Date, last)
	}
	return nil
}

// Freeze writes texts into the archive at dir, as [Draft.Record] has them: all or none.
// day is today (YYYY-MM-DD), for the log. It is an error if a version of one of the
// policies was archived since its draft was loaded. For what else can happen see
// [archive.Update].
func Freeze(ctx context.Context, dir, day string, drafts []*Draft) ([]*archive.Version, error) {
	var additions []archive.Addition
	for _, d := range drafts {
		record, err := d.Record()
		if err != nil {
			return nil, err
		}
		additions = append(additions, archive.Addition{Record: record, Text: d.Source, InSequence: true})
	}
	return archive.Update(ctx, dir, day, func(now *archive.Archive) ([]archive.Addition, error) {
		for _, d := range drafts {
			if newest := now.Latest(d.Policy); newest != nil && newest.Name.String() != d.newest() {
				return nil, fmt.Errorf("version %s of %s was frozen meanwhile: run snapshot again", newest.Name,
					d.Policy)
			}
		}
		return additions, nil
	})
}

// newest names the newest version that was there when the draft was loaded; ""
// if there was none.
func (d *Draft) newest() string {
	if d.History == nil {
		return ""
	}
	return d.History.Versions[len(d.History.Versions)-1].Name.String()
}
