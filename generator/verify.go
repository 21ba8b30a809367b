package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Verify the archive against its checksums",
		Long: `Verify reads every file of archive/ and compares it with archive/SHA256SUMS and
with the digests in each version.json. It names every file that is changed,
missing or not listed. The same digests can be checked without this program:

  cd archive && sha256sum -c SHA256SUMS`,
		Example: "  generator verify\n  generator verify --source ../other-site",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.requireSite(); err != nil {
				return err
			}
			fsys := a.archiveFS()
			list, err := archive.Verify(cmd.Context(), fsys)
			if err != nil {
				return err
			}
			bad := 0
			for _, m := range list {
				fmt.Fprintf(a.stdout, "%s\n", m)
				if !m.Kind.Harmless() {
					bad++
				}
			}
			if bad > 0 {
				return errFindings
			}
			opened, err := archive.Open(fsys)
			if err != nil {
				return err
			}
			if len(opened.Manifest()) == 0 {
				return draft.EmptyArchive(a.source)
			}
			a.say("%s is whole: %s.\n", a.archiveDir(), english.Count(len(opened.Manifest()), "file"))
			return nil
		},
	}
}
