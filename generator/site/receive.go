package site

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/hugo"
)

// ownFiles are the files that Hugo has no part in: pages that are kept, and what
// is published byte for byte.
func ownFiles(todo *Prepared, kept []*preparedPage) map[string]bool {
	names := outputsOf(kept)
	for _, f := range todo.files {
		names[f.path] = true
	}
	return names
}

// receive puts what Hugo makes into the folder, as it comes: the pages it was
// asked for, completed, and all else, such as style sheets and the site map, if
// it is none of our own. A page of its own for a folder whose page was taken
// over is left out.
func (a *assembly) receive(h *hugo.Process, own map[string]bool, stale []*preparedPage) error {
	missing := map[string]*preparedPage{}
	for _, p := range stale {
		for _, name := range p.outputs {
			missing[name] = p
		}
	}
	work := pool.New().WithErrors().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	err := h.Files(func(f hugo.File) error {
		page := missing[f.Name]
		switch {
		case page != nil && f.Modified.IsZero() && len(f.Data) > 0:
			delete(missing, f.Name)
			work.Go(func() error { return a.complete(page, f.Name, string(f.Data)) })
		case page == nil && !own[f.Name]:
			work.Go(func() error { return a.rest(f) })
		default:
			return nil
		}
		own[f.Name] = true
		return nil
	})
	if err := errors.Join(err, work.Wait()); err != nil {
		return err
	}
	for _, p := range stale {
		for _, name := range p.outputs {
			if missing[name] != nil {
				return fmt.Errorf("no page %s was made from layouts/%s.html", p.adapter.URL, p.adapter.Layout)
			}
		}
	}
	return nil
}

// complete puts a file of a page that Hugo made into the folder.
func (a *assembly) complete(p *preparedPage, name, made string) error {
	pieces := []string{made}
	if (len(p.fragments) > 0 || p.lists != nil) && strings.HasSuffix(name, ".html") {
		var err error
		if pieces, err = a.splice(made, p); err != nil {
			return fmt.Errorf("putting together %s: %w", p.adapter.URL, err)
		}
	}
	f, err := createFile(a.path(name))
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
	if err := errors.Join(err, w.Flush(), f.Close()); err != nil {
		return err
	}
	return a.remember(name, a.key(p))
}

// rest puts another file into the folder.
func (a *assembly) rest(f hugo.File) error {
	file := a.path(f.Name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(file, f.Data, 0o644); err != nil {
		return err
	}
	if f.Modified.IsZero() {
		return nil
	}
	return os.Chtimes(file, time.Time{}, f.Modified)
}
