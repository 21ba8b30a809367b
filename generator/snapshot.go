package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/check"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
)

// snapshotOptions are what an editor may say that the text does not.
type snapshotOptions struct {
	effective, published, class, summary string
	outOfOrder                           bool
}

func (a *app) snapshotCommand() *cobra.Command {
	var o snapshotOptions
	c := &cobra.Command{
		Use:   "snapshot POLICY",
		Short: "Freeze the working text as a new version",
		Long: `Snapshot freezes content/POLICY/policy.md, byte for byte, as a new version in
archive/. What the flags do not say is taken from the front matter (effective,
published, class, summary); without an effective date, the version is in force
from today.

It refuses, and writes nothing, when no word or mark changed since the newest
version, when the date lies before that version's, and when a check finds an
error.`,
		Example: `  generator snapshot privacy
  generator snapshot privacy --effective 2027-01-01 --class material --summary "We now keep logs for 30 days."`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completePolicies,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.snapshot(args[0], o)
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&o.effective, "effective", "", "the day (YYYY-MM-DD) from which the version is in force (default: front matter, else today)")
	c.Flags().StringVar(&o.published, "published", "", "the day (YYYY-MM-DD) on which it is announced (default: front matter, else today)")
	c.Flags().StringVar(&o.class, "class", "", "editorial, clarification or material (default: front matter)")
	c.Flags().StringVar(&o.summary, "summary", "", "what changed, for readers, in a sentence or two (default: front matter)")
	c.Flags().BoolVar(&o.outOfOrder, "allow-out-of-order", false, "allow a date before the newest version's; the version still follows it")
	return c
}

func (a *app) snapshot(policyName string, o snapshotOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	today, err := a.today()
	if err != nil {
		return err
	}
	d, err := a.loadDraft(policyName)
	if err != nil {
		return err
	}
	record, err := o.record(policyName, d, today)
	if err != nil {
		return err
	}
	previous, newest := "", ""
	if d.history != nil {
		newest = d.history.Versions[len(d.history.Versions)-1].Name.String()
	}
	if d.comparison != nil {
		previous = d.previousName()
		if d.comparison.Verdict.Kind == compare.Identical {
			return fmt.Errorf("%s is the same text as version %s: there is nothing to freeze", d.file, previous)
		}
	}
	d.rules.Class, d.rules.EffectiveGiven, d.rules.SummaryGiven = string(record.Class), o.effective != "", o.summary != ""
	if err := a.judge(policyName, *d.rules); err != nil {
		return err
	}
	if d.comparison != nil && !o.outOfOrder {
		if last := d.history.Latest().Name; record.Version.Date < last.Date {
			return fmt.Errorf("the date %s lies before that of the newest version, %s: give a later one with --effective, or --allow-out-of-order if the text truly came after it", record.Version.Date, last)
		}
	}
	added, err := archive.Update(a.archiveDir(), func(now *archive.Archive) ([]archive.Addition, error) {
		if last := now.Latest(policyName); last != nil && last.Name.String() != newest {
			return nil, fmt.Errorf("version %s of %s was frozen meanwhile: run snapshot again", last.Name, policyName)
		}
		return []archive.Addition{{Record: record, Text: d.source, InSequence: true}}, nil
	})
	if err != nil {
		return err
	}
	a.say("Froze %s as version %s: %s\n", d.file, added[0].Name, filepath.Join(a.archiveDir(), filepath.FromSlash(added[0].Dir())))
	if d.comparison != nil {
		a.say("Against %s: %s\n", previous, d.comparison.Verdict.Sentence())
	}
	if record.Effective > today {
		a.say("Announced: it comes into force on %s, with the first build of that day.\n", record.Effective)
	}
	return nil
}

// judge prints what the rules find in a draft, and refuses it if one of the
// findings is an error that stops a snapshot.
func (a *app) judge(policyName string, d check.Draft) error {
	findings, _ := check.Run(d, false)
	worst := 0
	for _, f := range findings {
		if f.Stops() {
			worst++
			fmt.Fprintln(a.stderr, f)
			continue
		}
		if f.Severity == check.Error {
			f.Severity = check.Warning
		}
		a.warn("%s\n", f)
	}
	if worst > 0 {
		fmt.Fprintf(a.stderr, "generator: %s was not frozen: %s would break the record\n", policyName, count(worst, "error"))
		return errFindings
	}
	return nil
}

// record works out what is known of the new version.
func (o *snapshotOptions) record(policyName string, d *draft, today string) (archive.Record, error) {
	meta := d.doc.Meta
	r := archive.Record{Policy: policyName, Class: archive.Class(cmp.Or(o.class, meta.Class)), Summary: strings.TrimSpace(cmp.Or(o.summary, meta.Summary))}
	for _, date := range []struct {
		flag, value, front string
		to                 *string
	}{
		{"--effective", o.effective, meta.Effective, &r.Effective},
		{"--published", o.published, meta.Published, &r.Published},
	} {
		if date.value != "" {
			if _, err := archive.ParseDate(date.value); err != nil {
				return r, fmt.Errorf("%s: %w", date.flag, err)
			}
		}
		*date.to = cmp.Or(date.value, cmp.Or(date.front, today))
	}
	if r.Published > r.Effective {
		r.Published = cmp.Or(o.published, cmp.Or(meta.Published, r.Effective))
	}
	if r.Class != "" && !policy.ValidClass(string(r.Class)) {
		return r, fmt.Errorf("--class %s: want editorial, clarification or material", r.Class)
	}
	if r.Effective < r.Published {
		return r, fmt.Errorf("the version would be in force on %s, before it is published on %s: correct one of the dates", r.Effective, r.Published)
	}
	r.Version.Date = r.Effective
	r.Source.Medium = "written"
	r.Anchors = history.NewAnchors(d.tracker, d.doc)
	return r, nil
}
