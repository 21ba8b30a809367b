package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"policyarchive/generator/check"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/policy"
	"policyarchive/generator/usage"
)

// snapshotOptions are what an editor may say that the text does not.
type snapshotOptions struct {
	declared   draft.Declared
	outOfOrder bool
	changed    bool
}

// check says what is wrong with the options.
func (o *snapshotOptions) check() error {
	return cmp.Or(checkDay("--effective", o.declared.Effective), checkDay("--published", o.declared.Published),
		checkClass(o.declared.Class))
}

// checkClass says what is wrong with the value of --class, or nothing.
func checkClass(class string) error {
	if class != "" && !policy.ValidClass(class) {
		return fmt.Errorf("--class %s: want editorial, clarification or material", class)
	}
	return nil
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
			if o.changed && (o.declared.Class != "" || o.declared.Summary != "") {
				return usage.Error(cmd, errors.New("--class and --summary are of one text: with --changed, write them into the "+
					"front matter of each"))
			}
			if err := o.check(); err != nil {
				return err
			}
			return a.snapshot(cmd.Context(), args, o)
		},
	}
	a.dayFlag(c)
	f := c.Flags()
	f.StringVar(&o.declared.Effective, "effective", "",
		"the day (YYYY-MM-DD) from which the version is in force (default: front matter, else today)")
	f.StringVar(&o.declared.Published, "published", "",
		"the day (YYYY-MM-DD) on which it is announced (default: front matter, else today)")
	f.StringVar(&o.declared.Class, "class", "", "editorial, clarification or material (default: front matter)")
	f.StringVar(&o.declared.Summary, "summary", "",
		"what changed, for readers, in a sentence or two (default: front matter)")
	f.BoolVar(&o.outOfOrder, "allow-out-of-order", false,
		"allow a date before the newest version's; the version still follows it")
	f.BoolVar(&o.changed, "changed", false, "freeze every working text that differs from its newest version")
	return c
}

// snapshotArgs wants a policy, or none with --changed.
func snapshotArgs(c *cobra.Command, args []string) error {
	if changed, err := c.Flags().GetBool("changed"); err == nil && changed {
		return cobra.NoArgs(c, args)
	}
	return cobra.ExactArgs(1)(c, args)
}

// snapshot freezes the working texts of policies, or all that changed: all or none.
func (a *app) snapshot(ctx context.Context, policies []string, o snapshotOptions) error {
	err := a.requireSite()
	if err == nil && o.changed {
		policies, err = a.texts().Policies()
	} else if err == nil {
		err = a.requirePolicy(policies[0])
	}
	if err != nil {
		return err
	}
	l, err := a.openLoader()
	if err != nil {
		return err
	}
	rules, err := a.ruleOptions(ctx, l)
	if err != nil {
		return err
	}
	var list []*draft.Draft
	refused := false
	for _, name := range policies {
		d, err := l.Draft(ctx, name)
		if err != nil {
			return err
		}
		if v := d.Withdrawn(); v != nil && o.changed {
			a.say("%s is left: it has the text of version %s, which was withdrawn; to announce it again, run snapshot %s.\n",
				d.Doc.File, v.Name, name)
			continue
		}
		if d.Unchanged() {
			if !o.changed {
				a.say("Nothing to freeze: %s is the same text as version %s.\n", d.Doc.File, d.PreviousName())
			}
			continue
		}
		d.Declared = o.declared
		if err := a.judge(d, rules(name), o); errors.Is(err, errFindings) {
			refused = true // the other texts are judged, too
		} else if err != nil {
			return err
		}
		list = append(list, d)
	}
	switch {
	case refused:
		return errFindings
	case len(list) == 0 && o.changed:
		a.say("Nothing to freeze: no working text is newer than the archive.\n")
		return nil
	case len(list) == 0:
		return nil
	}
	added, err := draft.Freeze(ctx, a.archiveDir(), list[0].Today, list)
	if err != nil {
		return err
	}
	for i, d := range list {
		v := added[i]
		a.say("Froze %s as version %s: %s\n", d.Doc.File, v.Name,
			filepath.Join(a.archiveDir(), filepath.FromSlash(v.Dir())))
		if d.Comparison != nil {
			a.say("Against %s: %s\n", d.PreviousName(), d.Comparison.Verdict.Sentence())
		}
		if v.Record.Effective > d.Today {
			a.say("Announced: it comes into force on %s, with the first build of that day.\n", v.Record.Effective)
		}
	}
	return nil
}

// judge refuses a draft that would break the record: errFindings if a rule finds an
// error that stops a snapshot. It prints what the rules find.
func (a *app) judge(d *draft.Draft, rules check.Options, o snapshotOptions) error {
	if _, err := d.Record(); err != nil {
		return err
	}
	findings, _ := check.Run(d, rules, false)
	worst := 0
	for _, f := range findings {
		if f.Stops() {
			worst += f.Count()
			fmt.Fprintln(a.stderr, f)
			continue
		}
		if f.Severity == check.Error {
			f.Severity = check.Warning
		}
		a.warn("%s\n", f)
	}
	if worst > 0 {
		fmt.Fprintf(a.stderr, "generator: %s was not frozen: %s would break the record\n", d.Policy,
			english.Count(worst, "error"))
		return errFindings
	}
	if o.outOfOrder {
		return nil
	}
	return d.CheckOrder()
}
