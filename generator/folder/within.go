package folder

import "path/filepath"

// Within reports whether a file lies in a folder, or is it. Both are absolute, or both
// relative to the same folder.
func Within(dir, file string) bool {
	rel, err := filepath.Rel(dir, file)
	return err == nil && filepath.IsLocal(rel)
}
