package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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
		Long: `Zip packs the site that build made into one file. Who unpacks it and opens
index.html reads every version and compares any two of them from the disk, without
a server, a network or this program. What is cited there has its address on the
public site.

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
			made, err := a.zip(cmd.Context(), args[0], site, build.NewDeploy(config.BaseURL, baseURL, false, a.getenv).BaseURL)
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

// zip packs the site in a folder into a file, and returns how many pages it has.
func (a *app) zip(ctx context.Context, file, site, address string) (made int, err error) {
	if _, err := os.Stat(filepath.Join(site, "_headers")); errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("%s holds no site built by this program: run generator build first, or name its folder with "+
			"--site", site)
	}
	if inside, err := within(site, file); err != nil {
		return 0, err
	} else if inside {
		return 0, fmt.Errorf("%s lies in the site that is packed; name a file outside %s, and move it there afterwards", file,
			site)
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".zip-*")
	if err != nil {
		return 0, fmt.Errorf("create the zip file: %w", err)
	}
	defer os.Remove(temporary.Name())
	w := bufio.NewWriter(temporary)
	name := filepath.Base(file)
	made, err = offline.Write(ctx, w, offline.Site{Files: os.DirFS(site), Address: address, Fetched: pages.Fetched,
		Module: pages.Asset},
		strings.TrimSuffix(name, filepath.Ext(name)), func(at string) { a.progress("Packing %s …", at) })
	a.progress("")
	if err = errors.Join(err, w.Flush(), temporary.Chmod(0o644), temporary.Close()); err != nil {
		return 0, err
	}
	if err := os.Rename(temporary.Name(), file); err != nil {
		return 0, fmt.Errorf("put the zip file in place: %w", err)
	}
	return made, nil
}

// within reports whether a file lies in a folder.
func within(folder, file string) (bool, error) {
	at, err := filepath.Abs(file)
	if err != nil {
		return false, fmt.Errorf("find %s: %w", file, err)
	}
	top, err := filepath.Abs(folder)
	if err != nil {
		return false, fmt.Errorf("find %s: %w", folder, err)
	}
	rest, err := filepath.Rel(top, at)
	return err == nil && filepath.IsLocal(rest), nil
}
