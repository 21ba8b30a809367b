package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// preparedPages reads the list of pages that Write left for Hugo.
func preparedPages(dir string) ([]adapterPage, error) {
	data, err := os.ReadFile(filepath.Join(dir, buildDir, "assets", "data", "pages.json"))
	if err != nil {
		return nil, fmt.Errorf("reading the list of pages: %w", err)
	}
	var pages []adapterPage
	if err := json.Unmarshal(data, &pages); err != nil {
		return nil, fmt.Errorf("reading the list of pages: %w", err)
	}
	return pages, nil
}

// haveLayouts checks that every page has its template. Hugo would not miss
// one: it would publish the page, empty, through the next best template.
func haveLayouts(dir string, pages []adapterPage) error {
	var missing []error
	seen := map[string]bool{}
	for _, p := range pages {
		if seen[p.Layout] {
			continue
		}
		seen[p.Layout] = true
		name := filepath.Join("layouts", p.Layout+".html")
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			missing = append(missing, fmt.Errorf("the template %s, for pages such as %s, cannot be read: %w", name, p.URL, err))
		}
	}
	return errors.Join(missing...)
}

// complete checks that Hugo made a file of every page it was told to make.
func complete(built string, pages []adapterPage) error {
	var missing []error
	for _, p := range pages {
		file := filepath.Join(built, filepath.FromSlash(p.URL), "index.html")
		if info, err := os.Stat(file); err != nil || info.Size() == 0 {
			missing = append(missing, fmt.Errorf("no page %s was made from layouts/%s.html", p.URL, p.Layout))
		}
	}
	return errors.Join(missing...)
}
