package compare

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"policyarchive/generator/characters"
	"policyarchive/generator/policy"
)

// Style is how a redline is marked in plain text: what is put around deletions
// and insertions, headings and notes.
type Style struct {
	Delete, Insert, Heading, Note [2]string
	Escape                        func(string) string // of the text's words
	Address                       [2]string           // around an address
	Item                          string              // before each paragraph
	Member                        string              // before each line of a list
}

// Plain marks deletions [-so-] and insertions {+so+}, as git's word diff does.
func Plain() Style {
	return Style{Delete: [2]string{"[-", "-]"}, Insert: [2]string{"{+", "+}"}, Item: "  ", Member: "  "}
}

// Coloured is for terminals: red and struck through, green and underlined. escape
// keeps words from steering the terminal.
func Coloured(escape func(string) string) Style {
	return Style{
		Escape: escape,
		Delete: [2]string{"\x1b[31;9m", "\x1b[0m"}, Insert: [2]string{"\x1b[32;4m", "\x1b[0m"},
		Heading: [2]string{"\x1b[1m", "\x1b[0m"}, Note: [2]string{"\x1b[2m", "\x1b[0m"}, Item: "  ", Member: "  ",
	}
}

// Markdown is for pull requests: GitHub shows <ins> and <del>.
func Markdown() Style {
	return Style{
		Delete: [2]string{"<del>", "</del>"}, Insert: [2]string{"<ins>", "</ins>"}, Heading: [2]string{"### ",
			""}, Note: [2]string{"_", "_"}, Address: [2]string{"`", "`"}, Member: "- ",
		Escape: strings.NewReplacer(`\`, `\\`, `*`, `\*`, `_`, `\_`, "`", "\\`", `<`, `&lt;`, `[`, `\[`, `#`, `\#`).Replace,
	}
}

// Write prints a comparison's changed sections with their redlines.
func (s Style) Write(w io.Writer, c *Comparison) {
	s.WriteTitle(w, c)
	for n := range c.Sections {
		sec := &c.Sections[n]
		if sec.Status == Unchanged {
			continue
		}
		s.section(w, c, sec)
	}
	s.WritePresentation(w, c)
}

// WriteTitle prints the redline of the document's title, if it changed.
func (s Style) WriteTitle(w io.Writer, c *Comparison) {
	if !c.TitleChanged {
		return
	}
	words := s.between(c.Old.OwnTitle(), c.New.OwnTitle())
	fmt.Fprintf(w, "%sTitle%s\n\n%s%s\n\n", s.Heading[0], s.Heading[1], s.Item, words)
}

// WritePresentation prints the links that lead elsewhere than before, and how
// much of the markup changed.
func (s Style) WritePresentation(w io.Writer, c *Comparison) {
	if len(c.Links) > 0 {
		fmt.Fprintf(w, "%sLinks that lead elsewhere%s\n\n", s.Heading[0], s.Heading[1])
		for _, l := range c.Links {
			fmt.Fprintf(w, "%s%s: %s -> %s\n", s.Member, s.escape(l.Text), s.address(l.Old), s.address(l.New))
		}
		fmt.Fprintln(w)
	}
	if c.Markup > 0 {
		fmt.Fprintf(w, "%sThe markup or layout of %d stretch(es) of unchanged words changed.%s\n\n", s.Note[0], c.Markup,
			s.Note[1])
	}
}

// WriteSection prints section n of a comparison with its redline; nothing if it
// did not change.
func (s Style) WriteSection(w io.Writer, c *Comparison, n int) {
	if sec := &c.Sections[n]; sec.Status != Unchanged {
		s.section(w, c, sec)
	}
}

func (s Style) section(w io.Writer, c *Comparison, sec *Section) {
	var a, b []policy.Token
	number, anchor := "", ""
	if sec.Old >= 0 {
		o := &c.Old.Sections[sec.Old]
		a, number, anchor = c.Old.TitleTokens(o), s.escape(o.Number), o.Anchor
	}
	if sec.New >= 0 {
		n := &c.New.Sections[sec.New]
		b, number, anchor = c.New.TitleTokens(n), s.escape(n.Number), n.Anchor
		if sec.Old >= 0 {
			if old := c.Old.Sections[sec.Old].Number; old != n.Number && len(a) > 0 && len(b) > 0 {
				number = strings.TrimSpace(s.mark(s.Delete, s.escape(old)) + s.mark(s.Insert, s.escape(n.Number)))
			}
		}
	}
	title := s.between(a, b)
	if sec.Status == Added || sec.Old < 0 && sec.Heading.sources != nil {
		title = s.plain(b)
	} else if sec.Status == Removed || sec.Heading.taken {
		title = s.plain(a)
	}
	if title == "" && number == "" {
		title = "(text without a heading)"
	}
	fmt.Fprintf(w, "%s%s%s  %s%s: %s%s\n\n", s.Heading[0], strings.TrimSpace(number+" "+title), s.Heading[1], s.Note[0],
		s.escape("#"+anchor), Describe(sec.Change), s.Note[1])
	for n := range sec.Rows {
		if line := s.row(c, &sec.Rows[n]); line != "" {
			fmt.Fprintf(w, "%s%s\n\n", s.Item, line)
		}
	}
}

func (s Style) row(c *Comparison, r *Row) string {
	if r.MovedTo >= 0 || r.taken || r.Same() || !r.Moved && !r.Divided && len(r.Edits) == 1 && r.Edits[0].Op == Match {
		return ""
	}
	line := s.words(c, r)
	if r.Divided {
		line = s.mark(s.Insert, "¶") + " " + line
	}
	if r.Moved {
		line = s.Note[0] + "moved here:" + s.Note[1] + " " + line
	}
	return line
}

// between prints the edits between two titles.
func (s Style) between(a, b []policy.Token) string {
	old, new := &policy.Document{Blocks: []policy.Block{{Tokens: a}}},
		&policy.Document{Blocks: []policy.Block{{Tokens: b}}}
	return s.words(&Comparison{Old: old, New: new}, &Row{Edits: Tokens(a, b)})
}

// words prints the edits of a row, with long unchanged stretches shortened. A
// border of paragraphs that is gone is a deleted sign.
func (s Style) words(c *Comparison, r *Row) string {
	const keep = 12
	var out strings.Builder
	var b []policy.Token
	if r.New >= 0 {
		b = c.New.Blocks[r.New].Tokens
	}
	for n, e := range r.Edits {
		var a []policy.Token
		if i := r.Source(n); i >= 0 {
			a = c.Old.Blocks[i].Tokens
		}
		space := n > 0 && (e.Op == Delete && e.OldFrom < len(a) && a[e.OldFrom].Space ||
			e.Op != Delete && e.NewFrom < len(b) && b[e.NewFrom].Space)
		if space {
			out.WriteByte(' ')
		}
		switch e.Op {
		case Delete:
			out.WriteString(s.mark(s.Delete, s.plain(a[e.OldFrom:e.OldTo])))
		case Insert:
			out.WriteString(s.mark(s.Insert, s.plain(b[e.NewFrom:e.NewTo])))
		default:
			if r.Joined(n) {
				out.WriteString(s.mark(s.Delete, "¶") + " ")
			}
			tokens := b[e.NewFrom:e.NewTo]
			switch {
			case len(tokens) <= 2*keep+4 || len(r.Edits) == 1:
				out.WriteString(s.plain(tokens))
			case n == 0:
				out.WriteString("… " + s.plain(tokens[len(tokens)-keep:]))
			case n == len(r.Edits)-1:
				out.WriteString(s.plain(tokens[:keep]) + " …")
			default:
				out.WriteString(s.plain(tokens[:keep]) + " … " + s.plain(tokens[len(tokens)-keep:]))
			}
		}
	}
	return out.String()
}

func (s Style) mark(around [2]string, text string) string {
	if text == "" {
		return ""
	}
	return around[0] + text + around[1]
}

// address prints that of a link, in which nothing may end what is put around it.
func (s Style) address(to string) string {
	if to == "" {
		return "(no link)"
	}
	to = characters.Line(to)
	if s.Address[1] != "" {
		to = strings.ReplaceAll(to, s.Address[1], url.QueryEscape(s.Address[1]))
	}
	return s.Address[0] + to + s.Address[1]
}

// plain prints tokens without marks; raised ones so that they do not run into
// what they stand behind: kept[1], 10^6.
func (s Style) plain(tokens []policy.Token) string {
	raised := func(t policy.Token) bool { return t.Marks&policy.Super != 0 }
	if slices.ContainsFunc(tokens, raised) {
		tokens = slices.Clone(tokens)
		for n := range slices.Backward(tokens) {
			switch t := &tokens[n]; {
			case t.IsNote():
				t.Text = "[" + t.Text + "]"
			case raised(*t) && (n == 0 || !raised(tokens[n-1])):
				t.Text = "^" + t.Text
			}
		}
	}
	return s.escape(policy.Text(tokens))
}

func (s Style) escape(text string) string {
	if s.Escape == nil {
		return text
	}
	return s.Escape(text)
}

// Describe says in words what became of a section.
func Describe(c Change) string {
	var parts []string
	for _, s := range c.Changes {
		switch s {
		case Reworded:
			parts = append(parts, "wording changed")
		case Represented:
			parts = append(parts, "presentation changed")
		case Split:
			parts = append(parts, "a new heading over text that stood before")
		case Merged:
			parts = append(parts, "its text stands elsewhere now")
		case HeadingLost:
			parts = append(parts, "its heading is missing, its text stands")
		case HeadingRegained:
			parts = append(parts, "it has its heading again")
		default:
			parts = append(parts, string(s))
		}
	}
	if c.WordsAdded+c.WordsRemoved > 0 {
		parts = append(parts, fmt.Sprintf("+%d −%d words", c.WordsAdded, c.WordsRemoved))
	}
	if len(parts) == 0 {
		return "unchanged"
	}
	return strings.Join(parts, ", ")
}

// Sentence is the verdict in words.
func (v Verdict) Sentence() string {
	switch v.Kind {
	case Identical:
		return "The two texts are identical."
	case Presentation:
		return "Only the presentation changed; no word did."
	}
	var parts []string
	if v.Title {
		parts = append(parts, "the title changed")
	}
	switch {
	case v.Changed == 1 && v.Of == 1:
		parts = append(parts, "wording changed in the only section")
	case v.Changed > 0:
		parts = append(parts, fmt.Sprintf("wording changed in %d of %d sections", v.Changed, v.Of))
	}
	switch {
	case v.Added > 0 && v.Removed > 0:
		parts = append(parts, sections(v.Added)+" added", strconv.Itoa(v.Removed)+" removed")
	case v.Added > 0:
		parts = append(parts, sections(v.Added)+" added")
	case v.Removed > 0:
		parts = append(parts, sections(v.Removed)+" removed")
	}
	list := strings.Join(parts, ", ")
	return fmt.Sprintf("%s (+%d −%d words).", strings.ToUpper(list[:1])+list[1:], v.WordsAdded, v.WordsRemoved)
}

func sections(n int) string {
	if n == 1 {
		return "1 section"
	}
	return strconv.Itoa(n) + " sections"
}
