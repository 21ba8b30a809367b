package site

import (
	"fmt"
	"strings"
)

// A template prints the name of a fragment between these where it is to stand:
// rendered texts do not pass through Hugo, which would read, minify and write
// all of them in every build.
const (
	markerOpen  = "<x-fragment>"
	markerClose = "</x-fragment>"
)

// splice puts the fragments of a page that Hugo made in the places of their
// markers, and returns the page in pieces.
func (a *assembly) splice(page string, p *preparedPage) ([]string, error) {
	if p.lists != nil {
		var err error
		if page, err = a.putParts(page); err != nil {
			return nil, err
		}
	}
	var pieces []string
	missing := map[string]bool{}
	for _, name := range p.fragments {
		missing[name] = true
	}
	for {
		before, after, found := strings.Cut(page, markerOpen)
		pieces = append(pieces, before)
		if !found {
			break
		}
		name, after, _ := strings.Cut(after, markerClose)
		texts, err := a.fragments.read(name)
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, texts...)
		delete(missing, name)
		page = after
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("layouts/%s.html leaves out a text of the page %s: every body is to be shown, with {{ partial \"fragment.html\" .body }}", p.adapter.Layout, p.adapter.URL)
	}
	return pieces, nil
}
