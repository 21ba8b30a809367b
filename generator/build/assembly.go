package build

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
	"time"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/drift"
	"policyarchive/generator/folder"
	"policyarchive/generator/hugo"
)

// assembly puts the files of a site into a folder that is empty. Its methods may
// be called at once.
type assembly struct {
	folder  string
	store   *Store
	checked *drift.Pages
	writers sync.Pool // of *bufio.Writer: fresh memory costs as much as the writing
}

func (a *assembly) path(name string) string { return filepath.Join(a.folder, filepath.FromSlash(name)) }

// receiveAll receives from one Hugo after the other: what is there in every
// language, such as the site map, is taken from the first.
func (a *assembly) receiveAll(all []*hugo.Process, own map[string]bool, pages []*preparedPage) error {
	for _, h := range all {
		var its []*preparedPage
		for _, p := range pages {
			if p.language.Name == h.Language.Name {
				its = append(its, p)
			}
		}
		if err := a.receive(h, own, its); err != nil {
			return err
		}
	}
	return nil
}

// receive puts what Hugo makes into the folder, as it comes: the pages it was
// asked for, completed, and all else, such as style sheets and the site map, if
// it is none of our own.
func (a *assembly) receive(h *hugo.Process, own map[string]bool, pages []*preparedPage) error {
	missing := map[string]*preparedPage{}
	for _, p := range pages {
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
			work.Go(func() error { return a.page(page, f.Name, string(f.Data)) })
		case page == nil && !own[f.Name]:
			work.Go(func() error { return a.other(f) })
		default:
			return nil
		}
		own[f.Name] = true
		return nil
	})
	if err := errors.Join(err, work.Wait()); err != nil {
		return err
	}
	for _, p := range pages {
		for _, name := range p.outputs {
			if missing[name] != nil {
				return fmt.Errorf("no page %s was made from layouts/%s.html", p.adapter.URL, p.adapter.Layout)
			}
		}
	}
	return nil
}

// page puts a file of a page that Hugo made into the folder, with its texts.
func (a *assembly) page(p *preparedPage, name, made string) error {
	pieces := []string{made}
	if len(p.data.fragments) > 0 && strings.HasSuffix(name, ".html") {
		var err error
		if pieces, err = a.store.splice(made, p); err != nil {
			return fmt.Errorf("putting together %s: %w", p.adapter.URL, err)
		}
	}
	if p.text != nil {
		if err := a.checked.Check(pieces, p.text); err != nil {
			return driftError(p, err)
		}
	}
	f, err := folder.OpenNew(a.path(name))
	if err != nil {
		return err
	}
	w, ok := a.writers.Get().(*bufio.Writer)
	if !ok {
		w = bufio.NewWriterSize(nil, 256<<10)
	}
	defer a.writers.Put(w)
	w.Reset(f)
	for _, s := range pieces {
		if _, err = w.WriteString(s); err != nil {
			break
		}
	}
	return errors.Join(err, w.Flush(), f.Close())
}

// other puts another file that Hugo made, or passed on, into the folder.
func (a *assembly) other(f hugo.File) error {
	if err := folder.Create(a.path(f.Name), f.Data); err != nil || f.Modified.IsZero() {
		return err
	}
	return os.Chtimes(a.path(f.Name), time.Time{}, f.Modified)
}

// writeFiles publishes files byte for byte.
func (a *assembly) writeFiles(ctx context.Context, files []preparedFile) error {
	if err := os.MkdirAll(a.folder, 0o755); err != nil {
		return fmt.Errorf("preparing the new site's folder: %w", err)
	}
	work := pool.New().WithErrors().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i := range files {
		f := &files[i]
		if ctx.Err() != nil {
			break
		}
		work.Go(func() error {
			data, err := f.data, error(nil)
			if f.read != nil {
				data, err = f.read()
			}
			if err == nil {
				err = folder.Create(a.path(f.path), data)
			}
			if err != nil {
				return fmt.Errorf("publishing %s: %w", f.path, err)
			}
			return nil
		})
	}
	return errors.Join(ctx.Err(), work.Wait())
}

// driftError says what to do about a page that shows other words than its text has.
func driftError(p *preparedPage, err error) error {
	return fmt.Errorf("the page %s does not show the text of %s as it is: %w. A template, the minifier or this program "+
		"alters it: look at layouts/%s.html and what it includes. What a template adds within the element of the id %s "+
		"needs the class %s", p.adapter.URL, p.text.Version, err, p.adapter.Layout, drift.TextID, drift.ApartClass)
}
