package policy

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
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
		if n.Segment.Stop <= b.unread {
			return
		}
		b.text(n.Segment.Value(b.src), n.Segment.Start-n.Segment.Padding, n.IsRaw())
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
					b.write(string(t.Segment.Value(b.src)), t.Segment.Start-t.Segment.Padding)
				}
			}
		})
	case *ast.Emphasis:
		mark := Emphasis
		if n.Level >= 2 {
			mark = Strong
		}
		b.marked(mark, func() { b.inlines(n) })
	case *extast.FootnoteLink:
		b.noteMark(n.Index)
	case *extast.TaskCheckBox:
		box := "☐ "
		if n.IsChecked {
			box = "☑ "
		}
		b.write(box, -1)
	case *extast.Strikethrough:
		b.marked(Strike, func() { b.inlines(n) })
	case *ast.Link:
		b.linked(b.destination(n.Destination, n.Reference, n), func() { b.inlines(n) })
	case *ast.Image:
		b.image(b.destination(n.Destination, n.Reference, n), func() { b.inlines(n) })
	case *ast.AutoLink:
		if b.goesOn(n) {
			b.write(string(n.Label(b.src)), b.labelOffset(n))
			return
		}
		target := string(n.URL(b.src))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
			target = "mailto:" + target
		}
		b.linked(target, func() { b.write(string(n.Label(b.src)), b.labelOffset(n)) })
	case *ast.RawHTML:
		for i := 0; i < n.Segments.Len(); i++ {
			s := n.Segments.At(i)
			b.htmlText(string(s.Value(b.src)), s.Start-s.Padding)
		}
	default:
		b.inlines(n)
	}
}

// text adds source text with its escapes and references resolved.
func (b *builder) text(value []byte, offset int, raw bool) {
	if raw {
		b.write(string(value), offset)
		return
	}
	unescape(string(value), offset, true, b.write)
}

// labelOffset is where the text of an automatic link stands, which goldmark
// keeps to itself: its label is a part of the source.
func (b *builder) labelOffset(n *ast.AutoLink) int {
	label := n.Label(b.src)
	at := cap(b.src) - cap(label)
	if at < 0 || at+len(label) > len(b.src) || string(b.src[at:at+len(label)]) != string(label) {
		return -1
	}
	return at
}

// goesOn reports whether an automatic link is the beginning of an address with
// blanks that was meant as a link's: [the map](https://x.example/our map). A
// link would lead to a place that nobody named.
func (b *builder) goesOn(n *ast.AutoLink) bool {
	at := b.labelOffset(n)
	if at < 1 {
		return false
	}
	before, after := strings.TrimRight(string(b.src[max(0, at-10):at]), " "), b.src[at+len(n.Label(b.src)):]
	end := byte(')')
	switch {
	case strings.HasSuffix(before, "<"):
		end = '>'
	case !strings.HasSuffix(before, "]("):
		return false
	}
	rest := bytes.TrimLeft(after, " \t\r\n>") // and the marks of a quotation
	if len(rest) == 0 || strings.IndexByte(" \t\r\n", after[0]) < 0 || strings.IndexByte("\"'(", rest[0]) >= 0 {
		return false // no blank, or the title of a link behind its address
	}
	rest = rest[:min(len(rest), 200)]
	if stop := bytes.IndexAny(rest, "()<>[]"); stop >= 0 {
		return rest[stop] == end && !bytes.Contains(rest[:stop], []byte("\n\n"))
	}
	return false
}

func (b *builder) write(s string, offset int) {
	if b.html.hidden == "" {
		b.put(s, offset)
	}
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
	old, before := b.link, len(b.runs)
	b.link = b.target(target)
	inner()
	if b.link == "" && hasText(b.runs[before:]) {
		b.hollow = append(b.hollow, [2]int{before, len(b.runs)})
	}
	b.link = old
}

// imageSign stands for an image without a description. It is no word.
const imageSign = '🖼'

// image stands for a picture by its alternative text; its file is a link.
func (b *builder) image(file string, alt func()) {
	before := len(b.runs)
	show := func() {
		b.marked(ImageMark, func() {
			alt()
			if !hasText(b.runs[before:]) {
				b.put(string(imageSign), -1)
			}
			if len(b.runs) > before {
				b.runs[before].alone = true
			}
		})
	}
	if b.link != "" {
		show()
	} else {
		b.linked(file, show)
	}
}

// destination is where a link or an image leads; "" if its address is that of a
// definition and these have given too many.
func (b *builder) destination(address []byte, from *ast.ReferenceLink, n ast.Node) string {
	if from != nil && !b.steps.lend(address, n.Pos(), len(b.src)) {
		return ""
	}
	return string(address)
}

// target is an address as tokens carry it; "" for one that is too long.
func (b *builder) target(address string) string {
	if address = strings.TrimSpace(address); len(address) > longestAddress {
		return ""
	}
	return address
}
