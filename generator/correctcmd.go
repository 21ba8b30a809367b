package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
)

func (a *app) correctCommand() *cobra.Command {
	var c archive.Correction
	cmd := &cobra.Command{
		Use:   "correct POLICY VERSION",
		Short: "Say what is wrong with an archived version",
		Long: `Correct records that something is wrong with a version as it was archived: with
its record, or with the restoration of its text. What is archived stays as it is. The
correction is a file beside the version; the page of the version and the register of
corrections show it.

The options that name fields of the record also replace them, wherever pages, feeds
and comparisons use them; an empty value makes a field unknown. A text is never
replaced: say what is wrong with it, and where the right one can be read.

A version that is announced is not corrected: see "generator withdraw".`,
		Example: `  generator correct privacy 2016-11-04 --effective 2016-11-01 \
    --wrong "The record had the day of the capture alone." --right "The text applied from 1 November 2016."`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: a.completeVersions(2),
	}
	f := cmd.Flags()
	f.StringVar(&c.Wrong, "wrong", "", "what was wrong, for readers, in a sentence or two (needed)")
	f.StringVar(&c.Right, "right", "", "what is right, for readers, in a sentence or two (needed)")
	f.Var(optional[string]{&c.Record.Captured}, "captured",
		"the day (YYYY-MM-DD) or time (RFC 3339, UTC) at which it was captured")
	f.Var(optional[string]{&c.Record.Published}, "published", "the day (YYYY-MM-DD) on which it was announced")
	f.Var(optional[string]{&c.Record.Effective}, "effective", "the day (YYYY-MM-DD) from which it was in force")
	f.Var(optional[archive.Class]{&c.Record.Class}, "class", "editorial, clarification or material")
	f.Var(optional[string]{&c.Record.Summary}, "summary", "what it changed, for readers, in a sentence or two")
	a.dayFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		c.Policy, c.Wrong, c.Right = args[0], strings.TrimSpace(c.Wrong), strings.TrimSpace(c.Right)
		return a.correct(cmd.Context(), args[1], c)
	}
	return cmd
}

// optional is the value of a flag that leaves nil where it is not given: "" is a value, too.
type optional[T ~string] struct{ value **T }

func (o optional[T]) String() string {
	if o.value == nil || *o.value == nil {
		return ""
	}
	return string(**o.value)
}

func (o optional[T]) Set(given string) error {
	*o.value = new(T(given))
	return nil
}

func (o optional[T]) Type() string { return "string" }

// correct archives a correction of a version, by its name.
func (a *app) correct(ctx context.Context, version string, c archive.Correction) error {
	if err := a.requirePolicy(c.Policy); err != nil {
		return err
	}
	record := &c.Record
	err := cmp.Or(checkDay("--published", optional[string]{&record.Published}.String()),
		checkDay("--effective", optional[string]{&record.Effective}.String()),
		checkClass(optional[archive.Class]{&record.Class}.String()))
	if err != nil {
		return err
	}
	if c.Wrong == "" || c.Right == "" {
		return fmt.Errorf("--wrong or --right is missing: say in a sentence or two each, for readers, what was wrong with "+
			"version %s, and what is right", version)
	}
	l, h, err := a.historyOf(ctx, c.Policy)
	if err != nil {
		return err
	}
	v, err := h.Named(version)
	if err != nil {
		return err
	}
	if err := h.Correctable(v, c.Record); err != nil {
		return err
	}
	c.Version, c.Corrected = v.Name, l.Today
	if err := archive.Correct(ctx, a.archiveDir(), c); err != nil {
		return err
	}
	a.say("Corrected version %s of %s: %s\n", v.Name, c.Policy, filepath.Join(a.archiveDir(), filepath.FromSlash(c.Dir())))
	a.say("Build and publish the site, so that readers learn of it.\n")
	return nil
}
