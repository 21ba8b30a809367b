package wayback

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"policyarchive/generator/folder"
)

// Store is a folder that keeps fetched pages, so that a run which was broken
// off asks only for what is missing. Each page is one file, see [formatPage].
// Runs may share a folder: files appear whole or not at all.
type Store struct {
	Dir string // made when it is needed
}

var storedName = regexp.MustCompile(`^\d{14}-(?:[A-Z2-7]{32}|unknown)-[0-9a-f]{12}\.page$`)

// Get returns a stored page; false if there is none, or if its file is damaged.
func (s Store) Get(c Capture) (*Page, bool) {
	data, err := os.ReadFile(filepath.Join(s.Dir, storeName(c)))
	if err != nil {
		return nil, false
	}
	p, err := parsePage(data)
	if err != nil || p.Capture.Stamp != c.Stamp || p.Capture.Original != c.Original || p.Capture.Digest != c.Digest {
		return nil, false
	}
	return p, true
}

// Put stores a page, in place of an older file of the same capture.
func (s Store) Put(p *Page) error {
	name := storeName(p.Capture)
	if !storedName.MatchString(name) {
		return fmt.Errorf("store capture %q: its stamp or digest is none", p.Capture.Stamp)
	}
	data, err := formatPage(p)
	if err == nil {
		err = folder.Replace(filepath.Join(s.Dir, name), data) // one that a power cut damages is fetched again
	}
	if err != nil {
		return fmt.Errorf("store capture %s: %w", p.Capture.Stamp, err)
	}
	return nil
}

// Sweep removes the pages of captures that nobody will ask for again, and what
// killed runs left behind. Files that are not the store's stay.
func (s Store) Sweep(captures []Capture) error {
	gone := make(map[string]bool, len(captures))
	for _, c := range captures {
		gone[storeName(c)] = true
	}
	entries, err := os.ReadDir(s.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		name := e.Name()
		unfinished, _ := filepath.Match(folder.Unfinished, name) // the pattern is sound
		if unfinished || storedName.MatchString(name) && gone[name] {
			err = errors.Join(err, os.Remove(filepath.Join(s.Dir, name)))
		}
	}
	if err != nil {
		return fmt.Errorf("sweep stored captures: %w", err)
	}
	return nil
}
