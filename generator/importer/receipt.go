package importer

import (
	"encoding/json"
	"fmt"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/folder"
)

// receipt is what has to be known of an import to take it back. It is kept
// beside what a build leaves, and goes with it.
type receipt struct {
	// Before are the versions that were there, and Added those that were to be archived.
	Before []archive.Name `json:"before"`
	Added  []addedVersion `json:"added"`
	// Working is the working text that was replaced; nil if there was none.
	Working *string `json:"working,omitempty"`
	// Wrote is the digest of the working text that was written; empty if none was.
	Wrote string `json:"wrote,omitempty"`
}

// addedVersion is a version and the digest of its text.
type addedVersion struct {
	Version archive.Name `json:"version"`
	SHA256  string       `json:"sha256"`
}

func (r *receipt) added(name archive.Name) *addedVersion {
	if i := slices.IndexFunc(r.Added, func(v addedVersion) bool { return v.Version == name }); i >= 0 {
		return &r.Added[i]
	}
	return nil
}

// receiptFor is that of items that are about to be archived.
func (s Site) receiptFor(opened *archive.Archive, items []*Item) *receipt {
	r := &receipt{Before: names(opened.Versions(s.Policy))}
	for _, item := range items {
		r.Added = append(r.Added, addedVersion{item.Name, item.TextDigest()})
	}
	// An import that goes on where one was cut off is one with it.
	if last, err := s.readReceipt(); err == nil && last.goesOn(r) {
		r.Before, r.Working, r.Wrote = last.Before, last.Working, last.Wrote
		for _, v := range last.Added {
			if r.added(v.Version) == nil {
				r.Added = append(r.Added, v)
			}
		}
	}
	return r
}

// goesOn reports whether a next import archives what is missing of this one, and
// nothing else was archived meanwhile.
func (r *receipt) goesOn(next *receipt) bool {
	missing := false
	for _, v := range next.Added {
		added := r.added(v.Version)
		missing = missing || added != nil && *added == v
	}
	return missing && !slices.ContainsFunc(next.Before, func(n archive.Name) bool {
		return !slices.Contains(r.Before, n) && r.added(n) == nil
	})
}

func (s Site) write(r *receipt) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return folder.Replace(s.receipt(), append(data, '\n'))
}

func (s Site) readReceipt() (*receipt, error) {
	data, err := folder.ReadFile(s.receipt())
	if err != nil {
		return nil, err
	}
	var r receipt
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("%s: %w", s.receipt(), err)
	}
	return &r, nil
}
