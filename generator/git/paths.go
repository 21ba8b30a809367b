package git

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// clean makes paths as git stores them: from the repository's root, with
// slashes. A path that is named twice counts once.
func (r *Repository) clean(paths []string) ([]string, error) {
	if len(paths) == 0 {
		return nil, errors.New("no path is given; name the policy's file, from the root of the repository")
	}
	var cleaned []string
	for _, p := range paths {
		c, err := r.cleanPath(p)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(cleaned, c) {
			cleaned = append(cleaned, c)
		}
	}
	return cleaned, nil
}

func (r *Repository) cleanPath(p string) (string, error) {
	if strings.ContainsAny(p, "\n\r\x00") {
		return "", fmt.Errorf("the path %q holds a line break or a NUL, which cannot be asked for", p)
	}
	local := p
	if filepath.IsAbs(p) {
		if r.bare {
			return "", fmt.Errorf("the path %q is absolute, and the repository has no working tree; give it from the root of "+
				"the repository", p)
		}
		var err error
		if local, err = filepath.Rel(resolve(r.root), filepath.Join(resolve(filepath.Dir(p)), filepath.Base(p))); err != nil {
			return "", fmt.Errorf("the path %q does not lie in the working tree %s: %w", p, r.root, err)
		}
	}
	c := path.Clean(filepath.ToSlash(local))
	switch {
	case p == "" || c == ".":
		return "", fmt.Errorf("the path %q is the repository itself; name a file in it", p)
	case c == ".." || strings.HasPrefix(c, "../"):
		return "", fmt.Errorf("the path %q leads out of the repository %s; give it from the root of the repository",
			p, r.root)
	}
	return c, nil
}

// resolve follows symbolic links, as git does for the top of a working tree.
// Folders that are no more stay as they are named.
func resolve(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	parent := filepath.Dir(dir)
	if parent == dir {
		return dir
	}
	return filepath.Join(resolve(parent), filepath.Base(dir))
}
