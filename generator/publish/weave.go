package publish

import (
	"cmp"
	"context"
	"crypto/sha256"
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
	ctx      context.Context
	history  *history.History
	memory   *site.Memory
	ahead    Ahead
	comparer *compare.Comparer
	prefixes [][]byte
	whole    func() (*weave.Weave, error)

	mu   sync.Mutex
	made map[[2]int]func() (*compare.Comparison, error)
}

func newWoven(ctx context.Context, h *history.History, memory *site.Memory, ahead Ahead) *woven {
	w := &woven{ctx: ctx, history: h, memory: memory, ahead: ahead, comparer: compare.NewComparer(), made: map[[2]int]func() (*compare.Comparison, error){}}
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
			if err := w.ctx.Err(); err != nil {
				return nil, err
			}
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
	made := weave.New(h.Policy)
	key, read := w.ahead.of(h.Policy)
	for n := len(h.Versions); n > 0; n-- {
		if string(w.key("weave", n-1)) != key {
			files, ok := w.remembered(n - 1)
			if !ok {
				continue
			}
			read = readWeave(files)
		}
		if read != nil && len(read.Versions) == n {
			made = read
			break
		}
	}
	return made, made.Extend(w.ctx, h, w.comparer)
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
	key := w.key("weave", last)
	return files, cmp.Or(w.memory.Store(key, parts), w.memory.Store(newestWeave(w.history.Policy), []string{string(key)}))
}

func (w *woven) key(kind string, version int) []byte {
	return fmt.Appendf(nil, "%s %x", kind, w.prefix(version))
}

// remembered are the files of the weave up to a version.
func (w *woven) remembered(version int) ([]weave.File, bool) {
	return recalledWeave(w.memory, w.key("weave", version))
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
