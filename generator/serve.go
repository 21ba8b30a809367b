package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/watch"
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
		Example: "  generator serve\n  generator serve --port 8080 --policy privacy\n  generator serve --now 2027-01-01\n  generator serve --drafts",
		Args:    cobra.NoArgs,
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
	start := time.Now()
	b := &builder{app: a, options: o}
	defer func() { _ = b.close() }()
	reload := newReloader()
	failed := make(chan error, 2)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ready, built, watching := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watching)
		failed <- a.rebuild(ctx, b, reload, ready, built)
	}()
	select {
	case <-ready: // what is saved while the first build is at work is not missed
	case err := <-failed:
		return err
	}
	made, err := b.build(ctx, nil)
	if err != nil {
		cancel()
		<-watching
		return err
	}
	a.say("Built in %s: %s, %s. Serving %s (Ctrl-C stops)\n",
		took(start), count(made.Versions, "version"), count(made.pages, "page"),
		strings.TrimSuffix(o.baseURL, "/")+made.first)
	close(built) // from here on the other goroutine prints
	server := &http.Server{Handler: reload.handler(o.destination), ReadHeaderTimeout: 10 * time.Second}
	go func() { failed <- server.Serve(listener) }()
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	over := ctx.Err() != nil
	cancel()
	<-watching // it writes to the folder that goes now
	reload.close()
	stop, cancelStop := context.WithTimeout(context.Background(), time.Second)
	defer cancelStop()
	_ = server.Shutdown(stop)
	if errors.Is(err, http.ErrServerClosed) || over {
		return nil
	}
	return err
}

// settled is how long nobody must have saved anything before the pages are
// made that nobody looks at.
const settled = time.Second

// rebuild builds whenever files change, until ctx ends: first the pages that
// someone looks at, and when no more is saved, all others. It closes ready when
// it misses no change any more, and builds nothing before built is closed.
func (a *app) rebuild(ctx context.Context, b *builder, reload *reloader, ready, built chan struct{}) error {
	rest := &background{pause: settled}
	defer rest.stop()
	return watch.Run(ctx, a.watched(), func() { close(ready) }, func(paths []string) {
		select {
		case <-built:
		case <-ctx.Done():
			return
		}
		start := time.Now()
		rest.stop()
		what := a.describe(paths)
		if slices.ContainsFunc(paths, a.ofArchive) {
			b.forget()
		}
		visited := reload.visited()
		if !a.buildServed(ctx, b, visited, what) {
			return
		}
		reload.notify()
		a.say("%s changed: built in %s\n", what, took(start))
		rest.start(ctx, func(ctx context.Context) {
			if a.buildServed(ctx, b, nil, what) && reload.visitedOther(visited) {
				reload.notify()
			}
		})
	})
}

// buildServed builds some pages or all, and says what is wrong if that fails.
func (a *app) buildServed(ctx context.Context, b *builder, only []string, what string) bool {
	_, err := b.build(ctx, only)
	if err != nil && ctx.Err() == nil {
		fmt.Fprintf(a.stderr, "%s changed, and the site does not build; the last good one is still served:\n%v\n", what, err)
	}
	return err == nil
}

// listen opens the address, and says of the common reasons what to do.
func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	host, port, _ := net.SplitHostPort(address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %s of %s is in use: stop what serves there, or choose another with --port", port, host)
	case err != nil:
		return nil, fmt.Errorf("serve on %s: %w; choose another with --bind and --port", address, err)
	}
	return listener, nil
}

func took(start time.Time) time.Duration { return time.Since(start).Round(time.Millisecond) }

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
		return fmt.Sprintf("%s and %s", name, count(len(paths)-1, "other file"))
	}
	return name
}
