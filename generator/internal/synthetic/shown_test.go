package synthetic_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/synthetic"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/words"
)

// shown is what a reader sees of some HTML: its text, and its links. What skip
// says of is left out, and what belongs to the page and not to the text.
func shown(page []byte, skip atom.Atom, other string) (text string, links []synthetic.Link) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		panic(err) // it reads anything
	}
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		class, href := attribute(n, "class"), attribute(n, "href")
		if n.DataAtom == skip && skip != 0 || n.DataAtom == atom.Summary || n.DataAtom == atom.Template {
			return
		}
		for _, own := range []string{"permalink", "pilcrow", "now", "moved-away", "moved-from", "divided", "joined", "title",
			other} {
			if own != "" && slices.Contains(strings.Fields(class), own) {
				return
			}
		}
		if inline[n.DataAtom] == false {
			b.WriteByte(' ')
		}
		from := b.Len()
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.DataAtom == atom.A && href != "" {
			links = append(links, synthetic.Link{Text: strings.TrimSpace(b.String()[from:]), Target: href})
		}
		if inline[n.DataAtom] == false {
			b.WriteByte(' ')
		}
	}
	walk(root)
	return b.String(), links
}

var inline = map[atom.Atom]bool{atom.A: true, atom.Strong: true, atom.Em: true, atom.Span: true, atom.Bdi: true,
	atom.Code: true, atom.U: true}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

var english = render.Options{Words: render.WordsOf(spoken().Site, words.English)}

// spoken are the words of the interface.
func spoken() *words.Set {
	all, err := words.Load("../../..", words.English, "")
	if err != nil {
		panic(err)
	}
	return all
}

// said is the text of a version, but for its title: its words with blanks
// between them.
func said(v *synthetic.Version) string {
	var list []string
	for _, s := range v.Sections {
		list = append(list, s.Number, s.Title)
		for _, p := range s.Parts {
			list = append(list, p.Text)
		}
	}
	return strings.Join(list, " ")
}

// alike reports whether two texts have the same words, where scripts divide
// words, and the same letters.
func alike(script synthetic.Script, got, want string) error {
	a, b := letters(got), letters(want)
	if a != b {
		i := 0
		for i < len(a) && i < len(b) && a[i] == b[i] {
			i++
		}
		from := max(0, i-60)
		return fmt.Errorf("…%s\nnot\n…%s", strings.ToValidUTF8(a[from:min(len(a), i+60)], ""),
			strings.ToValidUTF8(b[from:min(len(b), i+60)], ""))
	}
	if script.Spaced() {
		x, y := wordsOf(got), wordsOf(want)
		for i := range x {
			if i >= len(y) || x[i] != y[i] {
				return fmt.Errorf("word %d is %q", i, x[i])
			}
		}
	}
	return nil
}

// wordsOf are the words of a text as blanks divide them, without punctuation.
func wordsOf(s string) []string {
	var list []string
	for _, w := range strings.Fields(s) {
		if w = letters(w); w != "" {
			list = append(list, w)
		}
	}
	return list
}

// texts: what is rendered has all words of a text, and no others.
func texts(f failer, h *reading) {
	for n, v := range h.Versions {
		got, _ := shown(render.Fragment(h.docs[n], english), 0, "")
		if err := alike(h.Script, got, said(v)); err != nil {
			failed(f, h, n, "rendered is %v", err)
		}
	}
}

// links: what is rendered has the links of a text, around the same words; one
// to a section leads to its anchor.
func links(f failer, h *reading) {
	for n, v := range h.Versions {
		sections, _, err := placed(h.docs[n], v)
		if err != nil {
			failed(f, h, n, "%v", err)
		}
		anchor := map[int]string{}
		for i, s := range v.Sections {
			anchor[s.ID] = h.docs[n].Sections[sections[i]].Anchor
		}
		_, got := shown(render.Fragment(h.docs[n], english), 0, "")
		var want []synthetic.Link
		for _, s := range v.Sections {
			for _, p := range s.Parts {
				for _, l := range p.Links {
					if to := l.Section; to != 0 {
						l.Target, l.Section = "#"+anchor[to], 0
						// Of several sections with one title a link may mean any.
						if i := len(want); i < len(got) &&
							slices.ContainsFunc(v.Twins(to), func(id int) bool { return got[i].Target == "#"+anchor[id] }) {
							l.Target = got[i].Target
						}
					}
					want = append(want, l)
				}
			}
		}
		if !slices.Equal(got, want) {
			failed(f, h, n, "the links are\n%v, not\n%v", got, want)
		}
	}
}

// redlines: without what is struck out a redline is the new text, without what
// is put in it is the old one.
func redlines(f failer, h *reading) {
	for n, c := range h.steps {
		if c != nil {
			redline(f, h, n-1, n, c)
		}
	}
}

func redline(f failer, h *reading, from, to int, c *compare.Comparison) {
	page := render.Redline(c, english)
	if len(bytes.TrimSpace(page)) == 0 {
		return // nothing changed
	}
	new, _ := shown(page, atom.Del, "")
	if err := alike(h.Script, new, said(h.Versions[to])); err != nil {
		failed(f, h, to, "from version %d: without deletions the redline is %v\n%s", from, err, page)
	}
	old, _ := shown(page, atom.Ins, "")
	if err := sameLetters(old, said(h.Versions[from])); err != nil {
		failed(f, h, to, "from version %d: without insertions the redline is %v\n%s", from, err, page)
	}
	// What moved stands in its new place only.
	if h.Ordered(from, to) && !bytes.Contains(page, []byte(`"moved-away"`)) &&
		!bytes.Contains(page, []byte(`data-status="moved"`)) {
		if err := alike(h.Script, old, said(h.Versions[from])); err != nil {
			failed(f, h, to, "from version %d: without insertions the redline is %v\n%s", from, err, page)
		}
	}
	columns := render.Columns(c, english)
	right, _ := shown(columns, atom.Del, "old")
	if err := alike(h.Script, right, said(h.Versions[to])); err != nil {
		failed(f, h, to, "from version %d: the right column is %v\n%s", from, err, columns)
	}
}

// sameLetters compares the letters of two texts in any order.
func sameLetters(got, want string) error {
	count := map[rune]int{}
	for _, r := range letters(got) {
		count[r]++
	}
	for _, r := range letters(want) {
		count[r]--
	}
	for r, n := range count {
		if n != 0 {
			return fmt.Errorf("the letter %q stands %+d times more than it should", r, n)
		}
	}
	return nil
}

// plain: a redline in plain text names every word that came or went.
func plain(f failer, h *reading) {
	for n, c := range h.steps {
		if c == nil {
			continue
		}
		var b strings.Builder
		compare.Plain().Write(&b, c)
		out := b.String()
		change := h.Between(n-1, n)
		for _, side := range []struct {
			words      map[int][]string
			open, shut string
			other      int
		}{{change.Removed, "[-", "-]", n}, {change.Added, "{+", "+}", n - 1}} {
			marked := letters(within(out, side.open, side.shut)) + letters(titlesOf(h, change))
			elsewhere := letters(said(h.Versions[side.other]) + h.Versions[side.other].Title)
			for _, list := range side.words {
				if h.Script == synthetic.CJK {
					list = strings.Split(strings.Join(list, ""), "")
				}
				for _, w := range list {
					if w = letters(w); !strings.Contains(elsewhere, w) && !strings.Contains(marked, w) {
						failed(f, h, n, "the word %q is not marked in\n%s", w, out)
					}
				}
			}
		}
	}
}

// titlesOf are the titles of sections that were added or removed: they are told
// as a whole.
func titlesOf(h *reading, c *synthetic.Change) string {
	var b strings.Builder
	for _, v := range h.Versions {
		for _, s := range v.Sections {
			if slices.Contains(c.SectionsAdded, s.ID) || slices.Contains(c.SectionsRemoved, s.ID) {
				b.WriteString(s.Title + " ")
			}
		}
	}
	return b.String()
}

// within is what stands between two marks.
func within(s, open, shut string) string {
	var b strings.Builder
	for {
		_, rest, ok := strings.Cut(s, open)
		if !ok {
			return b.String()
		}
		in, after, _ := strings.Cut(rest, shut)
		b.WriteString(in + " ")
		s = after
	}
}

// sameText fails unless a document says what a version does.
func sameText(f failer, h *reading, n int, doc *policy.Document) {
	v := h.Versions[n]
	_, blocks, err := placed(doc, v)
	if err != nil {
		failed(f, h, n, "%v", err)
	}
	for i, s := range v.Sections {
		for j, p := range s.Parts {
			if got := policy.Text(doc.Blocks[blocks[i][j]].Tokens); got != p.Text {
				failed(f, h, n, "reads %q, not %q", got, p.Text)
			}
		}
	}
}
