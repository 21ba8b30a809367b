package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
)

func (a *app) withdrawCommand() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:   "withdraw POLICY VERSION",
		Short: "Take back an announced version before its day",
		Long: `Withdraw records that an announced version will not come into force, and why.
The version stays in the archive and on the site, and says so; the text in force
stays in force, calendars and feeds tell of it, and the next version follows the
one before it. Nothing takes a withdrawal back: announce the text again with
snapshot, if need be for the same day.

A version whose day has come cannot be withdrawn: freeze another text instead.`,
		Example:           `  generator withdraw privacy 2027-01-01 --reason "The service it speaks of starts later."`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: a.completeVersions(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withdraw(cmd.Context(), args[0], args[1], strings.TrimSpace(reason))
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&reason, "reason", "", "why, for readers, in a sentence or two (needed)")
	return c
}

func (a *app) withdraw(ctx context.Context, policyName, version, reason string) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	if reason == "" {
		return fmt.Errorf("--reason is missing: say in a sentence or two, for readers, why version %s does not come into force", version)
	}
	l, h, err := a.historyOf(ctx, policyName)
	if err != nil {
		return err
	}
	v, err := h.Named(version)
	if err != nil {
		return err
	}
	if err := v.Withdrawable(l.Today); err != nil {
		return err
	}
	w := archive.Withdrawal{Policy: policyName, Version: v.Name, Withdrawn: l.Today, Reason: reason}
	if err := archive.Withdraw(ctx, a.archiveDir(), w); err != nil {
		return err
	}
	a.say("Withdrew version %s of %s: %s\n", v.Name, policyName,
		filepath.Join(a.archiveDir(), filepath.FromSlash(w.Dir())))
	if next := v.Record.Effective; next != "" {
		a.say("It does not come into force on %s. Build and publish the site, so that readers learn of it.\n", next)
	}
	return nil
}
