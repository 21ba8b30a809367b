package build

import (
	_ "embed"
	"fmt"
	"path"
	"sort"
	"strings"

	"policyarchive/generator/plainjson"
	"policyarchive/generator/schema"
	"policyarchive/generator/words"
)

// buildDir is the folder of a site that holds what the generator hands to
// Hugo: its parts content and assets, and the theme.
const buildDir = ".build"

//go:embed adapter.gotmpl
var adapter []byte

// preparedSite is a site that prepare worked out, with every page and file that the
// generator answers for. makeSite may make it again and again.
type preparedSite struct {
	dir    string // the site's folder
	pages  []preparedPage
	files  []preparedFile
	shared map[string][]byte // files below .build that all pages share
	store  *Store
}

// preparedPage is a page that Hugo makes.
type preparedPage struct {
	adapter  adapterPage
	language *words.Language
	data     pageData
	outputs  []string // slash paths below the destination
	text     *schema.WholeText
}

// preparedFile is a file that is published byte for byte.
type preparedFile struct {
	path string // below the destination
	data []byte
	// read returns what the file holds; nil if data does.
	read func() ([]byte, error)
}

// outputs are the files that Hugo makes of a page.
func outputs(p schema.Page) []string {
	folder := strings.TrimPrefix(p.Path, "/")
	return []string{path.Join(folder, "index.html")}
}

// prepare works out of s what Hugo is to make, and what is published byte for byte.
// store has what the pages of s show, and spoken their words. Hugo finds below .build:
//
//	content/_content.gotmpl    the content adapter that makes all pages
//	data/site.json             hugo.Data.site, what every template may need: the policies
//	data/sitemap.json          hugo.Data.sitemap, the pages that search engines may show
//	assets/data/pages.de.json  the pages that it is to make in German
//	assets/data/pages/N.json   what some of them show
//
// Problems in s are all reported, in one error.
func prepare(dir string, s *schema.Site, store *Store, spoken *words.Set, d Deploy) (*preparedSite, error) {
	if err := check(s, store); err != nil {
		return nil, err
	}
	shared, err := sharedData(s, spoken.For(s.Language))
	if err != nil {
		return nil, fmt.Errorf("prepare the site's data: %w", err)
	}
	todo := &preparedSite{dir: dir, files: filesOf(s, d), shared: shared, store: store}
	adapters := adapterPages(s)
	for i, p := range s.Pages {
		data, _ := store.page(p.Data)
		todo.pages = append(todo.pages, preparedPage{adapters[i], spoken.For(p.Language), data, outputs(p), p.Text})
	}
	return todo, nil
}

// sharedData are the files below .build that all pages share.
func sharedData(s *schema.Site, l *words.Language) (map[string][]byte, error) {
	files := map[string][]byte{"content/_content.gotmpl": adapter}
	policies := []schema.Policy{}
	for _, p := range s.Policies {
		policies = append(policies, p.Named())
	}
	own := map[string]string{"lang": l.Locale, "dir": l.Direction}
	for name, v := range map[string]any{
		"site.json": map[string]any{"policies": policies, "interface": own, "contentSecurity": contentSecurity,
			"logURL": s.LogURL, "verifyURL": s.VerifyURL},
		"sitemap.json": map[string]any{"pages": sitemap(s)},
	} {
		data, err := plainjson.Marshal(v, "")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		files["data/"+name] = data
	}
	return files, nil
}

// filesOf are the files that are published byte for byte.
func filesOf(s *schema.Site, d Deploy) []preparedFile {
	var list []preparedFile
	for _, name := range sortedKeys(s.Files) {
		list = append(list, preparedFile{path: name, data: s.Files[name]})
	}
	list = append(list, preparedFile{path: "_headers", data: headers(s, d)},
		preparedFile{path: "_redirects", data: redirects(s, d)})
	for _, name := range sortedKeys(s.Copies) {
		list = append(list, preparedFile{path: name, read: s.Copies[name]})
	}
	return list
}

// sitemapPage is a page in the sitemap.
type sitemapPage struct {
	Path     string `json:"path"` // below the base URL
	Modified string `json:"modified"`
}

// sitemap lists the pages that search engines may show.
func sitemap(s *schema.Site) []sitemapPage {
	list := []sitemapPage{}
	for _, p := range s.Pages {
		if !p.NoIndex && p.Canonical == "" {
			list = append(list, sitemapPage{strings.TrimPrefix(strings.TrimSuffix(p.Path, "/")+"/", "/"), p.Modified})
		}
	}
	return list
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
