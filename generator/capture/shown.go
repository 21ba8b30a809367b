package capture

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/english"
)

// A browser shows more than the text of a page's source (quotation marks, the
// words on buttons), and less (what is hidden). keepShown makes text of what
// readers saw, and says what it cannot keep.
func (r *restorer) keepShown(root *html.Node) {
	r.fields(root)
	var elements []*html.Node
	walk(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode {
			elements = append(elements, n)
		}
		return true
	})
	formulas := 0
	for _, n := range elements {
		markByStyle(n)
	}
	for _, n := range slices.Backward(elements) { // what is inside first
		switch {
		case n.Namespace == "math":
			if n.Data == "math" {
				formulas++
			}
			keepFormula(n)
		case isSign(n):
			r.record(Restoration{Rule: "shown", Was: shorten(oneLine(n)),
				Note: "the name of a sign, of which the page shows the picture, was left out"})
			remove(n)
		case n.DataAtom == atom.Q:
			r.quote(n)
		case n.DataAtom == atom.Ruby:
			r.readings(n)
		case n.DataAtom == atom.Abbr && attr(n, "title") != "":
			r.record(Restoration{Rule: "markdown",
				Was: shorten(fmt.Sprintf("<abbr title=%q>%s</abbr>", attr(n, "title"), oneLine(n))), Now: shorten(oneLine(n)),
				Note: "what the page tells only under the pointer was left out"})
		case isSpokenOnly(n):
			apart(n)
			r.record(Restoration{Rule: "shown", Now: shorten(oneLine(n)),
				Note: "words for screen readers, which the page does not show, were kept"})
		case !isBlock(n) && blockStyle.MatchString(attr(n, "style")):
			if marking[n.DataAtom] {
				apart(n)
			} else {
				n.Data, n.DataAtom = "div", atom.Div
			}
		case isAside(n):
			r.record(Restoration{Rule: "shown", Was: shorten(oneLine(n)),
				Note: "words within a sentence that the page hides were left out"})
			remove(n)
		}
	}
	if formulas > 0 {
		r.doubt(Beside, "%s in the text; compare with the page", english.CountAs(formulas, "formula is", "formulas are"))
	}
}

var (
	struckStyle = regexp.MustCompile(`(?i)(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b`)
	raisedStyle = regexp.MustCompile(`(?i)(?:^|;)\s*vertical-align\s*:\s*(super|sub)\b`)
)

// markByStyle makes an element of what a style says: words that are struck out,
// raised or lowered mean something else.
func markByStyle(n *html.Node) {
	if n.DataAtom != atom.Span && n.DataAtom != atom.Font {
		return
	}
	style, mark := attr(n, "style"), atom.Atom(0)
	if m := raisedStyle.FindStringSubmatch(style); m != nil {
		mark = atom.Sup
		if strings.EqualFold(m[1], "sub") {
			mark = atom.Sub
		}
	} else if struckStyle.MatchString(style) {
		mark = atom.S
	}
	if mark != 0 {
		n.Data, n.DataAtom = mark.String(), mark
	}
}

// keepFormula keeps what is raised and lowered in a formula, and its fractions.
func keepFormula(n *html.Node) {
	var parts []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			parts = append(parts, c)
		}
	}
	become := func(i int, a atom.Atom) {
		if i < len(parts) {
			parts[i].Namespace, parts[i].Data, parts[i].DataAtom = "", a.String(), a
		}
	}
	switch n.Data {
	case "msup":
		become(1, atom.Sup)
	case "msub":
		become(1, atom.Sub)
	case "msubsup":
		become(1, atom.Sub)
		become(2, atom.Sup)
	case "mfrac":
		if len(parts) == 2 {
			n.InsertBefore(&html.Node{Type: html.TextNode, Data: "/"}, parts[1])
		}
	}
}

// isSign reports whether an element is a picture of an icon font, whose words
// are the picture's name.
func isSign(n *html.Node) bool {
	class := attr(n, "class")
	return oneLine(n) != "" && !holdsBlock(n) &&
		(signClass.MatchString(class) || attr(n, "aria-hidden") == "true" && iconClass.MatchString(class) &&
			len(wordsOf(oneLine(n))) <= 2)
}

var (
	signClass  = regexp.MustCompile(`(?i)(?:^|\s)material-(?:icons|symbols)`)
	blockStyle = regexp.MustCompile(`(?i)(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)\b`)
	spokenOnly = regexp.MustCompile(`(?i)(?:^|\s)(?:(?:u-)?sr-only|(?:is-|u-)?visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|hidden-visually)(?:$|\s)`)
	iconClass  = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:icons?|fa|fas|far|fab|glyphicon|material-symbols[a-z-]*)(?:$|[\s_-])`)
)

func isSpokenOnly(n *html.Node) bool {
	return spokenOnly.MatchString(attr(n, "class")) && oneLine(n) != ""
}

// isAside reports whether n is a few hidden words within a sentence, which
// readers can never see: a trap for those who collect addresses, say. Longer
// hidden passages open when something is clicked.
func isAside(n *html.Node) bool {
	if isBlock(n) || holdsBlock(n) || !isConcealed(n) {
		return false
	}
	words := len(wordsOf(visibleText(n)))
	return words > 0 && words <= 3 && isWithinText(n)
}

// isWithinText reports whether the block around an inline element has words
// beside it.
func isWithinText(n *html.Node) bool {
	if isBlock(n) {
		return false
	}
	around := n.Parent
	for around != nil && around.Parent != nil && !isBlock(around) {
		around = around.Parent
	}
	return around != nil && len(wordsOf(visibleText(around))) > len(wordsOf(visibleText(n)))
}

// apart puts blanks between n and words that touch it.
func apart(n *html.Node) {
	if c := neighbour(n, false); c != 0 && !isBlank(c) {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
	}
	if c := neighbour(n, true); c != 0 && isWordRune(c) {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n.NextSibling)
	}
}

func isBlank(c rune) bool { return strings.ContainsRune(" \t\n\f\r"+noBreak, c) }

// quotes are the marks with which browsers surround <q>, and <q> within it, by
// language.
var quotes = map[string][4]string{
	"":   {"“", "”", "‘", "’"},
	"de": {"„", "“", "‚", "‘"},
	"fr": {"«" + noBreak, noBreak + "»", "«" + noBreak, noBreak + "»"},
	"es": {"«", "»", "“", "”"},
	"it": {"«", "»", "“", "”"},
	"ru": {"«", "»", "„", "“"},
	"pl": {"„", "”", "«", "»"},
	"ja": {"「", "」", "『", "』"},
	"zh": {"“", "”", "‘", "’"},
}

func (r *restorer) quote(q *html.Node) {
	marks, ok := quotes[languageOf(q)]
	if !ok {
		marks = quotes[""]
	}
	opening, closing := marks[0], marks[1]
	if within(q.Parent, atom.Q) != nil {
		opening, closing = marks[2], marks[3]
	}
	r.record(Restoration{Rule: "shown", Was: "<q>…</q>", Now: opening + "…" + closing,
		Note: "quotation marks that browsers add became text"})
	q.InsertBefore(&html.Node{Type: html.TextNode, Data: opening}, q.FirstChild)
	q.AppendChild(&html.Node{Type: html.TextNode, Data: closing})
	q.Data, q.DataAtom, q.Attr = "span", atom.Span, nil
}

// languageOf is the primary language of an element, as the page declares it.
func languageOf(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if lang := attr(n, "lang"); lang != "" {
			primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
			return primary
		}
	}
	return ""
}

// readings puts the readings of a ruby into parentheses, as browsers do that
// cannot set them above the words.
func (r *restorer) readings(ruby *html.Node) {
	if find(ruby, atom.Rp) != nil {
		return
	}
	walk(ruby, func(n *html.Node) bool {
		if n.DataAtom != atom.Rt {
			return true
		}
		r.record(Restoration{Rule: "shown", Now: "(…)", Note: "readings set above the words became words in parentheses"})
		n.InsertBefore(&html.Node{Type: html.TextNode, Data: "("}, n.FirstChild)
		n.AppendChild(&html.Node{Type: html.TextNode, Data: ")"})
		return false
	})
}

// noscripts keeps what a page shows instead of what a script would write, says
// so, and removes the rest of what is meant for browsers without scripts.
func (r *restorer) noscripts(body *html.Node) (left int) {
	r.drawings(body)
	r.embedded(body)
	all := len(wordsOf(visibleText(body)))
	var found []*html.Node
	writes := 0
	walk(body, func(n *html.Node) bool {
		switch {
		case n.DataAtom == atom.Noscript:
			found = append(found, n)
			return false
		case n.DataAtom == atom.Script && n.Type == html.ElementNode:
			if within(n.Parent, atom.P, atom.Li, atom.Td, atom.Dd, atom.Span, atom.A, atom.Blockquote) != nil &&
				strings.Contains(textContent(n), "document.write") {
				writes++
			}
		}
		return true
	})
	for _, n := range found {
		n.DataAtom, n.Data = atom.Span, "span" // its words are seen now
		if holdsBlockBelow(n) {
			n.DataAtom, n.Data = atom.Div, "div"
		}
		text := oneLine(n)
		words := len(wordsOf(text))
		if words == 0 || 2*words < all && askForScripts.MatchString(text) {
			left += words
			remove(n)
			continue
		}
		if 2*words < all {
			r.doubt(Unseen, "%s in it for browsers without scripts (“%s”); others may have shown something else",
				english.CountAs(words, "word stands", "words stand"), shorten(text))
		}
	}
	if writes > 0 && left == 0 && len(found) < writes {
		r.doubt(Beside, "%s into the text; what it wrote is not in the capture",
			english.CountAs(writes-len(found), "script wrote", "scripts wrote"))
	}
	return left
}

// drawings says which words stand in drawings of the page, which are no text.
func (r *restorer) drawings(body *html.Node) {
	var words []string
	walk(body, func(n *html.Node) bool {
		if n.Type == html.ElementNode && roleOf(n) != content {
			return false
		}
		if n.Type == html.ElementNode && n.Namespace == "svg" && (n.Data == "text" || n.Data == "foreignObject") &&
			!hasAttr(n, "hidden") {
			if text := strings.Join(strings.Fields(textContent(n)), " "); len(wordsOf(text)) > 0 {
				words = append(words, text)
			}
			return false
		}
		return true
	})
	if len(words) > 0 {
		r.doubt(Beside, "%s on the page has words that are not in the text (“%s”)", "a drawing",
			shorten(strings.Join(words, " ")))
	}
}

// sources are the attributes in which elements name what the page shows in their
// place, which is not in the capture.
var sources = map[atom.Atom]string{atom.Iframe: "src", atom.Embed: "src", atom.Object: "data", atom.Audio: "src",
	atom.Video: "src", atom.Frame: "src"}

// embedded says which other pages and files a text shows within it, and which
// words it has for those who cannot see them.
func (r *restorer) embedded(body *html.Node) {
	var list []string
	walk(body, func(n *html.Node) bool {
		source, ok := sources[n.DataAtom]
		if n.Type != html.ElementNode || !ok && n.DataAtom != atom.Canvas {
			return n.Type != html.ElementNode || roleOf(n) == content && !isConcealed(n) && !isToolbar(n) &&
				n.DataAtom != atom.Noscript
		}
		if isConcealed(n) || attr(n, "height") == "0" || attr(n, "width") == "0" {
			return false
		}
		name := cmp.Or(attr(n, "title"), attr(n, "aria-label"))
		instead := textContent(n)
		if n.DataAtom == atom.Iframe { // to the parser its marks are text
			inner, _ := html.ParseFragment(strings.NewReader(instead),
				&html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
			instead = ""
			for _, part := range inner {
				instead += textContent(part)
			}
		}
		var said []string
		for _, part := range []string{name, instead} {
			if part = strings.Join(strings.Fields(part), " "); part != "" {
				said = append(said, "“"+shorten(part)+"”")
			}
		}
		if address := attr(n, source); ok && address != "" {
			said = append(said, address)
		}
		if len(said) > 0 {
			list = append(list, strings.Join(said, ", "))
		}
		return false
	})
	if len(list) > 0 {
		r.doubt(Beside, "%s: %s", english.CountAs(len(list), "place of the page shows what is not in the text",
			"places of the page show what is not in the text"), strings.Join(list[:min(len(list), 5)], "; "))
	}
}

var askForScripts = regexp.MustCompile(`(?i)java-?\s?script|\bscripts?\b|browser`)

// fieldAtoms are the elements of forms that show words of their own.
var fieldAtoms = map[atom.Atom]bool{atom.Input: true, atom.Select: true, atom.Textarea: true}

// holdFields makes each field of a form an empty element that knows the words
// it shows, so that these count neither as text nor get lost.
func holdFields(body *html.Node) {
	walk(body, func(n *html.Node) bool {
		if n.Type != html.ElementNode || !fieldAtoms[n.DataAtom] {
			return true
		}
		kind, shows := "field", ""
		switch n.DataAtom {
		case atom.Textarea:
			shows = textContent(n)
		case atom.Select:
			var choices []string
			walk(n, func(o *html.Node) bool {
				if text := strings.Join(strings.Fields(textContent(o)), " "); o.DataAtom == atom.Option && text != "" {
					choices = append(choices, text)
				}
				return true
			})
			shows = strings.Join(choices, " / ")
		default:
			switch strings.ToLower(attr(n, "type")) {
			case "hidden", "password", "file", "range", "color":
			case "submit", "button", "reset":
				kind, shows = "button", attr(n, "value")
			case "image":
				kind, shows = "button", attr(n, "alt")
			case "checkbox", "radio":
				if hasAttr(n, "checked") {
					kind, shows = "box", "checked"
				}
			default:
				shows = attr(n, "value")
			}
		}
		if isConcealed(n) {
			shows = ""
		}
		for c := n.FirstChild; c != nil; c = n.FirstChild {
			n.RemoveChild(c)
		}
		n.Data, n.DataAtom = "input", atom.Input
		n.Attr = []html.Attribute{{Key: "type", Val: kind}, {Key: "value", Val: strings.Join(strings.Fields(shows), " ")}}
		return false
	})
}

// fields makes text of the words on buttons, as of those of <button>, and says
// what other fields of a form showed.
func (r *restorer) fields(root *html.Node) {
	var left []string
	boxes := 0
	walk(root, func(n *html.Node) bool {
		if n.DataAtom != atom.Input || n.Type != html.ElementNode {
			return true
		}
		shows := attr(n, "value")
		switch kind := attr(n, "type"); {
		case shows == "":
		case kind == "button":
			r.record(Restoration{Rule: "shown", Now: shorten(shows), Note: "the words on a button became text"})
			n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
			n.AppendChild(&html.Node{Type: html.TextNode, Data: shows})
			apart(n)
			return false
		case kind == "box":
			boxes++
		default:
			left = append(left, "“"+shorten(shows)+"”")
		}
		remove(n)
		return false
	})
	if len(left) > 0 {
		r.doubt(Beside, "%s words that are not in the text: %s",
			english.CountAs(len(left), "field of a form shows", "fields of forms show"), strings.Join(left, ", "))
	}
	if boxes > 0 {
		r.doubt(Beside, "%s ticked on the page, which the text does not show", english.CountAs(boxes, "box is", "boxes are"))
	}
}
