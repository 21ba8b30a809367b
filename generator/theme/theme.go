// Package theme is what the generator brings to every site: templates, style sheets,
// page scripts, the words of the interface, an icon, and how Hugo is wired to the
// generator. For Hugo it is a theme: a file of the site wins over the one of the same
// name here. Words, of which a site's win by their keys, reach Hugo by package words.
//
// # Names
//
// A file has the name that a site's own has, such as layouts/home.html. In the theme,
// style sheets and scripts have the folders where Hugo looks for them:
//
//	in a site                in the theme
//	layouts/_css/NAME        assets/css/NAME
//	layouts/_scripts/NAME    assets/scripts/NAME
//	layouts/NAME             layouts/NAME
//	static/NAME              static/NAME
package theme

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"policyarchive/layouts"
)

// SettingsFile is the file of the theme with the settings that a site's hugo.toml
// overrides.
const SettingsFile = "settings.toml"

//go:embed settings.toml
var settings []byte

//go:embed static/icon.svg
var static embed.FS

// roots are where the files are, by the beginnings of their names in a site.
var roots = []struct {
	prefix string
	files  fs.FS
}{{"layouts/", layouts.Files}, {"", static}}

// folders are those of a site's files, each with the one in the theme, before those
// that they lie in.
var folders = [][2]string{
	{"layouts/_css/", "assets/css/"}, {"layouts/_scripts/", "assets/scripts/"},
	{"layouts/", "layouts/"}, {"static/", "static/"},
}

// wordsDir is where the words are, of which the theme has none.
const wordsDir = "layouts/_words/"

// ErrUnknown is for a name that no file has.
var ErrUnknown = errors.New("the generator brings no such file")

// Names are the names of all files, sorted.
func Names() ([]string, error) {
	var names []string
	for _, root := range roots {
		err := fs.WalkDir(root.files, ".", func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				names = append(names, root.prefix+name)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list the files of the theme: %w", err)
		}
	}
	return names, nil
}

// ReadFile reads a file. The error is [ErrUnknown] if there is none of that name.
func ReadFile(name string) ([]byte, error) {
	for _, root := range roots {
		if below, found := strings.CutPrefix(name, root.prefix); found {
			data, err := fs.ReadFile(root.files, below)
			if err != nil {
				return nil, ErrUnknown // nothing else can be wrong inside a program
			}
			return data, nil
		}
	}
	return nil, ErrUnknown
}

// inTheme is the name in the theme of a file with a name in a site.
func inTheme(name string) string {
	for _, f := range folders {
		if rest, found := strings.CutPrefix(name, f[0]); found {
			return f[1] + rest
		}
	}
	return name
}

// InSite is the name in a site of a file with a name in the theme.
func InSite(name string) string {
	for _, f := range folders {
		if rest, found := strings.CutPrefix(name, f[1]); found {
			return f[0] + rest
		}
	}
	return name
}
