package site

import (
	"fmt"
	"path/filepath"
	"slices"
)

// writeStale tells Hugo, through the content adapter, which pages to make.
func writeStale(dir string, pages []*preparedPage) error {
	list := make([]adapterPage, len(pages))
	for i, p := range pages {
		list[i] = p.Adapter
	}
	data, err := marshal(list)
	if err == nil {
		err = writeFile(filepath.Join(dir, buildDir, "assets", "data", "pages.json"), data)
	}
	if err != nil {
		return fmt.Errorf("writing the list of pages: %w", err)
	}
	return nil
}

// divide tells the pages that are kept from those that Hugo has to make.
func (a *assembly) divide(pages []preparedPage) (kept, stale []*preparedPage) {
	for i := range pages {
		if p := &pages[i]; a.kept(p) {
			kept = append(kept, p)
		} else {
			stale = append(stale, p)
		}
	}
	return kept, stale
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
