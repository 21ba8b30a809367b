package policy

import (
	"slices"
	"strings"
	"unicode"

	"policyarchive/generator/characters"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlState is what open tags of raw HTML leave for the text that follows.
type htmlState struct {
	open   []openTag
	hidden string // the element whose content no reader sees, while inside it
}

type openTag struct {
	name  string
	depth int // of the container path before it
	marks Mark
	link  string
	items int      // of an ordered list: how many it has so far
	next  int      // number of its next item
	cover covering // of a table
}

func (b *builder) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	raw, start := string(lines.Value(b.src)), n.ClosureLine.Start
	if lines.Len() > 0 {
		start = lines.At(0).Start - lines.At(0).Padding
	}
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(b.src))
	}
	b.htmlText(raw, b.linesOffset(raw, start))
	if !b.inlineOpen() {
		b.flush()
	}
}

// linesOffset is the offset of a block's text if it stands in one piece in the
// source, and -1 if the marks of quotations or lists stand between its lines.
func (b *builder) linesOffset(raw string, start int) int {
	if start < 0 || start+len(raw) > len(b.src) || string(b.src[start:start+len(raw)]) != raw {
		return -1
	}
	return start
}

func (b *builder) inlineOpen() bool {
	return b.marks != 0 || b.link != ""
}

// htmlText reads raw HTML: known tags become containers and marks, their text
// is kept, and what is no tag of HTML is text as well. offset is -1 if the raw
// text does not stand in the source as it is.
func (b *builder) htmlText(raw string, offset int) {
	z := html.NewTokenizer(strings.NewReader(raw))
	read := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			b.htmlWords(raw[read:], offset) // of a tag that never ends
			return
		}
		piece := string(z.Raw())
		read += len(piece)
		start := offset
		if offset >= 0 {
			offset += len(piece)
		}
		switch kind {
		case html.TextToken:
			b.htmlWords(piece, start)
		case html.CommentToken, html.DoctypeToken:
			b.comment(piece, start)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			if !b.isTag(strings.Trim(piece, "</>")) ||
				kind == html.SelfClosingTagToken && isComponent(strings.Trim(piece, "<>")) {
				b.htmlWords(piece, start)
				continue
			}
			token := z.Token()
			if kind == html.EndTagToken {
				b.endTag(token.Data)
			} else {
				b.startTag(token, kind == html.SelfClosingTagToken, start)
			}
		}
	}
}

// htmlWords adds text with its references resolved.
func (b *builder) htmlWords(s string, offset int) {
	if offset >= 0 {
		unescape(s, offset, false, b.write)
		return
	}
	unescape(s, 0, false, func(text string, _ int) { b.write(text, -1) })
}

// comment keeps the words of what a browser takes for a comment and an author
// may not: <!Important>, CDATA, code of PHP that nothing has run, and a comment
// that does not end in its block.
func (b *builder) comment(raw string, offset int) {
	switch lower := strings.ToLower(raw); {
	case strings.HasPrefix(raw, "<!--") && (strings.HasSuffix(raw, "-->") || strings.HasSuffix(raw, "--!>")):
		return
	case strings.HasPrefix(lower, "<?php"), strings.HasPrefix(lower, "<?="):
	case (strings.HasPrefix(raw, "<?") || strings.HasPrefix(lower, "<!doctype")) && strings.HasSuffix(raw, ">"):
		return
	}
	shift := func(n int) int {
		if offset < 0 {
			return -1
		}
		return offset + n
	}
	const cdata = "<![CDATA["
	if inside, ok := strings.CutPrefix(raw, cdata); ok {
		b.write(strings.TrimSuffix(strings.TrimSuffix(inside, ">"), "]]"), shift(len(cdata)))
		return
	}
	b.write(raw, offset)
}

// isTag reports whether the inside of <…> is a tag: of HTML, or of a drawing
// inside of one.
func (b *builder) isTag(inside string) bool {
	if isTag(inside) {
		return true
	}
	if b.lastOpen("svg") >= 0 {
		return drawing[strings.ToLower(strings.TrimRight(tagName.FindString(inside), "/"))]
	}
	return false
}

// lastOpen is the index of the innermost open tag of a name; -1 if none is open.
func (b *builder) lastOpen(name string) int {
	for i, t := range slices.Backward(b.html.open) {
		if t.name == name {
			return i
		}
	}
	return -1
}

// startTag reads a start tag. offset is where it stands; -1 if unknown.
func (b *builder) startTag(t html.Token, closed bool, offset int) {
	attr := func(key string) string {
		for _, a := range t.Attr {
			if a.Key == key {
				return characters.Clean(a.Val)
			}
		}
		return ""
	}
	if b.html.hidden != "" {
		return
	}
	if isBlockElement(t.Data) {
		b.closeInside(impliedEnd(t.Data), boundary(t.Data))
		b.flush()
	}
	id := attr("id")
	if id == "" && t.Data == "a" {
		id = attr("name")
	}
	if id = strings.TrimSpace(id); id != "" && !strings.ContainsFunc(id, unicode.IsSpace) {
		b.setID(id)
	}
	switch t.DataAtom {
	case atom.Br:
		b.lineBreak()
		return
	case atom.Hr:
		b.flush()
		b.add(Block{Kind: Rule})
		return
	case atom.Img:
		b.image(attr("src"), func() { b.put(attr("alt"), -1) })
		return
	case atom.Input, atom.Meta, atom.Link, atom.Col, atom.Wbr, atom.Area, atom.Base, atom.Basefont, atom.Embed, atom.Frame,
		atom.Param, atom.Source, atom.Track:
		return
	case atom.Script, atom.Style, atom.Template, atom.Head:
		if !closed && b.ends.behind("</"+t.Data, offset) {
			b.html.hidden = t.Data
		}
		return
	}
	if closed && t.DataAtom != atom.A {
		return
	}
	if len(b.html.open) >= deepestTags || len(b.path) > 2*Deepest {
		return
	}
	b.html.open = append(b.html.open, openTag{name: t.Data, depth: len(b.path), marks: b.marks, link: b.link})
	switch t.DataAtom {
	case atom.Strong, atom.B:
		b.marks |= Strong
	case atom.Em, atom.I, atom.Cite, atom.Dfn, atom.Var:
		b.marks |= Emphasis
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		b.marks |= CodeSpan
	case atom.S, atom.Strike, atom.Del:
		b.marks |= Strike
	case atom.U, atom.Ins:
		b.marks |= Underline
	case atom.Sup:
		b.marks |= Super
	case atom.Sub:
		b.marks |= Sub
	case atom.A:
		if href := b.target(attr("href")); href != "" {
			b.link = href
		} else if slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "href" }) {
			b.hollow = append(b.hollow, [2]int{len(b.runs), -1})
		}
		if closed {
			b.endTag("a")
		}
	case atom.Ul, atom.Menu:
		b.push(Container{Kind: Bullets})
	case atom.Ol:
		b.push(Container{Kind: Numbers, Start: number(attr("start"), 1), Type: listType(attr("type"))})
	case atom.Li:
		b.item(number(attr("value"), -1))
	case atom.Blockquote:
		b.push(Container{Kind: Quote})
	case atom.Table:
		b.push(Container{Kind: Table})
	case atom.Caption:
		b.push(Container{Kind: Caption})
	case atom.Tr:
		b.push(Container{Kind: Row})
		b.beginRow()
	case atom.Th, atom.Td:
		kind := Cell
		if t.DataAtom == atom.Th {
			kind = HeaderCell
		}
		b.fillCovered()
		b.html.open[len(b.html.open)-1].depth = len(b.path)
		rows := b.take(number(attr("colspan"), 1), number(attr("rowspan"), 1))
		b.push(Container{Kind: kind, Span: span(attr("colspan")), Rows: rows})
	case atom.Dl:
		b.push(Container{Kind: Terms})
	case atom.Dt:
		b.push(Container{Kind: Term})
	case atom.Dd:
		b.push(Container{Kind: Description})
	}
}

// item opens an item of a list, with its number if the list is ordered: the
// one given, or, if that is negative, the one behind the item before.
func (b *builder) item(n int) {
	if c := b.innermost(); c == nil || c.Kind != Numbers {
		b.push(Container{Kind: Item})
		return
	}
	list := b.lastOpen("ol")
	if list < 0 {
		b.push(Container{Kind: Item, Start: b.innermost().Start})
		return
	}
	tag := &b.html.open[list]
	if tag.items == 0 {
		tag.next = b.innermost().Start
	}
	if n < 0 {
		n = tag.next
	}
	tag.items, tag.next = tag.items+1, n+1
	b.push(b.number(n))
}

func (b *builder) endTag(name string) {
	if b.html.hidden != "" {
		if name == b.html.hidden {
			b.html.hidden = ""
		}
		return
	}
	if i := b.lastOpen(name); i >= 0 {
		b.closeTo(i)
	} else if isBlockElement(name) {
		b.flush()
	}
}

// closeTo ends the open tags from i on.
func (b *builder) closeTo(i int) {
	for j := len(b.html.open) - 1; j >= i; j-- {
		tag := b.html.open[j]
		switch {
		case headingLevel(tag.name) > 0:
			b.heading(headingLevel(tag.name), "", -1)
		case tag.name == "pre":
			lines := b.runs
			b.runs = nil
			b.code(lines)
		case tag.name == "td" || tag.name == "th":
			b.emptyHTMLCell()
			b.pop(tag.depth)
		case tag.name == "tr":
			b.flush()
			b.endRow()
			b.pop(tag.depth)
		case len(b.path) > tag.depth:
			b.pop(tag.depth)
		case isBlockElement(tag.name):
			b.flush()
		}
		b.marks, b.link = tag.marks, tag.link
	}
	b.html.open = b.html.open[:i]
}

// emptyHTMLCell keeps the column of a cell without text.
func (b *builder) emptyHTMLCell() {
	b.tight = true
	b.flush()
	b.tight = false
	if b.fresh < len(b.path) {
		b.emptyCell()
	}
}

// closeInside ends the innermost open element of some names, unless one of
// the stops is open inside it.
func (b *builder) closeInside(names, stops []string) {
	for i := len(b.html.open) - 1; i >= 0; i-- {
		open := b.html.open[i].name
		if slices.Contains(stops, open) {
			return
		}
		if slices.Contains(names, open) {
			b.closeTo(i)
			return
		}
	}
}
