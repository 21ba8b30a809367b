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

// forHosts are files that only a web server or a search engine asks for.
var forHosts = []string{"_headers", "_redirects", "404.html", "robots.txt", "sitemap.xml"}

// shim is the script that every page has before its others.
//
//go:embed offline.js
var shim []byte

// shimName is the name of shim, below which the scripts stand, too.
const shimName = "assets/offline.js"

// write packs a site, in a folder of the zip that is called folder, and returns how many
// pages that has. The same site gives the same bytes. progress is called with the name of
// each file.
func (s Site) write(ctx context.Context, w io.Writer, folder string, progress func(name string)) (pages int, err error) {
	address, err := url.Parse(s.Address)
	if err != nil {
		return 0, fmt.Errorf("read the site's address: %w", err)
	}
	p := packer{Site: s, files: os.DirFS(s.Folder), to: zip.NewWriter(w), folder: folder,
		root: strings.TrimSuffix(address.Path, "/") + "/"}
	if err := p.add(shimName, shim); err != nil {
		return 0, err
	}
	err = fs.WalkDir(p.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || d.IsDir() || slices.Contains(forHosts, name) {
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
	pages  int
}

// pack adds a file of the site.
func (p *packer) pack(name string) error {
	data, err := fs.ReadFile(p.files, name)
	if err != nil {
		return fmt.Errorf("read the built site: %w", err)
	}
	if p.Fetched(name) {
		if err := p.add(name+".js", handedOver(name, data)); err != nil {
			return err
		}
		if path.Ext(name) != ".html" {
			return nil
		}
	}
	switch path.Ext(name) {
	case ".html":
		p.pages++
		data = p.rewrite(data, name)
	case ".css":
		data = p.restyle(data, name)
	case ".js":
		if p.Module(name) {
			if data, err = classic(name, data); err != nil {
				return err
			}
		}
	}
	return p.add(name, data)
}

// handedOver is a script that hands a text to offline.js.
func handedOver(name string, data []byte) []byte {
	text, _ := json.Marshal(string(data)) // a string always can be
	path, _ := json.Marshal(name)
	return fmt.Appendf(nil, "offline.receive(%s, %s);\n", path, text)
}

func (p *packer) add(name string, data []byte) error {
	file := zip.FileHeader{Name: path.Join(p.folder, name), Method: zip.Deflate}
	file.SetMode(0o644) // files of Unix: names of others are taken for letters of DOS, although they are marked as UTF-8
	f, err := p.to.CreateHeader(&file)
	if err == nil {
		_, err = f.Write(data)
	}
	if err != nil {
		return fmt.Errorf("write the zip file: %w", err)
	}
	return nil
}
