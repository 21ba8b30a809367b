package archive

import (
	"errors"
	"fmt"
	"path"
)

// Validate holds the law of the archive: what was archived stays, with the same
// bytes, and a version that exists gets no further file. It returns an error
// for each file of old that new breaks it for, joined, and nil if new only adds
// versions to old.
func Validate(new, old Manifest) error {
	var errs []error
	for _, was := range old {
		switch digest, ok := new.Lookup(was.Path); {
		case !ok:
			errs = append(errs, fmt.Errorf("%s was archived and is gone", shown(was.Path)))
		case digest != was.Digest:
			errs = append(errs, fmt.Errorf("%s was archived and has changed", shown(was.Path)))
		}
	}
	versions := old.versionDirs()
	for _, is := range new {
		_, known := old.Lookup(is.Path)
		if dir := path.Dir(is.Path); !known && versions[dir] != nil {
			errs = append(errs, fmt.Errorf("%s was added to a version that was already archived", shown(is.Path)))
		}
	}
	return errors.Join(errs...)
}

// shown is a path of the archive as messages name it.
func shown(p string) string { return path.Join("archive", p) }
