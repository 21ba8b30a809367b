package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/check"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
)

// snapshotOptions are what an editor may say that the text does not.
type snapshotOptions struct {
	effective, published, class, summary string
	outOfOrder                           bool
	changed                              bool
}

func (a *app) snapshotCommand() *cobra.Command {
	var o snapshotOptions
	c := &cobra.Command{
		Use:   "snapshot POLICY | --changed",
		Short: "Freeze the working text as a new version",
		Long: `Snapshot freezes content/POLICY/policy.md, byte for byte, as a new version in
archive/. What the flags do not say is taken from the front matter (effective,
published, class, summary); without an effective date, the version is in force
from today.

When no word or mark changed since the newest version there is nothing to freeze:
that is said, and is no error. It refuses, and writes nothing, when the date lies
before that version's, and when a check finds an error.

With --changed it freezes every working text that is not that of its newest
version: all of them, or, if one is refused, none.`,
		Example: `  generator snapshot privacy
  generator snapshot privacy --effective 2027-01-01 --class material --summary "We now keep logs for 30 days."
  generator snapshot --changed`,
		Args:              snapshotArgs,
		ValidArgsFunction: a.completePolicies,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !o.changed {
				return a.snapshotOne(cmd.Context(), args[0], o)
			}
			if o.class != "" || o.summary != "" {
				return usageError(cmd, errors.New("--class and --summary are of one text: with --changed, write them into the front matter of each"))
			}
			return a.snapshotChanged(cmd.Context(), o)
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&o.effective, "effective", "", "the day (YYYY-MM-DD) from which the version is in force (default: front matter, else today)")
	c.Flags().StringVar(&o.published, "published", "", "the day (YYYY-MM-DD) on which it is announced (default: front matter, else today)")
	c.Flags().StringVar(&o.class, "class", "", "editorial, clarification or material (default: front matter)")
	c.Flags().StringVar(&o.summary, "summary", "", "what changed, for readers, in a sentence or two (default: front matter)")
	c.Flags().BoolVar(&o.outOfOrder, "allow-out-of-order", false, "allow a date before the newest version's; the version still follows it")
	c.Flags().BoolVar(&o.changed, "changed", false, "freeze every working text that differs from its newest version")
	return c
}

// snapshotArgs wants a policy, or none with --changed.
func snapshotArgs(c *cobra.Command, args []string) error {
	if changed, err := c.Flags().GetBool("changed"); err == nil && changed {
		return cobra.NoArgs(c, args)
	}
	return cobra.ExactArgs(1)(c, args)
}

// snapshotOne freezes the working text of a policy.
func (a *app) snapshotOne(ctx context.Context, policyName string, o snapshotOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	d, err := a.loadDraft(ctx, policyName)
	if err != nil {
		return err
	}
	return a.snapshot(ctx, []*draft{d}, o)
}

// snapshot freezes working texts, all or none.
func (a *app) snapshot(ctx context.Context, drafts []*draft, o snapshotOptions) error {
	today, err := a.today()
	if err != nil {
		return err
	}
	var list []*freezing
	refused := false
	for _, d := range drafts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.unchanged() {
			a.say("Nothing to freeze: %s is the same text as version %s.\n", d.file, d.previousName())
			continue
		}
		f, err := a.prepare(d, o, today)
		if errors.Is(err, errFindings) {
			refused = true // the other texts are judged, too
			continue
		} else if err != nil {
			return err
		}
		list = append(list, f)
	}
	if refused {
		return errFindings
	}
	if len(list) == 0 {
		return nil
	}
	return a.freeze(ctx, list, today)
}

// freezing is a text that is about to be frozen.
type freezing struct {
	draft  *draft
	record archive.Record
}

// prepare works out the record of a text, and refuses what would break the
// archive.
func (a *app) prepare(d *draft, o snapshotOptions, today string) (*freezing, error) {
	policyName := d.rules.Policy
	record, err := o.record(policyName, d, today)
	if err != nil {
		return nil, err
	}
	d.rules.Class, d.rules.EffectiveGiven, d.rules.SummaryGiven = string(record.Class), o.effective != "", o.summary != ""
	if err := a.judge(policyName, *d.rules); err != nil {
		return nil, err
	}
	if d.comparison != nil && !o.outOfOrder {
		if last := d.history.Latest().Name; record.Version.Date < last.Date {
			return nil, fmt.Errorf("the date %s lies before that of the newest version, %s: give a later one with --effective, or --allow-out-of-order if the text truly came after it", record.Version.Date, last)
		}
	}
	return &freezing{d, record}, nil
}

// freeze writes versions, all or none.
func (a *app) freeze(ctx context.Context, list []*freezing, today string) error {
	added, err := archive.Update(ctx, a.archiveDir(), func(now *archive.Archive) ([]archive.Addition, error) {
		var additions []archive.Addition
		for _, f := range list {
			if newest := now.Latest(f.record.Policy); newest != nil && newest.Name.String() != f.draft.newestName() {
				return nil, fmt.Errorf("version %s of %s was frozen meanwhile: run snapshot again", newest.Name, f.record.Policy)
			}
			additions = append(additions, archive.Addition{Record: f.record, Text: f.draft.source, InSequence: true})
		}
		return additions, nil
	})
	if err != nil {
		return err
	}
	for i, f := range list {
		a.say("Froze %s as version %s: %s\n", f.draft.file, added[i].Name, filepath.Join(a.archiveDir(), filepath.FromSlash(added[i].Dir())))
		if f.draft.comparison != nil {
			a.say("Against %s: %s\n", f.draft.previousName(), f.draft.comparison.Verdict.Sentence())
		}
		if f.record.Effective > today {
			a.say("Announced: it comes into force on %s, with the first build of that day.\n", f.record.Effective)
		}
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
