package capture

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/english"
)

// numbering is how a page numbers the items of a list.
type numbering struct {
	kind   string // as the type of <ol>: 1, a, A, i or I; "none"; or a style that HTML has no type for
	values []int  // of the items
}

// plain reports whether Markdown counts the items in the same way.
func (g numbering) plain() bool {
	if g.kind != "1" || len(g.values) > 0 && g.values[0] < 0 {
		return false
	}
	for i, v := range g.values {
		if v != g.values[0]+i {
			return false
		}
	}
	return true
}

// numberingOf reads the numbering of an ordered list from its attributes.
func numberingOf(list *html.Node) numbering {
	g := numbering{kind: "1"}
	var items []*html.Node
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom == atom.Li {
			items = append(items, c)
		}
	}
	for _, n := range append([]*html.Node{list}, items[:min(len(items), 1)]...) {
		if t := attr(n, "type"); slices.Contains([]string{"1", "a", "A", "i", "I"}, t) {
			g.kind = t
		}
		if m := listStyle.FindStringSubmatch(attr(n, "style")); m != nil {
			g.kind = styleKind(m[1])
		}
	}
	next, step := 1, 1
	if hasAttr(list, "reversed") {
		next, step = len(items), -1
	}
	if n, err := strconv.Atoi(strings.TrimSpace(attr(list, "start"))); err == nil {
		next = n
	}
	for _, item := range items {
		if n, err := strconv.Atoi(strings.TrimSpace(attr(item, "value"))); err == nil {
			next = n
		}
		g.values = append(g.values, next)
		next += step
	}
	return g
}

var listStyle = regexp.MustCompile(`(?i)(?:^|[;{\s])list-style(?:-type)?\s*:\s*(?:(?:inside|outside|url\([^)]*\))\s+)*([a-z-]+)`)

// styleKind is the type of <ol> for a list-style-type of CSS.
func styleKind(style string) string {
	switch style = strings.ToLower(style); style {
	case "lower-alpha", "lower-latin":
		return "a"
	case "upper-alpha", "upper-latin":
		return "A"
	case "lower-roman":
		return "i"
	case "upper-roman":
		return "I"
	case "decimal", "decimal-leading-zero", "inside", "outside", "inherit", "initial", "unset", "revert":
		return "1"
	case "disc", "circle", "square":
		return "none"
	}
	return style
}

var (
	styleRule   = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
	styleRemark = regexp.MustCompile(`(?s)/\*.*?\*/`)
	counted     = regexp.MustCompile(`(?i)content\s*:[^;}]*\bcounters?\(`)
	written     = regexp.MustCompile(`(?i)content\s*:\s*(?:"[^"]*\pL[^"\\]*"|'[^']*\pL[^'\\]*')`)
)

// applyListStyles writes what the page's own style sheets say of the numbers of
// lists into the lists, and doubts what they write into the page beside.
func (r *restorer) applyListStyles(doc *html.Node) {
	counters, words := 0, 0
	style := &styleMatcher{doc: doc, left: mostMatches}
	walk(doc, func(*html.Node) bool { style.nodes++; return true })
	walk(doc, func(n *html.Node) bool {
		if n.Type != html.ElementNode || n.DataAtom != atom.Style {
			return true
		}
		for _, m := range styleRule.FindAllStringSubmatch(styleRemark.ReplaceAllString(textContent(n), ""), -1) {
			if counted.MatchString(m[2]) && style.matchesText(m[1]) {
				counters++
			} else if written.MatchString(m[2]) && style.matchesText(m[1]) {
				words++
			}
			said := listStyle.FindStringSubmatch(m[2])
			if said == nil {
				continue
			}
			for _, n := range style.matches(m[1]) {
				if n.DataAtom == atom.Li {
					n = n.Parent
				}
				if n.DataAtom == atom.Ol && !listStyle.MatchString(attr(n, "style")) {
					n.Attr = append(slices.DeleteFunc(n.Attr,
						func(a html.Attribute) bool { return a.Key == "style" || a.Key == "type" }),
						html.Attribute{Key: "style", Val: "list-style-type:" + said[1]})
				}
			}
		}
		return false
	})
	if counters > 0 {
		r.doubt(Beside, "%s numbers on the page that are not in its text; compare the numbers of sections and clauses with "+
			"the page", english.CountAs(counters, "rule of its style sheet writes", "rules of its style sheet write"))
	}
	if words > 0 {
		r.doubt(Beside, "%s words on the page that are not in its text; compare with the page",
			english.CountAs(words, "rule of its style sheet writes", "rules of its style sheet write"))
	}
}

var pseudo = regexp.MustCompile(`(?i)::?(?:before|after|marker)\b`)

// styleMatcher finds what the selectors of a page's style sheets name.
type styleMatcher struct {
	doc   *html.Node
	nodes int // of the page
	left  int // nodes that may still be looked at
}

// mostMatches is how many nodes are matched with selectors, and manyNodes of how
// many a selector that counts siblings is not tried: it looks at all for each.
const mostMatches, manyNodes = 10_000_000, 5_000

// matches are the elements that a selector of a style sheet names; none when too
// many selectors were tried for so large a page.
func (s *styleMatcher) matches(selector string) []*html.Node {
	selector = strings.TrimSpace(pseudo.ReplaceAllString(selector, ""))
	if s.left -= s.nodes; s.left < 0 || s.nodes > manyNodes && strings.ContainsAny(selector, ":~") {
		return nil
	}
	group, err := cascadia.ParseGroup(selector)
	if err != nil {
		return nil
	}
	found := cascadia.QueryAll(s.doc, group)
	s.left -= 20 * len(found) // what is done with each
	return found
}

// matchesText reports whether a selector names an element with words in it.
func (s *styleMatcher) matchesText(selector string) bool {
	return slices.ContainsFunc(s.matches(selector), func(n *html.Node) bool { return oneLine(n) != "" })
}

// takeIn puts lists that stand beside the items of a list into the item before,
// to which they belong: else they would be counted.
func takeIn(list *html.Node) {
	var item *html.Node
	for c := list.FirstChild; c != nil; {
		next := c.NextSibling
		switch c.DataAtom {
		case atom.Li:
			item = c
		case atom.Ol, atom.Ul:
			if item != nil {
				list.RemoveChild(c)
				item.AppendChild(c)
			}
		}
		c = next
	}
}

// keepNumbers readies the lists for Markdown: an item without words goes, its
// number counted; a list without numbers becomes one with bullets. What
// Markdown cannot number stays HTML, with its numbers written out.
func (r *restorer) keepNumbers(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		switch n.DataAtom {
		case atom.Menu, atom.Dir:
			n.Data, n.DataAtom, n.Attr = "ul", atom.Ul, nil
		case atom.Ol, atom.Ul:
		default:
			return true
		}
		takeIn(n)
		if n.DataAtom == atom.Ul {
			return true
		}
		g := numberingOf(n)
		if slices.ContainsFunc(g.values, func(v int) bool { return v < 0 }) {
			r.doubt(Beside, "a list has numbers below 0, which the text does not show")
		}
		i := 0
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if c.Type == html.ElementNode && c.DataAtom == atom.Li {
				if oneLine(c) == "" && find(c, atom.Img) == nil {
					remove(c)
					g.values = slices.Delete(g.values, i, i+1)
				} else {
					i++
				}
			}
			c = next
		}
		switch kind := g.kind; {
		case kind == "none":
			n.Data, n.DataAtom, n.Attr = "ul", atom.Ul, nil
			r.record(Restoration{Rule: "markdown", Note: "a list whose numbers the page does not show became one with bullets"})
			return true
		case !slices.Contains([]string{"1", "a", "A", "i", "I"}, kind):
			r.doubt(Beside, "a list is numbered in a way that HTML has no type for (%s); its items have plain numbers now",
				shorten(kind))
			g.kind = "1"
		}
		n.Attr = nil
		if len(g.values) > 0 && g.values[0] != 1 {
			n.Attr = append(n.Attr, html.Attribute{Key: "start", Val: strconv.Itoa(g.values[0])})
		}
		if g.plain() {
			return true
		}
		if g.kind != "1" {
			n.Attr = append(n.Attr, html.Attribute{Key: "type", Val: g.kind})
		}
		i = 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || c.DataAtom != atom.Li {
				continue
			}
			c.Attr = nil
			if i > 0 && g.values[i] != g.values[i-1]+1 {
				c.Attr = []html.Attribute{{Key: "value", Val: strconv.Itoa(g.values[i])}}
			}
			i++
		}
		keepRaw(n)
		return true
	})
}
