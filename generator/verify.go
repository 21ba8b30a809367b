package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/translog"
)

func (a *app) verifyCommand() *cobra.Command {
	var since string
	c := &cobra.Command{
		Use:   "verify",
		Short: "Verify the archive against its checksums and its log",
		Long: `Verify reads every file of archive/ and compares it with archive/SHA256SUMS, with
the digests in each version.json, and with archive/LOG, and the log with
archive/checkpoint. It names every file that is changed, missing or not listed, and
every line of the log that the archive contradicts. The same digests can be checked
without this program:

  cd archive && sha256sum -c SHA256SUMS

Whoever rewrites a version can rewrite the lists as well. A checkpoint that was kept
elsewhere finds that out: with --since, verify checks that the log begins with the
very lines that the checkpoint stands for. It is found in any text: a mail that
quotes it, an entry of a feed, a saved page.`,
		Example: `  generator verify
  generator verify --since mail.txt
  curl -s https://web.archive.org/web/2026id_/https://example.org/log/checkpoint | generator verify --since -`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.verify(cmd.Context(), cmd.InOrStdin(), since) },
	}
	c.Flags().StringVar(&since, "since", "",
		"a file with a checkpoint of this log that was kept, in whatever text, or - for standard input")
	return c
}

// verify runs the command.
func (a *app) verify(ctx context.Context, stdin io.Reader, since string) error {
	if err := a.requireSite(); err != nil {
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
	a.sayLog(opened)
	if since == "" {
		return nil
	}
	return a.verifySince(opened, stdin, since)
}

// sayLog says what the log proves.
func (a *app) sayLog(opened *archive.Archive) {
	l, c := opened.Log(), opened.Checkpoint()
	switch key, _ := l.VerifierKey(); {
	case l.Len() == 0:
	case c == nil:
		a.say("The log has %s and no checkpoint.\n", english.Count(l.Len(), "line"))
	case key == "":
		a.say("The log has %s, and a checkpoint of %d that is not signed.\n", english.Count(l.Len(), "line"), c.Size)
	default:
		a.say("The log has %s, and a checkpoint of %d that is signed with the key %s.\n",
			english.Count(l.Len(), "line"), c.Size, key)
	}
}

// verifySince checks the checkpoints in a text that was kept against the log.
func (a *app) verifySince(opened *archive.Archive, stdin io.Reader, since string) error {
	origin, err := a.origin(opened, "")
	if err != nil {
		return err
	}
	text, err := readText(stdin, since)
	if err != nil {
		return fmt.Errorf("--since: %w", err)
	}
	name := map[string]string{"-": "standard input"}[since]
	name = cmp.Or(name, since)
	kept := translog.Find(origin, string(text))
	if len(kept) == 0 {
		return fmt.Errorf("--since: %s has no checkpoint of the log %s: three lines with this name, a number and a root", name,
			origin)
	}
	failed := false
	for _, c := range kept {
		err := c.CheckAgainst(opened.Log())
		switch key, _ := opened.Log().First(min(c.Size, opened.Log().Len())).VerifierKey(); {
		case err != nil:
			failed = true
			fmt.Fprintf(a.stdout, "%s: %v. Since that checkpoint was made, the record of this archive was rewritten. Keep "+
				"the checkpoint, and ask the publisher for the archive as it was.\n", name, err)
		case c.Signatures != "" && key != "" && c.Verify(key) != nil:
			failed = true
			fmt.Fprintf(a.stdout, "%s: the checkpoint of %s fits this log, and is signed with another key than the log names "+
				"there: %v\n", name, english.Count(c.Size, "line"), c.Verify(key))
		default:
			a.say("The checkpoint in %s fits: the first %s of the log, and the versions they tell of, are what they were "+
				"when it was made.\n", name, english.Count(c.Size, "line"))
		}
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
