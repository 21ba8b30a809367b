// Package usage makes the help of a command line end with its exit codes, and errors of
// usage say what was given and where the help is.
package usage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"policyarchive/generator/english"
)

// Codes are what the exit codes of a command mean, each in a line of its own.
type Codes func(c *cobra.Command) []string

// Explain ends the help of every command below root with its exit codes, and every error
// of usage with the way to the help.
func Explain(root *cobra.Command, codes Codes) {
	help := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) {
		help(c, args)
		fmt.Fprintf(c.OutOrStdout(), "\nEXIT STATUS\n  %s\n", strings.Join(codes(c), "\n  "))
	})
	root.SetUsageTemplate(strings.Replace(root.UsageTemplate(), "{{if .Runnable}}", "{{if not .HasSubCommands}}", 1))
	root.SetFlagErrorFunc(Error)
	explainHelp(root)
	explainArgs(root)
}

// explainArgs completes the errors of a command's check of its arguments. A
// command that only groups others takes none, and shows its help.
func explainArgs(c *cobra.Command) {
	for _, child := range c.Commands() {
		explainArgs(child)
	}
	if c.HasSubCommands() && c.RunE == nil {
		c.Args = noSubcommand
		c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
		return
	}
	check := c.Args
	if check == nil {
		return
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return Error(c, fmt.Errorf("%s: usage is %q, and %s given", c.CommandPath(), c.UseLine(), given(args)))
		}
		return missingFlags(c)
	}
}

// missingFlags is the error for flags that a command needs and was not given: what
// cobra says of them names neither the flags as they are written nor the help.
func missingFlags(c *cobra.Command) error {
	var missing []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if required := f.Annotations[cobra.BashCompOneRequiredFlag]; !f.Changed && len(required) > 0 &&
			required[0] == "true" {
			missing = append(missing, "--"+f.Name)
		}
	})
	if len(missing) == 0 {
		return nil
	}
	return Error(c, fmt.Errorf("%s needs %s", c.CommandPath(), english.List(missing, "and")))
}

// explainHelp has cobra's own command say with an error that a command is not there.
func explainHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() == "help" {
			c.Use, c.Short = "help [COMMAND]", "Show what a command does, with examples"
			c.Long = `Help shows what a command does, its flags, examples and exit codes.`
			c.Example = "  generator help\n  generator help build\n  generator help import git"
			c.RunE = func(_ *cobra.Command, args []string) error { return showHelp(root, args) }
		}
	}
}

func showHelp(root *cobra.Command, args []string) error {
	c, rest, err := root.Find(args)
	if err != nil {
		return noSubcommand(root, args)
	}
	if len(rest) > 0 && c.HasSubCommands() {
		return noSubcommand(c, rest)
	}
	c.InitDefaultHelpFlag()
	return c.Help()
}

func noSubcommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	c.SuggestionsMinimumDistance = 2
	err := fmt.Errorf("%s has no command %q", c.CommandPath(), args[0])
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		err = fmt.Errorf("%w; did you mean %q?", err, near[0])
	}
	return Error(c, err)
}

// Error is an error of usage of a command, with the way to its help.
func Error(c *cobra.Command, err error) error {
	return fmt.Errorf("%w; see %q", err, c.CommandPath()+" --help")
}

func given(args []string) string {
	switch len(args) {
	case 0:
		return "no argument was"
	case 1:
		return fmt.Sprintf("one argument (%s) was", args[0])
	}
	return fmt.Sprintf("%d arguments (%s) were", len(args), strings.Join(args, ", "))
}

// OneOf checks the value of a flag that takes one of a few words.
func OneOf(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return fmt.Errorf("%s %s: want %s", flag, value, english.List(words, "or"))
}

// FormatFlag adds --format to a command, with the first format as the default.
func FormatFlag(c *cobra.Command, format *string, formats ...string) {
	c.Flags().StringVar(format, "format", formats[0], english.List(formats, "or"))
	c.PreRunE = func(c *cobra.Command, _ []string) error {
		if err := OneOf("--format", *format, formats...); err != nil {
			return Error(c, err)
		}
		return nil
	}
}
