package build

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"policyarchive/generator/theme"
)

// Elsewhere reports, for a path of the site that is built from a folder, whether a
// page or a file there comes from no policy: it is made of a text in content/, or
// stands in static/, of the site or of the theme. The folder may not exist.
func Elsewhere(site fs.FS) func(at string) bool {
	brought := func(at string) bool {
		_, err := theme.ReadFile(path.Join("static", at))
		return err == nil
	}
	isFile := func(parts ...string) bool {
		info, err := fs.Stat(site, path.Join(parts...))
		return err == nil && info.Mode().IsRegular()
	}
	return func(at string) bool {
		page := strings.TrimSuffix(strings.TrimSuffix(at, "index.html"), "/")
		if page == "" || !filepath.IsLocal(filepath.FromSlash(at)) {
			return false
		}
		if !strings.HasSuffix(at, "/") && (isFile("static", at) || brought(at)) || isFile("static", page, "index.html") {
			return true
		}
		return isFile("content", page+".md") || isFile("content", page, "index.md") || isFile("content", page, "_index.md")
	}
}
