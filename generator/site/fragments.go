package site

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"unsafe"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// fragmentFormat goes into every fragment's name: change it together with the
// minifier's settings, so that no fragment of the old kind is used again.
const fragmentFormat = "minify/v2 2\n"

// Fragments is the store of rendered HTML in a site's .build folder. A
// fragment is named by a digest of what determines it, and is a list of parts:
// fragments share those that are equal, as the texts of neighbouring versions
// share nearly all of theirs. It stays there for later builds as long as every
// Write still uses it. It is safe for concurrent use.
//
// The parts lie in one file, fragments/parts, which only grows until most of
// it is of no use; fragments/index tells where. A store whose files do not fit
// each other, as after a power cut, is an empty one.
type Fragments struct {
	folder   string
	minifier *minify.M
	buffers  sync.Pool // of *[2]bytes.Buffer

	mu      sync.Mutex
	index   fragmentIndex
	changed bool           // since the index was stored
	at      map[partID]int // index of a part
	used    map[string]bool
	parts   *os.File // nil until a part is added or read
	write   *bufio.Writer
	size    int64
	loaded  int            // how many parts were there when the store was opened
	cache   map[int]string // parts that were read
	ids     map[*byte]knownPart
}

// knownPart is the digest of a string in memory, which its address keeps there.
type knownPart struct {
	id     partID
	length int
}

// partID is the beginning of a part's SHA-256.
type partID [16]byte

// fragmentIndex is what fragments/index holds, as encoding/gob writes it.
type fragmentIndex struct {
	Fragments map[string][]int // by name: its parts
	Parts     []storedPart
}

// storedPart tells where a part lies.
type storedPart struct {
	ID     partID
	Offset int64
	Length int
}

// OpenFragments returns the store of the site in dir, which need not exist yet.
func OpenFragments(dir string) *Fragments {
	return openStore(filepath.Join(dir, buildDir, "fragments"))
}

// openStore returns the store in a folder.
func openStore(folder string) *Fragments {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepEndTags: true, KeepDefaultAttrVals: true, KeepQuotes: true})
	f := &Fragments{
		folder: folder, minifier: m, buffers: sync.Pool{New: func() any { return new([2]bytes.Buffer) }},
		index: fragmentIndex{Fragments: map[string][]int{}}, at: map[partID]int{}, used: map[string]bool{}, cache: map[int]string{}, ids: map[*byte]knownPart{},
	}
	f.load()
	return f
}

func (f *Fragments) indexFile() string { return filepath.Join(f.folder, "index") }
func (f *Fragments) partsFile() string { return filepath.Join(f.folder, "parts") }

// load reads the index; a store that is not whole is left as an empty one.
func (f *Fragments) load() {
	file, err := os.Open(f.indexFile())
	if err != nil {
		return
	}
	defer file.Close()
	var index fragmentIndex
	if gob.NewDecoder(bufio.NewReader(file)).Decode(&index) != nil || index.Fragments == nil {
		return
	}
	info, err := os.Stat(f.partsFile())
	if err != nil {
		return
	}
	for i, p := range index.Parts {
		if p.Offset < 0 || p.Length < 0 || p.Offset+int64(p.Length) > info.Size() {
			return
		}
		f.at[p.ID] = i
		f.size = max(f.size, p.Offset+int64(p.Length))
	}
	f.index, f.loaded = index, len(index.Parts)
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

// Put shrinks html, stores it, and returns its name: "fragments/<digest>.html",
// the digest being that of the HTML as given.
func (f *Fragments) Put(html []byte) (name string, err error) {
	return f.Once(html, func() ([]string, error) {
		small, err := f.Shrink(string(html))
		return []string{small}, err
	})
}

// Once stores HTML that is costly to make, and small already, in parts: render
// is called only if no fragment of this key is stored. The key must determine
// the HTML entirely, and so must name the version of the code that renders it.
func (f *Fragments) Once(key []byte, render func() ([]string, error)) (name string, err error) {
	h := sha256.New()
	h.Write([]byte(fragmentFormat))
	h.Write(key)
	name = "fragments/" + hex.EncodeToString(h.Sum(nil)[:16]) + ".html"
	f.mu.Lock()
	f.used[name] = true
	_, known := f.index.Fragments[name]
	f.mu.Unlock()
	if known {
		return name, nil
	}
	parts, err := render()
	if err != nil {
		return "", err
	}
	if err := f.store(name, parts); err != nil {
		return "", fmt.Errorf("storing a rendered fragment: %w", err)
	}
	return name, nil
}

// store keeps parts under a name.
func (f *Fragments) store(name string, parts []string) (err error) {
	ids := make([]partID, len(parts))
	for i, p := range parts {
		ids[i] = f.id(p)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	list := make([]int, len(parts))
	for i, id := range ids {
		n, stored := f.at[id]
		if stored && n < f.loaded {
			_, damaged := f.part(n)
			stored = damaged == nil
		}
		if !stored {
			if n, err = f.add(id, parts[i]); err != nil {
				return err
			}
		}
		list[i] = n
	}
	f.index.Fragments[name] = list
	f.used[name], f.changed = true, true
	return nil
}

// recall returns the parts of what is stored under a name, if they are what
// they were. If they are not, they are forgotten.
func (f *Fragments) recall(name string) (parts []string, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	list, known := f.index.Fragments[name]
	if !known {
		return nil, false
	}
	parts = make([]string, len(list))
	for i, n := range list {
		var err error
		if parts[i], err = f.part(n); err != nil {
			delete(f.at, f.index.Parts[n].ID)
			return nil, false
		}
	}
	f.used[name] = true
	return parts, true
}

// id is a part's digest. Most parts come again, as the same string in memory.
func (f *Fragments) id(part string) partID {
	at := unsafe.StringData(part)
	f.mu.Lock()
	known, ok := f.ids[at]
	f.mu.Unlock()
	if ok && known.length == len(part) {
		return known.id
	}
	sum := sha256.Sum256(unsafe.Slice(at, len(part)))
	id := partID(sum[:16])
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ids[at] = knownPart{id, len(part)}
	return id
}

// add appends a part.
func (f *Fragments) add(id partID, part string) (int, error) {
	if f.write == nil {
		if err := f.open(); err != nil {
			return 0, err
		}
	}
	if _, err := f.write.WriteString(part); err != nil {
		return 0, err
	}
	n := len(f.index.Parts)
	f.index.Parts = append(f.index.Parts, storedPart{id, f.size, len(part)})
	f.at[id] = n
	f.size += int64(len(part))
	return n, nil
}

// open opens the file of parts for appending behind what the index knows.
func (f *Fragments) open() error {
	if err := os.MkdirAll(f.folder, 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(f.partsFile(), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	if _, err := file.Seek(f.size, io.SeekStart); err != nil {
		file.Close()
		return err
	}
	f.parts, f.write = file, bufio.NewWriterSize(file, 1<<20)
	return nil
}

// has reports whether a fragment was asked for since the store was opened.
func (f *Fragments) has(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.used[name]
}

// sweep forgets the fragments that were not used, and makes the file of parts
// anew if most of it is of no use. save is to follow, and may be while what is
// stored is read.
func (f *Fragments) sweep() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name := range f.index.Fragments {
		if !f.used[name] {
			delete(f.index.Fragments, name)
			f.changed = true
		}
	}
	if f.write != nil {
		if err := f.write.Flush(); err != nil {
			return err
		}
	}
	live := map[int]bool{}
	var bytes int64
	for _, list := range f.index.Fragments {
		for _, n := range list {
			if !live[n] {
				live[n] = true
				bytes += int64(f.index.Parts[n].Length)
			}
		}
	}
	if 2*bytes < f.size {
		f.changed = true
		if err := f.rewrite(live); err != nil {
			return err
		}
	}
	f.ids = map[*byte]knownPart{} // it keeps all texts in memory
	return nil
}

// save stores the index, if it has changed: what was stored since is there for
// the next build.
func (f *Fragments) save() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.changed {
		return nil
	}
	f.changed = false
	if err := os.MkdirAll(f.folder, 0o755); err != nil {
		return err
	}
	return replaceFile(f.indexFile(), func(w io.Writer) error { return gob.NewEncoder(w).Encode(f.index) })
}

// rewrite keeps only the parts that are of use. The index goes first: until
// it is stored again the store is an empty one.
func (f *Fragments) rewrite(live map[int]bool) error {
	if err := os.Remove(f.indexFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	moved := map[int]int{}
	var parts []storedPart
	var size int64
	err := replaceFile(f.partsFile(), func(w io.Writer) error {
		for n, p := range f.index.Parts {
			if !live[n] {
				delete(f.at, p.ID)
				continue
			}
			text, err := f.part(n)
			if err != nil {
				return err
			}
			if _, err := io.WriteString(w, text); err != nil {
				return err
			}
			moved[n] = len(parts)
			f.at[p.ID] = len(parts)
			parts = append(parts, storedPart{p.ID, size, p.Length})
			size += int64(p.Length)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, list := range f.index.Fragments {
		for i, n := range list {
			list[i] = moved[n]
		}
	}
	f.index.Parts, f.loaded, f.size, f.cache, f.write = parts, len(parts), size, map[int]string{}, nil
	err = f.close()
	return err
}

// close closes the file of parts, which is opened again when one is needed.
func (f *Fragments) close() error {
	f.cache = map[int]string{}
	if f.parts == nil {
		return nil
	}
	err := f.parts.Close()
	f.parts, f.write = nil, nil
	return err
}

// part reads one part, and checks that it is what it was.
func (f *Fragments) part(n int) (string, error) {
	if text, known := f.cache[n]; known {
		return text, nil
	}
	if f.parts == nil {
		file, err := os.Open(f.partsFile())
		if err != nil {
			return "", err
		}
		f.parts = file
	}
	p := f.index.Parts[n]
	data := make([]byte, p.Length)
	if _, err := f.parts.ReadAt(data, p.Offset); err != nil {
		return "", err
	}
	if sum := sha256.Sum256(data); partID(sum[:16]) != p.ID {
		return "", fmt.Errorf("%s is damaged: remove the folder .build and build again", f.partsFile())
	}
	f.cache[n] = string(data)
	return f.cache[n], nil
}

// read returns the parts of a stored fragment.
func (f *Fragments) read(name string) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	list, known := f.index.Fragments[name]
	if !known {
		return nil, fmt.Errorf("there is no rendered fragment %s: remove the folder .build and build again", name)
	}
	texts := make([]string, len(list))
	for i, n := range list {
		var err error
		if texts[i], err = f.part(n); err != nil {
			return nil, fmt.Errorf("reading a rendered fragment: %w", err)
		}
	}
	return texts, nil
}
