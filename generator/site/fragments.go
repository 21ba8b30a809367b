package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// fragmentFormat goes into every fragment's name: change it together with the
// minifier's settings, so that no fragment of the old kind is used again.
const fragmentFormat = "minify/v2 1\n"

// Fragments is the store of rendered HTML in a site's .build folder. A
// fragment is named by a digest, is minified once, and stays there for later
// builds as long as every Write still uses it. It is safe for concurrent use.
type Fragments struct {
	folder   string
	minifier *minify.M

	mu   sync.Mutex
	used map[string]bool
}

// OpenFragments returns the store of the site in dir, which need not exist yet.
func OpenFragments(dir string) *Fragments {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepEndTags: true, KeepDefaultAttrVals: true, KeepQuotes: true})
	return &Fragments{
		folder:   filepath.Join(dir, buildDir, "assets", "fragments"),
		minifier: m,
		used:     map[string]bool{},
	}
}

// Put stores html and returns the name under which templates read it:
// "fragments/<digest>.html", the digest being that of the HTML as given.
func (f *Fragments) Put(html []byte) (name string, err error) {
	return f.Once(html, func() ([]byte, error) { return html, nil })
}

// Once is Put for HTML that is costly to make: render is called only if no
// fragment of this key is stored. The key must determine the HTML entirely,
// and so must name the version of the code that renders it.
func (f *Fragments) Once(key []byte, render func() ([]byte, error)) (name string, err error) {
	h := sha256.New()
	h.Write([]byte(fragmentFormat))
	h.Write(key)
	base := hex.EncodeToString(h.Sum(nil)[:16]) + ".html"
	name = "fragments/" + base
	file := filepath.Join(f.folder, base)

	f.mu.Lock()
	f.used[name] = true
	f.mu.Unlock()
	if _, err := os.Stat(file); err == nil {
		return name, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("looking for a rendered fragment: %w", err)
	}
	html, err := render()
	if err != nil {
		return "", err
	}
	small, err := f.minifier.Bytes("text/html", html)
	if err != nil {
		return "", fmt.Errorf("minifying a rendered fragment: %w", err)
	}
	if err := writeFile(file, small, synced); err != nil {
		return "", fmt.Errorf("storing a rendered fragment: %w", err)
	}
	return name, nil
}
