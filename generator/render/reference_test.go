package render_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The words that a person reads in a source, found without the policy package:
// goldmark's own HTML, read as a browser reads it. What kramdown and authors
// write beyond it is accounted for here, as narrowly as can be.

var (
	frontMatter = regexp.MustCompile(`(?s)\A\x{FEFF}?---[ \t]*\n(?:.*?\n)?---[ \t]*(?:\n|\z)`)
	// Attribute lists of kramdown; {#id} behind a heading's text.
	attributeLists = regexp.MustCompile(`\{:[ \t]*(?:(?:[#.][\w-]+|[\w-]+="[^"\n]*"|toc)[ \t]*)+\}`)
	headingIDs     = regexp.MustCompile(`(?m)^(#+ .*?)\{#[\w-]+\}[ \t]*$`)
	bareMarks      = regexp.MustCompile(`(?m)^(#{2,6})(\pL)`)
	fourColumns    = regexp.MustCompile(`(?m)^ {4}(\S)`)
	// Words in angle brackets that no browser knows as a tag: a name with
	// capitals or blanks that has no attribute's equals sign.
	pseudoTag = regexp.MustCompile(`<(/?[A-Za-z][\w-]*(?:[ \t]+[\w-]+)*[ \t]*/?)>`)
)

func sourceWords(t testing.TB, source []byte) []string {
	t.Helper()
	s := strings.ReplaceAll(string(source), "\r\n", "\n")
	s = strings.TrimPrefix(frontMatter.ReplaceAllString(s, ""), "\uFEFF")
	s = attributeLists.ReplaceAllString(s, "")
	s = headingIDs.ReplaceAllString(s, "$1")
	s = bareMarks.ReplaceAllString(s, "$1 $2")
	s = fourColumns.ReplaceAllString(s, "     $1") // of an item that CommonMark wants indented by five
	s = pseudoTag.ReplaceAllStringFunc(s, func(tag string) string {
		name := strings.ToLower(strings.Fields(strings.Trim(tag, "</>"))[0])
		if atom.Lookup([]byte(name)) != 0 && len(strings.Fields(tag)) == 1 && tag == strings.ToLower(tag) {
			return tag
		}
		return "&lt;" + tag[1:len(tag)-1] + "&gt;"
	})
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify),
		goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	var page bytes.Buffer
	if err := md.Convert([]byte(s), &page); err != nil {
		t.Fatal(err)
	}
	return htmlWords(t, page.Bytes())
}

// htmlWords returns the words a browser shows of a page.
func htmlWords(t testing.TB, page []byte) []string {
	t.Helper()
	return shownWords(htmlNodes(t, page), nil)
}

func htmlNodes(t testing.TB, page []byte) []*html.Node {
	t.Helper()
	nodes, err := html.ParseFragment(bytes.NewReader(page),
		&html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}

// shownWords returns the words of nodes but for those in elements to skip.
func shownWords(nodes []*html.Node, skip func(*html.Node) bool) []string {
	return words(shownText(nodes, skip))
}

// shownText is what nodes show but for elements to skip, with a bar between blocks.
func shownText(nodes []*html.Node, skip func(*html.Node) bool) string {
	var text strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			text.WriteString(n.Data)
		case n.Type != html.ElementNode || skip != nil && skip(n):
			return
		}
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Template:
			return
		case atom.Img:
			alt := " image "
			for _, a := range n.Attr {
				if a.Key == "alt" && a.Val != "" {
					alt = a.Val
				}
			}
			text.WriteString(alt)
		}
		inline := false
		switch n.DataAtom {
		case atom.A, atom.Strong, atom.B, atom.Em, atom.I, atom.U, atom.S, atom.Strike, atom.Code, atom.Span, atom.Ins,
			atom.Del, atom.Font, atom.Small:
			inline = true
		}
		if n.Type == html.ElementNode && !inline {
			text.WriteByte('|')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode && !inline {
			text.WriteByte('|')
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	return text.String()
}

// softBreak is a line break of the source inside of Chinese or Japanese, where
// it stands for nothing.
var softBreak = regexp.MustCompile(`([\p{Han}\p{Hiragana}\p{Katakana}\x{3000}-\x{303F}\x{FF00}-\x{FFEF}])[ ]*\n[ ]*([\p{Han}\p{Hiragana}\p{Katakana}\x{3000}-\x{303F}\x{FF00}-\x{FFEF}])`)

// words divides a text at all that is no letter, mark or digit. Invisible
// characters divide nothing.
func words(s string) []string {
	s = softBreak.ReplaceAllString(s, "$1$2")
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) &&
			!unicode.IsMark(r)
	})
}

// wordsDiffer describes the first place where two lists part; "" if nowhere.
func wordsDiffer(got, want []string) string {
	n := 0
	for n < len(got) && n < len(want) && got[n] == want[n] {
		n++
	}
	if n == len(got) && n == len(want) {
		return ""
	}
	from := max(0, n-5)
	part := func(list []string) string { return strings.Join(list[min(from, len(list)):min(n+12, len(list))], " ") }
	return "got  … " + part(got) + " …\nwant … " + part(want) + " …"
}
