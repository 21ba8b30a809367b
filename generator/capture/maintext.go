package capture

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// main returns the elements that hold the main text of a pruned page.
func (s *surveyed) main() []*html.Node {
	n := s.body
	if marked := s.marked(); marked != nil {
		n = marked
	}
	for {
		next := s.soleHolder(n)
		if next == nil {
			break
		}
		n = next
	}
	if n == s.body {
		s.trimEdges(n)
	}
	s.dropped[content] += s.weights[s.body].words - s.weights[n].words
	return []*html.Node{n}
}

// marked returns the element that the page itself marks as its main part, if
// there is exactly one that holds most of the prose.
func (s *surveyed) marked() *html.Node {
	// Prose in parts that name themselves otherwise speaks against no element.
	loose := s.weights[s.body].prose
	walk(s.body, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n != s.body && roleOf(n) != content && !inMarked(n) {
			loose -= s.weights[n].prose
			return false
		}
		return true
	})
	is := []func(*html.Node) bool{isMain, isArticle}
	for _, marks := range is {
		var found []*html.Node
		walk(s.body, func(n *html.Node) bool {
			if n.Type == html.ElementNode && marks(n) {
				found = append(found, n)
				return false
			}
			return true
		})
		if len(found) == 1 && 10*s.weights[found[0]].prose >= 8*loose && s.weights[found[0]].prose > 0 {
			return found[0]
		}
	}
	return nil
}

// soleHolder returns the child that holds all prose of n, if what stands beside
// it is neither prose, nor text without an element, nor a heading of its own.
// Then n is a mere frame. It does not go into lists, tables and paragraphs.
func (s *surveyed) soleHolder(n *html.Node) *html.Node {
	var holder *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch w := s.weights[c]; {
		case c.Type == html.TextNode && len(wordsOf(c.Data)) > 0:
			return nil
		case c.Type != html.ElementNode:
		case !isBlock(c) && !holdsBlock(c) && saysSomething(c, isMain(n) || inMarked(n)):
			return nil
		case w.prose > 0:
			if holder != nil {
				return nil
			}
			holder = c
		case w.words > 0 && !isLinkList(w):
			// A few words that are no list of links: a title, a date, an address.
			if c.DataAtom != atom.H1 {
				return nil
			}
		}
	}
	if holder == nil {
		return nil
	}
	switch holder.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Center, atom.Form, atom.Header, atom.Footer, atom.Aside,
		atom.Span:
		return holder
	}
	return nil
}

// saysSomething reports whether an inline element has words: outside of links,
// unless these count too.
func saysSomething(n *html.Node, linked bool) bool {
	said := false
	walk(n, func(n *html.Node) bool {
		said = said || n.Type == html.TextNode && len(wordsOf(n.Data)) > 0
		return !said && (linked || n.DataAtom != atom.A) && !neverText[n.DataAtom]
	})
	return said
}

// isLinkList reports whether an element is nothing but links off the page.
func isLinkList(w weight) bool {
	return w.prose == 0 && w.links >= 2 && 10*w.linked >= 6*w.words
}

// holdsMarked reports whether an element is, or holds, what the page marks as
// its main part.
func holdsMarked(n *html.Node) bool {
	return first(n, func(n *html.Node) bool { return isMain(n) || isArticle(n) }) != nil
}

// trimEdges removes lists of links at the beginning and the end of a page on
// which nothing frames the text.
func (s *surveyed) trimEdges(n *html.Node) {
	trim := func(c *html.Node, next func(*html.Node) *html.Node) {
		for c != nil {
			after := next(c)
			w := s.weights[c]
			blank := c.Type == html.TextNode && len(wordsOf(c.Data)) == 0 ||
				c.Type == html.ElementNode && w.words == 0 && w.links == 0
			if !blank && !(c.Type == html.ElementNode && isLinkList(w) && w.headings == 0 && !holdsMarked(c)) {
				return
			}
			s.dropped[menu] += w.words
			remove(c)
			c = after
		}
	}
	trim(n.FirstChild, func(c *html.Node) *html.Node { return c.NextSibling })
	trim(n.LastChild, func(c *html.Node) *html.Node { return c.PrevSibling })
}
