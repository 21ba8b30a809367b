package site

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
)

// A template prints the name of a fragment between these where it is to stand:
// rendered texts do not pass through Hugo, which would read, minify and write
// all of them in every build.
const (
	markerOpen  = "<x-fragment>"
	markerClose = "</x-fragment>"
)

// splice copies a page, maybe to its own place, and puts its fragments in the
// places of their markers.
func (a *assembly) splice(from, to string, p *preparedPage) error {
	page, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	rest := string(page)
	if p.lists != nil {
		if rest, err = a.putParts(rest); err != nil {
			return fmt.Errorf("putting together %s: %w", p.adapter.URL, err)
		}
	}
	var pieces []string
	missing := map[string]bool{}
	for _, name := range p.fragments {
		missing[name] = true
	}
	for {
		before, after, found := strings.Cut(rest, markerOpen)
		pieces = append(pieces, before)
		if !found {
			break
		}
		name, after, _ := strings.Cut(after, markerClose)
		texts, err := a.fragments.read(name)
		if err != nil {
			return fmt.Errorf("putting together %s: %w", p.adapter.URL, err)
		}
		pieces = append(pieces, texts...)
		delete(missing, name)
		rest = after
	}
	if len(missing) > 0 {
		return fmt.Errorf("layouts/%s.html leaves out a text of the page %s: every body is to be shown, with {{ partial \"fragment.html\" .body }}", p.adapter.Layout, p.adapter.URL)
	}
	open := createFile
	if from == to {
		open = func(name string) (*os.File, error) { return os.OpenFile(name, os.O_WRONLY|os.O_TRUNC, 0) }
	}
	f, err := open(to)
	if err != nil {
		return err
	}
	w := a.writers.Get().(*bufio.Writer)
	defer a.writers.Put(w)
	w.Reset(f)
	for _, s := range pieces {
		if _, err = w.WriteString(s); err != nil {
			break
		}
	}
	return errors.Join(err, w.Flush(), f.Close())
}
