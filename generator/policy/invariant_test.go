package policy

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// checkDocument holds what is true of every document, whatever the source.
func checkDocument(t testing.TB, d *Document, source []byte) {
	t.Helper()
	checkBlocks(t, d)
	checkSections(t, d)
	checkOffsets(t, d, normalize(source)[d.offset:])
}

func checkBlocks(t testing.TB, d *Document) {
	t.Helper()
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Fresh < 0 || b.Fresh > len(b.Path) {
			t.Fatalf("block %d: Fresh %d of %d containers", i, b.Fresh, len(b.Path))
		}
		if i > 0 && b.Kind != Heading {
			// What a block did not begin, an earlier one left open.
			before := d.Blocks[i-1].Path
			if i-1 == d.TitleBlock || d.Blocks[i-1].Kind == Heading {
				before = nil
			}
			if b.Fresh > len(before) && b.Fresh > 0 {
				t.Errorf("block %d %q goes on with %d containers, but only %d are open", i, Text(b.Tokens), b.Fresh, len(before))
			}
			for n := 0; n < min(b.Fresh, len(before)); n++ {
				if before[n].Kind != b.Path[n].Kind {
					t.Errorf("block %d %q goes on with a container of another kind", i, Text(b.Tokens))
				}
			}
		}
		if len(b.Tokens) > 0 && b.Kind != Code && (b.Tokens[0].Space || b.Tokens[0].Break) {
			t.Errorf("block %d %q begins with white space", i, Text(b.Tokens))
		}
		if b.Kind == Code {
			continue
		}
		for _, tok := range b.Tokens {
			if tok.Text == "" || strings.ContainsAny(tok.Text, "\n\t ") {
				t.Errorf("block %d: token %q", i, tok.Text)
			}
		}
	}
}

func checkSections(t testing.TB, d *Document) {
	t.Helper()
	anchors := map[string]bool{}
	at := 0
	if d.TitleBlock >= 0 {
		if d.TitleBlock != 0 {
			t.Fatalf("the title is block %d", d.TitleBlock)
		}
		at = 1
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Anchor == "" || anchors[s.Anchor] || strings.ContainsFunc(s.Anchor, unicode.IsSpace) {
			t.Errorf("section %d %q: anchor %q is empty, doubled or has white space", i, s.Title, s.Anchor)
		}
		anchors[s.Anchor] = true
		for _, a := range s.Aliases {
			if a == "" || anchors[a] {
				t.Errorf("section %d %q: alias %q is empty or doubled", i, s.Title, a)
			}
			anchors[a] = true
		}
		if s.Parent >= i || s.Parent < -1 || s.Parent >= 0 && d.Sections[s.Parent].Depth != s.Depth-1 ||
			s.Parent < 0 && s.Depth != 1 {
			t.Errorf("section %d %q: parent %d, depth %d", i, s.Title, s.Parent, s.Depth)
		}
		first := s.First
		if s.Heading >= 0 {
			first = s.Heading
		}
		// Only what holds no words stands in no section.
		for ; at < first; at++ {
			if len(d.Blocks[at].Tokens) > 0 {
				t.Errorf("block %d %q stands in no section", at, Text(d.Blocks[at].Tokens))
			}
		}
		if first != at || s.End < s.First {
			t.Fatalf("section %d %q: blocks %d:%d after %d", i, s.Title, first, s.End, at)
		}
		at = s.End
		for j := first; j < s.End; j++ {
			if d.SectionAt(j) != i {
				t.Errorf("SectionAt(%d) is %d, not %d", j, d.SectionAt(j), i)
			}
		}
		clauses := map[string]bool{}
		for _, c := range d.Clauses(s) {
			if clauses[c.Anchor] {
				t.Errorf("section %d %q: clause %s stands twice", i, s.Title, c.Anchor)
			}
			clauses[c.Anchor] = true
		}
	}
	for ; at < len(d.Blocks); at++ {
		if len(d.Blocks[at].Tokens) > 0 {
			t.Errorf("block %d %q stands in no section", at, Text(d.Blocks[at].Tokens))
		}
	}
}

// checkOffsets holds that every token that has a place in the source points
// at its text, or at the escape or entity that stands for it.
func checkOffsets(t testing.TB, d *Document, src string) {
	t.Helper()
	for i := range d.Blocks {
		for _, tok := range d.Blocks[i].Tokens {
			if tok.Offset < 0 {
				continue
			}
			offset := d.Blocks[i].Offset + int(tok.Offset)
			if offset >= len(src) && tok.Text != "" {
				t.Fatalf("block %d: %q lies at %d of %d bytes", i, tok.Text, offset, len(src))
			}
			at := src[offset:]
			if d.Blocks[i].Kind == Code && // a tab may indent half of it
				strings.HasPrefix(strings.TrimLeft(at, " \t"), strings.TrimLeft(tok.Text, " \t")) {
				continue
			}
			if strings.HasPrefix(at, tok.Text) ||
				strings.HasPrefix(norm.NFC.String(at[:min(len(at), 4*len(tok.Text))]), tok.Text) || at[0] == '&' || at[0] == '\\' {
				continue
			}
			if !spells(at, tok.Text) {
				t.Errorf("block %d: %q is not what stands at %v: %.30q", i, tok.Text, d.Position(offset), at)
			}
		}
	}
}

// spells reports whether source begins with the letters of a word, with
// markup between them.
func spells(source, word string) bool {
	if source == "" {
		return false
	}
	w, s := []rune(word), []rune(source[:min(len(source), 40+8*len(word))])
	if w[0] != s[0] {
		return false
	}
	for _, r := range w {
		n := slices.Index(s, r)
		if n < 0 {
			return slices.Contains(s, '&') || slices.Contains(s, '\\')
		}
		s = s[n+1:]
	}
	return true
}
