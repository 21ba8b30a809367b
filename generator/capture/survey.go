package capture

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The main text of a page is the smallest element that holds all its prose,
// without the parts that are no text of the policy (the site's head and foot,
// navigation, forms, overlays). Text density alone, as reading modes use it,
// is not enough for a record: it drops short sections and headings that stand
// apart from their text, and a policy is made of those. So an element goes only
// if it says what it is and what it holds agrees; in doubt it stays.

// proseWords is how many words, outside links, make a block prose.
const proseWords = 10

// weight is what an element holds.
type weight struct {
	words    int // all words
	linked   int // words in links that lead off the page
	links    int // number of such links
	inPage   int // words in links to fragments
	prose    int // words in blocks of prose
	headings int // h2 to h6
	before   int // prose words before it in the order of the page
}

// surveyed is a page whose elements were weighed.
type surveyed struct {
	body    *html.Node
	weights map[*html.Node]weight
	total   weight
	out     map[*html.Node]role // elements to be removed
	dropped [roles]int          // words that were left out
}

// survey weighs the elements of body. What never is text is removed first.
func survey(body *html.Node) *surveyed {
	s := &surveyed{body: body, weights: map[*html.Node]weight{}, out: map[*html.Node]role{}}
	walk(body, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (neverText[n.DataAtom] && n.DataAtom != atom.Input || isToolbar(n)) ||
			n.Type == html.CommentNode {
			if isToolbar(n) {
				s.dropped[box] += len(wordsOf(visibleText(n)))
			}
			remove(n)
			return false
		}
		return true
	})
	s.weigh()
	return s
}

// weigh measures every element below the body in two passes.
func (s *surveyed) weigh() {
	clear(s.weights)
	own := map[*html.Node]*weight{} // of the nearest block, its own text only
	var measure func(n, block *html.Node, link, fragment bool)
	measure = func(n, block *html.Node, link, fragment bool) {
		if isBlock(n) {
			block = n
			own[n] = &weight{}
		}
		w := own[block]
		switch {
		case n.Type == html.TextNode:
			k := len(wordsOf(n.Data))
			w.words += k
			if fragment {
				w.inPage += k
			} else if link {
				w.linked += k
			}
		case n.DataAtom == atom.A && hasAttr(n, "href"):
			link = true
			fragment = strings.HasPrefix(strings.TrimSpace(attr(n, "href")), "#")
			if !fragment {
				w.links++
			}
		case isHeading(n) && n.DataAtom != atom.H1:
			w.headings++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			measure(c, block, link, fragment)
		}
	}
	measure(s.body, s.body, false, false)
	seen := 0
	var sum func(n *html.Node) weight
	sum = func(n *html.Node) weight {
		w := weight{before: seen}
		if o := own[n]; o != nil {
			w.words, w.linked, w.links, w.inPage, w.headings = o.words, o.linked, o.links, o.inPage, o.headings
			if free := o.words - o.linked - o.inPage; free >= proseWords && !isHeading(n) {
				w.prose = free
				seen += free
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			v := sum(c)
			w.words += v.words
			w.linked += v.linked
			w.links += v.links
			w.inPage += v.inPage
			w.headings += v.headings
			w.prose += v.prose
		}
		if n.Type == html.ElementNode {
			s.weights[n] = w
		}
		return w
	}
	s.total = sum(s.body)
}
