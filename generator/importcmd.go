package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/characters"
	"policyarchive/generator/english"
	"policyarchive/generator/importer"
	"policyarchive/generator/usage"
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

What looks wrong with a capture is printed, a line each, and kept with the
version: a text that shrank or grew a lot, that stands in it twice, that lost
headings, has unreadable characters, is in another language, looks like an error
page, or has a date before its predecessor's. With --strict, nothing is imported
then. Where such doubts touch much of the text, nothing is imported without
--accept.

All is imported, or, if it is stopped, nothing. A second import takes only what is
new. "generator undo POLICY" takes the last import back, until a commit of Git
holds it.

The newest version becomes the working text, content/POLICY/policy.md, unless
somebody has written one.`,
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
	accept         bool // doubts that touch much of the text do not stop it
	each           bool // name every imported version, not only their number
	whole          bool // a capture of which no text can be made is an error
	importer.Options
}

// importFrom completes the command of a source: it imports the captures that gather
// finds.
func (a *app) importFrom(c *cobra.Command, in *intake,
	gather func(ctx context.Context, args []string) ([]*importer.Capture, error)) *cobra.Command {
	in.flags(c)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.requirePolicy(args[0]); err != nil {
			return err
		}
		captures, err := gather(cmd.Context(), args)
		if err != nil {
			return err
		}
		return a.takeIn(cmd.Context(), args[0], captures, in)
	}
	return c
}

func (in *intake) flags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&in.dryRun, "dry-run", false, "only say what would be imported")
	f.BoolVar(&in.strict, "strict", false, "import nothing if there is a doubt about any capture")
	f.BoolVar(&in.accept, "accept", false,
		"import although doubts touch much of the text, and leave out texts that cannot be archived")
	f.StringVar(&in.Encoding, "encoding", "",
		"the encoding of the captures, such as windows-1251, if it is not the one they declare")
}

// takeIn imports captures of a policy and says what became of them.
func (a *app) takeIn(ctx context.Context, policyName string, captures []*importer.Capture, in *intake) error {
	if err := capture.CheckEncoding(in.Encoding); err != nil {
		return fmt.Errorf("--encoding: %w", err)
	}
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	config, err := a.config()
	if err != nil {
		return err
	}
	in.Policy, in.Now = policyName, a.now().In(config.Zone())
	in.Lang = cmp.Or(config.Params.Policies[policyName].Lang, config.Locale)
	bar := a.bar("Restoring")
	in.Progress = func(done int) { bar.to(done, len(captures)) }
	plan, err := importer.Prepare(ctx, opened, captures, in.Options)
	bar.end()
	if err != nil {
		return err
	}
	if err := plan.Unusable(in.whole, in.accept); err != nil {
		return err
	}
	refused := a.printRemarks(plan, in.strict)
	stops := ""
	if !in.accept && refused == 0 {
		stops = plan.Stops()
	}
	if stops != "" {
		fmt.Fprintf(a.stderr, "generator: nothing was imported, for an archived version stays for ever and these doubts "+
			"touch much of the text:\n%sIf the texts are right as they are: generator %s --accept\n", stops,
			characters.ShellWords(a.args...))
	}
	if in.dryRun {
		for _, item := range plan.Fresh() {
			a.say("%s\t%s\t%s\t%s\n", item.Name, item.Label, english.Count(len(item.Data), "byte"),
				english.Count(len(item.Record.Restorations), "restoration"))
		}
		a.say("%s\n", plan.Summary("Would import"))
	} else if refused > 0 {
		fmt.Fprintf(a.stderr, "generator: nothing was imported: there are doubts about %s; look at them, then import "+
			"without --strict\n", english.Count(refused, "capture"))
	}
	switch {
	case refused > 0 || stops != "":
		return errFindings
	case in.dryRun:
		return nil
	}
	return a.archiveImport(ctx, plan, in)
}

// importsOf is where imports of a policy go.
func (a *app) importsOf(policyName string) importer.Site {
	return importer.Site{Dir: a.source, Policy: policyName}
}

// archiveImport writes the new versions of a plan, and the working text.
func (a *app) archiveImport(ctx context.Context, plan *importer.Plan, in *intake) error {
	fresh := plan.Fresh()
	a.progress("Archiving %s …", english.Count(len(fresh), "version"))
	err := a.importsOf(in.Policy).Archive(ctx, plan)
	a.progress("")
	if err != nil {
		return err
	}
	if in.each {
		for _, item := range plan.Items {
			if sentence := item.Sentence(in.Policy); sentence != "" {
				a.say("%s\n", sentence)
			}
		}
	} else {
		a.say("%s\n", plan.Summary("Imported"))
	}
	if len(fresh) == 0 {
		return nil
	}
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	adopted, kept, err := a.importsOf(in.Policy).AdoptText(opened)
	switch file, newest := a.texts().File(in.Policy), opened.Latest(in.Policy).Name; {
	case err != nil:
		return err
	case kept:
		a.say("%s stays as it was written; the newest version is %s.\n", file, newest)
	case adopted:
		a.say("%s is the text of version %s now.\n", file, newest)
	}
	a.say("To take this back, until it is committed: generator undo %s%s\n", in.Policy, a.sourceFlag())
	return nil
}

// printRemarks prints the doubts about each capture in a line, then how many there
// are of each kind, and returns for how many captures --strict refuses the import.
func (a *app) printRemarks(plan *importer.Plan, strict bool) (refused int) {
	for _, r := range plan.Remarks() {
		if strict {
			fmt.Fprintf(a.stderr, "%s: refused: %s\n", r.Label, r.Text)
			refused++
		} else {
			a.warn("%s: warning: %s\n", r.Label, r.Text)
		}
	}
	a.warn("%s", plan.Overview())
	return refused
}

// checkDateIs says what is wrong with the value of --date-is.
func checkDateIs(what importer.DateIs) error {
	return usage.OneOf("--date-is", string(what), string(importer.CapturedOn), string(importer.PublishedOn),
		string(importer.EffectiveOn))
}

// checkDay says what is wrong with the value of a flag that takes a day, or nothing.
func checkDay(flag, day string) error {
	if _, err := archive.ParseDate(day); day != "" && err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	return nil
}
