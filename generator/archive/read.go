package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// readManifest reads the manifest; none is the manifest of an empty archive.
func readManifest(fsys fs.FS) (Manifest, error) {
	data, there, err := readPlain(fsys, ManifestFile)
	if err != nil || !there {
		return nil, err
	}
	return ParseManifest(shown(ManifestFile), data)
}

// readPlain reads a file that need not be there, and must be a plain one if it is.
func readPlain(fsys fs.FS, name string) (data []byte, there bool, err error) {
	if !exists(fsys, name) {
		return nil, false, nil
	}
	if err := checkPlain(fsys, name); err != nil {
		return nil, false, advise(err)
	}
	data, err = fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read %s: %w", shown(name), err)
	}
	return data, true, nil
}

// readRecord reads the record of a version and holds it against the manifest.
func readRecord(fsys fs.FS, dir string, files []ListedFile) (*Record, error) {
	p := path.Join(dir, RecordFile)
	digest, ok := Manifest(files).Lookup(p)
	if !ok {
		return nil, damagef("%s is not listed in %s", shown(p), ManifestFile)
	}
	data, err := readListed(fsys, p, digest)
	if err != nil {
		return nil, err
	}
	record, err := ParseRecord(shown(p), data)
	if err != nil {
		return nil, err
	}
	if faults := compareRecord(record, dir, files); len(faults) > 0 {
		return nil, damagef("%s: %s", shown(p), strings.Join(faults, "; "))
	}
	return record, nil
}

// compareRecord says in which points a record does not agree with the directory
// it lies in and with what the manifest lists for it.
func compareRecord(r *Record, dir string, files []ListedFile) (faults []string) {
	if own := versionDir(r.Policy, r.Version); own != dir {
		faults = append(faults, "is the record of "+shown(own))
	}
	expected := map[string]string{TextFile: r.Text.SHA256}
	if r.Capture != nil {
		expected[r.Capture.Name] = r.Capture.SHA256
	}
	for _, e := range files {
		name := path.Base(e.Path)
		digest, ok := expected[name]
		switch {
		case name == RecordFile:
		case !ok:
			faults = append(faults, "does not know "+name+", which "+ManifestFile+" lists")
		case digest != e.Digest:
			faults = append(faults, "has another digest for "+name+" than "+ManifestFile)
		}
		delete(expected, name)
	}
	for name := range expected {
		faults = append(faults, "tells of "+name+", which "+ManifestFile+" does not list")
	}
	slices.Sort(faults)
	return faults
}

// readListed reads a file that the manifest lists and checks its bytes.
func readListed(fsys fs.FS, p, digest string) ([]byte, error) {
	if err := checkPlain(fsys, p); err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(fsys, p)
	if err != nil {
		return nil, readError(p, err)
	}
	if Digest(data) != digest {
		return nil, otherBytes(p)
	}
	return data, nil
}

func checkPlain(fsys fs.FS, p string) error {
	info, err := fs.Lstat(fsys, p)
	if err != nil {
		return readError(p, err)
	}
	if !info.Mode().IsRegular() {
		return damagef("%s is %s where a plain file must be", shown(p), kindOf(info.Mode()))
	}
	return nil
}

func otherBytes(p string) error {
	return damagef("%s has other bytes than %s says", shown(p), ManifestFile)
}

func readError(p string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return damagef("%s is missing", shown(p))
	}
	return fmt.Errorf("read %s: %w", shown(p), err)
}

// kindOf names what is not a plain file.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode.IsDir():
		return "a directory"
	}
	return "a special file"
}
