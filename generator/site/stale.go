package site

import (
	"fmt"
	"path/filepath"
	"slices"
)

// writeStale tells Hugo, through the content adapter, which pages to make.
func writeStale(dir string, pages []adapterPage) error {
	data, err := marshal(pages)
	if err == nil {
		err = writeFile(filepath.Join(dir, buildDir, "assets", "data", "pages.json"), data)
	}
	if err != nil {
		return fmt.Errorf("writing the list of pages: %w", err)
	}
	return nil
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
