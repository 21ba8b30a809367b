package main

import (
	"context"
	"fmt"
	"html"
	"slices"

	"github.com/spf13/cobra"

	"policyarchive/generator/characters"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/render"
	"policyarchive/generator/usage"
	"policyarchive/generator/weave"
	"policyarchive/generator/words"
)

func (a *app) compareCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "compare POLICY FROM TO",
		Short: "Say what changed between two versions",
		Long: `Compare prints the verdict, the changed sections and the redline of two texts.
FROM and TO are names of versions (2016-11-04), or files; "draft" is the working
text in content/. A day that is the name of no version means the version that
applied on it, as far as is known; standard error says which one that is.

The JSON is documented by generator/compare/comparison.schema.json.`,
		Example: `  generator compare privacy 2012-10-19 2016-11-04
  generator compare privacy 2016-11-04 draft --format markdown
  generator compare privacy 2019-05-01 2020-05-01
  generator compare privacy old.md new.md --format json`,
		Args:              cobra.ExactArgs(3),
		ValidArgsFunction: a.completeVersions(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			result, names, err := a.compare(cmd.Context(), args[0], args[1:])
			if err != nil {
				return err
			}
			return a.printComparison(result, names[0], names[1], format)
		},
	}
	a.dayFlag(c)
	usage.FormatFlag(c, &format, "text", "markdown", "json", "html")
	return c
}

// compare finds two texts and compares them, and returns their names: for a day, that
// of the version that applied on it. Files need no archive.
func (a *app) compare(ctx context.Context, policyName string, names []string) (*compare.Comparison, []string, error) {
	_, h, err := a.historyOf(ctx, policyName)
	if err != nil {
		if !a.texts().Has(policyName, names[0]) || !a.texts().Has(policyName, names[1]) {
			return nil, nil, err
		}
		h = weave.Of(&history.History{Policy: policyName, Tracker: lineage.New()})
	}
	names = slices.Clone(names)
	for i, name := range names {
		if a.texts().Has(policyName, name) {
			continue
		}
		if names[i], err = a.nameOn(h.History, name); err != nil {
			return nil, nil, err
		}
	}
	result, err := a.texts().Compare(ctx, h, names[0], names[1])
	return result, names, err
}

func (a *app) printComparison(c *compare.Comparison, from, to, format string) error {
	switch format {
	case "json":
		return a.printJSON(compare.NewReport(c, from, to))
	case "markdown":
		fmt.Fprintf(a.stdout, "## %s → %s\n\n**%s**\n\n", from, to, c.Verdict.Sentence())
		compare.Markdown().Write(a.stdout, c)
	case "html":
		loaded, err := words.Load(a.source, words.English, "")
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "<!doctype html>\n<meta charset=\"utf-8\">\n<title>%s → "+
			"%s</title>\n<p><strong>%s</strong></p>\n%s",
			html.EscapeString(from), html.EscapeString(to), html.EscapeString(c.Verdict.Sentence()), render.Redline(c,
				render.Options{Words: render.WordsOf(loaded.Site, words.English)}))
	default:
		fmt.Fprintf(a.stdout, "%s → %s: %s\n\n", from, to, c.Verdict.Sentence())
		if a.isTerminal(a.paper) && a.getenv("NO_COLOR") == "" {
			compare.Coloured(characters.Shown).Write(a.paper, c)
		} else {
			compare.Plain().Write(a.stdout, c)
		}
	}
	return nil
}
