package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/importer"
)

func (a *app) importCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Bring a policy's past into the archive",
		Long: `Import brings texts that were obtained elsewhere into the archive: the history of
a file in Git, pages that the Wayback Machine captured, files of a folder.

The bytes are kept as captured; the published text is made from them by
restorations that are listed in version.json and on the version's page: a
provenance notice becomes metadata, links that a web archive rewrote lead to the
original again, stray white space goes. No word is changed.

What looks wrong with a capture is printed, and kept with the version: a text
that shrank or grew a lot, that stands in it twice, that lost headings, has
unreadable characters, is in another language, looks like an error page, or has a
date before its predecessor's. With --strict, nothing is imported then.

A second import takes only what is new. One that was killed goes on with what is
missing.`,
		Example: `  generator import git privacy --repo ../site-policy --path Policies/privacy.md
  generator import wayback privacy https://example.org/privacy
  generator import dir privacy ~/old-versions
  generator import file privacy 2012-10-19.md 2016-11-04.html`,
	}
	c.AddCommand(a.importGitCommand(), a.importWaybackCommand(), a.importDirCommand(), a.importFileCommand())
	return c
}

// intake is how an import is carried out, for all its sources.
type intake struct {
	dryRun, strict bool
	each           bool // name every imported version, not only their number
	whole          bool // a capture of which no text can be made is an error
	importer.Options
}

func (i *intake) flags(c *cobra.Command) {
	c.Flags().BoolVar(&i.dryRun, "dry-run", false, "only say what would be imported")
	c.Flags().BoolVar(&i.strict, "strict", false, "import nothing if there is a doubt about any capture")
}

// takeIn imports captures and says what became of them.
func (a *app) takeIn(captures []*importer.Capture, in intake) error {
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	bar := a.bar(len(captures), "Restoring")
	in.Progress = bar.to
	plan, err := importer.Prepare(opened, captures, in.Options)
	bar.end()
	if err != nil {
		return err
	}
	if err := unusable(plan, in.whole); err != nil {
		return err
	}
	refused := a.doubtful(plan, in)
	fresh := plan.Fresh()
	if in.dryRun {
		for _, item := range fresh {
			a.say("%s\t%s\t%s\t%s\n", item.Name, item.Label, count(len(item.Data), "byte"), count(len(item.Record.Restorations), "restoration"))
		}
		a.say("%s\n", a.summary("Would import", plan, in.Policy))
		if refused > 0 {
			return errFindings
		}
		return nil
	}
	if refused > 0 {
		fmt.Fprintf(a.stderr, "generator: nothing was imported: there are doubts about %s; look at them, then import without --strict\n", count(refused, "capture"))
		return errFindings
	}
	bar = a.bar(len(fresh), "Archiving")
	_, err = plan.Write(a.archiveDir(), bar.to)
	bar.end()
	if err != nil {
		return err
	}
	if in.each {
		for _, item := range plan.Items {
			switch item.Outcome {
			case importer.New:
				a.say("Imported %s as version %s of %s (%s).\n", item.Label, item.Name, in.Policy, count(len(item.Record.Restorations), "restoration"))
			case importer.Known:
				a.say("%s is in the archive already, as version %s of %s.\n", item.Label, item.Name, in.Policy)
			}
		}
		return nil
	}
	a.say("%s\n", a.summary("Imported", plan, in.Policy))
	return nil
}

// unusable is the error for captures of which no text can be made: if nothing
// else is left, or each is wanted.
func unusable(plan *importer.Plan, each bool) error {
	var faults []error
	for _, item := range plan.Items {
		if item.Outcome == importer.Unusable {
			faults = append(faults, fmt.Errorf("import %s: %w", item.Label, item.Err))
		}
	}
	if each || len(faults) == len(plan.Items) {
		return errors.Join(faults...)
	}
	return nil
}

// doubtful prints the doubts about all captures, and returns for how many of
// them --strict refuses the import.
func (a *app) doubtful(plan *importer.Plan, in intake) int {
	refused := 0
	for _, item := range plan.Items {
		var doubts []string
		switch item.Outcome {
		case importer.Unusable:
			doubts = []string{"left out: " + item.Err.Error()}
		case importer.New:
			doubts = item.Record.Doubts
		}
		if len(doubts) == 0 {
			continue
		}
		for _, doubt := range doubts {
			if in.strict {
				fmt.Fprintf(a.stderr, "%s: refused: %s\n", item.Label, doubt)
			} else {
				a.warn("%s: warning: %s\n", item.Label, doubt)
			}
		}
		if in.strict {
			refused++
		}
	}
	a.adrift(plan)
	return refused
}

// adrift tells of links that will be plain text: one by one for a few
// captures, together for many.
func (a *app) adrift(plan *importer.Plan) {
	const few, what = 5, "relative to an address that is not known, and will be plain text: say with --original where the text was published"
	var list []*importer.Item
	links := 0
	for _, item := range plan.Fresh() {
		if item.Relative > 0 {
			list = append(list, item)
			links += item.Relative
		}
	}
	if len(list) > few {
		a.warn("warning: %s in %s are %s\n", count(links, "link"), count(len(list), "capture"), what)
		return
	}
	for _, item := range list {
		a.warn("%s: warning: %s %s\n", item.Label, are(item.Relative, "link"), what)
	}
}

func are(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return count(n, noun) + " are"
}

// summary says in a sentence what an import did.
func (a *app) summary(did string, plan *importer.Plan, policyName string) string {
	fresh := plan.Fresh()
	s := fmt.Sprintf("%s %s of %s", did, count(len(fresh), "version"), policyName)
	if len(fresh) > 1 {
		s += fmt.Sprintf(", from %s to %s", fresh[0].Name, fresh[len(fresh)-1].Name)
	}
	for _, part := range []struct {
		outcome importer.Outcome
		words   string
	}{
		{importer.Known, "%d known already"},
		{importer.SameBytes, "%d the same as before"},
		{importer.SameText, "%d with the same text as before"},
		{importer.Unusable, "%d left out"},
	} {
		if n := plan.Count(part.outcome); n > 0 {
			s += fmt.Sprintf("; "+part.words, n)
		}
	}
	return s + "."
}

// captureDay reads a flag that holds a day or a time.
func captureDay(flag, value string) (t time.Time, dayOnly bool, err error) {
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		return t.UTC(), false, nil
	}
	if t, err = archive.ParseDate(value); err != nil {
		return t, false, fmt.Errorf("%s: %w", flag, err)
	}
	return t, true, nil
}
