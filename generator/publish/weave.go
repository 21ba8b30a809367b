package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"sync"

	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/site"
	"policyarchive/generator/weave"
)

// woven is the weave of a history, read or made when someone asks for what it
// alone can tell. What it tells of a version depends on the versions up to it,
// and on no later one.
type woven struct {
	history  *history.History
	memory   *site.Memory
	comparer *compare.Comparer
	prefixes [][]byte
	whole    func() (*weave.Weave, error)

	mu   sync.Mutex
	made map[[2]int]func() (*compare.Comparison, error)
}

func newWoven(h *history.History, memory *site.Memory) *woven {
	w := &woven{history: h, memory: memory, comparer: compare.NewComparer(), made: map[[2]int]func() (*compare.Comparison, error){}}
	before := []byte(h.Policy)
	for _, v := range h.Versions {
		sum := sha256.New()
		fmt.Fprintf(sum, "%x %s %s %q ", before, v.Name, v.Starts(), v.Outline.Title)
		if v.Withdrawal != nil {
			sum.Write([]byte("withdrawn "))
		}
		sum.Write(v.Outline.Digest[:])
		before = sum.Sum(nil)
		w.prefixes = append(w.prefixes, before)
	}
	w.whole = sync.OnceValues(w.weave)
	return w
}

// prefix is a digest of all that the weave of the versions up to one depends on.
func (w *woven) prefix(version int) []byte { return w.prefixes[version] }

// between tells what changed from one version to another. It reads their texts:
// whoever needs no more than what was found asks for the step.
func (w *woven) between(from, to int) (*compare.Comparison, error) {
	w.mu.Lock()
	once := w.made[[2]int{from, to}]
	if once == nil {
		once = sync.OnceValues(func() (*compare.Comparison, error) {
			old, err := w.history.Versions[from].Document()
			if err != nil {
				return nil, err
			}
			new, err := w.history.Versions[to].Document()
			if err != nil {
				return nil, err
			}
			whole, err := w.whole()
			if err != nil {
				return nil, err
			}
			return whole.Compare(w.comparer, from, to, old, new), nil
		})
		w.made[[2]int{from, to}] = once
	}
	w.mu.Unlock()
	return once()
}

// weave adds to the weave that is remembered, of as many versions as possible,
// the others.
func (w *woven) weave() (*weave.Weave, error) {
	h := w.history
	made, n := weave.New(h.Policy), len(h.Versions)
	for ; n > 0; n-- {
		if files, ok := w.remembered(n - 1); ok {
			if read, err := weave.Read(files[0].Data, open(files)); err == nil && len(read.Versions) == n {
				made = read
				break
			}
		}
	}
	return made, made.Extend(h, w.comparer)
}

// files are the published files of the weave.
func (w *woven) files() ([]weave.File, error) {
	last := len(w.prefixes) - 1
	if files, ok := w.remembered(last); ok {
		return files, nil
	}
	whole, err := w.whole()
	if err != nil {
		return nil, err
	}
	files, err := whole.Files()
	if err != nil {
		return nil, err
	}
	var parts []string
	for _, f := range files {
		parts = append(parts, f.Name, string(f.Data))
	}
	return files, w.memory.Store(w.key("weave", last), parts)
}

func (w *woven) key(kind string, version int) []byte {
	return fmt.Appendf(nil, "%s %x", kind, w.prefix(version))
}

// remembered are the files of the weave up to a version.
func (w *woven) remembered(version int) ([]weave.File, bool) {
	parts, ok := w.memory.Recall(w.key("weave", version))
	if !ok || len(parts) < 2 || len(parts)%2 != 0 {
		return nil, false
	}
	var files []weave.File
	for i := 0; i < len(parts); i += 2 {
		files = append(files, weave.File{Name: parts[i], Data: []byte(parts[i+1])})
	}
	return files, true
}

func open(files []weave.File) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Name == name {
				return f.Data, nil
			}
		}
		return nil, errors.New("there is no such part")
	}
}

// weaveFiles publishes the weave, from which the compare page makes the
// comparison of any two versions.
func (p *press) weaveFiles() error {
	files, err := p.woven.files()
	if err != nil {
		return err
	}
	for _, f := range files {
		p.site.Files[path.Join(p.h.Policy, f.Name)] = f.Data
	}
	return nil
}
