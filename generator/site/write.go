package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"sort"
	"strings"

	"github.com/sourcegraph/conc/pool"
)

// buildDir is the folder of a site that holds what the generator hands to
// Hugo. hugo.toml mounts its three parts: content, assets, static.
const buildDir = ".build"

//go:embed adapter.gotmpl
var adapter []byte

// Write brings dir/.build to exactly what Hugo needs to build s:
//
//	content/_content.gotmpl    the content adapter that makes all pages
//	assets/data/site.json      what every template may need, and every page is made anew for: the policies
//	assets/data/versions.json  what pages call versions: all of them
//	assets/data/sitemap.json   the pages that search engines may show
//	fragments/                 rendered texts and redlines
//
// What pages show, and the files that are published byte for byte, it returns:
// Make hands Hugo those that are to be made.
//
// Files that are right already are not touched, others are replaced one by
// one, each in one step, and what is not needed any more is removed; after a
// crash the next Write finishes the work. f is the store that the bodies of
// s were put into. Problems in s are all reported, in one error. It ends with ctx.
func Write(ctx context.Context, dir string, s *Site, f *Fragments, d Deploy) (*Prepared, error) {
	if err := check(s, f); err != nil {
		return nil, err
	}
	var todo *Prepared
	work := pool.New().WithErrors().WithFirstError()
	work.Go(func() (err error) {
		if todo, err = prepare(ctx, dir, s, d); err != nil {
			err = fmt.Errorf("preparing the site's data: %w", err)
		}
		return err
	})
	work.Go(func() error { return writeShared(dir, s) })
	work.Go(func() error {
		if err := f.sweep(); err != nil {
			return fmt.Errorf("storing rendered fragments: %w", err)
		}
		return nil
	})
	if err := work.Wait(); err != nil {
		return nil, err
	}
	todo.fragments = f
	return todo, nil
}

// writeShared writes what all pages share.
func writeShared(dir string, s *Site) error {
	shared, err := sharedData(s)
	if err != nil {
		return fmt.Errorf("preparing the site's data: %w", err)
	}
	for _, part := range []string{"content", "assets"} {
		t := newTree(filepath.Join(dir, buildDir, part))
		t.keep(stalePages)
		for name, data := range shared {
			if rest, ok := strings.CutPrefix(name, part+"/"); ok {
				if err := t.write(rest, data); err != nil {
					return fmt.Errorf("writing the site's data: %w", err)
				}
			}
		}
		if err := t.prune(); err != nil {
			return fmt.Errorf("removing what the site no longer needs: %w", err)
		}
	}
	return nil
}

// sharedData are the files below .build that all pages share.
func sharedData(s *Site) (map[string][]byte, error) {
	files := map[string][]byte{"content/_content.gotmpl": adapter}
	policies := []Policy{}
	for _, p := range s.Policies {
		policies = append(policies, p.Named())
	}
	for name, v := range map[string]any{
		"site.json": map[string]any{"policies": policies}, "versions.json": append([]Version{}, s.Versions...), "sitemap.json": map[string]any{"pages": sitemap(s)},
	} {
		data, err := marshal(v)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		files["assets/data/"+name] = data
	}
	return files, nil
}

// prepare lists all pages and files with their digests.
func prepare(ctx context.Context, dir string, s *Site, d Deploy) (*Prepared, error) {
	adapters := adapterPages(s)
	todo := &Prepared{dir: dir, pages: make([]preparedPage, len(s.Pages))}
	work := pool.New().WithErrors().WithFirstError().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for _, i := range largestFirst(len(s.Pages), func(i int) bool { _, large := s.Pages[i].Data.(itemized); return large }) {
		work.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if todo.pages[i], err = preparePage(&s.Pages[i], adapters[i]); err != nil {
				err = fmt.Errorf("page %q: %w", s.Pages[i].Path, err)
			}
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	file := func(name string, data []byte) {
		sum := sha256.Sum256(data)
		todo.files = append(todo.files, preparedFile{path: name, data: data, sha256: hex.EncodeToString(sum[:])})
	}
	for _, name := range sortedKeys(s.Files) {
		file(name, s.Files[name])
	}
	file("_headers", Headers(s, d))
	file("_redirects", Redirects(s, d))
	for _, name := range sortedKeys(s.Copies) {
		c := s.Copies[name]
		todo.files = append(todo.files, preparedFile{path: name, source: c.Source, sha256: c.SHA256})
	}
	return todo, nil
}

// largestFirst is an order of n pages in which it takes least time to do
// something with all of them, several at a time: those with long lists come first.
func largestFirst(n int, large func(i int) bool) []int {
	var first, rest []int
	for i := range n {
		if large(i) {
			first = append(first, i)
		} else {
			rest = append(rest, i)
		}
	}
	return append(first, rest...)
}

func preparePage(p *Page, adapter adapterPage) (preparedPage, error) {
	data, err := marshal(p.Data)
	if err != nil {
		return preparedPage{}, err
	}
	told, err := marshal(adapter)
	if err != nil {
		return preparedPage{}, err
	}
	lists, _ := p.Data.(itemized)
	return preparedPage{adapter: adapter, data: data, digest: pageDigest(told, data), fragments: fragmentsOf(p.Data), lists: lists, outputs: outputs(*p)}, nil
}

// sitemapPage is a page in the sitemap.
type sitemapPage struct {
	Path     string `json:"path"` // below the base URL
	Modified string `json:"modified"`
}

// sitemap lists the pages that search engines may show.
func sitemap(s *Site) []sitemapPage {
	list := []sitemapPage{}
	for _, p := range s.Pages {
		if !p.NoIndex && p.Canonical == "" {
			list = append(list, sitemapPage{strings.TrimPrefix(strings.TrimSuffix(p.Path, "/")+"/", "/"), p.Modified})
		}
	}
	return list
}

// marshal writes JSON that is the same for the same value and leaves HTML readable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
