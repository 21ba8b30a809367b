package capture

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// neverText are elements without text of the page itself.
var neverText = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Iframe: true, atom.Object: true, atom.Embed: true,
	atom.Svg: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Map: true, atom.Head: true,
	atom.Title: true, atom.Link: true, atom.Meta: true, atom.Base: true, atom.Input: true, atom.Select: true,
	atom.Textarea: true, atom.Datalist: true, atom.Option: true, atom.Progress: true, atom.Meter: true,
	atom.Frameset: true, atom.Frame: true, atom.Applet: true, atom.Param: true, atom.Source: true, atom.Track: true,
}

// role is what an element seems to be on its page.
type role int

const (
	content role = iota // nothing speaks against its being text of the policy
	header              // the site's head
	footer              // the site's foot
	menu                // navigation, side bars
	box                 // what lies over or beside the text: overlays, logins, searches, consent
	form
	roles // how many there are
)

func (r role) String() string {
	return [roles]string{"other parts", "header", "footer", "navigation", "overlays and boxes", "forms"}[r]
}

// roleTokens are the words of ids and classes by which sites name their parts.
var roleTokens = map[role]map[string]bool{
	header: set("header masthead topbar"),
	footer: set("footer colophon bottombar"),
	menu:   set("nav navbar navigation menu breadcrumb breadcrumbs sidebar pagination pager toolbar widget widgets"),
	box: set("overlay popup modal lightbox dialog spinner loader preloader login signin signup search searchbox skip " +
		"share sharing social newsletter cookiebanner cookieconsent cookiebar cookienotice consent gdpr toast snackbar " +
		"tooltip advert adverts adsense"),
}

// windowTokens are those among them that only say that something is a window.
var windowTokens = set("overlay popup modal lightbox dialog")

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields(s) {
		m[word] = true
	}
	return m
}

var camel = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// tokens divides an element's id and classes into words.
func tokens(n *html.Node) []string {
	s := camel.ReplaceAllString(attr(n, "id")+" "+attr(n, "class"), "$1 $2")
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) })
}

// roleOf tells what an element says it is, by its tag, its ARIA role and the
// words of its id and class, in this order.
func roleOf(n *html.Node) role {
	switch n.DataAtom {
	case atom.Nav:
		return menu
	case atom.Header:
		return header
	case atom.Footer:
		return footer
	case atom.Form:
		return form
	case atom.Search:
		return box
	case atom.Dialog:
		if hasAttr(n, "open") && !slices.ContainsFunc(tokens(n),
			func(token string) bool { return roleTokens[box][token] && !windowTokens[token] }) {
			return content // the page shows it
		}
		return box
	}
	switch attr(n, "role") {
	case "navigation", "menu", "menubar", "complementary":
		return menu
	case "banner":
		return header
	case "contentinfo":
		return footer
	case "search", "dialog", "alertdialog":
		return box
	case "main", "article":
		return content
	}
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Aside, atom.Ul, atom.Ol, atom.Table, atom.Td, atom.Center:
	default:
		return content
	}
	for _, token := range tokens(n) {
		for _, r := range []role{box, footer, header, menu} {
			if roleTokens[r][token] {
				return r
			}
		}
	}
	if n.DataAtom == atom.Aside {
		return menu
	}
	return content
}

var invisible = regexp.MustCompile(`(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)`)

// isHidden reports whether the page does not show an element until a script
// shows it. What is hidden from screen readers alone is seen: within a
// sentence that is what it says, but around whole parts it goes with windows
// that are closed.
func isHidden(n *html.Node) bool {
	return isConcealed(n) || attr(n, "aria-hidden") == "true" && !isWithinText(n)
}

// isConcealed reports whether the page itself says that it does not show an
// element.
func isConcealed(n *html.Node) bool {
	return hasAttr(n, "hidden") || invisible.MatchString(attr(n, "style"))
}

// isToolbar reports whether an element was put in by the web archive.
func isToolbar(n *html.Node) bool {
	id := attr(n, "id")
	return strings.HasPrefix(id, "wm-ipp") || id == "donato"
}
