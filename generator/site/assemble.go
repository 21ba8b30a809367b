package site

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/hugo"
)

// assembly puts a site together: what Hugo made, bodies, archived bytes, and
// what has not changed since the last build.
type assembly struct {
	dir, dest       string
	folder          string // of the site that is put together
	before          publication
	stays           map[string]bool // what the new site's folder has of the site in place
	fragments       *Fragments
	parts           *Fragments // see parts.go
	common, baseURL string     // common is the digest of what all pages depend on
	only            []string   // URLs of the outdated pages that do not wait; nil if none does

	folders folders
	// writers are of *bufio.Writer: fresh memory costs as much as the writing.
	writers sync.Pool
	mu      sync.Mutex
	now     publication
}

// ground is what a build begins on.
type ground struct {
	published published  // what earlier ones left
	parts     *Fragments // see parts.go
	common    string     // digest of what all pages depend on
}

// findGround reads all of it at once.
func findGround(dir string) (g ground, err error) {
	work := pool.New().WithErrors()
	work.Go(func() error {
		g.published = readPublished(dir)
		return nil
	})
	work.Go(func() error {
		g.parts = openStore(filepath.Join(dir, buildDir, "parts"))
		return nil
	})
	work.Go(func() (err error) {
		g.common, err = common(dir)
		return err
	})
	err = work.Wait()
	return g, err
}

// newAssembly begins a build into the temporary folder of out.
func newAssembly(dir string, todo *Prepared, out *output, on ground, baseURL string, only []string) *assembly {
	before := on.published[out.dest]
	if before.BaseURL != baseURL {
		before = publication{}
	}
	return &assembly{
		dir: dir, folder: out.site(), dest: out.dest, before: before, fragments: todo.fragments, parts: on.parts, common: on.common,
		baseURL: baseURL, only: only, writers: sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 256<<10) }},
		now: publication{BaseURL: baseURL, Files: map[string]fileStamp{}},
	}
}

// run lets Hugo make what is outdated, completes it, and puts it in place.
func (a *assembly) run(h *hugo.Process, todo *Prepared, out *output) error {
	kept, stale := a.divide(todo.pages)
	if err := a.writeStale(stale); err != nil {
		return err
	}
	h.Begin()
	own := ownFiles(todo, kept)
	if a.only != nil && a.before.Files != nil {
		return a.patch(h, own, stale)
	}
	there, fresh := a.divideFiles(todo.files)
	if len(kept) == 0 {
		if err := os.MkdirAll(a.folder, 0o755); err != nil {
			return fmt.Errorf("preparing the new site's folder: %w", err)
		}
	} else {
		if err := out.takeSpare(); err != nil {
			return fmt.Errorf("preparing the new site's folder: %w", err)
		}
		if err := a.clear(there, kept); err != nil {
			return fmt.Errorf("clearing the spare site: %w", err)
		}
	}
	beside := make(chan error, 1)
	go func() { beside <- a.beside(h.Context(), there, fresh, kept) }()
	err := a.receive(h, own, stale)
	if err := errors.Join(err, <-beside); err != nil {
		return err
	}
	if err := a.keepParts(kept); err != nil {
		return err
	}
	return out.commit(len(stale) < len(kept))
}

// beside does what can be done while Hugo is at work.
func (a *assembly) beside(ctx context.Context, there, fresh []*preparedFile, kept []*preparedPage) error {
	for _, f := range there {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := a.takeOver(f.path); err != nil {
			return err
		}
	}
	for _, f := range fresh {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := a.file(f); err != nil {
			return fmt.Errorf("publishing %s: %w", f.path, err)
		}
	}
	return each(ctx, kept, a.keep)
}

// each does something with pages, several at a time, until ctx ends. All faults
// are reported.
func each(ctx context.Context, pages []*preparedPage, do func(*preparedPage) error) error {
	work := pool.New().WithErrors().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for _, p := range pages {
		if ctx.Err() != nil {
			break
		}
		work.Go(func() error { return do(p) })
	}
	return errors.Join(ctx.Err(), work.Wait())
}

// keep takes over a page of the last build.
func (a *assembly) keep(p *preparedPage) error {
	for _, name := range p.outputs {
		if err := a.takeOver(name); err != nil { // with its own key: another than the page's if that waits
			return err
		}
	}
	return nil
}

func (a *assembly) path(name string) string { return filepath.Join(a.folder, filepath.FromSlash(name)) }

// remember notes a file that was put into the folder.
func (a *assembly) remember(name, key string) error {
	stamp, err := stampOf(a.path(name), key)
	if err == nil {
		a.note(name, stamp)
	}
	return err
}

func (a *assembly) note(name string, stamp fileStamp) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.now.Files[name] = stamp
}

// divideFiles tells the files that are there already, published, from the others.
func (a *assembly) divideFiles(files []preparedFile) (there, fresh []*preparedFile) {
	for i := range files {
		if f := &files[i]; a.before.has(a.dest, f.path, f.sha256) {
			there = append(there, f)
		} else {
			fresh = append(fresh, f)
		}
	}
	return there, fresh
}

// file publishes a file byte for byte. That an archived one has its digest was
// seen when the site was computed.
func (a *assembly) file(f *preparedFile) error {
	if f.source != "" {
		if err := copyFile(a.path(f.path), filepath.Join(a.dir, filepath.FromSlash(f.source))); err != nil {
			return err
		}
		return a.remember(f.path, f.sha256)
	}
	out, err := createFile(a.path(f.path))
	if err != nil {
		return err
	}
	_, err = out.Write(f.data)
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	return a.remember(f.path, f.sha256)
}
