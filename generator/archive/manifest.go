package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// ManifestFile is the name of the manifest at the root of the archive.
const ManifestFile = "SHA256SUMS"

// Manifest lists the files of an archive with their digests, in the format of
// sha256sum from the GNU coreutils. One line for each file:
//
//	<64 lower-case hexadecimal digits><space><space><path><newline>
//
// Paths are relative to the archive's root, with slashes, have the three parts
// <policy>/<version>/<file>, are sorted by their bytes, and appear once. The
// manifest of an archive is thus what the following prints:
//
//	cd archive && find * -mindepth 2 -type f | LC_ALL=C sort | xargs sha256sum
//
// Only the manifest of an archive without versions has no bytes.
type Manifest []ListedFile

// ListedFile is a file in a manifest.
type ListedFile struct {
	Path   string
	Digest string // SHA-256, 64 lower-case hexadecimal digits
}

// Digest is the SHA-256 of data as it stands in manifests and records.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// ParseManifest reads a manifest; file names it in errors. It accepts only what
// [Manifest.Format] writes, and its error joins one [SyntaxError] for each
// faulty line.
func ParseManifest(file string, data []byte) (Manifest, error) {
	lines, faults := scanManifest(file, data)
	if len(faults) > 0 {
		errs := make([]error, len(faults))
		for i, fault := range faults {
			errs[i] = fault
		}
		return nil, errors.Join(errs...)
	}
	m := make(Manifest, len(lines))
	for i, l := range lines {
		m[i] = l.ListedFile
	}
	return m, nil
}

// Format writes the manifest as a file. The entries must be in order.
func (m Manifest) Format() []byte {
	var b strings.Builder
	for _, e := range m {
		b.WriteString(e.Digest + "  " + e.Path + "\n")
	}
	return []byte(b.String())
}

// Lookup is the digest of a path, if the manifest lists it.
func (m Manifest) Lookup(p string) (digest string, ok bool) {
	i, ok := slices.BinarySearchFunc(m, p, func(e ListedFile, p string) int { return strings.Compare(e.Path, p) })
	if !ok {
		return "", false
	}
	return m[i].Digest, true
}

// with is the manifest with further entries, in order.
func (m Manifest) with(more []ListedFile) Manifest {
	all := slices.Concat(m, more)
	slices.SortFunc(all, func(a, b ListedFile) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// versionDirs groups the entries by the directory they lie in.
func (m Manifest) versionDirs() map[string][]ListedFile {
	dirs := make(map[string][]ListedFile, len(m)/2)
	for _, e := range m {
		dir := path.Dir(e.Path)
		dirs[dir] = append(dirs[dir], e)
	}
	return dirs
}

// checkFilePath says what is wrong with the path of a file in an archive.
func checkFilePath(p string) error {
	parts := strings.Split(p, "/")
	if len(parts) != 3 {
		return fmt.Errorf("path %q does not have the three parts <policy>/<version>/<file>", p)
	}
	if err := CheckPolicyName(parts[0]); err != nil {
		return fmt.Errorf("path %q: %w", p, err)
	}
	if err := checkDirName(parts[1]); err != nil {
		return fmt.Errorf("path %q: %w", p, err)
	}
	if _, _, only := besideOf(parts[1]); only != "" && parts[2] != only {
		return fmt.Errorf("path %q: %s has no file but %s", p, parts[1], only)
	}
	if !isWords(parts[2], ".-_") {
		return fmt.Errorf("path %q: %q is not a file name of an archive", p, parts[2])
	}
	return nil
}
