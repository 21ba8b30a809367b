// Package watch tells when files below some folders change, in batches: an
// editor that saves with three writes causes one report.
package watch

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing must happen before a batch is reported.
const quiet = 40 * time.Millisecond

// Run calls changed with the sorted paths of each batch until ctx ends. Roots
// are files or folders, watched with everything below them; those that do not
// exist are left out. Hidden files and editors' leftovers are ignored.
func Run(ctx context.Context, roots []string, changed func(paths []string)) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch files: %w", err)
	}
	defer w.Close()
	for _, root := range roots {
		if err := add(w, root); err != nil {
			return fmt.Errorf("watch %s: %w", root, err)
		}
	}
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
			if ignored(e.Name) || e.Op == fsnotify.Chmod {
				continue
			}
			if e.Has(fsnotify.Create) {
				_ = add(w, e.Name) // it may be gone already
			}
			batch[e.Name] = true
			timer.Reset(quiet)
		case <-timer.C:
			paths := make([]string, 0, len(batch))
			for p := range batch {
				paths = append(paths, p)
			}
			slices.Sort(paths)
			clear(batch)
			changed(paths)
		}
	}
}

// add watches a file's folder, or a folder and all below it.
func add(w *fsnotify.Watcher, root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == root:
			return nil
		case err != nil:
			return err
		case d.IsDir() && path != root && ignored(path):
			return filepath.SkipDir
		case d.IsDir(), path == root:
			return w.Add(path)
		}
		return nil
	})
}

func ignored(path string) bool {
	name := filepath.Base(path)
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".tmp") || name == "4913"
}
