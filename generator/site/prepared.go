package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// Prepared is a site that Write wrote for Hugo, with every page and file that
// the generator answers for. Make may make it again and again, as long as
// nothing else was written to its folder.
type Prepared struct {
	dir   string // the site's folder
	pages []preparedPage
	files []preparedFile

	fragments *Fragments
}

// preparedPage is a page that Hugo makes.
type preparedPage struct {
	adapter   adapterPage
	data      []byte   // JSON, for its template
	digest    string   // of all that concerns this page alone
	fragments []string // names of those that the page has to show
	lists     itemized // the data, if it has lists whose items are kept; else nil
	outputs   []string // slash paths below the destination
}

// preparedFile is a file that is published byte for byte.
type preparedFile struct {
	path   string // below the destination
	source string // below the site's folder; empty if data is what it holds
	data   []byte
	sha256 string
}

// outputs are the files that Hugo makes of a page.
func outputs(p Page) []string {
	folder := strings.TrimPrefix(p.Path, "/")
	list := []string{path.Join(folder, "index.html")}
	if p.Feeds {
		list = append(list, path.Join(folder, "atom.xml"), path.Join(folder, "feed.json"))
	}
	return list
}

// outputsOf are those of several pages.
func outputsOf(pages []*preparedPage) map[string]bool {
	names := map[string]bool{}
	for _, p := range pages {
		for _, name := range p.outputs {
			names[name] = true
		}
	}
	return names
}

// outputFormat goes into every key: raise it when pages are put together in
// another way.
const outputFormat = 1

// common is a digest of all that every page depends on: templates, words,
// style sheets, the configuration, an organisation's own pages, Hugo's version,
// and the data that all pages share.
func common(dir string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, outputFormat)
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			if d.Path == "github.com/gohugoio/hugo" {
				fmt.Fprintln(h, d.Version)
			}
		}
	}
	for _, root := range []string{"hugo.toml", "layouts", "content", path.Join(buildDir, "assets", "data", "site.json")} {
		err := filepath.WalkDir(filepath.Join(dir, root), func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				if errors.Is(err, fs.ErrNotExist) {
					return nil
				}
				return err
			}
			name := d.Name()
			if d.IsDir() || root == "content" && (name == "policy.md" || strings.HasPrefix(name, "capture.")) {
				return nil
			}
			data, err := os.ReadFile(file)
			if errors.Is(err, fs.ErrNotExist) {
				return nil // an editor's temporary file, or a dead link
			}
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(dir, file)
			fmt.Fprintf(h, "%s %x\n", filepath.ToSlash(rel), sha256.Sum256(data))
			return err
		})
		if err != nil {
			return "", fmt.Errorf("reading the templates: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// pageDigest changes whenever a page must be made anew for its own sake.
func pageDigest(adapter, data []byte) string {
	h := sha256.New()
	for _, part := range [][]byte{adapter, data} {
		fmt.Fprintf(h, "%d\n", len(part))
		h.Write(part)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
