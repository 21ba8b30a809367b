package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// prepared is what Write leaves for RunHugo: every file of the site that the
// generator answers for.
type prepared struct {
	Pages []preparedPage `json:"pages"`
	Files []preparedFile `json:"files"`
}

// preparedPage is a page that Hugo makes.
type preparedPage struct {
	Adapter   adapterPage `json:"adapter"`
	Digest    string      `json:"digest"`              // of all that concerns this page alone
	Fragments []string    `json:"fragments,omitempty"` // names of those that the page has to show
	Outputs   []string    `json:"outputs"`             // slash paths below the destination
}

// preparedFile is a file that is published byte for byte.
type preparedFile struct {
	Path   string `json:"path"`   // below the destination
	Source string `json:"source"` // below the site's folder
	SHA256 string `json:"sha256"`
}

const preparedName = "prepared.json"

func readPrepared(dir string) (*prepared, error) {
	data, err := os.ReadFile(filepath.Join(dir, buildDir, preparedName))
	if err != nil {
		return nil, fmt.Errorf("reading what is to be built: %w", err)
	}
	var p prepared
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("reading what is to be built: %w", err)
	}
	return &p, nil
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
