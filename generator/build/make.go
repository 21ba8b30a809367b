package build

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/folder"
	"policyarchive/generator/hugo"
	"policyarchive/generator/theme"
	"policyarchive/generator/words"
)

// makeOptions are the settings of makeSite.
type makeOptions struct {
	// Destination is the folder to publish into; relative paths start at the
	// site's folder, and empty means public there.
	Destination string
	// Only, if not nil, are paths of pages, such as /privacy/, that someone waits
	// for: nothing else is made, and the rest of the destination stays as it is. The
	// destination is then not replaced as a whole.
	Only []string
}

// startHugo starts the Hugo that makeSite needs, so that it gets ready while the site
// is worked out; baseURL replaces the one of hugo.toml, unless empty. It makes the
// pages in the site's own language. Stop it if makeSite is not called.
func startHugo(ctx context.Context, dir, baseURL string, l *words.Language) (*hugo.Process, error) {
	if err := os.RemoveAll(filepath.Join(dir, buildDir, "i18n")); err != nil {
		return nil, fmt.Errorf("preparing the site's data: %w", err)
	}
	for _, part := range []string{"content", "assets", "i18n"} { // Hugo mounts them
		if err := os.MkdirAll(filepath.Join(dir, buildDir, part), 0o755); err != nil {
			return nil, fmt.Errorf("preparing the site's data: %w", err)
		}
	}
	if err := theme.Write(filepath.Join(dir, buildDir, hugo.ThemeDir)); err != nil {
		return nil, err
	}
	return startSpeaker(ctx, dir, baseURL, l)
}

// startSpeaker starts a Hugo that speaks a language, of which it gets the words.
func startSpeaker(ctx context.Context, dir, baseURL string, l *words.Language) (*hugo.Process, error) {
	if err := os.WriteFile(filepath.Join(dir, buildDir, "i18n", l.Name+".toml"), l.Source, 0o644); err != nil {
		return nil, fmt.Errorf("writing the words of the interface for Hugo: %w", err)
	}
	return hugo.Start(ctx, dir, filepath.Join(dir, buildDir), baseURL,
		hugo.Language{Name: l.Name, Locale: l.Locale, Direction: l.Direction, DateFormat: l.DateFormat})
}

// makeSite builds a prepared site with a Hugo that was started for it, in a folder
// beside the destination, and puts that in the destination's place. If anything
// fails, the destination stays as it was; the error is a *[hugo.Error] if a
// template, the configuration or a page is at fault.
func makeSite(h *hugo.Process, todo *preparedSite, o makeOptions) error {
	dir, err := filepath.Abs(todo.dir)
	if err != nil {
		return fmt.Errorf("finding the site's folder: %w", err)
	}
	dest := o.Destination
	if dest == "" {
		dest = "public"
	}
	if !filepath.IsAbs(dest) {
		dest = filepath.Join(dir, dest)
	}
	out, err := openOutput(dir, dest)
	if err != nil {
		return err
	}
	defer out.abandon()
	pages, rest := todo.divide(o.Only)
	all, err := speakers(h, dir, pages)
	defer func() {
		for _, other := range all[1:] {
			other.Stop()
		}
	}()
	if err != nil {
		return err
	}
	if err := todo.writeForHugo(dir, all, pages); err != nil {
		return fmt.Errorf("writing the site's data for Hugo: %w", err)
	}
	for _, h := range all {
		h.Begin()
	}
	a := &assembly{folder: out.site(), store: todo.store}
	own := outputsOf(rest)
	for i := range todo.files {
		own[todo.files[i].path] = true
	}
	if o.Only != nil {
		return errors.Join(a.receiveAll(all, own, pages), out.patch())
	}
	beside := make(chan error, 1)
	go func() { beside <- a.writeFiles(h.Context(), todo.files) }()
	err = a.receiveAll(all, own, pages)
	if err := errors.Join(err, <-beside); err != nil {
		return err
	}
	return out.commit()
}

// speakers are the Hugos that make pages, each in its language: h, and one for each
// further language, which are started here.
func speakers(h *hugo.Process, dir string, pages []*preparedPage) ([]*hugo.Process, error) {
	all, known := []*hugo.Process{h}, map[string]bool{h.Language.Name: true}
	for _, p := range pages {
		if known[p.language.Name] {
			continue
		}
		known[p.language.Name] = true
		other, err := startSpeaker(h.Context(), dir, h.BaseURL, p.language)
		if err != nil {
			return all, err
		}
		all = append(all, other)
	}
	return all, nil
}

// divide tells the pages that are to be made from those that wait. The home page
// is always made: Hugo would make one of its own.
func (todo *preparedSite) divide(only []string) (pages, rest []*preparedPage) {
	for i := range todo.pages {
		if p := &todo.pages[i]; only == nil || p.adapter.Kind == "home" || slices.Contains(only, p.adapter.URL) {
			pages = append(pages, p)
		} else {
			rest = append(rest, p)
		}
	}
	return pages, rest
}

// outputsOf are the files that Hugo makes of several pages.
func outputsOf(pages []*preparedPage) map[string]bool {
	names := map[string]bool{}
	for _, p := range pages {
		for _, name := range p.outputs {
			names[name] = true
		}
	}
	return names
}

// assembly puts the files of a site into a folder that is empty. Its methods may
// be called at once.
type assembly struct {
	folder  string
	store   *Store
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
