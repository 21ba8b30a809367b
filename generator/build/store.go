package build

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"policyarchive/generator/plainjson"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// Store keeps what the pages of a site show, from when it is worked out until the
// pages are made: their data, and their rendered texts, called fragments. A page's
// data has the name of a fragment, its template prints the name, and [makeSite] puts the
// HTML in the name's place, so that texts do not pass through Hugo. A fragment is
// a list of parts, because the texts of neighbouring versions share most of theirs.
// It is safe for concurrent use.
type Store struct {
	minifier *minify.M
	buffers  sync.Pool // of *[2]bytes.Buffer
	spool    spool

	mu        sync.Mutex
	fragments [][]span   // fragment i has the name i+1
	pages     []pageData // likewise
	fault     error      // the first that Keep met
}

// storeMemory is how many bytes a store keeps in memory: more than real sites need.
const storeMemory = 64 << 20

// newStore is the empty store of a site in a folder. What it has no room for in
// memory stands in a file below .build until the store is closed.
func newStore(dir string) (*Store, error) {
	below := filepath.Join(dir, buildDir)
	if err := os.MkdirAll(below, 0o755); err != nil {
		return nil, fmt.Errorf("prepare the site's data: %w", err)
	}
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepEndTags: true, KeepDefaultAttrVals: true, KeepQuotes: true})
	return &Store{minifier: m, buffers: sync.Pool{New: func() any { return new([2]bytes.Buffer) }},
		spool: spool{dir: below, room: storeMemory}}, nil
}

// Close gives back what the store takes up. Nothing can be read from it any more.
func (s *Store) Close() error { return s.spool.close() }

// mostReferences is how many references to characters a run of text can have that is
// shrunk: the minifier moves all that follows for each.
const mostReferences = 5000

// shrink makes HTML smaller. What is put together of several parts may be
// shrunk part by part, if each is a block of its own.
func (s *Store) shrink(html string) (string, error) {
	for run := range strings.SplitSeq(html, "<") {
		if strings.Count(run, "&") > mostReferences {
			return html, nil
		}
	}
	b := s.buffers.Get().(*[2]bytes.Buffer) // fresh memory costs as much as what is done in it
	defer s.buffers.Put(b)
	b[0].Reset()
	b[1].Reset()
	b[0].WriteString(html)
	if err := s.minifier.Minify("text/html", &b[1], &b[0]); err != nil {
		return "", fmt.Errorf("minify rendered HTML: %w", err)
	}
	return b[1].String(), nil
}

// Put adds a fragment, made smaller, and returns its name.
func (s *Store) Put(html string) (name string, err error) {
	small, err := s.shrink(html)
	if err != nil {
		return "", err
	}
	return s.PutAsIs(small)
}

// PutAsIs adds a fragment that is not made smaller, and returns its name.
func (s *Store) PutAsIs(html string) (name string, err error) {
	text, err := s.spool.put(html)
	if err != nil {
		return "", err
	}
	return s.add([]span{text}), nil
}

// Join adds a fragment that consists of parts, in their order, and returns its name.
// A part is the name of a fragment, or HTML that begins with a tag.
func (s *Store) Join(parts []string) (name string, err error) {
	list := make([]span, 0, len(parts))
	for _, part := range parts {
		if strings.HasPrefix(part, "<") {
			list = append(list, span{text: part, size: len(part)})
			continue
		}
		texts, ok := s.get(part)
		if !ok {
			return "", fmt.Errorf("join fragments: there is none of the name %q", part)
		}
		list = append(list, texts...)
	}
	return s.add(list), nil
}

func (s *Store) add(texts []span) (name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fragments = append(s.fragments, texts)
	return strconv.Itoa(len(s.fragments))
}

// get returns the texts of a fragment, which may be none.
func (s *Store) get(name string) (texts []span, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := strconv.Atoi(name)
	if err != nil || n < 1 || n > len(s.fragments) {
		return nil, false
	}
	return s.fragments[n-1], true
}

// Text returns what a fragment holds.
func (s *Store) Text(name string) (string, error) {
	texts, ok := s.get(name)
	if !ok {
		return "", fmt.Errorf("there is no fragment of the name %q", name)
	}
	var all strings.Builder
	for _, t := range texts {
		text, err := s.spool.get(t)
		if err != nil {
			return "", err
		}
		all.WriteString(text)
	}
	return all.String(), nil
}

// Size is how many bytes a fragment has.
func (s *Store) Size(name string) (bytes int) {
	texts, _ := s.get(name)
	for _, text := range texts {
		bytes += text.size
	}
	return bytes
}

// pageData is what a page shows.
type pageData struct {
	json      span
	fragments []string // names of those that the page has to show
	text      []string // of these, those that it shows once
}

// Keep takes what a page shows: the struct of its layout. It returns the name under
// which the store has it. If there is a fault, [Store.Err] reports it.
func (s *Store) Keep(data any) (name string) {
	json, err := plainjson.Marshal(data, "")
	var at span
	if err == nil {
		at, err = s.spool.put(string(json))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.fault = cmp.Or(s.fault, fmt.Errorf("write a page's data: %w", err))
	}
	fragments, text := fragmentsOf(data)
	s.pages = append(s.pages, pageData{at, fragments, text})
	return strconv.Itoa(len(s.pages))
}

// page returns what a page shows.
func (s *Store) page(name string) (data pageData, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := strconv.Atoi(name)
	if err != nil || n < 1 || n > len(s.pages) {
		return pageData{}, false
	}
	return s.pages[n-1], true
}

// Err is the first fault that [Store.Keep] met.
func (s *Store) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fault
}

// json is what a page shows.
func (s *Store) json(d pageData) (string, error) { return s.spool.get(d.json) }
