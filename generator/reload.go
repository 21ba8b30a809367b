package main

import (
	"bytes"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// reloader serves a folder and tells open pages when it was built anew. Its
// script is added while serving and is no part of the site.
type reloader struct {
	mu     sync.Mutex
	change chan struct{} // closed by the next change
	done   chan struct{}
	seen   []string // paths of the pages that were asked for last, the newest first
}

// fewPages is how many pages are remembered as being looked at.
const fewPages = 4

// visit remembers that a page was asked for.
func (r *reloader) visit(path string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = slices.DeleteFunc(r.seen, func(p string) bool { return p == path })
	r.seen = slices.Insert(r.seen, 0, path)
	r.seen = r.seen[:min(len(r.seen), fewPages)]
}

// visited are the paths of the pages that someone looks at, and not nil.
func (r *reloader) visited() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string{}, r.seen...)
}

// visitedOther reports whether someone looks at a page that is not among those.
func (r *reloader) visitedOther(than []string) bool {
	return slices.ContainsFunc(r.visited(), func(p string) bool { return !slices.Contains(than, p) })
}

func newReloader() *reloader {
	return &reloader{change: make(chan struct{}), done: make(chan struct{})}
}

func (r *reloader) notify() {
	r.mu.Lock()
	defer r.mu.Unlock()
	close(r.change)
	r.change = make(chan struct{})
}

func (r *reloader) close() { close(r.done) }

func (r *reloader) next() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.change
}

// The paths of what serving adds to the site.
const (
	reloadEvents = "/.reload/events"
	reloadScript = "/.reload/script.js"
)

const reloadSource = `new EventSource("` + reloadEvents + `").onmessage = () => location.reload();` + "\n"

func (r *reloader) handler(root string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc(reloadEvents, r.events)
	mux.HandleFunc(reloadScript, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write([]byte(reloadSource))
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		if strings.HasSuffix(req.URL.Path, "/") {
			r.visit(req.URL.Path)
		}
		serveFile(w, req, root)
	})
	return mux
}

// events tells a page of one change; the browser asks again by itself.
func (r *reloader) events(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	next := r.next()
	w.WriteHeader(http.StatusOK)
	if f, ok := w.(http.Flusher); ok {
		_, _ = w.Write([]byte(": waiting\n\n"))
		f.Flush()
	}
	select {
	case <-next:
		_, _ = w.Write([]byte("data: reload\n\n"))
	case <-req.Context().Done():
	case <-r.done:
	}
}

// serveFile serves a file as a host of static files would: index.html for a
// folder, 404.html for what is not there.
func serveFile(w http.ResponseWriter, req *http.Request, root string) {
	clean := path.Clean("/" + req.URL.Path)
	name := filepath.Join(root, filepath.FromSlash(clean))
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		if !strings.HasSuffix(req.URL.Path, "/") {
			http.Redirect(w, req, clean+"/", http.StatusMovedPermanently)
			return
		}
		name = filepath.Join(name, "index.html")
		_, err = os.Stat(name)
	}
	status := http.StatusOK
	if err != nil {
		status, name = http.StatusNotFound, filepath.Join(root, "404.html")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		http.NotFound(w, req)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	switch filepath.Ext(name) {
	case ".html":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		data = bytes.Replace(data, []byte("</head>"), []byte(`<script type="module" src="`+reloadScript+`"></script></head>`), 1)
	case ".md":
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
	case ".css":
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
	case ".svg":
		w.Header().Set("Content-Type", "image/svg+xml")
	case ".json":
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.WriteHeader(status)
	_, _ = w.Write(data)
}
