package site

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// haveLayouts checks that every page has its template. Hugo would not miss
// one: it would publish the page, empty, through the next best template.
func haveLayouts(dir string, pages []preparedPage) error {
	var missing []error
	seen := map[string]bool{}
	for _, p := range pages {
		if seen[p.adapter.Layout] {
			continue
		}
		seen[p.adapter.Layout] = true
		name := filepath.Join("layouts", p.adapter.Layout+".html")
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			missing = append(missing, fmt.Errorf("the template %s, for pages such as %s, cannot be read: %w", name, p.adapter.URL, err))
		}
	}
	return errors.Join(missing...)
}
