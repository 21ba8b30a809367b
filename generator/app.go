package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/build"
	"policyarchive/generator/characters"
	"policyarchive/generator/config"
	"policyarchive/generator/folder"
	"policyarchive/generator/interrupt"
	"policyarchive/generator/pages"
	"policyarchive/generator/plainjson"
	"policyarchive/generator/usage"
)

// app is the command line: the only part of the program that reads flags, the
// environment and the clock.
type app struct {
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	wait           func(context.Context, time.Duration) error
	isTerminal     func(io.Writer) bool

	args   []string // of the command line
	source string
	quiet  bool
	day    string // --now

	// screen is stderr itself, on which passing lines move the cursor; paper is
	// stdout itself, for output that is made for one reader and escapes for it.
	screen, paper io.Writer
	passing       bool // a line of progress stands on the terminal
}

// errFindings ends a command with exit code 1 after it has said what it found.
var errFindings = errors.New("findings")

func (a *app) run(ctx context.Context, args []string) int {
	a.args = args
	a.guard()
	root := a.root()
	root.SetArgs(args)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	c, err := root.ExecuteContextC(ctx)
	a.progress("")
	if why := interrupt.Cause(ctx); why != nil {
		return a.sayInterrupted(c, why, err)
	}
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errFindings):
		return exitFindings
	}
	fmt.Fprintln(a.stderr, "generator:", err)
	return exitFailed
}

// guard keeps what is printed from steering the terminal, or the runner of GitHub
// Actions: much of it was written by others.
func (a *app) guard() {
	if a.screen != nil {
		return // an earlier run has done it
	}
	log := a.getenv("GITHUB_ACTIONS") == "true"
	a.screen, a.paper = a.stderr, a.stdout
	a.stderr, a.stdout = &characters.Writer{To: a.screen, Log: log}, &characters.Writer{To: a.paper, Log: log}
}

// sayInterrupted says what a signal left behind, and returns the exit code.
func (a *app) sayInterrupted(c *cobra.Command, why *interrupt.Error, err error) int {
	if rest := interrupt.Besides(err); rest != nil && !errors.Is(rest, errFindings) {
		fmt.Fprintln(a.stderr, "generator:", rest)
	}
	switch left := leftBehind(c); {
	case err == nil && c.Name() != "serve":
		fmt.Fprintln(a.stderr, "generator: interrupted, when all was done")
	case left != "":
		fmt.Fprintln(a.stderr, "generator: interrupted:", left)
	default:
		fmt.Fprintln(a.stderr, "generator: interrupted")
	}
	return why.ExitCode()
}

// leftBehind is what an interrupted command leaves as it was.
func leftBehind(c *cobra.Command) string {
	if c.Name() == "wayback" {
		return "nothing was imported, and the archive is as it was; what was fetched is kept, and the next run goes on " +
			"from there"
	}
	if c.HasParent() && c.Parent().Name() == "import" {
		return "nothing was imported, and the archive is as it was"
	}
	return map[string]string{
		"checkpoint": "nothing was signed, and the archive is as it was",
		"correct":    "nothing was corrected, and the archive is as it was",
		"build":      "the site that was built before is as it was",
		"init":       "no site was made",
		"redact":     "nothing was removed, and the archive is as it was",
		"serve":      "the site is no longer served",
		"witness":    "no cosignature was added, and the archive is as it was",
		"snapshot":   "nothing was frozen, and the archive is as it was",
		"undo":       "nothing was taken back, and the archive is as it was",
		"stamp":      "no time stamp was kept, and the archive is as it was",
		"withdraw":   "nothing was withdrawn, and the archive is as it was",
		"zip":        "no zip file was written",
	}[c.Name()]
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "generator",
		Short: "Publish policies and their whole history as a static site",
		Long: `Generator publishes policies and their whole history.

It freezes dated versions of a policy into archive/, gives every section a
permanent anchor, compares versions, and builds a static site from them with
the Hugo inside it.`,
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetVersionTemplate("{{ .Name }} {{ .Version }}\n")
	flags := root.PersistentFlags()
	flags.StringVarP(&a.source, "source", "s", ".", "the site's folder: the one with hugo.toml")
	flags.BoolVar(&a.quiet, "quiet", false, "say nothing but errors")
	root.AddCommand(a.buildCommand(), a.serveCommand(), a.snapshotCommand(), a.withdrawCommand(), a.correctCommand(),
		a.redactCommand(), a.importCommand(), a.undoCommand(), a.compareCommand(), a.blameCommand(), a.sectionsCommand(),
		a.checkCommand(), a.verifyCommand(), a.checkpointCommand(), a.keygenCommand(), a.witnessCommand(), a.stampCommand(),
		a.requestCaptureCommand(), a.zipCommand(), a.newCommand(), a.layoutsCommand(), a.initCommand())
	usage.Explain(root, exitCodes)
	return root
}

// dayFlag adds --now to a command for which today's date matters.
func (a *app) dayFlag(c *cobra.Command) {
	c.Flags().StringVar(&a.day, "now", "",
		"the day (YYYY-MM-DD) to take for today, or the time (RFC 3339) to take for now")
}

// today is the day of --now, else the clock's, in the time zone of hugo.toml.
func (a *app) today() (string, error) {
	now := a.now()
	if a.day != "" {
		_, err := archive.ParseDate(a.day)
		if err == nil {
			return a.day, nil
		}
		var failed error
		if now, failed = time.Parse(time.RFC3339, a.day); failed != nil {
			return "", fmt.Errorf("--now: %w, nor a time written 2006-01-02T15:04:05Z", err)
		}
	}
	config, err := a.config()
	if err != nil {
		return "", err
	}
	return now.In(config.Zone()).Format(time.DateOnly), nil
}

// requireSite says what is wrong when --source is no site.
func (a *app) requireSite() error {
	if _, err := os.Stat(filepath.Join(a.source, "hugo.toml")); err != nil {
		folder := a.source
		if folder == "." {
			folder = "this folder"
		}
		return fmt.Errorf("%s is not a site: it has no hugo.toml; change into the site's folder or name it with "+
			"--source", folder)
	}
	return nil
}

// requirePolicy says what is wrong with a policy's name, when --source is no
// site, or when the working text is there but no file that is read. A name that no
// policy can begin under is refused where none has it.
func (a *app) requirePolicy(name string) error {
	if err := archive.CheckPolicyName(name); err != nil {
		return err
	}
	if err := a.requireSite(); err != nil {
		return err
	}
	if _, err := a.texts().Read(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the working text of %s: %w", name, err)
	}
	if _, err := a.archiveFS().Lstat(name); err == nil {
		return nil
	}
	return a.checkNewName(name)
}

// checkName says why no policy can begin under a name or, if it has versions, stay under
// it.
func (a *app) checkName(name string, archived bool) error {
	if !archived {
		return a.checkNewName(name)
	}
	if why := pages.Reserved(name); why != "" {
		return fmt.Errorf("no policy can be called %s: %s; archive its versions under another name, with import", name, why)
	}
	return nil
}

// checkNewName says why no policy can begin under a name.
func (a *app) checkNewName(name string) error {
	if err := archive.CheckNewPolicyName(name); err != nil {
		return err
	}
	if why := pages.NewRoutes(context.Background(), nil, nil, config.Site{},
		build.Elsewhere(a.files())).Taken(name); why != "" {
		return fmt.Errorf("no policy can be called %s: %s; use another name, such as %s-policy", name, why, name)
	}
	return nil
}

func (a *app) config() (config.Site, error) {
	if err := a.requireSite(); err != nil {
		return config.Site{}, err
	}
	return config.Load(a.source)
}

func (a *app) archiveDir() string { return filepath.Join(a.source, "archive") }

// files is the site's folder, as others may have left it.
func (a *app) files() folder.FS { return folder.New(a.source) }

func (a *app) archiveFS() folder.FS { return a.files().Below("archive") }

func (a *app) openArchive() (*archive.Archive, error) {
	if err := a.requireSite(); err != nil {
		return nil, err
	}
	return archive.Open(a.archiveFS())
}

// openArchiveFor opens the archive for a policy that is there, or may begin there.
func (a *app) openArchiveFor(policyName string) (*archive.Archive, error) {
	if err := a.requirePolicy(policyName); err != nil {
		return nil, err
	}
	return archive.Open(a.archiveFS())
}

// say prints to standard output unless --quiet.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stdout, format, args...)
	}
}

// printJSON prints a command's answer as data.
func (a *app) printJSON(answer any) error {
	data, err := plainjson.Marshal(answer, "  ")
	return errors.Join(err, printed(a.stdout, string(data)))
}

// isTerminal reports whether a writer is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// progress prints a passing line to standard error when it is a terminal; an
// empty one takes away what stands there.
func (a *app) progress(format string, args ...any) {
	if a.quiet || !a.isTerminal(a.screen) || format == "" && !a.passing {
		return
	}
	fmt.Fprintf(a.screen, "\r\x1b[K%s", characters.Line(fmt.Sprintf(format, args...)))
	a.passing = format != ""
}

// warn prints to standard error unless --quiet: what does not stop a command,
// but wants a look.
func (a *app) warn(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format, args...)
	}
}
