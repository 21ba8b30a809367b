package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// numbering knows how the headings of a text count. A number that may as well be
// words is one if it counts with others.
type numbering struct {
	sure  int                 // headings with a number that is none but that
	whole map[string]bool     // the parts of some heading
	under map[string]int      // headings that have more than some parts
	parts map[string][]string // what follows on these parts where it is a letter
}

// newNumbering looks at the headings of a document; nil if none is in doubt.
func newNumbering(d *Document) *numbering {
	doubt := func(b Block) bool { return b.Kind == Heading && b.head().inDoubt() }
	if !slices.ContainsFunc(d.Blocks, doubt) {
		return nil
	}
	n := &numbering{whole: map[string]bool{}, under: map[string]int{}, parts: map[string][]string{}}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Heading || i == d.TitleBlock {
			continue
		}
		h := b.head()
		if h.sure.number != "" {
			n.sure++
		}
		longer := h.doubtful
		if !h.inDoubt() {
			longer = h.sure
		}
		for i, p := range longer.parts {
			before := prefix(longer.parts[:i])
			n.under[before]++
			if p.kind != countedByDigits {
				n.parts[before] = append(n.parts[before], p.text)
			}
		}
		if len(longer.parts) > 0 {
			n.whole[prefix(longer.parts)] = true
		}
	}
	return n
}

// prefix names the first parts of a number.
func prefix(parts []numberPart) string {
	var b strings.Builder
	for _, p := range parts {
		if p.kind == countedByDigits {
			b.WriteString(itoa(p.value))
		} else {
			b.WriteString(strings.ToLower(p.text))
		}
		b.WriteByte('.')
	}
	return b.String()
}

// reading is what a heading says among the others.
func (n *numbering) reading(h *head) *reading {
	if n != nil && h.inDoubt() && n.bearsOut(h) {
		return &h.doubtful
	}
	return &h.sure
}

func (n *numbering) bearsOut(h *head) bool {
	r := &h.doubtful
	before, part := prefix(r.parts[:r.doubt]), r.parts[r.doubt]
	switch {
	case part.kind == countedByDigits: // 2.2 beside 2.3, 2.1 below 2
		return n.under[before] > 1 || part.value == 1 && n.whole[before]
	case r.doubt > 0: // 1.A beside 1.B
		return len(n.parts[before]) > 1
	}
	if first := strings.ToLower(part.text); first == "a" || first == "i" {
		others := n.sure
		if h.sure.number != "" {
			others--
		}
		if others > 0 {
			return true
		}
	}
	for _, other := range n.parts[""] {
		if neighbours(part.text, other) {
			return true
		}
	}
	return false
}

// neighbours reports whether a list counts from one letter, or Roman number, to
// the other.
func neighbours(a, b string) bool {
	x, y := romanValue(a), romanValue(b)
	if x > 0 && y > 0 && (x-y == 1 || y-x == 1) {
		return true
	}
	r, n := utf8.DecodeRuneInString(strings.ToLower(a))
	s, m := utf8.DecodeRuneInString(strings.ToLower(b))
	if n < len(a) || m < len(b) || r == s {
		return false
	}
	if r < utf8.RuneSelf || s < utf8.RuneSelf {
		return r-s == 1 || s-r == 1
	}
	return unicode.IsUpper([]rune(a)[0]) == unicode.IsUpper([]rune(b)[0]) // alphabets stand in no order of their own in Unicode
}
