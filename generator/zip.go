package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"policyarchive/generator/build"
	"policyarchive/generator/english"
	"policyarchive/generator/offline"
	"policyarchive/generator/pages"
)

func (a *app) zipCommand() *cobra.Command {
	var site, baseURL string
	c := &cobra.Command{
		Use:   "zip FILE",
		Short: "Pack the built site into one zip file that opens without a server",
		Long: `Zip packs the site that build made into one file. Unpack it and open index.html:
every page, every comparison and the search work from the disk, without a server, a
network or this program. Citations name the addresses of the public site.

The same site gives the same bytes. FILE is replaced when the new one is complete.`,
		Example: `  generator build && generator zip policy.zip
  generator zip --site /tmp/site policy.zip`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			config, err := a.config()
			if err != nil {
				return err
			}
			if site == "" {
				site = filepath.Join(a.source, "public")
			}
			if !build.IsSite(site) {
				return fmt.Errorf("%s holds no site built by this program: run generator build first, or name its "+
					"folder with --site", site)
			}
			packed := offline.Site{Folder: site, Fetched: pages.Fetched, Module: pages.Asset,
				Address: build.NewDeploy(config.BaseURL, baseURL, false, a.getenv).BaseURL}
			made, err := packed.WriteFile(cmd.Context(), args[0],
				func(name string) { a.progress("Packing %s …", name) })
			a.progress("")
			if err != nil {
				return err
			}
			a.say("Packed %s into %s. Unpack it and open index.html.\n", english.Count(made, "page"), args[0])
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&site, "site", "", "the built site (default public in the site's folder)")
	f.StringVarP(&baseURL, "baseURL", "b", "", "the address that the site was built for (default that of hugo.toml)")
	return c
}
