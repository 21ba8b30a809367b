package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/english"
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
	listener, err := listen(address)
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
	b := &siteBuild{app: a, options: o}
	defer func() { _ = b.close() }()
	var start time.Time // of the last build that someone waits for
	site := serve.Site{
		Folder: o.destination,
		Watch:  a.watched(),
		Changed: func(paths []string) {
			start = time.Now()
			if slices.ContainsFunc(paths, a.ofArchive) {
				b.forget()
			}
		},
		Build: b.build,
		Built: func(paths []string) {
			took := time.Since(start).Round(time.Millisecond)
			if made := b.inner.Built(); len(paths) == 0 {
				a.say("Built in %s: %s, %s. Serving %s (Ctrl-C stops)\n", took,
					english.Count(made.Versions, "version"), english.Count(made.Pages, "page"),
					strings.TrimSuffix(o.baseURL, "/")+made.Home)
				return
			}
			a.say("%s changed: built in %s\n", a.describe(paths), took)
		},
		Failed: func(paths []string, err error) {
			fmt.Fprintf(a.stderr, "%s changed, and the site does not build; the last good one is still served:\n%v\n",
				a.describe(paths), err)
		},
	}
	return site.Run(ctx, listener)
}

// listen opens the address, and says of the common reasons what to do.
func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	host, port, _ := net.SplitHostPort(address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %s of %s is in use: stop what serves there, or choose another with --port", port,
			host)
	case err != nil:
		return nil, fmt.Errorf("serve on %s: %w; choose another with --bind and --port", address, err)
	}
	return listener, nil
}

// watched are the files that a build depends on.
func (a *app) watched() []string {
	var list []string
	for _, name := range []string{"content", "layouts", "static", "archive", "hugo.toml"} {
		list = append(list, filepath.Join(a.source, name))
	}
	return list
}

// ofArchive reports whether a changed file belongs to the archive.
func (a *app) ofArchive(path string) bool {
	rel, err := filepath.Rel(a.archiveDir(), path)
	return err == nil && filepath.IsLocal(rel)
}

// describe names what changed, in a few words.
func (a *app) describe(paths []string) string {
	name := paths[0]
	if rel, err := filepath.Rel(a.source, name); err == nil {
		name = rel
	}
	if len(paths) > 1 {
		return fmt.Sprintf("%s and %s", name, english.Count(len(paths)-1, "other file"))
	}
	return name
}
