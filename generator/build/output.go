package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"policyarchive/generator/folder"
	"strings"
)

// output is a destination that is replaced as a whole or not at all.
type output struct {
	dest, temporary, previous string
}

// site is the folder that takes the destination's place.
func (o *output) site() string { return filepath.Join(o.temporary, "site") }

// openOutput prepares a build beside dest: on the same file system, so that
// putting it in place is a rename. It refuses a dest that it would be wrong to
// replace.
func openOutput(dir, dest string) (*output, error) {
	parent, base := filepath.Split(filepath.Clean(dest))
	o := &output{
		dest:      filepath.Clean(dest),
		temporary: filepath.Join(parent, "."+base+".new"),
		previous:  filepath.Join(parent, "."+base+".old"),
	}
	if folder.Within(o.dest, dir) {
		return nil, fmt.Errorf("the destination %s holds the site's sources; choose another folder", o.dest)
	}
	if err := o.recover(); err != nil {
		return nil, fmt.Errorf("preparing the destination: %w", err)
	}
	if err := replaceable(o.dest); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(o.temporary, 0o755); err != nil {
		return nil, fmt.Errorf("preparing the destination: %w", err)
	}
	return o, nil
}

// recover cleans up after a run that was killed, bringing the last good site
// back if the run died between the two renames of commit.
func (o *output) recover() error {
	if _, err := os.Lstat(o.dest); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(o.previous, o.dest); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return o.discard()
}

// discard removes what is not the destination. The site built before gives up
// its name first: half removed, it must not be taken for one to bring back.
func (o *output) discard() error {
	if err := os.RemoveAll(o.temporary); err != nil {
		return err
	}
	if err := os.Rename(o.previous, o.temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.RemoveAll(o.temporary)
}

// replaceable refuses a folder with anything in it but a built site.
func replaceable(dest string) error {
	entries, err := os.ReadDir(dest)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the destination cannot be used: %w", err)
	}
	if IsSite(dest) {
		return nil
	}
	return fmt.Errorf("the destination %s is not empty and holds no site built by this program; empty it or choose "+
		"another folder", dest)
}

// IsSite reports whether a folder holds a site that this program built.
func IsSite(dir string) bool {
	head, err := os.ReadFile(filepath.Join(dir, "_headers"))
	return err == nil && strings.HasPrefix(string(head), "# Written by the generator")
}

// abandon removes the unfinished build; after commit it does nothing.
func (o *output) abandon() { os.RemoveAll(o.temporary) }

// commit puts the finished build in place of the site built before.
func (o *output) commit() error {
	err := os.Rename(o.dest, o.previous)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("putting the new site in place: %w", err)
	}
	if err := os.Rename(o.site(), o.dest); err != nil {
		return errors.Join(fmt.Errorf("putting the new site in place: %w", err), o.recover())
	}
	if err := o.discard(); err != nil {
		return fmt.Errorf("removing the site built before: %w", err)
	}
	return nil
}

// patch puts the files of the build into the site built before, one by one, and
// leaves the rest of it as it is.
func (o *output) patch() error {
	err := filepath.WalkDir(o.site(), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(o.site(), file)
		if err != nil {
			return err
		}
		to := filepath.Join(o.dest, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Rename(file, to)
	})
	if err != nil {
		return fmt.Errorf("putting pages in place: %w", err)
	}
	return nil
}
