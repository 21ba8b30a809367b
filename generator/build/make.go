package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"policyarchive/generator/drift"
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
	for _, part := range []string{"content", "assets", "data", "i18n"} { // Hugo mounts them
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
	a := &assembly{folder: out.site(), store: todo.store, checked: drift.NewPages()}
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
