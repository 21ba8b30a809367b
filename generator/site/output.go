package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// output is a destination that is replaced as a whole or not at all.
type output struct {
	dest, temporary, previous string
	spare                     string // see spare.go
	taken                     bool   // the spare has become the new site's folder
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
		spare:     spareOf(dir, filepath.Clean(dest)),
	}
	if rel, err := filepath.Rel(o.dest, dir); err == nil && filepath.IsLocal(rel) {
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
	head, err := os.ReadFile(filepath.Join(dest, "_headers"))
	if err == nil && strings.HasPrefix(string(head), "# Written by the generator") {
		return nil
	}
	return fmt.Errorf("the destination %s is not empty and holds no site built by this program; empty it or choose another folder", dest)
}

// abandon removes the unfinished build; after commit it does nothing. A spare is
// one still, whatever was done to it.
func (o *output) abandon() {
	if o.taken {
		_ = os.Rename(o.site(), o.spare)
	}
	os.RemoveAll(o.temporary)
}

// commit puts the finished build in place. shared tells that the site built
// before has most of its files: then it becomes the spare, which costs little
// space; otherwise it is removed.
func (o *output) commit(shared bool) error {
	err := os.Rename(o.dest, o.previous)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("putting the new site in place: %w", err)
	}
	if err := os.Rename(o.site(), o.dest); err != nil {
		return errors.Join(fmt.Errorf("putting the new site in place: %w", err), o.recover())
	}
	o.taken = false
	if shared && o.setAside() == nil {
		return nil
	}
	if err := o.discard(); err != nil {
		return fmt.Errorf("removing the site built before: %w", err)
	}
	return nil
}
