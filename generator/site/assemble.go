package site

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
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
	dir, dest       string
	made, folder    string // what Hugo makes, and the site that is put together
	before          publication
	stays           map[string]bool // what the new site's folder has of the site in place
	fragments       *Fragments
	parts           *Fragments // see parts.go
	common, baseURL string     // common is the digest of what all pages depend on
	only            []string   // URLs of the outdated pages that do not wait; nil if none does

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
		dir: dir, made: out.made(), folder: out.site(), dest: out.dest, before: before, fragments: OpenFragments(dir), parts: openStore(filepath.Join(dir, buildDir, "parts")), common: shared,
		baseURL: o.BaseURL, only: o.Only, writers: sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 256<<10) }},
		now: publication{BaseURL: o.BaseURL, Files: map[string]fileStamp{}},
	}, nil
}

// run lets Hugo make what is outdated, completes it, and puts it in place.
func (a *assembly) run(ctx context.Context, todo *Prepared, out *output) error {
	kept, stale := a.divide(todo.pages)
	if err := a.writeStale(stale); err != nil {
		return err
	}
	if a.only != nil && a.before.Files != nil {
		if err := hugo(ctx, a.dir, a.made, a.baseURL); err != nil {
			return err
		}
		return a.patch(ctx, kept, stale)
	}
	if len(kept) == 0 {
		a.made = a.folder // nothing there is shared
	} else if err := out.takeSpare(); err != nil {
		return fmt.Errorf("preparing the new site's folder: %w", err)
	}
	beside := make(chan error, 1)
	go func() { beside <- a.beside(ctx, todo, kept) }()
	err := hugo(ctx, a.dir, a.made, a.baseURL)
	if err := errors.Join(err, <-beside); err != nil {
		return err
	}
	if err := each(ctx, stale, a.complete); err != nil {
		return err
	}
	if err := a.rest(); err != nil {
		return err
	}
	if err := a.keepParts(kept); err != nil {
		return err
	}
	return out.commit(len(stale) < len(kept))
}

// beside does what can be done while Hugo is at work.
func (a *assembly) beside(ctx context.Context, todo *Prepared, kept []*preparedPage) error {
	there, fresh := a.divideFiles(todo.files)
	if len(kept) > 0 {
		names := map[string]bool{}
		for _, p := range kept {
			for _, name := range p.outputs {
				names[name] = true
			}
		}
		for _, f := range there {
			names[f.path] = true
		}
		var err error
		if a.stays, err = a.clear(names); err != nil {
			return fmt.Errorf("clearing the spare site: %w", err)
		}
	}
	for _, f := range there {
		if err := a.takeOver(f.path); err != nil {
			return err
		}
	}
	for _, f := range fresh {
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

// complete puts a page that Hugo made into the folder.
func (a *assembly) complete(p *preparedPage) error {
	for _, name := range p.outputs {
		from := filepath.Join(a.made, filepath.FromSlash(name))
		if info, err := os.Stat(from); err != nil || info.Size() == 0 {
			return fmt.Errorf("no page %s was made from layouts/%s.html", p.adapter.URL, p.adapter.Layout)
		}
		put := a.move
		if (len(p.fragments) > 0 || p.lists != nil) && strings.HasSuffix(name, ".html") {
			put = func(from, to string) error { return a.splice(from, to, p) }
		}
		if err := put(from, a.path(name)); err != nil {
			return err
		}
		if err := a.remember(name, a.key(p)); err != nil {
			return err
		}
	}
	return nil
}

// move puts a file that Hugo made into the folder, if that is another.
func (a *assembly) move(from, to string) error {
	if from == to {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// rest takes from what Hugo made all else: style sheets, the site map. A page
// of its own for a folder whose page was taken over is left behind.
func (a *assembly) rest() error {
	if a.made == a.folder {
		return nil
	}
	return filepath.WalkDir(a.made, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(a.made, file)
		if err != nil {
			return err
		}
		to := filepath.Join(a.folder, name)
		if _, err := os.Lstat(to); err == nil {
			return nil
		}
		return a.move(file, to)
	})
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
