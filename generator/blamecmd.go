package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/lineage"
	"policyarchive/generator/weave"
)

func (a *app) blameCommand() *cobra.Command {
	var format, version string
	c := &cobra.Command{
		Use:   "blame POLICY [SECTION]",
		Short: "Say since when each passage of a text has stood",
		Long: `Blame prints a version (default: the one in force), or one section of it by its
anchor, each passage behind the version that brought it. A word that only changed
its case or its link has stood all the time; so has a sentence that moved.

The JSON is documented by generator/weave/blame.schema.json.`,
		Example: `  generator blame privacy
  generator blame privacy security
  generator blame privacy --version draft --format json`,
		Args:              cobra.RangeArgs(1, 2),
		ValidArgsFunction: a.completeVersions(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "json"); err != nil {
				return usageError(cmd, err)
			}
			report, err := a.blame(cmd.Context(), args[0], version, strings.TrimPrefix(strings.Join(args[1:], ""), "#"))
			if err != nil {
				return err
			}
			if format == "json" {
				return a.printJSON(report)
			}
			printBlame(a, report)
			return nil
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&version, "version", "", `the version to look at; "draft" is the working text in content/`)
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

// blame looks at a version, the one in force if it has no name, or at the
// working text.
func (a *app) blame(ctx context.Context, policyName, version, anchor string) (*weave.Report, error) {
	w, at, tracker, err := a.wovenTo(ctx, policyName, version)
	if err != nil {
		return nil, err
	}
	if anchor != "" {
		section := tracker.Find(anchor)
		if section == nil {
			return nil, fmt.Errorf("%s never had a section #%s; see %q", policyName, anchor,
				"generator sections "+policyName)
		}
		if !w.Stands(section.ID, at) {
			return nil, fmt.Errorf("version %s of %s has no section #%s; %s is the last that had it",
				w.Versions[at].Name, policyName, anchor, w.Versions[section.Last].Name)
		}
		anchor = section.Anchor
	}
	report := w.NewReport(at, anchor)
	return &report, nil
}

// wovenTo is the weave of a policy, and which of its versions is meant by a
// name: none is the one in force, and the working text comes after all others.
func (a *app) wovenTo(ctx context.Context, policyName, version string) (*weave.Weave, int, *lineage.Tracker, error) {
	if version != draft.Name {
		h, err := a.loadHistory(ctx, policyName)
		if err != nil {
			return nil, 0, nil, err
		}
		v := h.Current()
		if version != "" {
			if v, err = h.Named(version); err != nil {
				return nil, 0, nil, err
			}
		}
		w, err := weave.Of(ctx, h)
		if err != nil {
			return nil, 0, nil, err
		}
		return w.Weave, v.Index, h.Tracker, nil
	}
	if err := archive.CheckPolicyName(policyName); err != nil {
		return nil, 0, nil, err
	}
	d, err := a.loadDraft(ctx, policyName)
	if err != nil {
		return nil, 0, nil, err
	}
	w, err := d.Weave(ctx)
	if err != nil {
		return nil, 0, nil, err
	}
	return w, len(w.Versions) - 1, d.Tracker, nil
}

// columns is how wide the text of a terminal's answer is.
const columns = 100

func printBlame(a *app, r *weave.Report) {
	width := 10
	for _, s := range r.Sections {
		for _, p := range s.Passages {
			width = max(width, len(p.Since))
		}
	}
	for n, s := range r.Sections {
		if n > 0 {
			fmt.Fprintln(a.stdout)
		}
		title := strings.TrimSpace(s.Number + " " + s.Title)
		if title == "" {
			title = "(text without a heading)"
		}
		fmt.Fprintf(a.stdout, "%-*s  #%s  %s\n", width, s.Since, s.Anchor, title)
		for _, p := range s.Passages {
			since, indent := p.Since, ""
			if !p.Begins {
				indent = "  " // it goes on from the passage above
			}
			for _, line := range wrap(p.Text, columns-width-4) {
				fmt.Fprintf(a.stdout, "%-*s  %s%s\n", width, since, indent, line)
				since = ""
			}
		}
	}
}

// wrap breaks a text into lines of no more than some characters, if its words allow.
func wrap(text string, most int) []string {
	var lines []string
	line, length := "", 0
	for _, word := range strings.Fields(text) {
		n := len([]rune(word))
		if line != "" && length+1+n > most {
			lines, line, length = append(lines, line), "", 0
		}
		if line != "" {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+n
	}
	return append(lines, line)
}
