package site

import (
	"bytes"
	"fmt"
	"strconv"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// Fragments are the rendered texts of a site. A page's data has the name of one,
// its template prints the name, and [Make] puts the HTML in the name's place, so
// that texts do not pass through Hugo. A fragment is a list of parts, because the
// texts of neighbouring versions share most of theirs. It is safe for concurrent use.
type Fragments struct {
	minifier *minify.M
	buffers  sync.Pool // of *[2]bytes.Buffer

	mu    sync.Mutex
	parts [][]string // of fragment i, whose name is i+1
}

// NewFragments has none yet.
func NewFragments() *Fragments {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepEndTags: true, KeepDefaultAttrVals: true, KeepQuotes: true})
	return &Fragments{minifier: m, buffers: sync.Pool{New: func() any { return new([2]bytes.Buffer) }}}
}

// Shrink makes HTML smaller. What is put together of several parts may be
// shrunk part by part, if each is a block of its own.
func (f *Fragments) Shrink(html string) (string, error) {
	b := f.buffers.Get().(*[2]bytes.Buffer) // fresh memory costs as much as what is done in it
	defer f.buffers.Put(b)
	b[0].Reset()
	b[1].Reset()
	b[0].WriteString(html)
	if err := f.minifier.Minify("text/html", &b[1], &b[0]); err != nil {
		return "", fmt.Errorf("minify rendered HTML: %w", err)
	}
	return b[1].String(), nil
}

// Put adds a fragment and returns its name.
func (f *Fragments) Put(html string) (name string, err error) {
	small, err := f.Shrink(html)
	if err != nil {
		return "", err
	}
	return f.PutParts([]string{small}), nil
}

// PutParts adds a fragment whose parts are small already, and returns its name.
func (f *Fragments) PutParts(parts []string) (name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.parts = append(f.parts, parts)
	return strconv.Itoa(len(f.parts))
}

// get returns the parts of a fragment, which may be none.
func (f *Fragments) get(name string) (parts []string, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, err := strconv.Atoi(name)
	if err != nil || n < 1 || n > len(f.parts) {
		return nil, false
	}
	return f.parts[n-1], true
}

// Size is how many bytes a fragment has.
func (f *Fragments) Size(name string) (bytes int) {
	parts, _ := f.get(name)
	for _, part := range parts {
		bytes += len(part)
	}
	return bytes
}
