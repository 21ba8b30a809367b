package policy

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestNotes: whatever stands around them, notes lose no word, stand where their
// first marks do, and their marks are no words.
func TestNotes(t *testing.T) {
	pieces := []string{"Text.[^a]\n\n", "Text[^b] more[^a].\n\n", "[^a]: apple\n\n", "[^a]: apple\n\n    more\n\n",
		"[^b]: pear[^c]\n", "[^c]: plum[^c]\n\n",
		"## Title[^b]\n\n", "## Other\n\n", "> Quoted[^c]\n\n", "- item[^a]\n\n", "<div hidden>[^a]</div>\n\n",
		"<!-- [^a] -->\n\n", "[^d]:\n\n", "x[^d]\n\n"}
	rapid.Check(t, func(rt *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 12).Draw(rt, "pieces"), "")
		d := Parse("drawn.md", []byte(source))
		checkDocument(under{t, rt}, d, []byte(source))
		var all strings.Builder
		for i := range d.Blocks {
			fmt.Fprintln(&all, Text(d.Blocks[i].Tokens))
		}
		for _, word := range []string{"apple", "pear", "plum", "more"} {
			if got, want := strings.Count(all.String(), word), strings.Count(source, word); got != want {
				rt.Fatalf("%s stands %d times, not %d, in\n%s\nof\n%s", word, got, want, all.String(), source)
			}
		}
		for number, note := range d.Notes() {
			if len(note.Marks) > 0 && d.SectionAt(note.Marks[0]) != d.SectionAt(note.First) {
				first := note.Marks[0]
				if noteOf(&d.Blocks[first]) == 0 && first != d.TitleBlock {
					rt.Fatalf("note %s stands in section %d, its first mark in %d of\n%s", number, d.SectionAt(note.First),
						d.SectionAt(first), source)
				}
			}
		}
	})
}

// TestMarksAreNoWords: a note that comes before others changes no word of theirs.
func TestMarksAreNoWords(t *testing.T) {
	a := Parse("a.md", []byte("We keep labels.[^l]\n\n[^l]: Two years.\n"))
	b := Parse("b.md", []byte("We[^w] keep labels.[^l]\n\n[^l]: Two years.\n[^w]: Anvil.\n"))
	words := func(d *Document) string {
		var all []string
		for i := range d.Blocks {
			all = append(all, d.Blocks[i].Words()...)
		}
		return strings.Join(all, " ")
	}
	if got, want := words(a), "we keep labels two years"; got != want {
		t.Errorf("words %q, want %q", got, want)
	}
	if got, want := words(b), "we keep labels anvil two years"; got != want {
		t.Errorf("words %q, want %q", got, want)
	}
	if n := len(b.Links()); n != 0 {
		t.Errorf("marks are %d links", n)
	}
}
