package capture

import (
	"regexp"
	"strings"

	"policyarchive/generator/policy"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	plainID   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_:.-]*$`)
	headingID = regexp.MustCompile(`(?m)^#{1,6} .*\{\\?#[A-Za-z0-9_:.\\-]+\}$`)
)

// keepIDs writes {#id} behind headings that a link on the page leads to, so
// that a list of contents still works. The id may be the heading's own, that of
// an anchor in or directly before it, or that of the part which it opens. Other
// ids are left out: most come from a tool that counts headings.
func keepIDs(root *html.Node) {
	wanted := map[string]bool{}
	walk(root, func(n *html.Node) bool {
		if href := attr(n, "href"); n.DataAtom == atom.A && strings.HasPrefix(href, "#") && len(href) > 1 &&
			!policy.OwnID(href[1:]) {
			wanted[href[1:]] = true
		}
		return true
	})
	if len(wanted) == 0 {
		return
	}
	pending := "" // a wanted id whose heading, if it has one, comes next
	walk(root, func(n *html.Node) bool {
		if n.Type == html.TextNode && len(wordsOf(n.Data)) > 0 {
			pending = ""
			return true
		}
		id := attr(n, "id")
		if id == "" && n.DataAtom == atom.A {
			id = attr(n, "name")
		}
		if wanted[id] && plainID.MatchString(id) {
			pending = id
		}
		if !isHeading(n) {
			return true
		}
		if pending == "" {
			pending = idWithin(n, wanted)
		}
		if pending != "" && oneLine(n) != "" {
			n.AppendChild(&html.Node{Type: html.TextNode, Data: " {#" + pending + "}"})
			delete(wanted, pending)
		}
		pending = ""
		return false
	})
}

// idWithin returns a wanted id of an element inside a heading.
func idWithin(heading *html.Node, wanted map[string]bool) string {
	id := ""
	walk(heading, func(n *html.Node) bool {
		for _, key := range []string{"id", "name"} {
			if v := attr(n, key); id == "" && wanted[v] && plainID.MatchString(v) {
				id = v
			}
		}
		return true
	})
	return id
}
