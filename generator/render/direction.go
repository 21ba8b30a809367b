package render

import (
	"html"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"policyarchive/generator/policy"
)

// directions are the ways in which the letters of a text run, as UAX #9 has
// them: numbers run from left to right in either.
type directions uint8

const (
	leftToRight directions = 1 << iota
	rightToLeft
	numeric
)

func directionsOf(s string) directions {
	var all directions
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf { // most letters: faster than the table
			switch {
			case 'a' <= c|0x20 && c|0x20 <= 'z':
				all |= leftToRight
			case '0' <= c && c <= '9':
				all |= numeric
			}
			i++
			continue
		}
		p, n := bidi.LookupString(s[i:])
		if n == 0 {
			break
		}
		switch p.Class() {
		case bidi.L:
			all |= leftToRight
		case bidi.R, bidi.AL:
			all |= rightToLeft
		case bidi.EN, bidi.AN:
			all |= numeric
		}
		i += n
	}
	return all
}

// both reports whether letters run against each other.
func (d directions) both() bool { return d&rightToLeft != 0 && d&^rightToLeft != 0 }

// disordered reports whether pieces of two texts stand side by side whose
// letters do not all run one way: then edits could reorder the words around them.
func disordered(pieces []piece) bool {
	var all directions
	two := false
	for _, p := range pieces {
		two = two || p.text != pieces[0].text
	}
	if !two {
		return false
	}
	for _, p := range pieces {
		for _, t := range p.tokens {
			if all |= directionsOf(t.Text); all.both() {
				return true
			}
		}
	}
	return false
}

// direction is "rtl" if most words of a text run from right to left, else "ltr".
func direction(doc *policy.Document) string {
	const enough = 1000 // words tell
	left, right := 0, 0
	for i := range doc.Blocks {
		for _, t := range doc.Blocks[i].Tokens {
			switch d := directionsOf(t.Text); {
			case d&rightToLeft != 0:
				right++
			case d&leftToRight != 0:
				left++
			}
		}
		if left+right >= enough {
			break
		}
	}
	if right > left {
		return "rtl"
	}
	return "ltr"
}

// isolated is text of a document as HTML in a sentence of the interface: its
// letters leave the sentence in order.
func isolated(text, sentence string) string {
	s := html.EscapeString(text)
	if (directionsOf(text) | directionsOf(sentence)).both() {
		return "<bdi>" + s + "</bdi>"
	}
	return s
}

// sentence is a sentence of the interface, in HTML, that stands among the
// text's own: it runs its own way.
func (t *text) sentence(words, filled string) string {
	own := "ltr"
	if directionsOf(words)&rightToLeft != 0 {
		own = "rtl"
	}
	if own == t.direction() {
		return filled
	}
	return `<span dir="` + own + `">` + filled + "</span>"
}

func (t *text) direction() string {
	if t.dir == "" {
		t.dir = direction(t.Document)
	}
	return t.dir
}
