package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// sitePage is what crawl needs to know of an HTML file.
type sitePage struct {
	ids   map[string]bool
	links []string
	text  string // of the whole body, white space as it stands
}

// crawl reads every HTML file below dir, a site published at base, and returns
// what breaks a promise: an id that stands twice on a page, a link to a page
// or file that is not there, or to a fragment that its page does not have.
func crawl(dir, base string) ([]string, error) {
	root, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	fsys := os.DirFS(dir)
	pages := map[string]*sitePage{}
	var faults []string
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		page, twice, err := readPage(data)
		pages[name] = page
		for _, id := range twice {
			faults = append(faults, fmt.Sprintf("%s: the id %q stands twice", name, id))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		return nil, fmt.Errorf("%s holds no page", dir)
	}
	for name, page := range pages {
		at := *root
		at.Path = strings.TrimSuffix(root.Path, "/") + "/" + strings.TrimSuffix(name, "index.html")
		for _, link := range page.links {
			if fault := deadEnd(fsys, pages, root, &at, link); fault != "" {
				faults = append(faults, fmt.Sprintf("%s: the link %q %s", name, link, fault))
			}
		}
	}
	slices.Sort(faults)
	return slices.Compact(faults), nil
}

// deadEnd says what is wrong with a link that leads into the site.
func deadEnd(fsys fs.FS, pages map[string]*sitePage, root, at *url.URL, link string) string {
	to, err := at.Parse(link)
	if err != nil {
		return "is no address: " + err.Error()
	}
	if to.Host != root.Host || to.Scheme != root.Scheme {
		return ""
	}
	rest, ok := strings.CutPrefix(to.Path, strings.TrimSuffix(root.Path, "/")+"/")
	if !ok {
		return "leaves the site's folder"
	}
	file := rest
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	if info, err := fs.Stat(fsys, file); err != nil || info.IsDir() {
		return "leads nowhere"
	}
	if to.Fragment == "" {
		return ""
	}
	if page := pages[file]; page == nil || !page.ids[to.Fragment] {
		return "leads to a fragment that is not there"
	}
	return ""
}

// readPage collects a page's ids, those that stand twice, its links and text.
func readPage(data []byte) (page *sitePage, twice []string, err error) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	page = &sitePage{ids: map[string]bool{}}
	var text strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			if n.Parent.Data != "script" && n.Parent.Data != "style" {
				text.WriteString(n.Data)
			}
		case html.ElementNode:
			if blocks[n.Data] {
				text.WriteByte(' ')
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "id" && page.ids[a.Val]:
					twice = append(twice, a.Val)
				case a.Key == "id":
					page.ids[a.Val] = true
				case a.Key == "href" || a.Key == "src":
					page.links = append(page.links, a.Val)
				case strings.HasPrefix(a.Key, "aria-labelledby") || a.Key == "aria-describedby" || a.Key == "for":
					for _, id := range strings.Fields(a.Val) {
						page.links = append(page.links, "#"+url.PathEscape(id))
					}
				}
			}
		}
	}
	page.text = text.String()
	return page, twice, nil
}

// blocks are the elements that part words, as inline ones do not.
var blocks = map[string]bool{"p": true, "li": true, "div": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"h5": true, "h6": true,
	"td": true, "th": true, "tr": true, "br": true, "section": true, "dt": true, "dd": true, "blockquote": true,
	"hr": true, "pre": true}

// letters is a text without anything but its letters and digits: what no
// typography, markup or line break may change.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
