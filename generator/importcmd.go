package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/characters"
	"policyarchive/generator/english"
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
	accept         bool   // doubts that touch much of the text do not stop it
	encoding       string // of the captures, if they are not what they say
	each           bool   // name every imported version, not only their number
	whole          bool   // a capture of which no text can be made is an error
	importer.Options
}

func (i *intake) flags(c *cobra.Command) {
	c.Flags().BoolVar(&i.dryRun, "dry-run", false, "only say what would be imported")
	c.Flags().BoolVar(&i.strict, "strict", false, "import nothing if there is a doubt about any capture")
	c.Flags().BoolVar(&i.accept, "accept", false,
		"import although doubts touch much of the text, and leave out texts that cannot be archived")
	c.Flags().StringVar(&i.encoding, "encoding", "",
		"the encoding of the captures, such as windows-1251, if it is not the one they declare")
}

// takeIn imports captures and says what became of them.
func (a *app) takeIn(ctx context.Context, captures []*importer.Capture, in intake) error {
	if err := capture.CheckEncoding(in.encoding); err != nil {
		return fmt.Errorf("--encoding: %w", err)
	}
	for _, c := range captures {
		c.Restore.Encoding = in.encoding
	}
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	config, err := a.config()
	if err != nil {
		return err
	}
	in.Lang = cmp.Or(config.Params.Policies[in.Policy].Lang, config.Locale)
	bar := a.bar("Restoring")
	in.Progress, in.Now = func(done int) { bar.to(done, len(captures)) }, a.now()
	plan, err := importer.Prepare(ctx, opened, captures, in.Options)
	bar.end()
	if err != nil {
		return err
	}
	if err := plan.Unusable(in.whole, in.accept); err != nil {
		return err
	}
	refused := a.doubtful(plan, in)
	stopped := !in.accept && refused == 0 && a.stops(plan, in)
	fresh := plan.Fresh()
	if in.dryRun {
		for _, item := range fresh {
			a.say("%s\t%s\t%s\t%s\n", item.Name, item.Label, english.Count(len(item.Data), "byte"),
				english.Count(len(item.Record.Restorations), "restoration"))
		}
		a.say("%s\n", plan.Summary("Would import"))
		if refused > 0 || stopped {
			return errFindings
		}
		return nil
	}
	if refused > 0 {
		fmt.Fprintf(a.stderr, "generator: nothing was imported: there are doubts about %s; look at them, then import "+
			"without --strict\n", english.Count(refused, "capture"))
	}
	if refused > 0 || stopped {
		return errFindings
	}
	return a.archiveImport(ctx, plan, in)
}

// importsOf is where imports of a policy go.
func (a *app) importsOf(policyName string) importer.Site {
	return importer.Site{Dir: a.source, Policy: policyName}
}

// archiveImport writes the new versions of a plan, and the working text.
func (a *app) archiveImport(ctx context.Context, plan *importer.Plan, in intake) error {
	fresh := plan.Fresh()
	a.progress("Archiving %s …", english.Count(len(fresh), "version"))
	err := a.importsOf(in.Policy).Archive(ctx, plan)
	a.progress("")
	if err != nil {
		return err
	}
	if in.each {
		for _, item := range plan.Items {
			switch item.Outcome {
			case importer.New:
				a.say("Imported %s as version %s of %s (%s).\n", item.Label, item.Name, in.Policy,
					english.Count(len(item.Record.Restorations), "restoration"))
			case importer.Known:
				a.say("%s is in the archive already, as version %s of %s.\n", item.Label, item.Name, in.Policy)
			case importer.SameText, importer.SameBytes:
				a.say("%s has the same text as version %s of %s: it is no version of its own.\n", item.Label,
					item.Like.Name, in.Policy)
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

// doubtful prints the doubts about each capture in a line, then how many there
// are of each kind, and returns for how many captures --strict refuses the
// import.
func (a *app) doubtful(plan *importer.Plan, in intake) int {
	refused, lines := 0, 0
	for _, item := range plan.Items {
		var doubts []string
		switch item.Outcome {
		case importer.Unusable:
			doubts = []string{"left out: " + item.Err.Error()}
		case importer.New:
			doubts = item.Brief()
		}
		if len(doubts) == 0 {
			continue
		}
		lines++
		said := strings.Join(doubts, "; ")
		if in.strict {
			fmt.Fprintf(a.stderr, "%s: refused: %s\n", item.Label, said)
			refused++
		} else {
			a.warn("%s: warning: %s\n", item.Label, said)
		}
	}
	tallies := plan.Tallies()
	if slices.ContainsFunc(tallies, func(t importer.Tally) bool { return t.Kind == importer.PlainLinks && !t.Stops }) {
		a.warn("Say with --original where the text was published, and its relative links lead there.\n")
	}
	if lines > 2 && len(tallies) > 0 {
		a.warn("\nDoubts about %d of %s, kept with them:\n", plan.Doubted(),
			english.Count(len(plan.Fresh()), "new version"))
		for _, t := range tallies {
			a.warn("  %5d  %s\n", t.Versions, t.Kind)
		}
		a.warn("\n")
	}
	return refused
}

// stops says which doubts touch so much of the text that the import needs a
// look first, and how to go on; it reports whether there are any.
func (a *app) stops(plan *importer.Plan, in intake) bool {
	var list []importer.Tally
	for _, t := range plan.Tallies() {
		if t.Stops {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		return false
	}
	fmt.Fprintf(a.stderr, "generator: nothing was imported, for an archived version stays for ever and these doubts "+
		"touch much of the text:\n")
	for _, t := range list {
		fmt.Fprintf(a.stderr, "  - %s: %d of %s, such as %s\n", t.Kind, t.Versions,
			english.Count(len(plan.Fresh()), "version"), t.Example.Label)
		if advice := a.advice(t.Kind, in.Policy); advice != "" {
			fmt.Fprintf(a.stderr, "    %s\n", advice)
		}
	}
	fmt.Fprintf(a.stderr, "If the texts are right as they are: generator %s --accept\n",
		characters.ShellWords(a.args...))
	return true
}

// advice is what to do about a kind of doubts.
func (a *app) advice(kind capture.Kind, policyName string) string {
	switch kind {
	case importer.PlainLinks:
		return "say where the text was published, such as --original https://example.org/privacy"
	case capture.Letters:
		return "say with --encoding how the captures are encoded, such as --encoding windows-1251"
	case importer.Ahead:
		return "look at the clock of whoever dated them; no snapshot with an earlier day could follow such a version"
	case importer.OtherLanguage:
		return fmt.Sprintf("if the policy is in that language, say so in hugo.toml: lang below [params.policies.%s]",
			policyName)
	case importer.Empty, importer.HeadingsLost, capture.Lost, importer.Shrunk, capture.Twice:
		return "see what --dry-run says of them; of pages, say with --selector which part is the text"
	case capture.ErrorPage:
		return "leave those captures out"
	}
	return ""
}

// checkDateIs says what is wrong with the value of --date-is.
func checkDateIs(what importer.DateIs) error {
	return oneOf("--date-is", string(what), string(importer.CapturedOn), string(importer.PublishedOn),
		string(importer.EffectiveOn))
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
