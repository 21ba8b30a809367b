package site

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/sourcegraph/conc/pool"
)

// assembly puts a site together: what Hugo made, bodies, archived bytes, and
// what has not changed since the last build.
type assembly struct {
	dir, folder, dest string
	before            publication
	fragments         *Fragments
	common, baseURL   string   // common is the digest of what all pages depend on
	only              []string // URLs of the outdated pages that do not wait; nil if none does

	// writers are of *bufio.Writer: fresh memory costs as much as the writing.
	writers sync.Pool
	mu      sync.Mutex
	now     publication
}

// newAssembly begins a build into the temporary folder of out; before is what
// the last one left at the destination.
func newAssembly(dir string, out *output, before publication, o HugoOptions) (*assembly, error) {
	shared, err := common(dir)
	if err != nil {
		return nil, err
	}
	if before.BaseURL != o.BaseURL {
		before = publication{}
	}
	return &assembly{
		dir: dir, folder: out.temporary, dest: out.dest, before: before, fragments: OpenFragments(dir), common: shared,
		baseURL: o.BaseURL, only: o.Only, writers: sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 256<<10) }},
		now: publication{BaseURL: o.BaseURL, Files: map[string]fileStamp{}},
	}, nil
}

// run lets Hugo make what is outdated, completes it, and puts it in place.
func (a *assembly) run(ctx context.Context, todo *prepared, out *output) error {
	if err := writeStale(a.dir, a.stale(todo.Pages)); err != nil {
		return err
	}
	if a.only != nil && a.before.Files != nil {
		if err := hugo(ctx, a.dir, a.folder, a.baseURL); err != nil {
			return err
		}
		return a.patch(todo)
	}
	beside := make(chan error, 1)
	go func() { beside <- a.files(todo) }()
	err := hugo(ctx, a.dir, a.folder, a.baseURL)
	if err := errors.Join(err, <-beside); err != nil {
		return err
	}
	if err := a.pages(todo); err != nil {
		return err
	}
	return out.commit()
}

// pages completes what Hugo left in the folder. All faults are reported.
func (a *assembly) pages(p *prepared) error {
	work := pool.New().WithErrors().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i := range p.Pages {
		work.Go(func() error { return a.page(&p.Pages[i]) })
	}
	return work.Wait()
}

// files puts the files beside pages into the folder, while Hugo makes pages.
func (a *assembly) files(p *prepared) error {
	for i := range p.Files {
		if err := a.file(&p.Files[i]); err != nil {
			return err
		}
	}
	return nil
}

func (a *assembly) page(p *preparedPage) error {
	kept := a.kept(p)
	for _, name := range p.Outputs {
		file, key := a.path(name), a.key(p)
		if kept {
			key = a.before.Files[name].Key // another one if it waits
			if err := a.takeOver(name); err != nil {
				return fmt.Errorf("taking over %s: %w", name, err)
			}
		} else if info, err := os.Stat(file); err != nil || info.Size() == 0 {
			return fmt.Errorf("no page %s was made from layouts/%s.html", p.Adapter.URL, p.Adapter.Layout)
		} else if len(p.Fragments) > 0 && strings.HasSuffix(name, ".html") {
			if err := a.splice(file, p); err != nil {
				return err
			}
		}
		if err := a.remember(name, key); err != nil {
			return err
		}
	}
	return nil
}

func (a *assembly) path(name string) string { return filepath.Join(a.folder, filepath.FromSlash(name)) }

func (a *assembly) remember(name, key string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now.add(a.folder, name, key)
}

// file publishes a file byte for byte. That it has its digest was seen when the
// site was computed.
func (a *assembly) file(f *preparedFile) error {
	if a.before.has(a.dest, f.Path, f.SHA256) {
		if err := a.takeOver(f.Path); err != nil {
			return fmt.Errorf("taking over %s: %w", f.Path, err)
		}
		return a.remember(f.Path, f.SHA256)
	}
	if err := copyFile(a.path(f.Path), filepath.Join(a.dir, filepath.FromSlash(f.Source))); err != nil {
		return fmt.Errorf("publishing %s: %w", f.Path, err)
	}
	return a.remember(f.Path, f.SHA256)
}
