package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A list of a page, such as the changelog, gets an item or two with another
// version, and all others stay as they are. What Hugo made of an item is
// therefore kept as a part, beside the rendered texts, and Hugo is asked for
// the others alone: the partial keep.html prints markers around what it makes,
// or one marker where a part is to be put.

// Part is what is kept of an item of a list.
type Part struct {
	Name string `json:"name"`
	Kept bool   `json:"kept"` // it is there, and Hugo need not make it
}

// itemized is the data of a page with lists whose items are kept.
type itemized interface {
	// withParts returns the data with what part says of each item. shared is all
	// that a template may make of an item beside the item itself: of the page
	// that is, since layouts, words, the configuration and what versions are
	// called concern all pages. Of what is kept, the data has only what other
	// parts of the page need.
	withParts(part func(shared, item any) (*Part, error)) (any, error)
}

func (p PolicyPage) withParts(part func(shared, item any) (*Part, error)) (_ any, err error) {
	p.Sections = slices.Clone(p.Sections)
	for i := range p.Sections {
		s := &p.Sections[i]
		if s.Part, err = part("policy", s); err != nil {
			return nil, err
		}
		if s.Part.Kept {
			s.Body, s.Since = "", nil // the list of contents needs neither
		}
	}
	return p, nil
}

func (p ChangelogPage) withParts(part func(shared, item any) (*Part, error)) (_ any, err error) {
	p.Groups = slices.Clone(p.Groups)
	for i := range p.Groups {
		g := &p.Groups[i]
		if g.Part, err = part([]string{"changelog", p.Policy.Lang, p.Policy.Dir, p.Policy.UpcomingURL}, g); err != nil {
			return nil, err
		}
		if g.Part.Kept {
			g.Entries = slices.DeleteFunc(slices.Clone(g.Entries), func(e Entry) bool { return !e.Feed })
			for n := range g.Entries {
				g.Entries[n].Sections = nil // feeds need all else
			}
		}
	}
	return p, nil
}

func (p ArchivePage) withParts(part func(shared, item any) (*Part, error)) (_ any, err error) {
	p.Entries = slices.Clone(p.Entries)
	for i := range p.Entries {
		e := &p.Entries[i]
		if e.Part, err = part("archive", e); err != nil {
			return nil, err
		}
		if e.Part.Kept {
			*e = Entry{Version: e.Version, Part: e.Part}
		}
	}
	return p, nil
}

func (p ComparisonsPage) withParts(part func(shared, item any) (*Part, error)) (_ any, err error) {
	for _, list := range []*[]CompareLink{&p.Neighbours, &p.Current, &p.Others} {
		*list = slices.Clone(*list)
		for i := range *list {
			l := &(*list)[i]
			if l.Part, err = part("comparisons", l); err != nil {
				return nil, err
			}
			if l.Part.Kept {
				*l = CompareLink{From: Version{Name: l.From.Name}, To: Version{Name: l.To.Name}, Part: l.Part}
			}
		}
	}
	return p, nil
}

// part is what is kept of an item.
func (a *assembly) part(shared, item any) (*Part, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s\n", a.common, a.baseURL)
	for _, v := range []any{shared, item} {
		data, err := marshal(v)
		if err != nil {
			return nil, err
		}
		h.Write(data)
	}
	p := &Part{Name: hex.EncodeToString(h.Sum(nil)[:16])}
	_, p.Kept = a.parts.recall(p.Name)
	return p, nil
}

// partMarker is what the partial keep.html prints, as the minifier leaves it:
// x-part before what Hugo made of an item and x-end behind it, x-kept for what
// is kept.
var partMarker = regexp.MustCompile(`<x-(part|kept) n="?([0-9a-f]+)"?></x-(?:part|kept)>`)

const partEnd = "<x-end></x-end>"

// putParts puts what is kept into a page, and keeps what Hugo made.
func (a *assembly) putParts(page string) (string, error) {
	var b strings.Builder
	for {
		at := partMarker.FindStringSubmatchIndex(page)
		if at == nil {
			b.WriteString(page)
			return b.String(), nil
		}
		b.WriteString(page[:at[0]])
		kind, name := page[at[2]:at[3]], page[at[4]:at[5]]
		page = page[at[1]:]
		if kind == "kept" {
			texts, ok := a.parts.recall(name)
			if !ok {
				return "", fmt.Errorf("a part that was kept is gone: build again")
			}
			b.WriteString(strings.Join(texts, ""))
			continue
		}
		made, rest, found := strings.Cut(page, partEnd)
		if !found {
			return "", fmt.Errorf("a part has no end: see layouts/_partials/keep.html")
		}
		if err := a.parts.store(name, []string{made}); err != nil {
			return "", fmt.Errorf("keeping a part: %w", err)
		}
		b.WriteString(made)
		page = rest
	}
}

// told is what Hugo is told of a page, as JSON.
func (a *assembly) told(p *preparedPage) ([]byte, error) {
	if p.lists == nil {
		return p.data, nil
	}
	data, err := p.lists.withParts(a.part)
	if err != nil {
		return nil, err
	}
	return marshal(data)
}

// keepParts stores the parts of this build, and forgets the others; pages are
// those that Hugo did not make, whose parts are to stay.
func (a *assembly) keepParts(pages []*preparedPage) error {
	for _, p := range pages {
		if p.lists != nil {
			if _, err := p.lists.withParts(a.part); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(a.parts.sweep(), a.parts.save()); err != nil {
		return fmt.Errorf("keeping parts of pages: %w", err)
	}
	return nil
}
