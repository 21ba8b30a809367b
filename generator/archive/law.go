package archive

import (
	"errors"
	"fmt"
	"path"
)

// Validate holds the law of the archive: what was archived stays, with the same
// bytes, and a version that exists gets no further file. The files of a version go
// together when it is redacted. It returns an error for each file of old that new
// breaks it for, joined, and nil if new only adds versions to old, or redacts some.
func Validate(new, old Manifest) error {
	var errs []error
	redacted := Redacted(new)
	for _, was := range old {
		switch digest, ok := new.Lookup(was.Path); {
		case redacted(was.Path):
			if ok {
				errs = append(errs, fmt.Errorf("%s is to be removed by a redaction and stays", shown(was.Path)))
			}
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

// Redacted reports of a file, by its path, whether it is one that goes with its version
// when that is redacted, and whether the manifest lists such a redaction.
func Redacted(m Manifest) func(file string) bool {
	dirs := m.versionDirs()
	return func(file string) bool {
		dir := path.Dir(file)
		return !stays(dir) && dirs[versionOf(dir)+redactedSuffix] != nil
	}
}

// shown is a path of the archive as messages name it.
func shown(p string) string { return path.Join("archive", p) }
