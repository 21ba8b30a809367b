package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/drift"
	"policyarchive/generator/history"
	"policyarchive/generator/translog"
)

// The environment variables that hold signing keys of the log.
const (
	signingKeyVariable = "LOG_SIGNING_KEY"
	keyBeforeVariable  = "LOG_SIGNING_KEY_BEFORE"
)

// errNoCheckpoint is that of commands that need one.
var errNoCheckpoint = errors.New("the log has no checkpoint: make one with generator checkpoint")

func (a *app) checkpointCommand() *cobra.Command {
	var origin string
	var reread bool
	c := &cobra.Command{
		Use:   "checkpoint",
		Short: "Sign the log of the archive",
		Long: `Checkpoint writes archive/checkpoint: three lines that stand for all lines of
archive/LOG, and so for every version, and signatures of them. It prints it, too:
whoever has kept it can find out later whether a version was rewritten, put in or
removed: see verify.
An archive without a log gets one.

The checkpoint is signed with the key in the environment variable
LOG_SIGNING_KEY, which "generator keygen" makes. Without one, an archive whose log
names no key gets an unsigned checkpoint. To change the key, give the new one in
LOG_SIGNING_KEY and the one before it in LOG_SIGNING_KEY_BEFORE: a line of the log
that both sign hands over.

A build stops where this program reads other words in an archived text than the
one that logged it. If this one reads it rightly, --reread adds a line to the log
for each such version, which says what is read from now on. No archived byte
changes.

Run it where the site is published, and commit what it writes. The archive that a
published checkpoint stands for can only grow.`,
		Example: "  generator checkpoint\n  LOG_SIGNING_KEY=$(cat key) generator checkpoint",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.checkpoint(cmd.Context(), origin, reread) },
	}
	a.dayFlag(c)
	c.Flags().StringVar(&origin, "origin", "",
		"the name of the log for ever, in its first checkpoint (default: the site's address without https://)")
	c.Flags().BoolVar(&reread, "reread", false, "record in the log which words this program reads in archived texts")
	return c
}

// checkpoint runs the command.
func (a *app) checkpoint(ctx context.Context, origin string, reread bool) error {
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	if len(opened.Manifest()) == 0 {
		return draft.EmptyArchive(a.source)
	}
	day, err := a.today()
	if err != nil {
		return err
	}
	if origin, err = a.origin(opened, origin); err != nil {
		return err
	}
	var written *translog.Checkpoint
	err = archive.Seal(ctx, a.archiveDir(), day,
		func(now *archive.Archive, l *translog.Log) (*translog.Log, *translog.Checkpoint, error) {
			if reread {
				var err error
				if l, err = rereadTexts(ctx, now, l, day); err != nil {
					return nil, nil, err
				}
			}
			l, c, err := a.seal(now, l, day, origin)
			written = c
			return l, c, err
		})
	if err != nil {
		return err
	}
	if written.Signatures == "" {
		a.warn("generator: the checkpoint is not signed: make a key with generator keygen, and give it in %s\n",
			signingKeyVariable)
	}
	a.say("%s", written.Format())
	return nil
}

// rereadTexts is the log, with a line for each version in which this program reads other
// words than the log has.
func rereadTexts(ctx context.Context, now *archive.Archive, l *translog.Log, day string) (*translog.Log, error) {
	var acts []translog.Entry
	for _, name := range now.Policies() {
		h, err := history.Load(ctx, now, name, day)
		if err != nil {
			return nil, err
		}
		acts = append(acts, drift.Reread(l, h, day)...)
	}
	return l.With(acts)
}

// origin is the name of the log: that of its checkpoint, if it has one.
func (a *app) origin(opened *archive.Archive, wanted string) (string, error) {
	if c := opened.Checkpoint(); c != nil {
		if wanted != "" && wanted != c.Origin {
			return "", fmt.Errorf("--origin: the log is that of %s, and keeps its name", c.Origin)
		}
		return c.Origin, nil
	}
	config, err := a.config()
	if err != nil {
		return "", err
	}
	if wanted == "" {
		wanted = config.LogOrigin()
	}
	return wanted, translog.CheckOrigin(wanted)
}

// seal is the log, with a line for a key that is new, and its checkpoint.
func (a *app) seal(now *archive.Archive, l *translog.Log, day, origin string) (*translog.Log, *translog.Checkpoint,
	error) {
	signing := strings.TrimSpace(a.getenv(signingKeyVariable))
	current, line := l.VerifierKey()
	if signing == "" {
		if current != "" {
			return nil, nil, fmt.Errorf("the environment variable %s is not set: line %d of archive/%s says that "+
				"checkpoints are signed with the key %s", signingKeyVariable, line, archive.LogFile, current)
		}
		return l, l.Checkpoint(origin), nil
	}
	verifier, err := translog.VerifierKey(signing)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", signingKeyVariable, err)
	}
	if verifier != current {
		before := strings.TrimSpace(a.getenv(keyBeforeVariable))
		if current != "" && before == "" {
			return nil, nil, fmt.Errorf("%s is another key than the one that line %d of archive/%s names: to change the key, "+
				"give that one in %s", signingKeyVariable, line, archive.LogFile, keyBeforeVariable)
		}
		e, err := l.KeyEntry(day, origin, signing, before)
		if err != nil {
			return nil, nil, err
		}
		if l, err = l.With([]translog.Entry{e}); err != nil {
			return nil, nil, err
		}
	}
	c := l.Checkpoint(origin)
	if last := now.Checkpoint(); last != nil && last.Body() == c.Body() {
		c.Signatures = last.Signatures
	}
	return l, c, c.Sign(signing)
}

func (a *app) keygenCommand() *cobra.Command {
	var origin string
	c := &cobra.Command{
		Use:   "keygen",
		Short: "Make a key that signs the log",
		Long: `Keygen prints a new Ed25519 key for the log of this site's archive. It is secret:
whoever has it can sign a history that never was. Keep it where the site is
published, as the secret LOG_SIGNING_KEY, and a copy where you will find it again;
nothing of it is written to a file.

The verifier key, which everybody may have, is named by the log as soon as
"generator checkpoint" has signed.`,
		Example: "  generator keygen | gh secret set LOG_SIGNING_KEY",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			opened, err := a.openArchive()
			if err != nil {
				return err
			}
			name, err := a.origin(opened, origin)
			if err != nil {
				return err
			}
			signing, err := translog.NewKey(rand.Reader, name)
			if err != nil {
				return err
			}
			verifier, err := translog.VerifierKey(signing)
			if err != nil {
				return err
			}
			a.warn("Verifier key: %s\n", verifier)
			_, err = fmt.Fprintln(a.stdout, signing)
			return err
		},
	}
	c.Flags().StringVar(&origin, "origin", "",
		"the name of the log (default: that of its checkpoint, else the site's address without https://)")
	return c
}
