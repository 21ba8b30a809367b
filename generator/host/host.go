package host

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Host sends a published folder. It reads all that it sends, rules too, when it
// is asked for it, so that the folder may be replaced at any time.
type Host struct {
	// Dir is the folder.
	Dir string
	// Change, if not nil, changes the bytes of each HTML page before they are sent.
	Change func(page []byte) []byte
	// Fresh tells browsers to keep nothing, whatever the rules say.
	Fresh bool
}

// published is a folder as it is during one request.
type published struct {
	root      *os.Root
	headers   Headers
	redirects Redirects
}

// ServeHTTP answers a request: a rule with an exclamation mark comes first, then
// files, other rules, and 404.html.
//
// Nothing outside of the folder is sent, whatever a path or a symbolic link says;
// nor are files and folders whose name begins with a dot (but .well-known), nor
// the rules themselves.
func (h *Host) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.Method != http.MethodGet && req.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "There are only files here: GET and HEAD are all that is answered.", http.StatusMethodNotAllowed)
		return
	}
	site, err := h.open()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer site.root.Close()
	name, isFolder := site.find(req.URL.Path)
	rule := site.redirects.Match(req.URL)
	switch {
	case rule != nil && (rule.Force || name == "" && !isFolder):
		h.follow(w, req, site, rule)
	case isFolder:
		to := (&url.URL{Path: req.URL.Path + "/", RawQuery: req.URL.RawQuery}).String()
		w.Header().Set("Location", "/"+strings.TrimLeft(to, "/"))
		w.WriteHeader(http.StatusMovedPermanently)
	case name != "":
		h.send(w, req, site, name, http.StatusOK)
	default:
		h.send(w, req, site, "404.html", http.StatusNotFound)
	}
}

// follow does what a rule says.
func (h *Host) follow(w http.ResponseWriter, req *http.Request, site *published, rule *RedirectRule) {
	if rule.leads() {
		w.Header().Set("Location", rule.To)
		w.WriteHeader(rule.Status)
		return
	}
	target, err := url.Parse(rule.To)
	name := ""
	if err == nil {
		name, _ = site.find(target.Path)
	}
	if name == "" {
		h.send(w, req, site, "404.html", http.StatusNotFound)
		return
	}
	h.send(w, req, site, name, rule.Status)
}

// open reads the rules. While a build puts another folder in place, none is there
// for a moment.
func (h *Host) open() (*published, error) {
	root, err := os.OpenRoot(h.Dir)
	for tries := 0; errors.Is(err, fs.ErrNotExist) && tries < 20; tries++ {
		time.Sleep(5 * time.Millisecond)
		root, err = os.OpenRoot(h.Dir)
	}
	if err != nil {
		return nil, err
	}
	site := &published{root: root}
	headers, failed := readRules(root, "_headers")
	redirects, err := readRules(root, "_redirects")
	if err = errors.Join(failed, err); err == nil {
		site.headers, failed = ParseHeaders(headers)
		site.redirects, err = ParseRedirects(redirects)
		err = errors.Join(failed, err)
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return site, nil
}

// readRules reads a file of rules; without one there are none.
func readRules(root *os.Root, name string) (string, error) {
	data, err := root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(data), err
}

// find returns the name of the file that is published at a path, "" if there is
// none; or that there is a folder with a page of its own, which is at that path
// with a slash behind it.
func (p *published) find(path string) (name string, isFolder bool) {
	name = strings.TrimPrefix(path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) || withheld(name) {
		return "", false
	}
	info, err := p.root.Stat(filepath.FromSlash(name))
	switch {
	case err != nil:
		return "", false
	case info.Mode().IsRegular():
		return name, false
	case info.IsDir():
		index, err := p.root.Stat(filepath.FromSlash(name + "/index.html"))
		return "", err == nil && index.Mode().IsRegular()
	}
	return "", false
}

// withheld reports whether a host keeps a file to itself.
func withheld(name string) bool {
	if name == "_headers" || name == "_redirects" {
		return true
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// send sends a file, as the rules for the address that was asked for say.
func (h *Host) send(w http.ResponseWriter, req *http.Request, site *published, name string, status int) {
	file, err := site.root.Open(filepath.FromSlash(name))
	if err != nil {
		http.Error(w, "There is nothing at this address.", http.StatusNotFound)
		return
	}
	defer file.Close()
	header := w.Header()
	header.Set("Content-Type", mediaType(name))
	header.Set("Cache-Control", "public, max-age=0, must-revalidate") // as the hosts send of themselves
	maps.Copy(header, site.headers.For(req.URL.EscapedPath()))
	if h.Fresh {
		header.Set("Cache-Control", "no-store")
	}
	if status == http.StatusOK && !h.changes(name) {
		http.ServeContent(w, req, name, time.Time{}, file)
		return
	}
	data, err := io.ReadAll(file)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if h.changes(name) {
		data = h.Change(data)
	}
	if status == http.StatusOK {
		http.ServeContent(w, req, name, time.Time{}, bytes.NewReader(data))
		return
	}
	header.Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	if req.Method != http.MethodHead {
		_, _ = w.Write(data)
	}
}

// changes reports whether a file is changed before it is sent.
func (h *Host) changes(name string) bool {
	return h.Change != nil && mediaType(name) == mediaTypes[".html"]
}
