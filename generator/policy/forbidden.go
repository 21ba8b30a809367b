package policy

import (
	"fmt"
	"html"
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"policyarchive/generator/characters"
)

// Forbidden is a character that no text may hold.
type Forbidden struct {
	Position
	Problem string
}

func (f *Forbidden) Error() string { return fmt.Sprintf("%s: %s", f.Position, f.Problem) }

// Forbidden finds characters that no text may hold: the first that stands in the source
// of the document, and all for which a reference of HTML stands, outside of code. An
// isolate needs its end; of a pair, both are written as themselves or both as references.
func (d *Document) Forbidden(source []byte) []*Forbidden {
	at, problem := characters.TextFault(string(source))
	if problem != "" {
		return append([]*Forbidden{{PositionAt(d.File, source, at), problem}}, d.references(nil)...)
	}
	if d.index == nil {
		return nil
	}
	isolates := []byte(d.index.text[d.offset:])
	list := d.references(isolates)
	if at, problem := characters.TextFault(string(isolates)); problem != "" {
		list = append(list, &Forbidden{d.Position(at), problem})
	}
	return list
}

var numericReference = regexp.MustCompile(`&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});`)

// references finds the references to characters that no text may hold. Those to
// isolates and their ends it replaces in a copy of the text by what they stand for, and
// blanks, which keep the place of all others.
func (d *Document) references(text []byte) (list []*Forbidden) {
	if d.index == nil {
		return nil
	}
	var words []place
	for _, m := range numericReference.FindAllStringIndex(d.index.text[d.offset:], -1) {
		written := d.index.text[d.offset:][m[0]:m[1]]
		decoded := html.UnescapeString(written)
		r, _ := utf8.DecodeRuneInString(decoded)
		if !characters.Forbidden(r) && !characters.Reorders(r) {
			continue
		}
		if words == nil {
			words = d.wordPlaces()
		}
		n := sort.Search(len(words), func(n int) bool { return words[n].offset > m[0] }) - 1
		switch {
		case n < 0 || m[0] < words[n].code:
		case !characters.Isolating(r):
			problem := fmt.Sprintf("%s stands for %U, which no text may hold", written, r)
			list = append(list, &Forbidden{d.Position(m[0]), problem})
		case text != nil:
			copy(text[m[0]:m[1]], decoded+strings.Repeat(" ", len(written)-len(decoded)))
		}
	}
	return list
}

// place is where a token stands in the parsed text.
type place struct {
	offset int
	code   int // up to where it is code; 0 if it is none
}

// wordPlaces are the places of all tokens, in their order.
func (d *Document) wordPlaces() []place {
	var list []place
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for _, t := range b.Tokens {
			if t.Offset < 0 {
				continue
			}
			p := place{offset: b.Offset + int(t.Offset)}
			switch {
			case b.Kind == Code:
				p.code = math.MaxInt
			case t.Marks&CodeSpan != 0:
				// Code is as it is written; a reference behind it may belong to its word.
				p.code = p.offset + common(t.Text, d.index.text[d.offset+p.offset:])
			}
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b place) int { return a.offset - b.offset })
	return list
}

// common is how many bytes two texts have in common at their beginnings.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
