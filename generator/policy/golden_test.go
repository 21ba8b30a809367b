package policy

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the outcome of the golden tests into testdata; read the difference "+
	"before you commit it")

// TestGolden parses the texts in testdata and compares what comes out with
// what is written behind each. NAME.md holds a text as it is; NAME.escaped one
// whose lines are the insides of Go strings, for what an editor hides.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no golden tests in testdata: %v", err)
	}
	for _, archive := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(archive), ".txtar"), func(t *testing.T) { goldenArchive(t, archive) })
	}
}

func goldenArchive(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := &txtar.Archive{Comment: ar.Comment}
	for i, f := range ar.Files {
		name, kind, _ := strings.Cut(f.Name, ".")
		if kind == "want" {
			continue
		}
		source := f.Data
		if kind == "escaped" {
			source = unescapeLines(t, f.Data)
		}
		doc := Parse(f.Name, source)
		checkDocument(t, doc, source)
		got := dump(doc)
		want := ""
		if i+1 < len(ar.Files) && ar.Files[i+1].Name == name+".want" {
			want = string(ar.Files[i+1].Data)
		}
		if got != want && !*update {
			t.Errorf("%s, %s:\n--- got\n%s--- want\n%s", file, f.Name, got, want)
		}
		out.Files = append(out.Files, f, txtar.File{Name: name + ".want", Data: []byte(got)})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func unescapeLines(t *testing.T, data []byte) []byte {
	var lines []string
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		s, err := strconv.Unquote(`"` + line + `"`)
		if err != nil {
			t.Fatalf("%q is not the inside of a Go string: %v", line, err)
		}
		lines = append(lines, s)
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// dump writes a document as a person can check it: sections with their
// anchors, blocks with their containers (+ opens one), words with their marks.
func dump(d *Document) string {
	var w strings.Builder
	for _, p := range d.Problems {
		fmt.Fprintf(&w, "problem %v\n", p)
	}
	for _, p := range d.Ignored {
		fmt.Fprintf(&w, "ignored %v\n", p)
	}
	if m := d.Meta; m.Lang+m.Dir+m.Captured+m.Published+m.Effective+m.Class+m.Summary != "" || len(m.Other) > 0 {
		fmt.Fprintf(&w, "front matter lang=%s dir=%s captured=%s published=%s effective=%s class=%s summary=%q other=%v\n",
			m.Lang, m.Dir, m.Captured, m.Published, m.Effective, m.Class, m.Summary, m.Other)
	}
	if d.Title != "" || d.TitleBlock >= 0 {
		fmt.Fprintf(&w, "title %s\n", visible(d.Title))
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		fmt.Fprintf(&w, "%s#%s", strings.Repeat("  ", s.Depth-1), visible(s.Anchor))
		if s.Heading >= 0 {
			fmt.Fprintf(&w, " h%d", s.Level)
			if s.Number != "" {
				fmt.Fprintf(&w, " [%s]", visible(s.Number))
			}
			fmt.Fprintf(&w, " %s", visible(s.Title))
			if marked := inlineDump(d, d.TitleTokens(s)); marked != visible(s.Title) {
				fmt.Fprintf(&w, " = %s", marked)
			}
		}
		if s.ID != "" {
			fmt.Fprintf(&w, " id=%s", s.ID)
		}
		if len(s.OtherIDs) > 0 {
			fmt.Fprintf(&w, " ids=%s", strings.Join(s.OtherIDs, ","))
		}
		w.WriteByte('\n')
		clauses := d.Clauses(s)
		for j := s.First; j < s.End; j++ {
			b := &d.Blocks[j]
			w.WriteString(strings.Repeat("  ", s.Depth) + blockDump(d, b) + "\n")
			for _, c := range clauses {
				if c.Block != j {
					continue
				}
				if c.Kind == "enumeration" {
					fmt.Fprintf(&w, "%s.%s (%s) %s\n", strings.Repeat("  ", s.Depth+1), c.Anchor, c.Label, visible(c.Text))
				} else if c.Label != "" {
					fmt.Fprintf(&w, "%sruns in: %s\n", strings.Repeat("  ", s.Depth+1), visible(c.Label))
				}
			}
		}
	}
	for _, def := range d.Definitions {
		at := d.TokenPosition(def.Block, def.Token)
		fmt.Fprintf(&w, "defines %s in section %d at %d:%d\n", visible(def.Term), def.Section, at.Line, at.Column)
	}
	for _, r := range d.References {
		at := d.TokenPosition(r.Block, r.Token)
		meant := "nothing"
		if r.Section >= 0 {
			meant = "#" + d.Sections[r.Section].Anchor
		}
		if r.Section >= 0 && !r.Exact {
			meant += " nearly"
		}
		fmt.Fprintf(&w, "refers to %s by %s at %d:%d\n", meant, visible(r.Quoted), at.Line, at.Column)
	}
	return w.String()
}

var containerNames = [...]string{Quote: "quote", Bullets: "ul", Numbers: "ol", Item: "li", Table: "table",
	Caption: "caption",
	Row:     "tr", HeaderCell: "th", Cell: "td", Terms: "dl", Term: "dt", Description: "dd"}

func blockDump(d *Document, b *Block) string {
	var parts []string
	if b.Clause != "" {
		parts = append(parts, b.Clause)
	}
	for i, c := range b.Path {
		name := containerNames[c.Kind]
		if c.Kind == Numbers && (c.Start != 1 || c.Type != '1') {
			name += fmt.Sprintf("(%c from %d)", c.Type, c.Start)
		}
		if c.Kind == Item && c.Start != 0 {
			name += fmt.Sprint(c.Start)
		}
		if c.Align != 0 {
			name += ":" + string(c.Align)
		}
		if c.Span != 0 {
			name += fmt.Sprintf("x%d", c.Span)
		}
		if i >= b.Fresh {
			name = "+" + name
		}
		parts = append(parts, name)
	}
	switch b.Kind {
	case Code:
		parts = append(parts, "code")
	case Rule:
		parts = append(parts, "rule")
	case Heading:
		parts = append(parts, fmt.Sprintf("h%d", b.Level))
	}
	if b.Tight && !slices.ContainsFunc(b.Path, func(c Container) bool { return c.Kind == Row }) {
		parts = append(parts, "tight")
	}
	return strings.Join(parts, " ") + ": " + inlineDump(d, b.Tokens)
}

func inlineDump(d *Document, tokens []Token) string {
	var w strings.Builder
	open := ""
	for i, t := range tokens {
		var marks []string
		if link := t.Link; link != "" {
			marks = append(marks, "→"+link)
		}
		for n, name := range []string{"strong", "em", "code", "strike", "super", "sub", "underline", "image"} {
			if t.Marks&(1<<n) != 0 {
				marks = append(marks, name)
			}
		}
		want := strings.Join(marks, " ")
		if open != "" && want != open {
			w.WriteString("⟩")
		}
		if t.Break {
			w.WriteString(" ⏎ ")
		} else if t.Space && i > 0 {
			w.WriteByte(' ')
		}
		if want != "" && want != open {
			w.WriteString("⟨" + want + ": ")
		}
		open = want
		w.WriteString(visible(t.Text))
	}
	if open != "" {
		w.WriteString("⟩")
	}
	return w.String()
}

// visible writes invisible characters as Go does in strings.
func visible(s string) string {
	var w strings.Builder
	for _, r := range s {
		if r != ' ' && (unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			q := strconv.QuoteToASCII(string(r))
			w.WriteString(q[1 : len(q)-1])
		} else {
			w.WriteRune(r)
		}
	}
	return w.String()
}
