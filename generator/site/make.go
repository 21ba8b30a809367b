package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"policyarchive/generator/hugo"
)

// MakeOptions are the settings of Make.
type MakeOptions struct {
	// Destination is the folder to publish into; relative paths start at the
	// site's folder, and empty means public there.
	Destination string
	// Only, if not nil, are paths of pages, such as /privacy/, that someone waits
	// for: other outdated pages, and files beside pages, stay as the last build
	// left them, if it did, and are made by the next one without Only. The
	// destination is then not replaced as a whole.
	Only []string
}

// StartHugo starts the Hugo that Make needs, before Write or after it; baseURL
// replaces the one of hugo.toml, unless empty. Who does not make the site stops it.
func StartHugo(ctx context.Context, dir, baseURL string) (*hugo.Process, error) {
	for _, part := range []string{"content", "assets"} { // hugo.toml mounts them
		if err := os.MkdirAll(filepath.Join(dir, buildDir, part), 0o755); err != nil {
			return nil, fmt.Errorf("preparing the site's data: %w", err)
		}
	}
	return hugo.Start(ctx, dir, filepath.Join(dir, buildDir), baseURL)
}

// Make builds a site that Write prepared, with a Hugo that was started for it, and
// puts the result in place of what an earlier run left at the destination.
// Hugo makes the pages whose key is another than there; the rest is taken over.
// If anything fails, the earlier result stays as it was; the error is a
// *[hugo.Error] if a template, the configuration or a page is at fault.
func Make(h *hugo.Process, todo *Prepared, o MakeOptions) error {
	saved := make(chan error, 1)
	go func() { saved <- todo.fragments.save() }() // for the next build
	err := makeSite(h, todo, o)
	if failed := <-saved; failed != nil {
		err = errors.Join(err, fmt.Errorf("storing rendered fragments: %w", failed))
	}
	return err
}

func makeSite(h *hugo.Process, todo *Prepared, o MakeOptions) error {
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
	if err := haveLayouts(dir, todo.pages); err != nil {
		return err
	}
	out, err := openOutput(dir, dest)
	if err != nil {
		return err
	}
	defer out.abandon()
	found, err := findGround(dir)
	if err != nil {
		return err
	}
	known := found.published
	if err := sweepSpares(dir, known); err != nil {
		return fmt.Errorf("removing the spare of a site that is gone: %w", err)
	}
	a := newAssembly(dir, todo, out, found, h.BaseURL, o.Only)
	if err := errors.Join(a.run(h, todo, out), a.fragments.close(), a.parts.close()); err != nil {
		return err
	}
	known[out.dest] = a.now
	return known.save(dir)
}
