// Package watch tells when files below some folders change, in batches: an
// editor that saves with three writes causes one report.
package watch

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing must happen before a batch is reported.
const quiet = 40 * time.Millisecond

// Run calls ready as soon as no change can be missed, and then changed with the
// sorted paths of each batch until ctx ends. Roots
// are files or folders, watched with everything below them; those that do not
// exist are watched from the moment they do, if the folder above them does. Hidden files and editors'
// leftovers are ignored. While changed runs, changes are collected for the
// next batch.
func Run(ctx context.Context, roots []string, ready func(), changed func(paths []string)) error {
	inner, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch files: %w", err)
	}
	defer inner.Close()
	w := &watcher{inner, roots}
	for _, root := range roots {
		// A file that is replaced, or a folder that is not there yet, is seen
		// through the folder above it.
		if err := inner.Add(filepath.Dir(root)); err != nil {
			return fmt.Errorf("watch %s: %w", filepath.Dir(root), err)
		}
		if err := w.add(root); err != nil {
			return fmt.Errorf("watch %s: %w", root, err)
		}
	}
	ready()
	return w.collect(ctx, changed)
}

// watcher is an fsnotify watcher of some roots.
type watcher struct {
	*fsnotify.Watcher
	roots []string
}

// collect reports events in batches.
func (w *watcher) collect(ctx context.Context, changed func(paths []string)) error {
	batch := map[string]bool{}
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err, ok := <-w.Errors:
			if !ok {
				return nil
			}
			return fmt.Errorf("watch files: %w", err)
		case e, ok := <-w.Events:
			if !ok {
				return nil
			}
			e.Name = filepath.Clean(e.Name)
			if e.Op == fsnotify.Chmod || !w.concerns(e.Name) {
				continue
			}
			if e.Has(fsnotify.Create) {
				_ = w.add(e.Name) // it may be gone already
			}
			batch[e.Name] = true
			timer.Reset(quiet)
		case <-timer.C:
			paths := slices.Sorted(maps.Keys(batch))
			clear(batch)
			changed(paths)
		}
	}
}

// add watches a folder and all below it; a file is seen through its folder.
func (w *watcher) add(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == root:
			return nil
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case path != root && ignored(path):
			return filepath.SkipDir
		}
		return w.Add(path)
	})
}

// concerns reports whether a path is a root or below one, and not ignored.
func (w *watcher) concerns(path string) bool {
	if ignored(path) {
		return false
	}
	for _, root := range w.roots {
		if path == filepath.Clean(root) || strings.HasPrefix(path, filepath.Clean(root)+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

func ignored(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") ||
		strings.HasSuffix(name, ".tmp") || name == "4913"
}
