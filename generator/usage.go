package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"policyarchive/generator/english"
)

// exitStatus is what a command's help says of its exit codes. Commands that
// find things say under found what 1 means.
func exitStatus(c *cobra.Command) string {
	const doubted = "doubts touch much of the text (without --accept), or there is any (with --strict); nothing was " +
		"imported"
	found := map[string]string{
		"check":    "there are errors among the findings",
		"snapshot": "a check found an error; nothing was frozen",
		"file":     doubted,
		"dir":      doubted,
		"git":      doubted,
		"wayback":  doubted,
		"verify":   "a file is changed, missing or not listed",
	}
	var b strings.Builder
	b.WriteString("\nEXIT STATUS\n  0  fine\n")
	switch what := found[c.Name()]; {
	case what != "":
		b.WriteString("  1  " + what + "\n")
	case !c.HasParent():
		b.WriteString("  1  something was found: see the help of check, snapshot, verify and import\n")
	}
	b.WriteString("  2  could not run: wrong usage, unreadable files, a broken build\n")
	b.WriteString("  130, 143, 129  ended by Ctrl-C, SIGTERM or SIGHUP; a second one ends it at once\n")
	return b.String()
}

// explainUsage ends every command's help with its exit codes, and every error
// of usage with the way to the help.
func explainUsage(root *cobra.Command) {
	help := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) {
		help(c, args)
		fmt.Fprint(c.OutOrStdout(), exitStatus(c))
	})
	root.SetUsageTemplate(strings.Replace(root.UsageTemplate(), "{{if .Runnable}}", "{{if not .HasSubCommands}}", 1))
	root.SetFlagErrorFunc(usageError)
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
			return usageError(c, fmt.Errorf("%s: usage is %q, and %s given", c.CommandPath(), c.UseLine(), given(args)))
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
	return usageError(c, fmt.Errorf("%s needs %s", c.CommandPath(), english.List(missing, "and")))
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
	return usageError(c, err)
}

func usageError(c *cobra.Command, err error) error {
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

// oneOf checks the value of a flag that takes one of a few words.
func oneOf(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return fmt.Errorf("%s %s: want %s", flag, value, english.List(words, "or"))
}

// formatFlag adds --format to a command, with the first format as the default.
func formatFlag(c *cobra.Command, format *string, formats ...string) {
	c.Flags().StringVar(format, "format", formats[0], english.List(formats, "or"))
	c.PreRunE = func(c *cobra.Command, _ []string) error {
		if err := oneOf("--format", *format, formats...); err != nil {
			return usageError(c, err)
		}
		return nil
	}
}
