package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A build makes the new site beside the old one, so that readers, and whoever
// comes after a crash, see one of the two and nothing between. Most of their
// files are the same, under two names each. The site that was replaced is
// therefore set aside as a spare: it has nearly all the names already, and
// the next build makes the new site out of it.

// spareFolder holds the spares, below .build.
const spareFolder = "spare"

// spareOf is the place of a destination's spare.
func spareOf(dir, dest string) string {
	sum := sha256.Sum256([]byte(dest))
	return filepath.Join(dir, buildDir, spareFolder, hex.EncodeToString(sum[:8]))
}

// takeSpare makes the spare the folder of the new site, which is empty if there
// is none.
func (o *output) takeSpare() error {
	if info, err := os.Lstat(o.spare); err == nil && info.IsDir() && os.Rename(o.spare, o.site()) == nil {
		o.taken = true
		return nil
	}
	return os.MkdirAll(o.site(), 0o755)
}

// setAside makes the site built before the spare; it fails if .build lies on
// another file system.
func (o *output) setAside() error {
	if err := os.MkdirAll(filepath.Dir(o.spare), 0o755); err != nil {
		return err
	}
	if err := os.RemoveAll(o.spare); err != nil {
		return err
	}
	return os.Rename(o.previous, o.spare)
}

// sweepSpares removes the spares of destinations that are gone.
func sweepSpares(dir string, known published) error {
	folder := filepath.Join(dir, buildDir, spareFolder)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for dest := range known {
		if _, err := os.Stat(dest); err == nil {
			wanted[filepath.Base(spareOf(dir, dest))] = true
		}
	}
	for _, e := range entries {
		if !wanted[e.Name()] {
			if err := os.RemoveAll(filepath.Join(folder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// clear brings the new site's folder, which was a site once, to those of the
// given files and pages that are the very files of the site in place: these
// stay. All else goes, whatever it is: nothing of it is trusted.
func (a *assembly) clear(files []*preparedFile, pages []*preparedPage) error {
	keep := outputsOf(pages)
	for _, f := range files {
		keep[f.path] = true
	}
	a.stays = map[string]bool{}
	_, err := a.clearFolder("", keep, a.stays)
	return err
}

// clearFolder clears one folder of it and tells whether anything stays there.
func (a *assembly) clearFolder(folder string, keep, stays map[string]bool) (left bool, err error) {
	entries, err := os.ReadDir(a.path(folder))
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if e.IsDir() && !keep[name] {
			below, err := a.clearFolder(name, keep, stays)
			if err != nil {
				return false, err
			}
			if below {
				left = true
				continue
			}
		} else if keep[name] && a.isPublished(name, e) {
			stays[name], left = true, true
			continue
		}
		if err := os.RemoveAll(a.path(name)); err != nil {
			return false, err
		}
	}
	return left, nil
}

// isPublished reports whether a file is the one of the site in place.
func (a *assembly) isPublished(name string, e fs.DirEntry) bool {
	own, err := e.Info()
	if err != nil {
		return false
	}
	other, err := os.Lstat(filepath.Join(a.dest, filepath.FromSlash(name)))
	return err == nil && os.SameFile(own, other)
}
