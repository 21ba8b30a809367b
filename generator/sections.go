package main

import (
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/lineage"
	"policyarchive/generator/usage"
)

func (a *app) sectionsCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "sections POLICY [VERSION]",
		Short: "List a version's sections with their permanent anchors",
		Long: `Sections prints the outline of a version (default: the newest; "draft" is the
working text in content/) with the permanent anchor of every section and clause,
and the version in which each section first stood.`,
		Example: "  generator sections privacy\n  generator sections privacy draft\n  generator sections privacy " +
			"2016-11-04 --format json",
		Args:              cobra.RangeArgs(1, 2),
		ValidArgsFunction: a.completeVersions(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			version := strings.Join(args[1:], "")
			l, err := a.loaderOf(args[0], version)
			if err != nil {
				return err
			}
			list, err := l.Sections(cmd.Context(), args[0], version)
			if err != nil {
				return err
			}
			if format == "json" {
				return a.printJSON(list)
			}
			return lineage.WriteText(a.stdout, list)
		},
	}
	a.dayFlag(c)
	usage.FormatFlag(c, &format, "text", "json")
	return c
}
