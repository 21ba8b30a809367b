package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"policyarchive/generator/host"
)

// forHost are files that a host reads itself, and does not send, or not as they are.
var forHost = []string{"_headers", "_redirects", "404.html"}

// lister is what knows all files of a site; an address does not.
type lister interface {
	// List returns the paths of all files.
	List() ([]string, error)
}

// Compare compares a published site with one that was built anew from its source: it
// returns the files that differ, sorted by path, and how many were compared. Files that
// only the published site has are found where they can be listed, in a [Folder].
func Compare(ctx context.Context, files Files, rebuilt Folder, progress func(done, all int)) ([]Fault, int, error) {
	names, err := rebuilt.List()
	if err != nil {
		return nil, 0, err
	}
	redirected := func(string) bool { return false }
	if a, ok := files.(*Address); ok {
		if redirected, err = a.redirected(ctx, rebuilt); err != nil {
			return nil, 0, err
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return slices.Contains(forHost, name) || redirected(name) })
	faults, err := faultsOf(ctx, names, progress, func(ctx context.Context, name string) (*Fault, error) {
		want, err := rebuilt.Read(ctx, name)
		if err != nil {
			return nil, err
		}
		have, err := files.Read(ctx, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return &Fault{name, "is not there, and the source makes it"}, nil
		case err != nil:
			return nil, err
		case !bytes.Equal(have, want):
			return &Fault{name, "is not what the source makes: " + difference(have, want)}, nil
		}
		return nil, nil
	})
	if err != nil {
		return nil, 0, err
	}
	if all, ok := files.(lister); ok {
		published, err := all.List()
		if err != nil {
			return nil, 0, err
		}
		for _, name := range published {
			if !slices.Contains(names, name) && !slices.Contains(forHost, name) {
				faults = append(faults, Fault{name, "is there, and the source does not make it"})
			}
		}
	}
	sortFaults(faults)
	return faults, len(names), nil
}

// redirected reports of files whether a host sends something else in their place, by the
// rules that were built with them.
func (a *Address) redirected(ctx context.Context, rebuilt Folder) (func(name string) bool, error) {
	data, err := rebuilt.Read(ctx, "_redirects")
	if errors.Is(err, fs.ErrNotExist) {
		return func(string) bool { return false }, nil
	}
	if err != nil {
		return nil, err
	}
	rules, err := host.ParseRedirects(string(data))
	return func(name string) bool {
		rule := rules.Match(a.at(name))
		return rule != nil && rule.Force
	}, err
}

// difference says where two texts begin to differ, and quotes both from there.
func difference(have, want []byte) string {
	at := 0
	for at < min(len(have), len(want)) && have[at] == want[at] {
		at++
	}
	return fmt.Sprintf("from byte %d on it has %s, and should have %s", at+1, quote(have[at:]), quote(want[at:]))
}

// quote is the beginning of a text.
func quote(text []byte) string {
	const most = 40
	if len(text) == 0 {
		return "nothing"
	}
	return fmt.Sprintf("%q", text[:min(len(text), most)])
}

// List implements lister.
func (f Folder) List() (names []string, err error) {
	err = fs.WalkDir(f.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the files of the site: %w", err)
	}
	return names, nil
}
