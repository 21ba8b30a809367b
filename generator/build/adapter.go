package build

import (
	"strings"

	"policyarchive/generator/schema"
)

// adapterPage is what the content adapter passes to Hugo's AddPage; its field
// names are Hugo's front matter. The page's data, as JSON, is among its params
// when it is handed over.
type adapterPage struct {
	Path   string         `json:"path"`
	URL    string         `json:"url"` // keeps the case of the path, which Hugo would lower
	Kind   string         `json:"kind"`
	Layout string         `json:"layout"`
	Title  string         `json:"title"`
	Params map[string]any `json:"params"`
}

// adapterPages lists the pages for the content adapter. Hugo takes a page that
// has others below it for a section, whatever it shows.
func adapterPages(s *schema.Site) []adapterPage {
	parents := map[string]bool{}
	for _, p := range s.Pages {
		for at := strings.LastIndexByte(p.Path, '/'); at > 0; at = strings.LastIndexByte(p.Path[:at], '/') {
			parents[p.Path[:at]] = true
		}
	}
	pages := make([]adapterPage, 0, len(s.Pages))
	for _, p := range s.Pages {
		a := adapterPage{
			Path:   p.Path,
			URL:    strings.TrimSuffix(p.Path, "/") + "/",
			Kind:   "page",
			Layout: p.Layout,
			Title:  p.Title,
			Params: map[string]any{
				"description": p.Description,
				"lang":        p.Lang,
				"dir":         p.Dir,
				"modified":    p.Modified,
				"noindex":     p.NoIndex,
				"canonical":   p.Canonical,
			},
		}
		switch {
		case p.Path == "/":
			a.Kind = "home"
		case parents[p.Path]:
			a.Kind = "section"
		}
		pages = append(pages, a)
	}
	return pages
}
