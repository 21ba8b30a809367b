package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// sectionItem is a section in the JSON of the sections command.
type sectionItem struct {
	Anchor  string       `json:"anchor"`
	Aliases []string     `json:"aliases,omitempty"`
	Level   int          `json:"level"`
	Depth   int          `json:"depth"`
	Number  string       `json:"number"`
	Title   string       `json:"title"`
	Since   string       `json:"since"` // the version in which the section first stood
	Line    int          `json:"line"`  // in the source
	Lineage lineageItem  `json:"lineage"`
	Clauses []clauseItem `json:"clauses"`
}

type lineageItem struct {
	First     string `json:"first"`
	SplitFrom string `json:"splitFrom,omitempty"` // anchor
}

type clauseItem struct {
	Anchor string `json:"anchor"`
	Kind   string `json:"kind"`
	Label  string `json:"label,omitempty"`
	Text   string `json:"text"`
}

func (a *app) sectionsCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "sections POLICY [VERSION]",
		Short: "List a version's sections with their permanent anchors",
		Long: `Sections prints the outline of a version (default: the newest; "draft" is the
working text in content/) with the permanent anchor of every section and clause,
and the version in which each section first stood.`,
		Example:           "  generator sections privacy\n  generator sections privacy draft\n  generator sections privacy 2016-11-04 --format json",
		Args:              cobra.RangeArgs(1, 2),
		ValidArgsFunction: a.completeVersions(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "json"); err != nil {
				return usageError(cmd, err)
			}
			o, err := a.outline(cmd.Context(), args[0], strings.Join(args[1:], ""))
			if err != nil {
				return err
			}
			list := o.sections()
			if format == "json" {
				return a.printJSON(list)
			}
			printSections(a, list)
			return nil
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

// find returns a version by its name; the error lists those there are.
func find(h *history.History, name string) (*history.Version, error) {
	if v := h.Find(name); v != nil {
		return v, nil
	}
	list := versionNames(h)
	if len(list) == 0 {
		list = []string{"none"}
	}
	if len(list) > 12 {
		list = append(append(list[:4:4], "…"), list[len(list)-7:]...)
	}
	return nil, fmt.Errorf("%s has no version %s; it has %s", h.Policy, name, strings.Join(list, ", "))
}

// draftName is what commands call the working text where they take a version.
const draftName = "draft"

// outline is a text with the lines that its sections belong to.
type outline struct {
	doc     *policy.Document
	tracker *lineage.Tracker
	names   []string // of the versions that the tracker counts
}

// outline finds a version, the newest if it has no name, or the working text.
func (a *app) outline(ctx context.Context, policyName, version string) (*outline, error) {
	if version == draftName {
		if err := archive.CheckPolicyName(policyName); err != nil {
			return nil, err
		}
		d, err := a.loadDraft(ctx, policyName)
		if err != nil {
			return nil, err
		}
		o := &outline{doc: d.Doc, tracker: d.Tracker}
		if d.History != nil {
			o.names = versionNames(d.History)
		}
		o.names = append(o.names, draftName)
		return o, nil
	}
	h, err := a.loadHistory(ctx, policyName)
	if err != nil {
		return nil, err
	}
	v := cmp.Or(h.Latest(), h.Current())
	if version != "" {
		if v, err = find(h, version); err != nil {
			return nil, err
		}
	}
	return &outline{v.Doc, h.Tracker, versionNames(h)}, nil
}

func versionNames(h *history.History) []string {
	list := make([]string, len(h.Versions))
	for i, v := range h.Versions {
		list[i] = v.Name.String()
	}
	return list
}

func (o *outline) sections() []sectionItem {
	list := []sectionItem{}
	for i := range o.doc.Sections {
		s := &o.doc.Sections[i]
		l := o.tracker.Lines[s.Lineage]
		item := sectionItem{
			Anchor: s.Anchor, Aliases: s.Aliases, Level: int(s.Level), Depth: s.Depth, Number: s.Number, Title: s.Title,
			Since: o.names[l.First], Clauses: []clauseItem{}, Lineage: lineageItem{First: o.names[l.First]},
		}
		if s.Heading >= 0 {
			item.Line = o.doc.Position(o.doc.Blocks[s.Heading].Offset).Line
		} else if s.First < s.End {
			item.Line = o.doc.Position(o.doc.Blocks[s.First].Offset).Line
		}
		if l.SplitFrom >= 0 {
			item.Lineage.SplitFrom = o.tracker.Lines[l.SplitFrom].Anchor
		}
		for _, c := range o.doc.Clauses(s) {
			item.Clauses = append(item.Clauses, clauseItem{s.Anchor + "." + c.Anchor, c.Kind, c.Label, c.Text})
		}
		list = append(list, item)
	}
	return list
}

func printSections(a *app, list []sectionItem) {
	for _, s := range list {
		title := strings.TrimSpace(s.Number + " " + s.Title)
		if title == "" {
			title = "(text without a heading)"
		}
		also := ""
		for _, alias := range s.Aliases {
			also += ", also #" + alias
		}
		fmt.Fprintf(a.stdout, "%s#%-*s %s  (since %s%s)\n", strings.Repeat("  ", s.Depth-1), 42-2*s.Depth, s.Anchor, title, s.Since, also)
		for _, c := range s.Clauses {
			text := c.Text
			if r := []rune(text); len(r) > 60 {
				text = string(r[:57]) + "…"
			}
			fmt.Fprintf(a.stdout, "%s  #%s  %s\n", strings.Repeat("  ", s.Depth), c.Anchor, text)
		}
	}
}
