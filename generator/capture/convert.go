package capture

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// convert makes Markdown of the main text. A doubt tells if a word was lost.
func (r *restorer) convert(root *html.Node) (string, error) {
	r.keepIDs(root)
	tidy(root)
	pushMarks(root)
	breakParagraphs(root)
	freeMarks(root)
	before := wordsOf(visibleText(root))
	conv := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(
			commonmark.WithLinkEmptyHrefBehavior(commonmark.LinkBehaviorSkip),
			commonmark.WithLinkEmptyContentBehavior(commonmark.LinkBehaviorSkip)),
		table.NewTablePlugin(
			table.WithNewlineBehavior(table.NewlineBehaviorPreserve),
			table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal),
			table.WithHeaderPromotion(true)),
		strikethrough.NewStrikethroughPlugin(),
	))
	// The library leaves & alone, so that words which look like a character
	// reference would become one.
	conv.Register.TextTransformer(func(_ converter.Context, content string) string {
		content = entity.ReplaceAllString(content, "&amp;$1")
		if strings.HasSuffix(content, "&") {
			content += "amp;" // what follows may make it one
		}
		return content
	}, converter.PriorityEarly)
	conv.Register.EscapedChar('.', ')', '-', '+', '*', '_', '#', '=', '~', '|', ']')
	conv.Register.UnEscaper(opensBlock, converter.PriorityEarly)
	conv.Register.UnEscaper(closesLabel, converter.PriorityEarly)
	out, err := conv.ConvertNode(root)
	if err != nil {
		return "", fmt.Errorf("convert the HTML to Markdown: %w", err)
	}
	md := strings.ReplaceAll(string(out), "<!--THE END-->", "<!-- -->") + "\n"
	md = strings.ReplaceAll(md, "  <br />", "<br />")
	md = headingID.ReplaceAllStringFunc(md, func(s string) string { return strings.ReplaceAll(s, `\`, "") })
	r.record(Restoration{Rule: "markdown", Was: "HTML", Now: "Markdown", Note: count(len(before), "word")})
	after, err := markdownWords(md)
	if err != nil {
		return "", err
	}
	if lost := missing(before, after); len(lost) > 0 {
		r.doubt("%s of the page did not arrive in the Markdown, such as %q; compare with the page", count(len(lost), "word"), strings.Join(lost[:min(len(lost), 5)], " "))
	}
	return md, nil
}

// joined returns the words of before that do not begin a word in after, which
// has the same letters.
func joined(before, after []string) []string {
	begins := map[int]bool{}
	at := 0
	for _, w := range after {
		begins[at] = true
		at += len(w)
	}
	var lost []string
	at = 0
	for _, w := range before {
		if !begins[at] {
			lost = append(lost, w)
		}
		at += len(w)
	}
	return lost
}

// tidy removes what has no words: comments, decoration, links without text,
// permalink signs in headings.
func tidy(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		switch {
		case n.Type == html.CommentNode, n.Type == html.ElementNode && neverText[n.DataAtom]:
			remove(n)
			return false
		case n.Type != html.ElementNode:
			return true
		case isBlock(n) && within(n.Parent, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) != nil:
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n.NextSibling)
			n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
		case n.DataAtom == atom.P && strings.Trim(textContent(n), " \t\n\f\r"+noBreak) == "" && find(n, atom.Img) == nil:
			remove(n)
			return false
		case n.DataAtom == atom.Img:
			if alt := strings.TrimSpace(attr(n, "alt")); alt == "" || attr(n, "src") == "" {
				remove(n)
			} else {
				n.Attr = []html.Attribute{{Key: "src", Val: escapeTarget(attr(n, "src"))}, {Key: "alt", Val: alt}}
			}
			return false
		case n.DataAtom == atom.A:
			if within(n.Parent, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) != nil && permalink.MatchString(oneLine(n)) {
				remove(n)
				return false
			}
			n.Attr = []html.Attribute{{Key: "href", Val: escapeTarget(attr(n, "href"))}}
		case n.DataAtom == atom.Summary, n.DataAtom == atom.Dt, n.DataAtom == atom.Dd, n.DataAtom == atom.Legend,
			n.DataAtom == atom.Figcaption, n.DataAtom == atom.Caption && within(n, atom.Table) == nil:
			n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		case n.DataAtom == atom.Pre && holdsBlockBelow(n):
			n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		case n.DataAtom == atom.Pre && within(n, atom.Blockquote, atom.Td, atom.Th) != nil:
			breakLines(n)
			n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
		case n.DataAtom == atom.Code && within(n, atom.Pre) == nil:
			blankOutside(n)
		case n.DataAtom == atom.Button, n.DataAtom == atom.Font, n.DataAtom == atom.Noscript:
			n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
		}
		return true
	})
}

// breakLines makes forced breaks of the lines of preformatted text where
// Markdown has no place for a code block.
func breakLines(n *html.Node) {
	walk(n, func(t *html.Node) bool {
		if t.Type != html.TextNode {
			return true
		}
		lines := strings.Split(strings.Trim(t.Data, "\n"), "\n")
		for i, line := range lines {
			if i > 0 {
				t.Parent.InsertBefore(&html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br}, t)
			}
			t.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: line}, t)
		}
		remove(t)
		return true
	})
}

// blankOutside puts a blank outside an element that begins or ends with one;
// the converter drops it.
func blankOutside(n *html.Node) {
	s := visibleText(n)
	if strings.TrimSpace(s) == "" {
		unwrap(n)
		return
	}
	if strings.TrimLeftFunc(s, unicode.IsSpace) != s {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
	}
	if strings.TrimRightFunc(s, unicode.IsSpace) != s {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n.NextSibling)
	}
}

var permalink = regexp.MustCompile(`^[#¶§🔗\x{FE0F}\x{200B}]*$`)

// markdownWords returns the words that readers of a Markdown text see.
func markdownWords(md string) ([]string, error) {
	var page strings.Builder
	reader := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough), goldmark.WithRendererOptions(renderer.WithUnsafe()))
	if err := reader.Convert([]byte(md), &page); err != nil {
		return nil, fmt.Errorf("read the Markdown: %w", err)
	}
	doc, err := html.Parse(strings.NewReader(page.String()))
	if err != nil {
		return nil, fmt.Errorf("read the Markdown: %w", err)
	}
	return wordsOf(visibleText(doc)), nil
}

// missing returns the words of before that after lacks, each as often as it
// lacks it. A word that became two is not missing (a mark for bold within a
// word needs a blank beside it), two that became one are.
func missing(before, after []string) []string {
	if strings.Join(before, "") == strings.Join(after, "") {
		return joined(before, after)
	}
	have := map[string]int{}
	for _, w := range after {
		have[w]++
	}
	var lost []string
	for _, w := range before {
		if have[w]--; have[w] < 0 {
			lost = append(lost, w)
		}
	}
	return lost
}
