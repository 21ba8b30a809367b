package importer

import (
	"testing"

	"policyarchive/generator/capture"
)

// TestStops: doubts stop an import where they touch much of it.
func TestStops(t *testing.T) {
	some := func(kind capture.Kind, much bool) []Doubt { return []Doubt{{Kind: kind, Much: much, Sentence: "x"}} }
	for _, c := range []struct {
		name   string
		doubts [][]Doubt // of each version
		want   bool
	}{
		{"none", [][]Doubt{nil, nil}, false},
		{"the only text in another language", [][]Doubt{some(OtherLanguage, true)}, true},
		{"one of three in another language", [][]Doubt{nil, some(OtherLanguage, true), nil}, false},
		{"two of three", [][]Doubt{some(OtherLanguage, true), some(OtherLanguage, true), nil}, true},
		{"a letter in one text", [][]Doubt{some(capture.Letters, false)}, false},
		{"a letter in two of two", [][]Doubt{some(capture.Letters, false), some(capture.Letters, false)}, false},
		{"a letter in most of three", [][]Doubt{some(capture.Letters, false), some(capture.Letters, false), nil}, true},
		{"one new text is shorter", [][]Doubt{some(Shrunk, true)}, false},
		{"most texts are shorter", [][]Doubt{some(Shrunk, true), nil, some(Shrunk, true)}, true},
		{"an error page", [][]Doubt{some(capture.ErrorPage, true)}, true},
		{"short texts", [][]Doubt{some(capture.Short, false), some(capture.Short, false), some(capture.Short, false)}, false},
		{"days out of order", [][]Doubt{some(Order, false), some(Order, false), some(Order, false)}, false},
		{"each another doubt", [][]Doubt{some(Shrunk, true), some(capture.Twice, true), some(capture.Letters, true)}, false},
	} {
		p := &Plan{}
		for _, d := range c.doubts {
			p.Items = append(p.Items, &Item{Capture: &Capture{Doubts: d}})
		}
		stops := false
		for _, tally := range p.Tallies() {
			stops = stops || tally.Stops
		}
		if stops != c.want {
			t.Errorf("%s: %v, %+v", c.name, stops, p.Tallies())
		}
	}
}
