package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/policy"
)

func (a *app) correctCommand() *cobra.Command {
	c := archive.Correction{}
	c.Record = archive.RecordCorrection{Captured: new(""), Published: new(""), Effective: new(""),
		Class: new(archive.Class("")), Summary: new("")}
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
	f.StringVar(c.Record.Captured, "captured", "", "the day (YYYY-MM-DD) or time (RFC 3339, UTC) at which it was captured")
	f.StringVar(c.Record.Published, "published", "", "the day (YYYY-MM-DD) on which it was announced")
	f.StringVar(c.Record.Effective, "effective", "", "the day (YYYY-MM-DD) from which it was in force")
	f.StringVar((*string)(c.Record.Class), "class", "", "editorial, clarification or material")
	f.StringVar(c.Record.Summary, "summary", "", "what it changed, for readers, in a sentence or two")
	a.dayFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		for flag, leave := range map[string]func(){
			"captured": func() { c.Record.Captured = nil }, "published": func() { c.Record.Published = nil },
			"effective": func() { c.Record.Effective = nil }, "class": func() { c.Record.Class = nil },
			"summary": func() { c.Record.Summary = nil },
		} {
			if !cmd.Flags().Changed(flag) {
				leave()
			}
		}
		c.Policy, c.Wrong, c.Right = args[0], strings.TrimSpace(c.Wrong), strings.TrimSpace(c.Right)
		return a.correct(cmd.Context(), args[1], c)
	}
	return cmd
}

// correct archives a correction of a version, by its name.
func (a *app) correct(ctx context.Context, version string, c archive.Correction) error {
	if err := a.requirePolicy(c.Policy); err != nil {
		return err
	}
	for flag, day := range map[string]*string{"--published": c.Record.Published, "--effective": c.Record.Effective} {
		if day != nil {
			if err := checkDay(flag, *day); err != nil {
				return err
			}
		}
	}
	switch class := c.Record.Class; {
	case c.Wrong == "" || c.Right == "":
		return fmt.Errorf("--wrong or --right is missing: say in a sentence or two each, for readers, what was wrong with "+
			"version %s, and what is right", version)
	case class != nil && *class != "" && !policy.ValidClass(string(*class)):
		return fmt.Errorf("--class %s: want editorial, clarification or material", *class)
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
