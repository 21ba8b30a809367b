// Package offline packs a built site into one zip file whose pages open from a disk,
// without a server and without a network.
//
// A browser that opens a file knows no folder's index.html and no site's root, runs no
// script of type module, and lets no script fetch a file. So links become relative and
// name files (page.go), scripts become classic scripts (script.go), and what they
// fetch is packed as scripts that hand over a text. offline.js does the same for links
// that the site's scripts make while a page is read.
package offline

import (
	"archive/zip"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
)

// Site is a built site.
type Site struct {
	Folder  string // that a host would serve
	Address string // where the site is published, such as https://example.org/
	// Fetched reports whether a page's script fetches a file.
	Fetched func(name string) bool
	// Module reports whether a file is a script of type module that a bundler made.
	Module func(name string) bool
}

// hostFiles are files that only a web server or a search engine asks for.
var hostFiles = []string{"_headers", "_redirects", "404.html", "robots.txt", "sitemap.xml"}

// shim is the script that every page has before its others.
//
//go:embed offline.js
var shim []byte

// shimName is the file of the shim; it lies one folder below the site's root.
const shimName = "assets/offline.js"

// write packs a site, in a folder of the zip that is called folder, and returns how many
// pages that has. The same site gives the same bytes. progress is called with the name of
// each file.
func (s Site) write(ctx context.Context, w io.Writer, folder string,
	progress func(name string)) (pages int, err error) {
	address, err := url.Parse(s.Address)
	if err != nil {
		return 0, fmt.Errorf("read the site's address: %w", err)
	}
	p := packer{Site: s, files: os.DirFS(s.Folder), to: zip.NewWriter(w), folder: folder,
		root: strings.TrimSuffix(address.Path, "/") + "/", origin: address.Scheme + "://" + address.Host}
	if err := p.add(shimName, shim); err != nil {
		return 0, err
	}
	err = fs.WalkDir(p.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || d.IsDir() || slices.Contains(hostFiles, name) {
			return err
		}
		progress(name)
		return p.pack(name)
	})
	if err != nil {
		return 0, err
	}
	return p.pages, p.to.Close()
}

// packer writes the zip.
type packer struct {
	Site
	files  fs.FS
	to     *zip.Writer
	folder string
	root   string // path of the site's root, where it is published
	origin string // of its address, such as https://example.org
	pages  int
}

// pack adds a file of the site.
func (p *packer) pack(name string) error {
	data, err := fs.ReadFile(p.files, name)
	if err != nil {
		return fmt.Errorf("read the built site: %w", err)
	}
	if p.Fetched(name) {
		if err := p.add(name+".js", dataScript(name, data)); err != nil {
			return err
		}
		if path.Ext(name) == ".json" { // no link leads to it
			return nil
		}
	}
	switch path.Ext(name) {
	case ".html":
		p.pages++
		data = p.rewrite(data, name)
	case ".css":
		data = p.rewriteStyles(data, name)
	case ".js":
		if p.Module(name) {
			if data, err = classic(name, data); err != nil {
				return err
			}
		}
	}
	return p.add(name, data)
}

// dataScript is a script that hands a text to offline.js.
func dataScript(name string, data []byte) []byte {
	text, _ := json.Marshal(string(data)) // a string always can be
	path, _ := json.Marshal(name)
	return fmt.Appendf(nil, "offline.receive(%s, %s);\n", path, text)
}

func (p *packer) add(name string, data []byte) error {
	file := zip.FileHeader{Name: path.Join(p.folder, name), Method: zip.Deflate}
	file.SetMode(0o644) // a file of Unix: programs take names of other files for letters of DOS, marked as UTF-8 or not
	f, err := p.to.CreateHeader(&file)
	if err == nil {
		_, err = f.Write(data)
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", name, err)
	}
	return nil
}
