package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/english"
	"policyarchive/generator/stamp"
	"policyarchive/generator/translog"
)

// stampOptions say who stamps.
type stampOptions struct {
	authority, roots string
	timeout          time.Duration
}

func (a *app) stampCommand() *cobra.Command {
	var o stampOptions
	c := &cobra.Command{
		Use:   "stamp",
		Short: "Have the checkpoint of the log stamped with the time",
		Long: `Stamp asks an authority for a time stamp (RFC 3161) of the three lines of
archive/checkpoint above its signatures. It proves to those who trust the authority
that the log had these lines by then.

One request is made, which tells the authority the digest of the three lines and
nothing else. The answer is kept, as archive/LOG.stamps/42.tsr for a log of 42 lines,
if it is a stamp of this very text, made for this request, by an authority whose
certificate is for time stamps alone and comes from one of the roots. A checkpoint
that has a stamp gets no other.

Anybody can check it without this program, with the files that the site publishes
below /log/stamps/:

  openssl ts -verify -data 42.txt -in 42.tsr -CAfile ROOTS

Stamp a checkpoint that stays: one of the main branch.`,
		Example: "  generator stamp --authority https://freetsa.org/tsr --roots freetsa.pem",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.stamp(cmd.Context(), o) },
	}
	c.Flags().StringVar(&o.authority, "authority", "", "the address of the authority; required")
	c.Flags().StringVar(&o.roots, "roots", "", "a file with root certificates, in PEM (default: this machine's)")
	c.Flags().DurationVar(&o.timeout, "timeout", 30*time.Second, "how long the authority may take")
	return c
}

// stamp runs the command.
func (a *app) stamp(ctx context.Context, o stampOptions) error {
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	if o.authority == "" {
		return errors.New("--authority is missing: give the address of an authority for time stamps")
	}
	c := opened.Checkpoint()
	if c == nil {
		return errNoCheckpoint
	}
	lines := english.Count(c.Size, "line")
	if slices.ContainsFunc(opened.Stamps(), func(s archive.Stamp) bool { return s.Size == c.Size }) {
		a.say("The checkpoint of %s has a time stamp already.\n", lines)
		return nil
	}
	roots, err := readRoots(o.roots)
	if err != nil {
		return err
	}
	client := &stamp.Client{HTTP: &http.Client{Timeout: o.timeout}, UserAgent: userAgent, Now: a.now, Roots: roots}
	answer, s, err := client.Ask(ctx, o.authority, []byte(c.Body()))
	if err != nil {
		return fmt.Errorf("ask %s for a time stamp: %w", o.authority, err)
	}
	if err := archive.AddStamp(ctx, a.archiveDir(), c.Size, answer); err != nil {
		return err
	}
	a.say("%s stamped the checkpoint of %s on %s.\n", s.Authority, lines, s.When())
	return nil
}

// readRoots reads the root certificates in a file, or those of this machine.
func readRoots(file string) (*x509.CertPool, error) {
	if file == "" {
		pool, err := x509.SystemCertPool()
		if err != nil {
			return nil, fmt.Errorf("find the root certificates of this machine: %w; name a file with --roots", err)
		}
		return pool, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--roots: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("--roots: %s has no certificate in PEM: a text with BEGIN CERTIFICATE", file)
	}
	return pool, nil
}

// verifyStamp checks a time stamp that somebody has of a log.
func (a *app) verifyStamp(l *translog.Log, origin string, o *verifyOptions) error {
	roots, err := readRoots(o.roots)
	if err != nil {
		return err
	}
	answer, err := os.ReadFile(o.stamp)
	if err != nil {
		return fmt.Errorf("--stamp: %w", err)
	}
	s, err := stamp.Parse(answer)
	if err == nil {
		err = s.Trust(roots)
	}
	if err != nil {
		fmt.Fprintf(a.stdout, "%s: %v. It proves nothing.\n", o.stamp, err)
		return errFindings
	}
	for n := l.Len(); n > 0; n-- {
		if s.Covers([]byte(l.First(n).Checkpoint(origin).Body())) {
			a.say("%s stamped the first %s of the log on %s: they, and the versions they tell of, are what they were then.\n",
				s.Authority, english.Count(n, "line"), s.When())
			return nil
		}
	}
	fmt.Fprintf(a.stdout, "%s: what %s stamped on %s is not the beginning of this log. Its record was rewritten since, "+
		"or the stamp is that of another log. Keep it, and ask the publisher for the archive as it was.\n", o.stamp,
		s.Authority, s.When())
	return errFindings
}
