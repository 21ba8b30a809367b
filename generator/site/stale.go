package site

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/sourcegraph/conc/pool"
)

// stalePages is the list of pages that Hugo is to make, below .build/assets.
const stalePages = "data/pages.json"

// writeStale tells Hugo, through the content adapter, which pages to make, and
// what they show. A page's data is a text to Hugo: the names in it are no params,
// whose case Hugo would not keep.
func (a *assembly) writeStale(pages []*preparedPage) error {
	list := make([][]byte, len(pages))
	work := pool.New().WithErrors().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for _, i := range largestFirst(len(pages), func(i int) bool { return pages[i].lists != nil }) {
		p := pages[i]
		work.Go(func() error {
			data, err := a.told(p)
			if err != nil {
				return err
			}
			page := p.adapter
			page.Params = maps.Clone(page.Params)
			page.Params["data"] = string(data)
			list[i], err = marshal(page)
			return err
		})
	}
	err := work.Wait()
	if err == nil {
		data := slices.Concat([]byte("["), bytes.Join(list, []byte(",")), []byte("]"))
		err = writeFile(filepath.Join(a.dir, buildDir, "assets", filepath.FromSlash(stalePages)), data)
	}
	if err != nil {
		return fmt.Errorf("writing the list of pages: %w", err)
	}
	return nil
}

// divide tells the pages that are kept from those that Hugo has to make.
func (a *assembly) divide(pages []preparedPage) (kept, stale []*preparedPage) {
	keep := make([]bool, len(pages))
	const some = 64 // of which each takes microseconds
	work := pool.New().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for from := 0; from < len(pages); from += some {
		work.Go(func() {
			for i := from; i < min(from+some, len(pages)); i++ {
				keep[i] = a.kept(&pages[i])
			}
		})
	}
	work.Wait()
	for i := range pages {
		if keep[i] {
			kept = append(kept, &pages[i])
		} else {
			stale = append(stale, &pages[i])
		}
	}
	return kept, stale
}

// key changes with all that a page depends on.
func (a *assembly) key(p *preparedPage) string { return a.common[:16] + p.digest }

// kept reports whether all that a page makes is there already, or waits for the
// next build. The home page is always made: Hugo would make one of its own.
func (a *assembly) kept(p *preparedPage) bool {
	if p.adapter.Kind == "home" {
		return false
	}
	waits := a.only != nil && !slices.Contains(a.only, p.adapter.URL)
	for _, name := range p.outputs {
		if !a.before.has(a.dest, name, a.key(p)) && !(waits && a.before.stands(a.dest, name)) {
			return false
		}
	}
	return true
}
