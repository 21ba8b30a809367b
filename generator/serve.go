package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/english"
	"policyarchive/generator/folder"
	"policyarchive/generator/serve"
)

func (a *app) serveCommand() *cobra.Command {
	var o buildOptions
	var port int
	var bind string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Build, serve on this machine, and rebuild on every change",
		Long: `Serve builds the site into a temporary folder, serves it on this machine, and
builds again when content, layouts, static files, the archive or hugo.toml
change; open pages reload by themselves. Headers, redirects and the page for what
is not there are those that Netlify will send (_headers, _redirects, 404.html),
but that browsers are told to keep nothing. With --drafts, working texts that were
not frozen yet are shown, as in a preview, and so are those of a site that has no
version yet. While something is broken it says where, and goes on serving the last
good site.`,
		Example: "  generator serve\n  generator serve --port 8080 --policy privacy\n  generator serve --now 2027-01-01\n  " +
			"generator serve --drafts",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.serve(cmd.Context(), o, net.JoinHostPort(bind, strconv.Itoa(port)))
		},
	}
	a.dayFlag(c)
	c.Flags().IntVarP(&port, "port", "p", 1313, "the port to serve on")
	c.Flags().StringVar(&bind, "bind", "127.0.0.1", "the address to serve on")
	a.siteFlags(c, &o)
	return c
}

// serve runs the command.
func (a *app) serve(ctx context.Context, o buildOptions, address string) error {
	if err := a.requireSite(); err != nil {
		return err
	}
	listener, err := serve.Listen(address)
	if err != nil {
		return err
	}
	defer listener.Close()
	temp, err := os.MkdirTemp("", "policy-site-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	o.destination = filepath.Join(temp, "public")
	o.baseURL = "http://" + listener.Addr().String() + "/"
	b := a.newBuild(o, false)
	defer func() { _ = b.Close() }()
	var start time.Time // of the last build that someone waits for
	site := serve.Site{
		Folder: o.destination,
		Watch:  serve.Inputs(a.source),
		Changed: func(paths []string) {
			start = time.Now()
			if slices.ContainsFunc(paths, func(file string) bool { return folder.Within(a.archiveDir(), file) }) {
				b.Forget()
			}
		},
		Build: b.build,
		Built: func(paths []string) {
			took := time.Since(start).Round(time.Millisecond)
			if made := b.Built(); len(paths) == 0 {
				a.say("Built in %s: %s, %s. Serving %s (Ctrl-C stops)\n", took,
					english.Count(made.Versions, "version"), english.Count(made.Pages, "page"),
					strings.TrimSuffix(o.baseURL, "/")+made.Home)
				return
			}
			a.say("%s changed: built in %s\n", serve.Describe(a.source, paths), took)
		},
		Failed: func(paths []string, err error) {
			fmt.Fprintf(a.stderr, "%s changed, and the site does not build; the last good one is still served:\n%v\n",
				serve.Describe(a.source, paths), err)
		},
	}
	return site.Run(ctx, listener)
}
