package serve

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"sync"

	"policyarchive/generator/host"
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

// The paths of what serving adds to the site: Script, which every page runs, and
// Events, the stream that tells it to reload.
const (
	Events = "/.reload/events"
	Script = "/.reload/script.js"
)

const scriptSource = `new EventSource("` + Events + `").onmessage = () => location.reload();` + "\n"

// handler sends the folder as its host will, but that browsers keep nothing: the
// next site at this address is another.
func (r *reloader) handler(root string) http.Handler {
	files := &host.Host{Dir: root, Change: withReload, Fresh: true}
	mux := http.NewServeMux()
	mux.HandleFunc(Events, r.events)
	mux.HandleFunc(Script, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write([]byte(scriptSource))
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		if strings.HasSuffix(req.URL.Path, "/") {
			r.visit(req.URL.Path)
		}
		files.ServeHTTP(w, req)
	})
	return mux
}

// withReload adds the script to a page. The page's own Content-Security-Policy allows
// it: it comes from the site.
func withReload(page []byte) []byte {
	return bytes.Replace(page, []byte("</head>"), []byte(`<script type="module" src="`+Script+`"></script></head>`), 1)
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
