package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/audit"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/folder"
	"policyarchive/generator/translog"
	"policyarchive/generator/usage"
)

// verifyOptions are what somebody knows of an archive from elsewhere.
type verifyOptions struct {
	since     string // a file with a checkpoint; "-" is standard input
	key       string // the verifier key that must have signed
	witnesses string // a file that says whose cosignatures there must be
	stamp     string // a file with a time stamp of the log
	roots     string // a file with the certificates that stamps are trusted by
	// rebuild tells to build the site anew, and to compare each file.
	rebuild bool
}

func (a *app) verifyCommand() *cobra.Command {
	var o verifyOptions
	c := &cobra.Command{
		Use:   "verify [ADDRESS|FOLDER]",
		Short: "Verify an archive against its checksums and its log",
		Long: `Verify reads every file of archive/ and compares it with archive/SHA256SUMS, with
the digests in each version.json, and with archive/LOG, and the log with
archive/checkpoint. It names every file that is changed, missing or not listed, and
every line of the log that the archive contradicts. The same digests can be checked
without this program:

  cd archive && sha256sum -c SHA256SUMS

With an address, or the folder of a built site, it checks what is published there:
the log, its checkpoint, and the text and the record of every version.

Whoever rewrites a version can rewrite the lists as well. A checkpoint that was kept
elsewhere finds that out: with --since, verify checks that the log begins with the
very lines that the checkpoint stands for. It is found in any text: a mail that
quotes it, an entry of a feed, a saved page.

With --witnesses, the checkpoint must be cosigned by enough of those whom a file in
the format of https://c2sp.org/tlog-policy names. With --stamp, a time stamp
(RFC 3161) must be one of the beginning of the log.

With --rebuild, it also builds the site from this source for the day of --now, and
names each file that is published otherwise. Take a clone of the site's repository,
at the commit that is published. A folder is compared with a build for the baseURL
of hugo.toml.`,
		Example: `  generator verify
  generator verify https://example.org/ --since mail.txt
  pbpaste | generator verify --since -
  generator verify https://example.org/ --rebuild`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && o.rebuild {
				return usage.Error(cmd, errors.New("--rebuild needs the address or the folder of a site to compare with"))
			}
			if o.roots != "" && o.stamp == "" {
				return usage.Error(cmd, errors.New("--roots is for a time stamp: name one with --stamp"))
			}
			if len(args) == 0 {
				return a.verify(cmd.Context(), cmd.InOrStdin(), o)
			}
			return a.verifySite(cmd.Context(), cmd.InOrStdin(), args[0], o)
		},
	}
	c.Flags().StringVar(&o.since, "since", "",
		"a file with a checkpoint of this log that was kept, in whatever text, or - for standard input")
	c.Flags().BoolVar(&o.rebuild, "rebuild", false,
		"build the site from this source, too, and name each file that is published otherwise")
	a.dayFlag(c)
	c.Flags().StringVar(&o.key, "key", "", "the verifier key that must have signed the checkpoint (default: the log's)")
	c.Flags().StringVar(&o.witnesses, "witnesses", "", "a file that names those who must have cosigned the checkpoint")
	c.Flags().StringVar(&o.stamp, "stamp", "", "a file with a time stamp of a checkpoint, such as 42.tsr")
	c.Flags().StringVar(&o.roots, "roots", "", "a file with root certificates for --stamp (default: this machine's)")
	return c
}

// verify verifies the archive of this site.
func (a *app) verify(ctx context.Context, stdin io.Reader, o verifyOptions) error {
	if err := a.requireSite(); err != nil {
		return err
	}
	quorum, err := o.quorum()
	if err != nil {
		return err
	}
	fsys := a.archiveFS()
	list, err := archive.Verify(ctx, fsys)
	if err != nil {
		return err
	}
	bad := 0
	for _, m := range list {
		fmt.Fprintf(a.stdout, "%s\n", m)
		if !m.Kind.Harmless() {
			bad++
		}
	}
	if bad > 0 {
		return errFindings
	}
	opened, err := archive.Open(fsys)
	if err != nil {
		return err
	}
	if len(opened.Manifest()) == 0 {
		return draft.EmptyArchive(a.source)
	}
	a.say("%s is whole: %s.\n", a.archiveDir(), english.Count(len(opened.Manifest()), "file"))
	for _, name := range opened.Policies() {
		for _, v := range opened.All(name) {
			if v.Redaction != nil {
				a.say("%s\n", v.Redaction.Sentence())
			}
		}
	}
	if err := a.sayLog(opened.Log(), opened.Checkpoint(), o.key); err != nil {
		return err
	}
	if quorum != nil {
		if c := opened.Checkpoint(); c == nil {
			return fmt.Errorf("--witnesses: %w", errNoCheckpoint)
		} else if !a.sayQuorum(quorum, c, o.witnesses) {
			return errFindings
		}
	}
	if o.since == "" && o.stamp == "" {
		return nil
	}
	origin, err := a.origin(opened, "")
	if err != nil {
		return err
	}
	return a.verifyKept(opened.Log(), origin, stdin, o)
}

// verifyKept checks what somebody has kept of a log.
func (a *app) verifyKept(l *translog.Log, origin string, stdin io.Reader, o verifyOptions) (err error) {
	if o.stamp != "" {
		err = a.verifyStamp(l, origin, &o)
	}
	if o.since != "" {
		err = cmp.Or(a.verifySince(l, origin, stdin, o.since), err)
	}
	return err
}

// quorum is that of --witnesses; nil without.
func (o *verifyOptions) quorum() (*translog.Quorum, error) {
	if o.witnesses == "" {
		return nil, nil
	}
	q, err := readQuorum(o.witnesses)
	if err != nil {
		return nil, fmt.Errorf("--witnesses: %w", err)
	}
	return q, nil
}

// patience is how long a server may take for one answer.
const patience = 60 * time.Second

// verifySite verifies what is published at an address or in a folder.
func (a *app) verifySite(ctx context.Context, stdin io.Reader, at string, o verifyOptions) error {
	quorum, err := o.quorum()
	if err != nil {
		return err
	}
	var files audit.Files = audit.Folder{FS: folder.New(at)}
	if strings.Contains(at, "://") {
		address, err := audit.NewAddress(at, &http.Client{Timeout: patience})
		if err != nil {
			return err
		}
		files = address
	} else if info, err := os.Stat(at); err != nil || !info.IsDir() {
		return fmt.Errorf("%q is not a folder; an address begins with https://", at)
	}
	bar := a.bar("Reading")
	r, err := audit.Check(ctx, files, audit.Options{Key: o.key, Quorum: quorum, Progress: bar.to})
	bar.end()
	if err != nil {
		return fmt.Errorf("verify %s: %w", at, err)
	}
	for _, f := range r.Faults {
		fmt.Fprintf(a.stdout, "%s\n", f)
	}
	for _, removed := range r.Redacted {
		a.say("%s\n", removed.Sentence())
	}
	if len(r.Faults) == 0 {
		a.say("%s has what its log says: %s.\n", at, english.Count(r.Checked, "file"))
		if err = a.sayLog(r.Log, r.Checkpoint, ""); quorum != nil {
			a.sayQuorum(quorum, r.Checkpoint, o.witnesses)
		}
	} else {
		err = errFindings
	}
	err = cmp.Or(a.verifyKept(r.Log, r.Checkpoint.Origin, stdin, o), err)
	if o.rebuild {
		err = cmp.Or(a.verifyRebuilt(ctx, files, at), err)
	}
	return err
}

// verifyRebuilt builds the site from its source, and compares it with what is published.
func (a *app) verifyRebuilt(ctx context.Context, files audit.Files, at string) error {
	if err := a.requireSite(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "rebuilt-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	o := buildOptions{destination: filepath.Join(dir, "public")}
	if _, ok := files.(*audit.Address); ok {
		o.baseURL = at
	}
	published := *a // whatever host this runs on
	published.getenv = func(string) string { return "" }
	b := published.newBuild(o, true)
	if err := cmp.Or(b.build(ctx, nil), b.Close()); err != nil {
		return fmt.Errorf("build the site to compare it: %w", err)
	}
	bar := a.bar("Comparing")
	faults, compared, err := audit.Compare(ctx, files, audit.Folder{FS: folder.New(o.destination)}, bar.to)
	bar.end()
	if err != nil {
		return fmt.Errorf("compare %s with what its source makes: %w", at, err)
	}
	for _, f := range faults {
		fmt.Fprintf(a.stdout, "%s\n", f)
	}
	day, err := a.today()
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		a.say("%s of %s in %s differ from what this source makes for %s. Is it the commit that is published, and the day?\n",
			english.Count(len(faults), "file"), english.Count(compared, "file"), at, day)
		return errFindings
	}
	a.say("%s is what this source makes for %s: %s, byte for byte.\n", at, day, english.Count(compared, "file"))
	return nil
}

// sayLog says what the log proves, or that another key signs it than somebody expects.
func (a *app) sayLog(l *translog.Log, c *translog.Checkpoint, expected string) error {
	if err := l.CheckKey(expected); err != nil {
		fmt.Fprintf(a.stdout, "archive/%s: %v\n", archive.LogFile, err)
		return errFindings
	}
	if expected != "" && c == nil {
		fmt.Fprintf(a.stdout, "archive/%s: is missing, and --key wants one that is signed\n", archive.CheckpointFile)
		return errFindings
	}
	key, _ := l.VerifierKey()
	switch lines := english.Count(l.Len(), "line"); {
	case l.Len() == 0:
	case c == nil:
		a.say("The log has %s and no checkpoint.\n", lines)
	case key == "":
		a.say("The log has %s, and a checkpoint of %d that is not signed.\n", lines, c.Size)
	default:
		a.say("The log has %s, and a checkpoint of %d that is signed with the key %s.\n", lines, c.Size, key)
	}
	return nil
}

// verifySince checks the checkpoints in a text that was kept against the log.
func (a *app) verifySince(l *translog.Log, origin string, stdin io.Reader, since string) error {
	text, err := readText(stdin, since)
	if err != nil {
		return fmt.Errorf("--since: %w", err)
	}
	name := since
	if name == "-" {
		name = "standard input"
	}
	kept := translog.Find(origin, string(text))
	if len(kept) == 0 {
		return fmt.Errorf("--since: %s has no checkpoint of the log %s: three lines with this name, a number and a root",
			name, origin)
	}
	failed := false
	for _, c := range kept {
		if err := c.CheckAgainst(l); err != nil {
			failed = true
			fmt.Fprintf(a.stdout, "%s: %v. Since that checkpoint was made, the record of this archive was rewritten. Keep "+
				"the checkpoint, and ask the publisher for the archive as it was.\n", name, err)
			continue
		}
		if key, _ := l.First(c.Size).VerifierKey(); c.Signatures != "" && key != "" {
			if err := c.Verify(key); err != nil {
				failed = true
				fmt.Fprintf(a.stdout, "%s: the checkpoint of %s fits this log, but its signature does not: %v\n", name,
					english.Count(c.Size, "line"), err)
				continue
			}
		}
		a.say("The checkpoint in %s fits: the first %s of the log, and the versions they tell of, are what they were "+
			"when it was made.\n", name, english.Count(c.Size, "line"))
	}
	if failed {
		return errFindings
	}
	return nil
}

// maxText is the most bytes of a text that is searched for checkpoints.
const maxText = 16 << 20

// readText reads a file, or standard input for "-".
func readText(stdin io.Reader, name string) ([]byte, error) {
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		stdin = file
	}
	data, err := io.ReadAll(io.LimitReader(stdin, maxText+1))
	if err == nil && len(data) > maxText {
		err = errors.New("the text has more than 16 MB")
	}
	return data, err
}
