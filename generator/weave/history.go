package weave

import (
	"context"
	"runtime"
	"sync"

	"github.com/sourcegraph/conc/stream"

	"policyarchive/generator/cache"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
)

// History is a policy with all its versions, and what is made of them when it is
// first needed: the weave, and the comparison of any two. All that is shown of a
// comparison comes from here. It is safe for concurrent use.
type History struct {
	*history.History

	mu          sync.Mutex
	woven       *Woven
	files       []File
	comparisons *cache.Cache[[2]int, func() *compare.Comparison]
}

// mostComparisons is how many comparisons a history keeps. Longer ones than nearly
// all are make some of theirs twice, which takes less than so much memory.
const mostComparisons = 1_000

// Of is a history of which nothing is woven yet.
func Of(h *history.History) *History {
	return &History{History: h, comparisons: cache.New[[2]int, func() *compare.Comparison](mostComparisons)}
}

// Woven is the weave of all versions, to which nothing may be appended; see
// [Woven.Clone]. It ends with ctx.
func (h *History) Woven(ctx context.Context) (*Woven, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.woven != nil {
		return h.woven, nil
	}
	w := NewWoven(h.Policy)
	s := stream.New().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i, v := range h.Versions {
		s.Go(func() stream.Callback {
			if ctx.Err() != nil {
				return func() {}
			}
			var before *policy.Document
			if i > 0 {
				before = h.Versions[i-1].Doc
			}
			p := w.pair(before, v.Doc)
			return func() {
				if ctx.Err() == nil {
					w.append(v.Name.String(), v.Doc, p)
					w.Versions[i].Withdrawn = v.Withdrawal != nil
				}
			}
		})
	}
	s.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w.Name(h.Tracker.Lineages)
	for _, v := range h.Redacted {
		w.Redacted = append(w.Redacted, v.Name.String())
	}
	h.woven = w
	return w, nil
}

// Between is the comparison of two versions, by their numbers. It ends with ctx.
func (h *History) Between(ctx context.Context, from, to int) (*compare.Comparison, error) {
	w, err := h.Woven(ctx)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	pair := [2]int{from, to}
	h.mu.Lock()
	once, known := h.comparisons.Get(pair)
	if !known {
		once = sync.OnceValue(func() *compare.Comparison { return w.Between(from, to) })
		h.comparisons.Put(pair, once)
	}
	h.mu.Unlock()
	return once(), nil
}

// Files are the published files of the weave. It ends with ctx.
func (h *History) Files(ctx context.Context) ([]File, error) {
	w, err := h.Woven(ctx)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.files == nil {
		h.files, err = w.Files()
	}
	return h.files, err
}
