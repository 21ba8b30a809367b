package capture

import (
	"fmt"
	"net/url"
	"sort"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/english"
)

// page makes Markdown of a captured HTML page: its main text, found or
// selected, without what is no text of the policy.
func (r *restorer) page(source string) (string, error) {
	front, markup := splitFrontMatter(source)
	if err := r.withinLimits(markup); err != nil {
		return "", err
	}
	doc, err := html.ParseWithOptions(strings.NewReader(markup), html.ParseOptionEnableScripting(false))
	if err != nil {
		return "", fmt.Errorf("read the HTML: %w", err)
	}
	if front != "" {
		r.record(Restoration{Rule: "extract", Line: 1, Was: strings.TrimSpace(front),
			Note: "front matter left out of the text"})
	}
	r.commentNotices(doc, source)
	r.dates(front)
	r.provenance()
	if address := canonical(doc); r.original == nil && address != "" {
		if m, ok := parseReplay(address); ok {
			r.archive, r.result.Archived = true, address
			address = m.url
		}
		r.setOriginal(address, "the page")
	}
	title := pageTitle(doc, r.original)
	body := find(doc, atom.Body)
	if body == nil {
		return "", fmt.Errorf("the page has no body")
	}
	base := r.baseURL(doc)
	r.applyListStyles(doc)
	r.showAddresses(body)
	holdFields(body)
	dropped := r.noscripts(body)
	all := len(wordsOf(visibleText(body)))
	var main []*html.Node
	var s *surveyed
	if r.opts.Selector != "" {
		if main, err = selected(doc, r.opts.Selector); err != nil {
			return "", err
		}
	} else {
		s = survey(body)
		s.dropped[content] += dropped
		s.prune()
		main = s.main()
	}
	r.recordExtract(main, all, s)
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range main {
		remove(n)
		root.AppendChild(n)
	}
	r.restorePageLinks(root, base, linkLines(source))
	if r.opts.Selector == "" {
		r.addTitle(root, title)
	}
	return r.convert(root)
}

// recordExtract lists which part of the page is the text, and doubts it if
// much was left out. all is how many words the page has; s is nil if the part
// was selected.
func (r *restorer) recordExtract(main []*html.Node, all int, s *surveyed) {
	kept, hidden := 0, 0
	for _, n := range main {
		kept += len(wordsOf(visibleText(n)))
		walk(n, func(n *html.Node) bool {
			if n.Type == html.ElementNode && isHidden(n) && !isAside(n) {
				hidden += len(wordsOf(visibleText(n)))
				return false
			}
			return true
		})
	}
	note := "the whole page"
	if kept != all {
		note = fmt.Sprintf("%s of %s of the page", english.Number(kept), english.Count(all, "word"))
	}
	if s != nil {
		note += s.leftOut()
	}
	was := describe(main[0])
	if len(main) > 1 {
		was += fmt.Sprintf(" and %d more", len(main)-1)
	}
	r.record(Restoration{Rule: "extract", Was: was, Note: "main text: " + note})
	if 3*(all-kept) > all {
		r.doubt(Partly, "only %s of the %s on the page were taken for the policy's text; compare with the page, and name "+
			"the main text with a CSS selector (--selector) if something is missing", english.Number(kept),
			english.Count(all, "word"))
	}
	if hidden > 0 {
		r.doubt(Unseen, "%s in the text hidden on the page until something is clicked; kept, check that this belongs to "+
			"the policy", english.CountAs(hidden, "word is", "words are"))
	}
}

// commentNotices takes the provenance notices from a page's comments.
func (r *restorer) commentNotices(doc *html.Node, source string) {
	walk(doc, func(n *html.Node) bool {
		if n.Type == html.CommentNode {
			if notice, ok := parseNotice(n.Data); ok {
				line := 0
				if at := strings.Index(source, n.Data); at >= 0 {
					line = 1 + strings.Count(source[:at], "\n")
				}
				r.takeNotice(notice, line, n.Data)
			}
		}
		return true
	})
	// What the capturing person wrote says more than the archive's own comment.
	sort.SliceStable(r.notices, func(i, j int) bool { return r.notices[i].archived != "" && r.notices[j].archived == "" })
}

// canonical returns the address that a page gives as its own; an archive may
// have rewritten it.
func canonical(doc *html.Node) string {
	address := ""
	walk(doc, func(n *html.Node) bool {
		if address == "" && n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "canonical") {
			address = attr(n, "href")
		}
		return address == ""
	})
	if u, err := url.Parse(address); err != nil || !u.IsAbs() {
		return ""
	}
	return address
}

// selected returns the nodes that a CSS selector matches, outermost only.
func selected(doc *html.Node, selector string) ([]*html.Node, error) {
	s, err := cascadia.ParseGroup(selector)
	if err != nil {
		return nil, fmt.Errorf("the selector %q is not valid CSS: %w", selector, err)
	}
	var found []*html.Node
	walk(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && s.Match(n) {
			found = append(found, n)
			return false
		}
		return true
	})
	if len(found) == 0 {
		return nil, fmt.Errorf("the selector %q matches nothing on the page", selector)
	}
	return found, nil
}

func find(n *html.Node, tag atom.Atom) *html.Node {
	return first(n, func(n *html.Node) bool { return n.Type == html.ElementNode && n.DataAtom == tag })
}

// describe names an element as a reader of the page's source would look for it.
func describe(n *html.Node) string {
	s := "<" + n.Data
	if id := attr(n, "id"); id != "" {
		s += ` id="` + id + `"`
	} else if class := attr(n, "class"); class != "" {
		s += ` class="` + class + `"`
	}
	return s + ">"
}
