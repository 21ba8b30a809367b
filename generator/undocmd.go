package main

import (
	"context"

	"github.com/spf13/cobra"

	"policyarchive/generator/english"
)

func (a *app) undoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "undo POLICY",
		Short: "Take back the last import",
		Long: `Undo takes the versions of the last import of a policy out of the archive again,
which is then as it was before, and puts the working text back that the import
replaced. Either all of it is taken back, or nothing.

What a commit of Git holds has been seen by others and stays: see
"generator withdraw" and "generator snapshot" for what can be done then. So does
an import behind which something else was archived.`,
		Example:           `  generator undo privacy`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completePolicies,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.undo(cmd.Context(), args[0]) },
	}
}

// undo runs the command.
func (a *app) undo(ctx context.Context, policyName string) error {
	opened, err := a.openArchiveFor(policyName)
	if err != nil {
		return err
	}
	undone, err := a.importsOf(policyName).Undo(ctx, opened)
	if err != nil {
		return err
	}
	gone := undone.Versions
	a.say("Took back %s of %s", english.Count(len(gone), "version"), policyName)
	if len(gone) > 1 {
		a.say(", from %s to %s", gone[0], gone[len(gone)-1])
	}
	a.say(".\n")
	if sentence := undone.Text.Sentence(a.texts().File(policyName)); sentence != "" {
		a.say("%s\n", sentence)
	}
	return nil
}
