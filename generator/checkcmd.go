package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/changelog"
	"policyarchive/generator/check"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

func (a *app) checkCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "check [POLICY…]",
		Short: "Hold working texts against the rules",
		Long: `Check reads content/POLICY/policy.md, compares it with the newest archived
version, and reports what would break the record or a promise (errors) and what
deserves a second look (warnings), with the place and what to do.`,
		Example:           "  generator check\n  generator check privacy",
		ValidArgsFunction: a.completePolicies,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.requireSite(); err != nil {
				return err
			}
			if len(args) == 0 {
				var err error
				if args, err = a.drafts(); err != nil {
					return err
				}
			}
			if len(args) == 0 {
				return fmt.Errorf("there is no working text: write %s, such as %s", a.draftFile("POLICY"), a.draftFile("privacy"))
			}
			found := 0
			for _, name := range args {
				if err := archive.CheckPolicyName(name); err != nil {
					return err
				}
				d, err := a.loadDraft(name)
				if err != nil {
					return err
				}
				list := check.Run(d.forRules(d.doc.Meta.Class))
				for _, f := range list {
					fmt.Fprintln(a.stdout, f)
				}
				found += len(list)
			}
			if found > 0 {
				return errFindings
			}
			a.say("No finding.\n")
			return nil
		},
	}
	a.dayFlag(c)
	return c
}

// draft is a working text with the history it continues.
type draft struct {
	file       string
	source     []byte
	doc        *policy.Document
	today      string
	history    *history.History    // nil while the policy has no version
	previous   *policy.Document    // of the newest version; nil without one
	tracker    *lineage.Tracker    // the draft is the last it saw
	comparison *compare.Comparison // with the newest version; nil without one
}

// forRules is what the rules of check want to know.
func (d *draft) forRules(class string) check.Draft {
	return check.Draft{Doc: d.doc, Previous: d.previous, Source: d.source, Contradiction: d.contradiction(class), Today: d.today}
}

// contradiction is how a class disagrees with what changed.
func (d *draft) contradiction(class string) string {
	if d.comparison == nil {
		return ""
	}
	return changelog.Contradiction(class, d.comparison)
}

// noDraft is the error for a policy without a working text.
func (a *app) noDraft(policyName string) error {
	all, err := a.drafts()
	if err != nil {
		return err
	}
	others := ""
	if len(all) > 0 {
		others = "; there is one of " + strings.Join(all, ", ")
	}
	return fmt.Errorf("%s has no working text: write it as %s%s", policyName, a.draftFile(policyName), others)
}

// loadDraft reads a policy's working text and compares it with the newest
// archived version.
func (a *app) loadDraft(policyName string) (*draft, error) {
	d := &draft{file: a.draftFile(policyName), tracker: lineage.New()}
	var err error
	if d.source, err = os.ReadFile(d.file); errors.Is(err, fs.ErrNotExist) {
		return nil, a.noDraft(policyName)
	} else if err != nil {
		return nil, fmt.Errorf("read the working text of %s: %w", policyName, err)
	}
	d.doc = policy.Parse(d.file, d.source)
	if d.today, err = a.today(); err != nil {
		return nil, err
	}
	opened, err := a.openArchive()
	if err != nil {
		return nil, err
	}
	if len(opened.Versions(policyName)) > 0 {
		if d.history, err = history.Load(opened, policyName, d.today); err != nil {
			return nil, err
		}
		if d.previous, err = d.history.Latest().Document(); err != nil {
			return nil, err
		}
		d.tracker = d.history.Tracker
	}
	d.tracker.Add(d.doc, nil)
	if d.previous != nil {
		d.comparison = compare.Compare(d.previous, d.doc)
	}
	return d, nil
}
