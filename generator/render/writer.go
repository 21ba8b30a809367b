package render

import (
	"bytes"
	"html"
	"strconv"
	"strings"

	"policyarchive/generator/policy"
)

// writer emits blocks, opening and closing the containers between them.
type writer struct {
	bytes.Buffer
	open  []policy.Container
	next  []int // beside open: of an ordered list, the number a browser gives to its next item
	words Words
	code  bool // within preformatted text, whose tokens are lines
	spans bool // the rows of tables stand as in the text, so that cells may reach over several
	alone bool // each block stands alone, as beside another text
}

// attrs are the attributes of a block's element.
type attrs struct {
	id, class string
}

func (a attrs) String() string {
	s := ""
	if a.id != "" {
		s += ` id="` + html.EscapeString(a.id) + `"`
	}
	if a.class != "" {
		s += ` class="` + a.class + `"`
	}
	return s
}

// enter brings the open containers in line with those of a block. The
// attributes go to the innermost container if the block begins it and is
// nothing but its text; then enter reports true. An item that began with an
// earlier block, which stands elsewhere, is marked, so that it does not show its
// number or sign again.
func (w *writer) enter(b *policy.Block, a attrs, bare bool) bool {
	keep := 0
	for keep < len(w.open) && keep < len(b.Path) && keep < b.Fresh && w.open[keep].Kind == b.Path[keep].Kind {
		keep++
	}
	w.leave(keep)
	used := false
	for n := keep; n < len(b.Path); n++ {
		c := b.Path[n]
		last := n == len(b.Path)-1
		if last && c.Kind == policy.HeaderCell && len(b.Tokens) == 0 {
			c.Kind = policy.Cell // a heading of nothing is an empty cell
		}
		if c.Kind == policy.Numbers && !last && b.Path[n+1].Start > 0 {
			c.Start = b.Path[n+1].Start // the list goes on after an interruption, or stands for one item
		}
		own := attrs{}
		if last && bare {
			own, used = a, true
		}
		if c.Kind == policy.Item && n < b.Fresh {
			own.class = strings.TrimSpace(own.class + " on")
		}
		w.openTag(c, own)
	}
	return used
}

// leave closes containers until n are open.
func (w *writer) leave(n int) {
	for len(w.open) > n {
		c := w.open[len(w.open)-1]
		w.open, w.next = w.open[:len(w.open)-1], w.next[:len(w.next)-1]
		if w.spans && c.Taken {
			continue
		}
		w.WriteString("</" + w.element(c.Kind) + ">")
		if c.Kind == policy.Table {
			w.WriteString("</div>")
		}
	}
}

func (w *writer) element(k policy.ContainerKind) string {
	switch k {
	case policy.Terms, policy.Term, policy.Description:
		if w.alone { // half of a pair is no definition list
			return "div"
		}
	}
	switch k {
	case policy.Quote:
		return "blockquote"
	case policy.Bullets:
		return "ul"
	case policy.Numbers:
		return "ol"
	case policy.Item:
		return "li"
	case policy.Table:
		return "table"
	case policy.Caption:
		return "caption"
	case policy.Row:
		return "tr"
	case policy.HeaderCell:
		return "th"
	case policy.Cell:
		return "td"
	case policy.Terms:
		return "dl"
	case policy.Term:
		return "dt"
	default:
		return "dd"
	}
}

// openTag opens a container. An item says its number where a browser would
// count to another, as in a redline that shows deleted items.
func (w *writer) openTag(c policy.Container, a attrs) {
	if w.spans && c.Taken {
		w.open, w.next = append(w.open, c), append(w.next, c.Start)
		return
	}
	if c.Kind == policy.Table {
		w.WriteString(`<div class="table" role="group" tabindex="0" aria-label="` + html.EscapeString(w.words.Table) + `">`)
	}
	w.WriteString("<" + w.element(c.Kind))
	switch c.Kind {
	case policy.Numbers:
		if c.Start != 1 {
			w.WriteString(` start="` + strconv.Itoa(c.Start) + `"`)
		}
		if c.Type == policy.NoteNumbers {
			a.class = strings.TrimSpace(a.class + " notes")
		} else if c.Type != 0 && c.Type != '1' {
			w.WriteString(` type="` + string(c.Type) + `"`)
		}
	case policy.Item:
		if in := len(w.open) - 1; in >= 0 && w.open[in].Kind == policy.Numbers {
			if c.Start > 0 && c.Start != w.next[in] {
				w.WriteString(` value="` + strconv.Itoa(c.Start) + `"`)
				w.next[in] = c.Start
			}
			w.next[in]++
		}
	case policy.HeaderCell, policy.Cell:
		if c.Span > 1 && !w.alone { // else the table has columns in which no cell begins
			w.WriteString(` colspan="` + strconv.Itoa(int(c.Span)) + `"`)
		}
		if c.Rows > 1 && w.spans {
			w.WriteString(` rowspan="` + strconv.Itoa(int(c.Rows)) + `"`)
		}
		switch c.Align {
		case 'c':
			a.class = strings.TrimSpace(a.class + " centre")
		case 'r':
			a.class = strings.TrimSpace(a.class + " end")
		}
	}
	w.WriteString(a.String() + ">")
	w.open, w.next = append(w.open, c), append(w.next, c.Start)
}
