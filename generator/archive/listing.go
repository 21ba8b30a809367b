package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// listVersions lists the version directories on disk. Plain files in the wrong
// place are left to Verify; directories that look like no version, and links,
// are faults, because a version may be lost in them.
func listVersions(fsys fs.FS) (dirs []string, faults []error, err error) {
	policies, err := fs.ReadDir(fsys, ".")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open archive: %w", err)
	}
	for _, policy := range policies {
		if policy.Name() == StampsDir && policy.IsDir() {
			continue
		}
		if use, fault := isArchiveDir(policy.Name(), policy, CheckPolicyName); !use {
			faults = appendError(faults, fault)
			continue
		}
		versions, err := fs.ReadDir(fsys, policy.Name())
		if err != nil {
			return nil, nil, fmt.Errorf("open archive: %w", err)
		}
		for _, version := range versions {
			dir := path.Join(policy.Name(), version.Name())
			use, fault := isArchiveDir(dir, version, checkDirName)
			if use {
				dirs = append(dirs, dir)
			}
			faults = appendError(faults, fault)
		}
	}
	return dirs, faults, nil
}

// isArchiveDir reports whether a directory entry is a directory of the archive.
func isArchiveDir(p string, entry fs.DirEntry, check func(string) error) (use bool, fault error) {
	switch {
	case entry.Type()&fs.ModeSymlink != 0:
		return false, damagef("%s is a symbolic link, which an archive must not have", shown(p))
	case !entry.IsDir() || strings.HasPrefix(entry.Name(), "."):
		return false, nil
	}
	if err := check(entry.Name()); err != nil {
		return false, damagef("%s does not belong into an archive: %v", shown(p), err)
	}
	return true, nil
}

func exists(fsys fs.FS, p string) bool {
	_, err := fs.Lstat(fsys, p)
	return err == nil
}
