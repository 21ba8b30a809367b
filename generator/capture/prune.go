package capture

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/english"
)

// prune removes the parts of the page that are no text of the policy: first
// what can stand anywhere, then the head and the foot of what is left.
func (s *surveyed) prune() {
	s.pruneRoles(func(r role) bool { return r != header && r != footer })
	s.pruneRoles(func(r role) bool { return r == header || r == footer })
}

func (s *surveyed) pruneRoles(now func(role) bool) {
	named := map[string]int{} // how often heads and feet of one name occur
	walk(s.body, func(n *html.Node) bool {
		if r := roleOf(n); r == header || r == footer {
			named[signature(n)]++
		}
		return true
	})
	walk(s.body, func(n *html.Node) bool {
		if n == s.body || n.Type != html.ElementNode {
			return true
		}
		r, drop := s.judge(n, named[signature(n)] > 1)
		if !drop || !now(r) {
			return true
		}
		s.out[n] = r
		if r == footer && s.isPageFoot(n) {
			s.markBehind(n)
		}
		return false
	})
	for n, r := range s.out {
		s.dropped[r] += s.weights[n].words
		remove(n)
	}
	clear(s.out)
	s.weigh()
}

// judge decides about one element. What makes up a fifth of the page's prose
// (a box: half of it) stays, whatever it is called. Amid the text only what is
// plainly no text goes.
func (s *surveyed) judge(n *html.Node, repeated bool) (role, bool) {
	w, r := s.weights[n], roleOf(n)
	share := 5
	if r == box {
		share = 2
	}
	if w.prose > 0 && share*w.prose >= s.total.prose || isHeading(n) {
		return r, false
	}
	after := s.total.prose - w.before - w.prose
	marked := inMarked(n)
	amid := marked || 10*w.before >= s.total.prose && 10*after >= s.total.prose
	if amid && !isDecoration(w) {
		return r, r == form && w.prose == 0
	}
	if isHidden(n) && !marked && !opensUnderHeading(n) && (r == box || w.prose < 2*proseWords) {
		return box, !s.holdsHeading(n)
	}
	switch r {
	case form:
		return r, w.prose < 50
	case box:
		return r, w.prose < 60
	case menu:
		return r, w.prose < 60 && !(w.inPage > 0 && 2*w.inPage >= w.words)
	case header:
		// A section's head is called header too, but there are several or it comes late.
		return r, !marked && !repeated && w.prose < 2*proseWords && 20*w.before <= s.total.prose
	case footer:
		return r, !marked && !repeated && w.prose < 60 && 10*after <= s.total.prose
	}
	return r, false
}

// inMarked reports whether an element stands in what the page marks as its main
// part.
func inMarked(n *html.Node) bool {
	for p := range n.Ancestors() {
		if isMain(p) || isArticle(p) {
			return true
		}
	}
	return false
}

func isMain(n *html.Node) bool { return n.DataAtom == atom.Main || attr(n, "role") == "main" }

func isArticle(n *html.Node) bool { return n.DataAtom == atom.Article || attr(n, "role") == "article" }

// isDecoration reports whether an element holds nothing that could be a clause:
// links off the page, or a few words without a heading.
func isDecoration(w weight) bool {
	return w.prose == 0 && w.headings == 0 && (2*w.linked >= w.words || w.words <= 3)
}

// opensUnderHeading reports whether a hidden element is the part under a
// heading that opens with a click.
func opensUnderHeading(n *html.Node) bool {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == html.ElementNode {
			return find(p, atom.Button) != nil || p.DataAtom == atom.Dt || p.DataAtom == atom.Summary ||
				first(p, isHeading) != nil
		}
	}
	return false
}

// holdsHeading reports whether an element stands within a heading or holds one.
func (s *surveyed) holdsHeading(n *html.Node) bool {
	return s.weights[n].headings > 0 || within(n, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) != nil
}

// signature is what alike parts of a page have in common.
func signature(n *html.Node) string {
	return n.Data + " " + strings.Join(strings.Fields(attr(n, "class")), ".") + " " + attr(n, "role") +
		strings.Join(tokens(n), "-")
}

var copyright = regexp.MustCompile(`(?i)©|&copy;|\(c\)|copyright|all rights reserved|terms|privacy|contact|imprint`)

// isPageFoot reports whether a dropped foot ends the page and not a section.
func (s *surveyed) isPageFoot(n *html.Node) bool {
	w := s.weights[n]
	return 20*(s.total.prose-w.before-w.prose) <= s.total.prose && copyright.MatchString(visibleText(n))
}

// markBehind marks what follows the page's foot: notices and windows that
// scripts show over the page.
func (s *surveyed) markBehind(foot *html.Node) {
	for n := foot; n != nil && n != s.body; n = n.Parent {
		for c := n.NextSibling; c != nil; c = c.NextSibling {
			if w := s.weights[c]; c.Type == html.ElementNode && !(w.headings > 0 && w.prose > 0) && s.out[c] == content {
				s.out[c] = box
			}
		}
	}
}

// leftOut says what was left out, in words.
func (s *surveyed) leftOut() string {
	var parts []string
	for r := content; r < roles; r++ {
		if n := s.dropped[r]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s (%s)", r, english.Count(n, "word")))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "; left out: " + strings.Join(parts, ", ")
}
