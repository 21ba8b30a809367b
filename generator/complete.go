package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
)

// completePolicies completes names of policies for a shell: those with a
// version and those with a working text, but for what is given already.
func (a *app) completePolicies(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	var list []string
	if opened, err := a.openArchive(); err == nil {
		list = opened.Policies()
	}
	if drafts, err := a.texts().Policies(); err == nil {
		list = append(list, drafts...)
	}
	slices.Sort(list)
	return beginning(slices.Compact(list), word, args), cobra.ShellCompDirectiveNoFileComp
}

// completePolicyThenFiles completes a policy, then names of files.
func (a *app) completePolicyThenFiles(c *cobra.Command, args []string,
	word string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return a.completePolicies(c, args, word)
	}
	return nil, cobra.ShellCompDirectiveDefault
}

// completeVersions completes a policy, then its versions, up to most
// arguments. Files may stand for versions.
func (a *app) completeVersions(most int) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return a.completePolicies(c, nil, word)
		}
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		list := []string{draft.Name}
		if opened, err := a.openArchive(); err == nil && archive.CheckPolicyName(args[0]) == nil {
			for _, v := range opened.Versions(args[0]) {
				list = append(list, v.Name.String())
			}
		}
		return beginning(list, word, nil), cobra.ShellCompDirectiveDefault
	}
}

func beginning(list []string, word string, without []string) []string {
	return slices.DeleteFunc(list, func(s string) bool {
		return !strings.HasPrefix(s, word) || slices.Contains(without, s)
	})
}
