package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/history"
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
		Long: `Sections prints the outline of a version (default: the newest) with the
permanent anchor of every section and clause, and the version in which each
section first stood.`,
		Example: "  generator sections privacy\n  generator sections privacy 2016-11-04 --format json",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			h, err := a.loadHistory(args[0])
			if err != nil {
				return err
			}
			v := h.Latest()
			if len(args) == 2 {
				if v, err = find(h, args[1]); err != nil {
					return err
				}
			}
			list := sectionItems(h, v)
			switch format {
			case "json":
				e := json.NewEncoder(a.stdout)
				e.SetIndent("", "  ")
				e.SetEscapeHTML(false)
				return e.Encode(list)
			case "text":
				printSections(a, list)
				return nil
			}
			return fmt.Errorf("--format %s: want text or json", format)
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

// find returns a version by its name, or by a day on which it held.
func find(h *history.History, name string) (*history.Version, error) {
	if v := h.Find(name); v != nil {
		return v, nil
	}
	list := make([]string, len(h.Versions))
	for i, v := range h.Versions {
		list[i] = v.Name.String()
	}
	if len(list) > 12 {
		list = append(append(list[:4:4], "…"), list[len(list)-7:]...)
	}
	return nil, fmt.Errorf("%s has no version %s; it has %s", h.Policy, name, strings.Join(list, ", "))
}

func sectionItems(h *history.History, v *history.Version) []sectionItem {
	list := []sectionItem{}
	for i := range v.Doc.Sections {
		s := &v.Doc.Sections[i]
		l := h.Tracker.Lines[s.Lineage]
		item := sectionItem{
			Anchor: s.Anchor, Aliases: s.Aliases, Level: int(s.Level), Depth: s.Depth, Number: s.Number, Title: s.Title,
			Since: h.Versions[l.First].Name.String(), Clauses: []clauseItem{}, Lineage: lineageItem{First: h.Versions[l.First].Name.String()},
		}
		if s.Heading >= 0 {
			item.Line = v.Doc.Position(v.Doc.Blocks[s.Heading].Offset).Line
		} else if s.First < s.End {
			item.Line = v.Doc.Position(v.Doc.Blocks[s.First].Offset).Line
		}
		if l.SplitFrom >= 0 {
			item.Lineage.SplitFrom = h.Tracker.Lines[l.SplitFrom].Anchor
		}
		for _, c := range v.Doc.Clauses(s) {
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
		fmt.Fprintf(a.stdout, "%s#%-*s %s  (since %s)\n", strings.Repeat("  ", s.Depth-1), 42-2*s.Depth, s.Anchor, title, s.Since)
		for _, c := range s.Clauses {
			text := c.Text
			if r := []rune(text); len(r) > 60 {
				text = string(r[:57]) + "…"
			}
			fmt.Fprintf(a.stdout, "%s  #%s  %s\n", strings.Repeat("  ", s.Depth), c.Anchor, text)
		}
	}
}
