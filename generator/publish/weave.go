package publish

import (
	"crypto/sha256"
	"encoding/json"
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
	for i := n; i < len(h.Versions); i++ {
		doc, err := h.Versions[i].Document()
		if err != nil {
			return nil, err
		}
		var c *compare.Comparison
		if i > 0 {
			before, err := h.Versions[i-1].Document()
			if err != nil {
				return nil, err
			}
			c = w.comparer.Compare(before, doc)
		}
		made.Add(h.Versions[i].Name.String(), doc, c)
	}
	made.Name(h.Tracker.Lines)
	return made, nil
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

// ages are the ages of the words of versions, worked out when someone asks.
type ages struct {
	woven *woven
	known int        // a version of which they are remembered; -1 if there is none
	of    weave.Ages // of it
	late  func() (map[int]weave.Ages, error)
	all   func() (map[int]weave.Ages, error)
}

// ages are those of the versions for which wanted says so.
func (w *woven) ages(wanted func(version int) bool) *ages {
	a := &ages{woven: w, known: len(w.prefixes) - 1}
	for ; a.known >= 0; a.known-- {
		if parts, ok := w.memory.Recall(w.key("ages", a.known)); ok && len(parts) == 1 && json.Unmarshal([]byte(parts[0]), &a.of) == nil {
			break
		}
	}
	from := func(known int, of weave.Ages) func() (map[int]weave.Ages, error) {
		return sync.OnceValues(func() (map[int]weave.Ages, error) { return a.collect(known, of, wanted) })
	}
	a.late, a.all = from(a.known, a.of), from(-1, nil)
	return a
}

// at are the ages of one version's words.
func (a *ages) at(version int) (weave.Ages, error) {
	switch {
	case version == a.known:
		return a.of, nil
	case version > a.known:
		list, err := a.late()
		return list[version], err
	}
	list, err := a.all()
	return list[version], err
}

func (a *ages) collect(known int, of weave.Ages, wanted func(version int) bool) (map[int]weave.Ages, error) {
	whole, err := a.woven.whole()
	if err != nil {
		return nil, err
	}
	list := map[int]weave.Ages{}
	last := len(a.woven.prefixes) - 1
	whole.EachAges(known, of, func(version int, of weave.Ages) {
		if wanted(version) {
			list[version] = of
		}
		if version == last && last != a.known {
			var data []byte
			if data, err = json.Marshal(of); err == nil {
				err = a.woven.memory.Store(a.woven.key("ages", last), []string{string(data)})
			}
		}
	})
	return list, err
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

// paired are the pairs of versions whose comparison has a page, each from the
// older to the newer: neighbours, newest first; others against the one in
// force; and, while versions are few, all that are left.
func (p *press) paired() (neighbours, current, others [][2]int) {
	last := len(p.h.Versions) - 1
	for i := last; i > 0; i-- {
		neighbours = append(neighbours, [2]int{i - 1, i})
	}
	now, first := -1, 0
	if v := p.h.InForce(); v != nil {
		now = v.Index
		first = max(0, now-p.heldAgainst(now))
		for i := now - 2; i >= first; i-- {
			current = append(current, [2]int{i, now})
		}
	}
	if last+1 > p.o.Config.Params.CompareAll {
		return neighbours, current, nil
	}
	for to := last; to >= 0; to-- {
		for from := to - 2; from >= 0; from-- {
			if to != now || from < first {
				others = append(others, [2]int{from, to})
			}
		}
	}
	return neighbours, current, others
}
