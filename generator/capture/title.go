package capture

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var titleParts = regexp.MustCompile(`\s+[-–—|·•:»«/]+\s+|\s*[|»«]\s*`)

// pageTitle returns the title of a page's text: its only h1, if that is not
// the site's name, else the <title> without the site's name. headings are
// looked at before anything of the page is removed.
func pageTitle(doc *html.Node, original *url.URL) string {
	var h1 []string
	headings := map[string]bool{}
	whole, site := "", ""
	walk(doc, func(n *html.Node) bool {
		switch {
		case n.DataAtom == atom.Title && n.Namespace == "" && whole == "":
			whole = strings.Join(strings.Fields(textContent(n)), " ")
		case n.DataAtom == atom.Meta && attr(n, "property") == "og:site_name":
			site = attr(n, "content")
		case isHeading(n):
			if t := oneLine(n); t != "" {
				headings[strings.ToLower(t)] = true
				if n.DataAtom == atom.H1 {
					h1 = append(h1, t)
				}
			}
		}
		return true
	})
	var rest []string
	for _, t := range h1 {
		if !isSiteName(t, site, original) {
			rest = append(rest, t)
		}
	}
	if len(rest) == 1 {
		return rest[0]
	}
	parts := titleParts.Split(whole, -1)
	if len(parts) == 1 {
		return whole
	}
	var own []string
	for _, part := range parts {
		if headings[strings.ToLower(part)] && !isSiteName(part, site, original) {
			return part
		}
		if part != "" && !isSiteName(part, site, original) {
			own = append(own, part)
		}
	}
	if len(own) == 1 {
		return own[0]
	}
	return whole
}

// textContent returns the text of an element that is never shown.
func textContent(n *html.Node) string {
	var b strings.Builder
	walk(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		return true
	})
	return b.String()
}

var domainEnd = regexp.MustCompile(`\.(?:(?:co|com|org|net|gov|ac)\.[a-z]{2}|[a-z]{2,})$`)

// isSiteName reports whether s is the site's name: as the page gives it, or as
// its host is called, with or without its ending.
func isSiteName(s, site string, original *url.URL) bool {
	s = squeeze(s)
	if s == "" || s == squeeze(site) {
		return true
	}
	if original == nil {
		return false
	}
	host := strings.TrimPrefix(strings.ToLower(original.Hostname()), "www.")
	label := domainEnd.ReplaceAllString(host, "")
	if i := strings.LastIndexByte(label, '.'); i >= 0 {
		label = label[i+1:]
	}
	return s == squeeze(host) || s == squeeze(label)
}

var notLetterOrDigit = regexp.MustCompile(`[^\pL\pN]+`)

func squeeze(s string) string { return notLetterOrDigit.ReplaceAllString(strings.ToLower(s), "") }

// addTitle puts the title before the text, unless its first heading is one of
// the first level or says the same.
func (r *restorer) addTitle(root *html.Node, title string) {
	if title == "" {
		return
	}
	var first *html.Node
	walk(root, func(n *html.Node) bool {
		if first == nil && isHeading(n) && oneLine(n) != "" {
			first = n
		}
		return first == nil
	})
	if first != nil && (first.DataAtom == atom.H1 || squeeze(oneLine(first)) == squeeze(title)) {
		return
	}
	was := ""
	block := firstBlock(root)
	if block != nil && squeeze(oneLine(block)) == squeeze(title) {
		was = oneLine(block)
	}
	h1 := &html.Node{Type: html.ElementNode, Data: "h1", DataAtom: atom.H1}
	h1.AppendChild(&html.Node{Type: html.TextNode, Data: title})
	if was != "" {
		block.Parent.InsertBefore(h1, block)
		remove(block)
		r.record(Restoration{Rule: "title", Was: was, Now: "# " + title, Note: "the page's title, marked as such"})
		return
	}
	root.InsertBefore(h1, root.FirstChild)
	r.record(Restoration{Rule: "title", Now: "# " + title, Note: "the page's title, put before its text"})
}

// firstBlock returns the innermost block around the first words below root,
// unless that is part of a list, a table or a quotation.
func firstBlock(root *html.Node) *html.Node {
	var first *html.Node
	walk(root, func(n *html.Node) bool {
		if first == nil && n.Type == html.TextNode && len(wordsOf(n.Data)) > 0 {
			first = n
		}
		return first == nil
	})
	for n := first; n != nil && n != root; n = n.Parent {
		if isBlock(n) {
			switch n.DataAtom {
			case atom.P, atom.Div, atom.Center:
				return n
			}
			return nil
		}
	}
	return nil
}
