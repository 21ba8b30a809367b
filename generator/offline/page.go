package offline

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// refresh begins the content of a meta element that leads to another page.
var refresh = regexp.MustCompile(`^\d+;\s*url=`)

// styleURL is how a style sheet names a file by an address from a root.
var styleURL = regexp.MustCompile(`(url\(\s*["']?)(/[^)"'\s]*)`)

// rewrite makes a page one that opens from a disk: its links and files are named as
// seen from its own file, its scripts are classic ones behind offline.js, and its
// policy for content allows what stands beside it. All else stays as it is, byte for
// byte.
func (p *packer) rewrite(page []byte, name string) []byte {
	prepared := false // offline.js stands in the page
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken { // the page ends
			return out.Bytes()
		}
		raw := bytes.Clone(z.Raw())
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			out.Write(raw)
			continue
		}
		t := z.Token()
		if t.Data == "noscript" {
			z.NextIsNotRawText() // readers without scripts follow its links
		}
		if t.Data == "script" && !prepared {
			first := html.Token{Type: html.StartTagToken, Data: "script", Attr: []html.Attribute{
				{Key: "src", Val: toRoot(name) + shimName}, {Key: "data-root", Val: p.root}}}
			out.WriteString(first.String() + "</script>")
			prepared = true
		}
		if p.rewriteTag(&t, name) {
			out.WriteString(t.String())
		} else {
			out.Write(raw)
		}
	}
}

// rewriteTag reports whether it changed a tag of a page.
func (p *packer) rewriteTag(t *html.Token, page string) (changed bool) {
	for i := range t.Attr {
		a := &t.Attr[i]
		before := *a
		switch {
		case isAddress(t.Data, a.Key):
			if t.Data != "link" { // which tells programs where the page is published
				a.Val = p.withoutOrigin(a.Val)
			}
			a.Val = p.relativeLink(a.Val, page)
		case a.Key == "srcset":
			a.Val = p.relativeImages(a.Val, page)
		case t.Data == "meta" && a.Key == "content" && refresh.MatchString(a.Val):
			after := refresh.FindString(a.Val)
			a.Val = after + p.relativeLink(p.withoutOrigin(a.Val[len(after):]), page)
		case t.Data == "script" && a.Key == "type" && a.Val == "module":
			a.Key, a.Val = "defer", ""
		case t.Data == "meta" && a.Key == "content" && strings.HasPrefix(a.Val, "default-src "):
			a.Val = strings.ReplaceAll(a.Val, "'self'", "'self' file:")
		}
		changed = changed || *a != before
	}
	return changed
}

// isAddress reports whether an attribute is the address of a page or a file.
func isAddress(tag, attribute string) bool {
	switch attribute {
	case "href", "src", "action", "formaction", "poster", "xlink:href":
		return true
	}
	return tag == "object" && attribute == "data"
}

// withoutOrigin is a link from the site's root, if a full address leads to a page or file that is
// packed. What the zip lacks, such as a page beside the site, stays where it is published.
func (p *packer) withoutOrigin(link string) string {
	u, err := url.Parse(link)
	if err != nil || !strings.EqualFold(u.Scheme+"://"+u.Host, p.origin) || u.User != nil {
		return link
	}
	below, ok := strings.CutPrefix(u.Path+"/", p.root)
	at := path.Join(".", below)
	if !ok || !fs.ValidPath(at) || slices.Contains(hostFiles, at) {
		return link
	}
	u.Scheme, u.Host = "", ""
	if p.isFolder(at) {
		at, u = path.Join(at, "index.html"), u.JoinPath("/")
	}
	if d, err := fs.Stat(p.files, at); err != nil || d.IsDir() {
		return link
	}
	return u.String()
}

// relativeImages are the images of a srcset, each an address with its size.
func (p *packer) relativeImages(images, page string) string {
	list := strings.Split(images, ", ")
	for i, image := range list {
		address, size, sized := strings.Cut(strings.TrimSpace(image), " ")
		list[i] = p.relativeLink(address, page)
		if sized {
			list[i] += " " + size
		}
	}
	return strings.Join(list, ", ")
}

// rewriteStyles makes the addresses in a style sheet those that its own file has.
func (p *packer) rewriteStyles(sheet []byte, name string) []byte {
	return styleURL.ReplaceAllFunc(sheet, func(found []byte) []byte {
		parts := styleURL.FindSubmatch(found)
		return append(bytes.Clone(parts[1]), p.relativeLink(string(parts[2]), name)...)
	})
}

// relativeLink is a link as it must stand in a file that is called name: one from the
// site's root begins at the file, and one to a folder names the page. Links that lead elsewhere, or
// only to a place in the page, are returned as they are.
func (p *packer) relativeLink(link, name string) string {
	at, rest := link, ""
	if end := strings.IndexAny(link, "?#"); end >= 0 {
		at, rest = link[:end], link[end:]
	}
	target := path.Dir(name) // below the site's root
	if below, ok := strings.CutPrefix(at, p.root); ok && !strings.HasPrefix(below, "/") {
		at, target = toRoot(name)+below, below
	} else if u, err := url.Parse(at); err != nil || u.Scheme != "" || u.Host != "" || at == "" || path.IsAbs(at) {
		return link
	} else if target = path.Join(target, at); !fs.ValidPath(target) {
		return link // out of the site
	}
	if !strings.HasSuffix(at, "/") && at != "" && p.isFolder(target) {
		at += "/"
	}
	if at == "" || strings.HasSuffix(at, "/") {
		at += "index.html"
	}
	return at + rest
}

// isFolder reports whether a path below the site's root, as links write it, is a folder.
func (p *packer) isFolder(at string) bool {
	if unescaped, err := url.PathUnescape(at); err == nil {
		at = unescaped
	}
	d, err := fs.Stat(p.files, at)
	return err == nil && d.IsDir()
}

// toRoot is the way from a file up to the site's root.
func toRoot(name string) string { return strings.Repeat("../", strings.Count(name, "/")) }
