// Package serve serves a site on this machine, as its host will, and builds it
// again whenever files change. Open pages reload by themselves: those that someone
// looks at are built first.
package serve

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"policyarchive/generator/watch"
)

// settled is how long nobody must have saved anything before the pages are
// made that nobody looks at.
const settled = time.Second

// Site is a site to be served. Its functions are called one at a time.
type Site struct {
	Folder string   // into which Build publishes
	Watch  []string // files and folders that a build depends on
	// Build builds the pages at some paths, or all of them if only is nil.
	Build func(ctx context.Context, only []string) error
	// Changed is called before a build, with the files that changed; none for the
	// first build.
	Changed func(paths []string)
	// Built is called after a build for which someone waits.
	Built func(paths []string)
	// Failed is called after a build that failed; the last good one is still served.
	Failed func(paths []string, err error)
}

// Run builds the site and serves it until ctx ends; then the error is nil. If the
// first build fails, or files cannot be watched, that is the error. What is saved
// while a build is at work is built after it.
func (s *Site) Run(ctx context.Context, listener net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	pages := newReloader()
	failed := make(chan error, 2)
	ready, built, watching := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watching)
		failed <- s.rebuild(ctx, pages, ready, built)
	}()
	select {
	case <-ready: // what is saved while the first build is at work is not missed
	case err := <-failed:
		return err
	}
	s.Changed(nil)
	if err := s.Build(ctx, nil); err != nil {
		cancel()
		<-watching
		return err
	}
	s.Built(nil)
	close(built) // from here on the other goroutine calls
	server := &http.Server{Handler: pages.handler(s.Folder), ReadHeaderTimeout: 10 * time.Second}
	go func() { failed <- server.Serve(listener) }()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	over := ctx.Err() != nil
	cancel()
	<-watching // it writes to the folder, which may go now
	pages.close()
	stop, cancelStop := context.WithTimeout(context.Background(), time.Second)
	defer cancelStop()
	_ = server.Shutdown(stop)
	if errors.Is(err, http.ErrServerClosed) || over {
		return nil
	}
	return err
}

// rebuild builds whenever files change, until ctx ends: first the pages that
// someone looks at, and when no more is saved, all others. It closes ready when
// it misses no change any more, and builds nothing before built is closed.
func (s *Site) rebuild(ctx context.Context, pages *reloader, ready, built chan struct{}) error {
	rest := &background{pause: settled}
	defer rest.stop()
	return watch.Run(ctx, s.Watch, func() { close(ready) }, func(paths []string) {
		select {
		case <-built:
		case <-ctx.Done():
			return
		}
		rest.stop()
		s.Changed(paths)
		visited := pages.visited()
		if !s.try(ctx, visited, paths) {
			return
		}
		pages.notify()
		s.Built(paths)
		rest.start(ctx, func(ctx context.Context) {
			if s.try(ctx, nil, paths) && pages.visitedOther(visited) {
				pages.notify()
			}
		})
	})
}

// try builds some pages or all.
func (s *Site) try(ctx context.Context, only, paths []string) bool {
	err := s.Build(ctx, only)
	if err != nil && ctx.Err() == nil {
		s.Failed(paths, err)
	}
	return err == nil
}
