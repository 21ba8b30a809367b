package policy

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func itoa(n int) string { return strconv.Itoa(n) }

// inlines collects the inline children of n as runs.
func (b *builder) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.inline(c)
	}
}

func (b *builder) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		b.text(n.Segment.Value(b.src), n.Segment.Start, n.IsRaw())
		if n.HardLineBreak() {
			b.lineBreak()
		} else if n.SoftLineBreak() {
			b.write("\n", -1)
		}
	case *ast.String:
		b.write(string(n.Value), -1)
	case *ast.CodeSpan:
		b.marked(CodeSpan, func() {
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					b.write(string(t.Segment.Value(b.src)), t.Segment.Start)
				}
			}
		})
	case *ast.Emphasis:
		mark := Emphasis
		if n.Level >= 2 {
			mark = Strong
		}
		b.marked(mark, func() { b.inlines(n) })
	case *extast.Strikethrough:
		b.marked(Strike, func() { b.inlines(n) })
	case *ast.Link:
		b.linked(string(n.Destination), func() { b.inlines(n) })
	case *ast.Image:
		b.image(string(n.Destination), func() { b.inlines(n) })
	case *ast.AutoLink:
		target := string(n.URL(b.src))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
			target = "mailto:" + target
		}
		b.linked(target, func() { b.write(string(n.Label(b.src)), -1) })
	case *ast.RawHTML:
		for i := 0; i < n.Segments.Len(); i++ {
			s := n.Segments.At(i)
			b.htmlText(string(s.Value(b.src)), s.Start)
		}
	default:
		b.inlines(n)
	}
}

// text adds source text with its escapes and entities resolved.
func (b *builder) text(value []byte, offset int, raw bool) {
	if !raw {
		if hasEscapes(value) {
			value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
		}
	}
	b.write(string(value), offset)
}

func hasEscapes(value []byte) bool {
	for _, c := range value {
		if c == '\\' || c == '&' {
			return true
		}
	}
	return false
}

// spanAttributes are kramdown's attributes of a span, as in
// [text](url){:target="_blank"}: markup that no reader sees.
var spanAttributes = regexp.MustCompile(`\{:[ \t]*[^{}\n]*\}`)

func (b *builder) write(s string, offset int) {
	if b.html.hidden != "" {
		return
	}
	if b.marks&CodeSpan == 0 && strings.Contains(s, "{:") {
		for {
			m := spanAttributes.FindStringIndex(s)
			if m == nil {
				break
			}
			if id := attributeID(s[m[0]:m[1]]); id != "" {
				b.attribute(id)
			}
			b.put(s[:m[0]], offset)
			if offset >= 0 {
				offset += m[1]
			}
			s = s[m[1]:]
		}
	}
	b.put(s, offset)
}

func (b *builder) put(s string, offset int) {
	if s != "" {
		b.runs = append(b.runs, run{text: s, offset: offset, marks: b.marks, link: b.link})
	}
}

func (b *builder) lineBreak() {
	b.runs = append(b.runs, run{text: "\n", offset: -1, marks: b.marks, link: b.link, brk: true})
}

func (b *builder) marked(m Mark, inner func()) {
	old := b.marks
	b.marks |= m
	inner()
	b.marks = old
}

func (b *builder) linked(target string, inner func()) {
	old := b.link
	b.link = b.target(target)
	inner()
	b.link = old
}

// image stands for a picture by its alternative text; its file is a link.
func (b *builder) image(file string, alt func()) {
	before := len(b.runs)
	show := func() {
		b.marked(ImageMark, func() {
			alt()
			if len(b.runs) == before {
				b.put("image", -1)
			}
		})
	}
	if b.link != 0 {
		show()
	} else {
		b.linked(file, show)
	}
}

func (b *builder) target(address string) uint16 {
	address = strings.TrimSpace(address)
	if address == "" {
		return 0
	}
	if n, ok := b.links[address]; ok {
		return n
	}
	if b.links == nil {
		b.links = map[string]uint16{}
	}
	if len(b.doc.links) == 1<<16-2 {
		return 0
	}
	b.doc.links = append(b.doc.links, address)
	n := uint16(len(b.doc.links))
	b.links[address] = n
	return n
}
