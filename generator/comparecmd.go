package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
)

func (a *app) compareCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "compare POLICY FROM TO",
		Short: "Say what changed between two versions",
		Long: `Compare prints the verdict, the changed sections and the redline of two texts.
FROM and TO are names of versions (2016-11-04), or files; "draft" is the working
text in content/.

The JSON is documented by generator/compare/comparison.schema.json.`,
		Example: `  generator compare privacy 2012-10-19 2016-11-04
  generator compare privacy 2016-11-04 draft --format markdown
  generator compare privacy old.md new.md --format json`,
		Args: cobra.ExactArgs(3),
		RunE: func(_ *cobra.Command, args []string) error {
			result, err := a.compare(args[0], args[1], args[2])
			if err != nil {
				return err
			}
			return a.printComparison(result, args[1], args[2], format)
		},
	}
	a.dayFlag(c)
	c.Flags().StringVar(&format, "format", "text", "text, markdown, json or html")
	return c
}

// compare finds two texts and holds them together. Files are followed from the
// first to the second; versions as the whole archive has them.
func (a *app) compare(policyName, from, to string) (*compare.Comparison, error) {
	var h *history.History
	tracker := lineage.New()
	isVersion := func(name string) bool {
		return h != nil && h.Find(name) != nil
	}
	if _, err := os.Stat(a.archiveDir()); err == nil {
		loaded, err := a.loadHistory(policyName)
		if err != nil && !(isFile(from) && isFile(to)) {
			return nil, err
		}
		if err == nil {
			h, tracker = loaded, loaded.Tracker
		}
	}
	docs := make([]*policy.Document, 2)
	for i, name := range []string{from, to} {
		switch {
		case isVersion(name):
			docs[i] = h.Find(name).Doc
			continue
		case name == "draft":
			name = a.draftFile(policyName)
		case !isFile(name) && h != nil:
			_, err := find(h, name)
			return nil, err
		}
		data, err := readFile(name)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("%s is neither a version of %s nor a file", name, policyName)
			}
			return nil, err
		}
		docs[i] = policy.Parse(name, data)
		tracker.Add(docs[i], nil)
	}
	return compare.Compare(docs[0], docs[1]), nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func (a *app) printComparison(c *compare.Comparison, from, to, format string) error {
	switch format {
	case "json":
		e := json.NewEncoder(a.stdout)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(compare.NewReport(c, from, to))
	case "markdown":
		fmt.Fprintf(a.stdout, "## %s → %s\n\n**%s**\n\n", from, to, c.Verdict.Sentence())
		compare.Markdown().Write(a.stdout, c)
	case "html":
		fmt.Fprintf(a.stdout, "<!doctype html>\n<meta charset=\"utf-8\">\n<title>%s → %s</title>\n<p><strong>%s</strong></p>\n%s",
			html.EscapeString(from), html.EscapeString(to), html.EscapeString(c.Verdict.Sentence()), render.Redline(c, render.Options{Words: render.English()}))
	case "text":
		style := compare.Plain()
		if isTerminal(a.stdout) && a.getenv("NO_COLOR") == "" {
			style = compare.Coloured()
		}
		fmt.Fprintf(a.stdout, "%s → %s: %s\n\n", from, to, c.Verdict.Sentence())
		style.Write(a.stdout, c)
	default:
		return fmt.Errorf("--format %s: want text, markdown, json or html", format)
	}
	return nil
}
