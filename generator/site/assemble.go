package site

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/sourcegraph/conc/pool"
)

// A template prints the name of a fragment between these where it is to stand:
// rendered texts do not pass through Hugo, which would read, minify and write
// all of them in every build.
const (
	markerOpen  = "<x-fragment>"
	markerClose = "</x-fragment>"
)

// assembly puts a site together: what Hugo made, bodies, archived bytes, and
// what has not changed since the last build.
type assembly struct {
	dir, folder, dest string
	before            publication
	fragments         *Fragments
	common            string   // digest of what all pages depend on
	only              []string // URLs of the outdated pages that do not wait; nil if none does

	// writers are of *bufio.Writer: fresh memory costs as much as the writing.
	writers sync.Pool
	mu      sync.Mutex
	now     publication
}

// stale are the pages that Hugo has to make.
func (a *assembly) stale(pages []preparedPage) []adapterPage {
	list := []adapterPage{}
	for i := range pages {
		if !a.kept(&pages[i]) {
			list = append(list, pages[i].Adapter)
		}
	}
	return list
}

// key changes with all that a page depends on.
func (a *assembly) key(p *preparedPage) string { return a.common[:16] + p.Digest }

// kept reports whether all that a page makes is there already, or waits for the
// next build. The home page is always made: Hugo would make one of its own.
func (a *assembly) kept(p *preparedPage) bool {
	if p.Adapter.Kind == "home" {
		return false
	}
	waits := a.only != nil && !slices.Contains(a.only, p.Adapter.URL)
	for _, name := range p.Outputs {
		if !a.before.has(a.dest, name, a.key(p)) && !(waits && a.before.stands(a.dest, name)) {
			return false
		}
	}
	return true
}

// run completes what Hugo left in the folder. All faults are reported.
func (a *assembly) run(p *prepared) error {
	work := pool.New().WithErrors().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i := range p.Pages {
		work.Go(func() error { return a.page(&p.Pages[i]) })
	}
	for i := range p.Files {
		work.Go(func() error { return a.file(&p.Files[i]) })
	}
	return work.Wait()
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

// patch puts what Hugo made into the last build, file by file, and leaves the
// rest of it as it is.
func (a *assembly) patch(p *prepared) error {
	a.now.Files = maps.Clone(a.before.Files)
	ours := map[string]bool{} // outputs that stay
	for i := range p.Pages {
		page := &p.Pages[i]
		kept := a.kept(page)
		if !kept {
			if err := a.page(page); err != nil {
				return err
			}
		}
		for _, name := range page.Outputs {
			ours[name] = kept
		}
	}
	return filepath.WalkDir(a.folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(a.folder, file)
		if err != nil || ours[filepath.ToSlash(name)] {
			return err
		}
		to := filepath.Join(a.dest, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Rename(file, to)
	})
}

func (a *assembly) path(name string) string { return filepath.Join(a.folder, filepath.FromSlash(name)) }

func (a *assembly) remember(name, key string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now.add(a.folder, name, key)
}

// splice puts a page's fragments in the places of their markers.
func (a *assembly) splice(file string, p *preparedPage) error {
	page, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var pieces []string
	missing := map[string]bool{}
	for _, name := range p.Fragments {
		missing[name] = true
	}
	rest := string(page)
	for {
		before, after, found := strings.Cut(rest, markerOpen)
		pieces = append(pieces, before)
		if !found {
			break
		}
		name, after, _ := strings.Cut(after, markerClose)
		texts, err := a.fragments.read(name)
		if err != nil {
			return fmt.Errorf("putting together %s: %w", p.Adapter.URL, err)
		}
		pieces = append(pieces, texts...)
		delete(missing, name)
		rest = after
	}
	if len(missing) > 0 {
		return fmt.Errorf("layouts/%s.html leaves out a text of the page %s: every body is to be shown, with {{ partial \"fragment.html\" .body }}", p.Adapter.Layout, p.Adapter.URL)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	w := a.writers.Get().(*bufio.Writer)
	defer a.writers.Put(w)
	w.Reset(f)
	for _, s := range pieces {
		if _, err = w.WriteString(s); err != nil {
			break
		}
	}
	return errors.Join(err, w.Flush(), f.Close())
}

// takeOver brings a file of the last build into this one.
func (a *assembly) takeOver(name string) error {
	from, to := filepath.Join(a.dest, filepath.FromSlash(name)), a.path(name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	err := os.Link(from, to)
	if errors.Is(err, fs.ErrExist) { // Hugo makes a page of its own for a folder without one
		if err = os.Remove(to); err == nil {
			err = os.Link(from, to)
		}
	}
	if err == nil {
		return nil
	}
	return copyFile(to, from)
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

// copyFile copies a file.
func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in) // within the kernel, where it can
	return errors.Join(err, out.Close())
}
