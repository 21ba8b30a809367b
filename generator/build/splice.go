package build

import (
	"fmt"
	"slices"
	"strings"
)

// A template prints the name of a fragment between these where it is to stand:
// rendered texts do not pass through Hugo, which would read, minify and write
// all of them. What a text holds can never be taken for a marker:
// U+FDD0 is no character, and stands in none (see characters.Clean).
const (
	markerOpen  = "<x-fragment>\uFDD0"
	markerClose = "</x-fragment>"
)

// splice puts the fragments of a page that Hugo made in the places of their
// markers, and returns the page in pieces.
func (s *Store) splice(page string, p *preparedPage) ([]string, error) {
	var pieces []string
	missing := map[string]bool{}
	for _, name := range p.data.fragments {
		missing[name] = true
	}
	for {
		before, after, found := strings.Cut(page, markerOpen)
		pieces = append(pieces, before)
		if !found {
			break
		}
		name, after, _ := strings.Cut(after, markerClose)
		texts, ok := s.get(name)
		if !ok {
			return nil, fmt.Errorf("layouts/%s.html shows a text %q that the page %s does not have", p.adapter.Layout, name,
				p.adapter.URL)
		}
		if !missing[name] && slices.Contains(p.data.text, name) {
			return nil, fmt.Errorf("layouts/%s.html shows a text of the page %s twice: which is the one that counts?",
				p.adapter.Layout, p.adapter.URL)
		}
		for _, t := range texts {
			text, err := s.spool.get(t)
			if err != nil {
				return nil, err
			}
			pieces = append(pieces, text)
		}
		delete(missing, name)
		page = after
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("layouts/%s.html leaves out a text of the page %s: every body is to be shown, with {{ "+
			"partial \"fragment.html\" .body }}", p.adapter.Layout, p.adapter.URL)
	}
	return pieces, nil
}
