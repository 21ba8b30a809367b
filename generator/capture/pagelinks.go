package capture

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/characters"
	"policyarchive/generator/english"
	"policyarchive/generator/policy"
)

// baseURL returns what a page's relative links are resolved against; nil if it
// is not known.
func (r *restorer) baseURL(doc *html.Node) *url.URL {
	base := find(doc, atom.Base)
	if base == nil || attr(base, "href") == "" {
		return r.original
	}
	address := attr(base, "href")
	if now, f := r.restoreTarget(address); f == restore {
		address = now
	}
	u, err := url.Parse(address)
	if err != nil {
		return r.original
	}
	if r.original != nil {
		u = r.original.ResolveReference(u)
	}
	if !u.IsAbs() {
		return r.original
	}
	return u
}

// linkLines tells on which lines the links of a page stand, by target.
func linkLines(source string) map[string][]int {
	lines := map[string][]int{}
	z := html.NewTokenizer(strings.NewReader(source))
	for line := 1; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return lines
		}
		raw := len(z.Raw())
		newlines := strings.Count(string(z.Raw()[:raw]), "\n")
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if name, more := z.TagName(); more && (string(name) == "a" || string(name) == "img") {
				for more {
					var key, value []byte
					if key, value, more = z.TagAttr(); string(key) == "href" || string(key) == "src" {
						lines[string(value)] = append(lines[string(value)], line)
					}
				}
			}
		}
		line += newlines
	}
}

var (
	urlScheme  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	urlIgnored = strings.NewReplacer("\t", "", "\n", "", "\r", "")
)

// restorePageLinks restores the targets of a page's links, makes relative ones
// absolute, and removes those that are not safe; their text stays.
func (r *restorer) restorePageLinks(root *html.Node, base *url.URL, lines map[string][]int) {
	left := map[fate]int{}
	var unsafe []string
	walk(root, func(n *html.Node) bool {
		key := map[atom.Atom]string{atom.A: "href", atom.Img: "src"}[n.DataAtom]
		if n.Type != html.ElementNode || key == "" || !hasAttr(n, key) {
			return true
		}
		was := attr(n, key)
		line := 0
		if at := lines[was]; len(at) > 0 {
			line, lines[was] = at[0], at[1:]
		}
		now := urlIgnored.Replace(strings.TrimSpace(was))
		scheme := strings.ToLower(urlScheme.FindString(now))
		switch {
		case now == "":
			setAttr(n, key, "")
			return true
		case scheme != "" && !policy.SafeScheme(strings.TrimSuffix(scheme, ":")):
			setAttr(n, key, "")
			if key == "href" {
				if words := oneLine(n); words != "" {
					unsafe = append(unsafe, "“"+shorten(words)+"”")
				}
				r.record(Restoration{Rule: "unsafe-link", Line: line, Was: shorten(was),
					Note: fmt.Sprintf("a %s link is no link for readers; its text stays", scheme)})
			}
			return true
		case strings.HasPrefix(now, "#"):
			setAttr(n, key, now)
			return true
		}
		target, f := r.restoreTarget(now)
		if f == unsure || f == unknown {
			left[f]++
		}
		if u, err := url.Parse(target); err == nil && !u.IsAbs() && base != nil {
			target = base.ResolveReference(u).String()
		}
		setAttr(n, key, target)
		if target != was && key == "href" {
			r.record(Restoration{Rule: "link", Line: line, Was: was, Now: target})
		}
		return true
	})
	r.doubtLinks(left)
	if len(unsafe) > 0 {
		r.doubt(Links, "%s no address that a reader can follow: plain text (%s)",
			english.CountAs(len(unsafe), "link has", "links have"), strings.Join(unsafe[:min(len(unsafe), 4)], ", "))
	}
}

func setAttr(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Namespace == "" && n.Attr[i].Key == key {
			n.Attr[i].Val = value
		}
	}
}

// shorten keeps a value readable in a list.
func shorten(s string) string { return characters.Beginning(s, 80) }
