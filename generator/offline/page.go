package offline

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// refresh begins the content of a meta element that leads to another page.
var refresh = regexp.MustCompile(`^\d+;\s*url=`)

// rewrite makes a page one that opens from a disk: its links and files are named as
// seen from its own file, its scripts are classic ones behind offline.js, and its
// policy for content allows what stands beside it. All else stays as it is, byte for
// byte.
func (p *packer) rewrite(page []byte, name string) []byte {
	up := strings.Repeat("../", strings.Count(name, "/"))
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
		if t.Data == "script" && !prepared {
			first := html.Token{Type: html.StartTagToken, Data: "script", Attr: []html.Attribute{
				{Key: "src", Val: up + shimName}, {Key: "data-root", Val: p.root}}}
			out.WriteString(first.String() + "</script>")
			prepared = true
		}
		if p.rewriteTag(&t, up) {
			out.WriteString(t.String())
		} else {
			out.Write(raw)
		}
	}
}

// rewriteTag reports whether it changed a tag of a page that is so far below the
// site's root.
func (p *packer) rewriteTag(t *html.Token, up string) (changed bool) {
	for i := range t.Attr {
		a := &t.Attr[i]
		before := *a
		switch {
		case a.Key == "href" || a.Key == "src" || a.Key == "action":
			a.Val = p.fromFile(a.Val, up)
		case t.Data == "meta" && a.Key == "content" && refresh.MatchString(a.Val):
			after := refresh.FindString(a.Val)
			a.Val = after + p.fromFile(a.Val[len(after):], up)
		case t.Data == "script" && a.Key == "type" && a.Val == "module":
			a.Key, a.Val = "defer", ""
		case t.Data == "meta" && a.Key == "content" && strings.HasPrefix(a.Val, "default-src "):
			a.Val = strings.ReplaceAll(a.Val, "'self'", "'self' file:")
		}
		changed = changed || *a != before
	}
	return changed
}

// fromFile is a link that begins at the site's root, as a file has it that is so far
// below; of a folder, it names the page. Other links are returned as they are.
func (p *packer) fromFile(link, up string) string {
	at, below := strings.CutPrefix(link, p.root)
	if !below || strings.HasPrefix(at, "/") {
		return link
	}
	end := strings.IndexAny(at, "?#")
	if end < 0 {
		end = len(at)
	}
	at, rest := at[:end], at[end:]
	if at != "" && !strings.HasSuffix(at, "/") {
		if d, err := fs.Stat(p.files, at); err == nil && d.IsDir() {
			at += "/"
		}
	}
	if at == "" || strings.HasSuffix(at, "/") {
		at += "index.html"
	}
	return up + at + rest
}
