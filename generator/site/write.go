package site

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
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
//	content/_content.gotmpl   the content adapter that makes all pages
//	assets/data/site.json     what every template may need, and every page is made anew for: the policies
//	assets/data/versions.json what pages call versions: all of them
//	assets/data/sitemap.json  the pages that search engines may show
//	assets/data/page/….json   one file a page, read by its template
//	static/…                  files published byte for byte, _headers, _redirects
//	fragments/                rendered texts and redlines
//	prepared.json             all pages and files, for RunHugo
//
// Files that are right already are not touched, others are replaced one by
// one, each in one step, and what no page needs any more is removed; after a
// crash the next Write finishes the work. f is the store that the bodies of
// s were put into. Problems in s are all reported, in one error.
func Write(dir string, s *Site, f *Fragments, d Deploy) error {
	if err := check(s, f); err != nil {
		return err
	}
	t := newTree(filepath.Join(dir, buildDir))
	files, err := buildFiles(s, d)
	if err != nil {
		return fmt.Errorf("preparing the site's data: %w", err)
	}
	work := pool.New().WithErrors().WithFirstError().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for name, data := range files {
		t.keep(name)
		work.Go(func() error { return t.put(name, data) })
	}
	if err := work.Wait(); err != nil {
		return fmt.Errorf("writing the site's data: %w", err)
	}
	todo, err := prepare(s, files)
	if err != nil {
		return err
	}
	data, err := marshal(todo)
	if err != nil {
		return fmt.Errorf("preparing the site's data: %w", err)
	}
	if err := t.write(preparedName, data); err != nil {
		return fmt.Errorf("writing the site's data: %w", err)
	}
	t.keep("assets/data/pages.json")
	if err := f.sweep(); err != nil {
		return fmt.Errorf("storing rendered fragments: %w", err)
	}
	for _, part := range []string{"content", "assets", "static"} {
		p := &tree{root: filepath.Join(t.root, part), want: map[string]bool{}}
		for name := range t.want {
			if rest, ok := strings.CutPrefix(name, part+"/"); ok {
				p.want[rest] = true
			}
		}
		if err := p.prune(); err != nil {
			return fmt.Errorf("removing what the site no longer needs: %w", err)
		}
	}
	return nil
}

// buildFiles returns everything below .build but the fragments.
func buildFiles(s *Site, d Deploy) (map[string][]byte, error) {
	files := map[string][]byte{"content/_content.gotmpl": adapter}
	put := func(name string, v any) error {
		data, err := marshal(v)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		files["assets/data/"+name] = data
		return nil
	}
	policies := []Policy{}
	for _, p := range s.Policies {
		policies = append(policies, p.Named())
	}
	err := put("site.json", map[string]any{"policies": policies})
	if err != nil {
		return nil, err
	}
	if err := put("versions.json", append([]Version{}, s.Versions...)); err != nil {
		return nil, err
	}
	if err := put("sitemap.json", sitemap(s)); err != nil {
		return nil, err
	}
	encoded := make([][]byte, len(s.Pages))
	work := pool.New().WithErrors().WithFirstError().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i, p := range s.Pages {
		work.Go(func() (err error) {
			if encoded[i], err = marshal(p.Data); err != nil {
				err = fmt.Errorf("%s: %w", dataFile(p), err)
			}
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	for i, p := range s.Pages {
		files["assets/data/"+dataFile(p)] = encoded[i]
	}
	for name, data := range s.Files {
		files["static/"+name] = data
	}
	files["static/_headers"] = Headers(s, d)
	files["static/_redirects"] = Redirects(s)
	return files, nil
}

// prepare lists all pages and files with their digests.
func prepare(s *Site, files map[string][]byte) (*prepared, error) {
	todo := &prepared{}
	for i, adapter := range adapterPages(s) {
		p := s.Pages[i]
		data, err := marshal(adapter)
		if err != nil {
			return nil, fmt.Errorf("preparing the site's data: %w", err)
		}
		todo.Pages = append(todo.Pages, preparedPage{Adapter: adapter, Digest: pageDigest(data, files["assets/data/"+dataFile(p)]), Fragments: fragmentsOf(p.Data), Outputs: outputs(p)})
	}
	for _, name := range sortedKeys(files) {
		if at, ok := strings.CutPrefix(name, "static/"); ok {
			sum := sha256.Sum256(files[name])
			todo.Files = append(todo.Files, preparedFile{at, path.Join(buildDir, name), hex.EncodeToString(sum[:])})
		}
	}
	for _, name := range sortedKeys(s.Copies) {
		c := s.Copies[name]
		todo.Files = append(todo.Files, preparedFile{name, c.Source, c.SHA256})
	}
	return todo, nil
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

// dataFile is where a page's data lies, below assets/data.
func dataFile(p Page) string {
	if p.Path == "/" {
		return "home.json"
	}
	return "page" + p.Path + ".json"
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
