package capture

import (
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Markdown lets HTML stand in it. What it has no mark for keeps its meaning that
// way: raised and lowered letters, letters and roman numbers of lists, cells
// that reach over several rows.

// rawMark is the attribute of elements that stay HTML with all that is in them.
const rawMark = "data-stays-html"

func keepRaw(n *html.Node) {
	if !hasAttr(n, rawMark) {
		n.Attr = append(n.Attr, html.Attribute{Key: rawMark})
	}
}

// inlineRaw are the inline elements that stay HTML around Markdown.
var inlineRaw = []string{"sup", "sub", "ins"}

// registerRaw teaches the converter what stays HTML.
func registerRaw(conv *converter.Converter) {
	for _, name := range inlineRaw {
		conv.Register.RendererFor(name, converter.TagTypeInline,
			func(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
				_, _ = w.WriteString("<" + n.Data + ">")
				ctx.RenderChildNodes(ctx, w, n)
				_, _ = w.WriteString("</" + n.Data + ">")
				return converter.RenderSuccess
			}, converter.PriorityEarly)
	}
	for _, name := range []string{"ol", "table", "dl"} {
		conv.Register.RendererFor(name, converter.TagTypeBlock,
			func(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
				if !hasAttr(n, rawMark) {
					return converter.RenderTryNext
				}
				var b strings.Builder
				writeRaw(&b, n, false)
				_, _ = w.WriteString("\n\n" + strings.TrimSpace(emptyLines.Replace(b.String())) + "\n\n")
				return converter.RenderSuccess
			}, converter.PriorityEarly)
	}
}

// rawAttributes are those that an element keeps, beside href, src and alt.
var rawAttributes = map[atom.Atom][]string{
	atom.Ol: {"start", "type"}, atom.Li: {"value"}, atom.Td: {"colspan", "rowspan"}, atom.Th: {"colspan", "rowspan"},
	atom.A: {"href"}, atom.Img: {"src", "alt"},
}

// rawElements are those that mean something; of others only the content stays.
var rawElements = map[atom.Atom]bool{
	atom.Ol: true, atom.Ul: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.P: true, atom.Pre: true,
	atom.Blockquote: true,
	atom.Table:      true, atom.Caption: true, atom.Thead: true, atom.Tbody: true, atom.Tfoot: true, atom.Tr: true,
	atom.Th: true, atom.Td: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Hr: true, atom.Br: true,
	atom.Img: true,
	atom.A:   true, atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.Code: true, atom.Sup: true,
	atom.Sub: true,
	atom.Ins: true, atom.Del: true, atom.S: true,
}

// emptyLines are closed, for an empty line ends HTML in Markdown.
var emptyLines = strings.NewReplacer("\n\n\n", "\n", "\n\n", "\n")

// writeRaw writes an element and what is in it as HTML on lines of its own
// without an empty one, which would end it in Markdown.
func writeRaw(b *strings.Builder, n *html.Node, pre bool) {
	switch {
	case n.Type == html.TextNode && pre:
		b.WriteString(strings.ReplaceAll(html.EscapeString(n.Data), "\n", "&#10;"))
		return
	case n.Type == html.TextNode:
		b.WriteString(html.EscapeString(collapse(n.Data)))
		return
	case n.Type != html.ElementNode:
		return
	}
	name, block := n.Data, isBlock(n)
	if block && !rawElements[n.DataAtom] {
		name = "div"
	}
	kept := rawElements[n.DataAtom] || block
	if n.DataAtom == atom.Strike {
		name, kept = "s", true
	}
	empty := n.DataAtom == atom.Br || n.DataAtom == atom.Hr || n.DataAtom == atom.Img
	if block {
		b.WriteByte('\n')
	}
	if kept {
		b.WriteString("<" + name)
		for _, key := range rawAttributes[n.DataAtom] {
			if value := attr(n, key); value != "" {
				b.WriteString(" " + key + `="` + html.EscapeString(collapse(value)) + `"`)
			}
		}
		b.WriteString(">")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" && isFrame(n) {
			continue
		}
		writeRaw(b, c, pre || n.DataAtom == atom.Pre)
	}
	if kept && !empty {
		b.WriteString("</" + name + ">")
	}
	if block {
		b.WriteByte('\n')
	}
}

// collapse makes one blank of white space, as browsers do; no-break spaces are
// none.
func collapse(s string) string {
	var b strings.Builder
	blank := false
	for _, c := range s {
		switch c {
		case ' ', '\t', '\n', '\r', '\f':
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
		default:
			b.WriteRune(c)
			blank = false
		}
	}
	return b.String()
}
