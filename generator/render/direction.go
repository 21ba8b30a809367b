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

// Isolated is text of a document as HTML in a sentence of the interface: its
// letters leave the sentence in order, and its language is named if it is another. What the
// interface calls a part that the text gives no title is in the language of the sentence.
func (w *Words) Isolated(text, sentence string) string {
	s := html.EscapeString(text)
	switch {
	case w.Lang != "" && text != w.Introduction:
		return `<bdi lang="` + html.EscapeString(w.TextLang) + `">` + s + "</bdi>"
	case (directionsOf(text) | directionsOf(sentence)).both():
		return "<bdi>" + s + "</bdi>"
	}
	return s
}

// plainSentence is a sentence of the interface that stands among the text's own, as HTML.
func (t *text) plainSentence(words string) string { return t.sentence(words, html.EscapeString(words)) }

// sentence is a sentence of the interface, filled, in HTML, that stands among the
// text's own: it runs its own way, in its own language.
func (t *text) sentence(words, filled string) string {
	own := "ltr"
	if directionsOf(words)&rightToLeft != 0 {
		own = "rtl"
	}
	attributes := t.opts.Words.lang()
	if own != t.direction() {
		attributes += ` dir="` + own + `"`
	}
	if attributes == "" {
		return filled
	}
	return "<span" + attributes + ">" + filled + "</span>"
}

// lang is the attribute of an element that says something in the language of the
// interface, if the text around it is in another.
func (w *Words) lang() string {
	if w.Lang == "" {
		return ""
	}
	return ` lang="` + html.EscapeString(w.Lang) + `"`
}

func (t *text) direction() string {
	if t.dir == "" {
		t.dir = direction(t.Document)
	}
	return t.dir
}
