package capture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// White space is removed where it has no meaning in Markdown and came about by
// extraction. What has a meaning stays: two blanks at the end of a line within
// a paragraph (a forced line break), indentation within lists, one no-break
// space between words, and everything in code, tables and raw HTML. Lines are
// never joined, divided or moved.

const noBreak = "\u00A0"

// space counts one kind of removal.
type space struct {
	note  string
	count int
	line  int
}

// removeSpace plans the removals of rule space.
func (r *restorer) removeSpace(m *markdown) {
	var kinds []*space
	remove := func(start, stop int, now, note string) {
		was := string(m.source[start:stop])
		if was == now {
			return
		}
		m.replace(start, stop, now)
		for _, k := range kinds {
			if k.note == note {
				k.count++
				return
			}
		}
		kinds = append(kinds, &space{note: note, count: 1, line: r.place(m, start)})
	}
	for n := m.doc.FirstChild(); n != nil; n = n.NextSibling() {
		if !m.dropped[n] {
			m.spaceInBlock(n, true, remove)
		}
	}
	m.spaceBetween(remove)
	for _, k := range kinds {
		if r.result.Format == HTML && !strings.Contains(k.note, "no-break") {
			continue // the conversion's, not the page's
		}
		r.record(Restoration{Rule: "space", Line: k.line, Count: k.count, Note: k.note})
	}
}

type remover func(start, stop int, now, note string)

func (m *markdown) spaceInBlock(n ast.Node, top bool, remove remover) {
	switch n.Kind() {
	case extast.KindTable, ast.KindCodeBlock, ast.KindFencedCodeBlock, ast.KindHTMLBlock, ast.KindLinkReferenceDefinition:
		return
	case ast.KindHeading:
		if lines := n.Lines(); lines.Len() > 0 {
			start := m.lineStart(lines.At(0).Start)
			if mark := strings.TrimLeft(string(m.source[start:lines.At(0).Start]), " "); strings.HasPrefix(mark, "#") {
				m.spaceInHeading(start, top, remove)
				return
			}
		}
		m.spaceInLines(n, top, remove)
		return
	case ast.KindParagraph, ast.KindTextBlock:
		m.spaceInLines(n, top, remove)
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.spaceInBlock(c, false, remove)
	}
}

// spaceInHeading treats the line of a heading that begins with #.
func (m *markdown) spaceInHeading(start int, top bool, remove remover) {
	stop := m.lineEnd(start)
	line := string(m.source[start:stop])
	if !hasLetter(line) {
		return
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if top && indent > 0 {
		remove(start, start+indent, "", "blanks before a heading removed")
	}
	level := indent + strings.IndexFunc(line[indent:], func(c rune) bool { return c != '#' })
	content := level + len(line[level:]) - len(strings.TrimLeft(line[level:], " \t"+noBreak))
	if strings.HasPrefix(line[level:], " ") || strings.HasPrefix(line[level:], "\t") {
		remove(start+level, start+content, " ", "doubled blanks after the mark of a heading removed")
	}
	end := len(strings.TrimRight(line, " \t"+noBreak))
	m.trim(start+end, stop, true, remove)
	m.noBreakRuns(start+content, start+end, remove)
}

// spaceInLines treats the lines of a paragraph.
func (m *markdown) spaceInLines(n ast.Node, top bool, remove remover) {
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		start, stop := segment.Start, m.lineEnd(segment.Start)
		line := string(m.source[start:stop])
		end := start + len(strings.TrimRight(line, " \t"+noBreak))
		if end == start {
			m.emptyParagraph(n, start, stop, top, remove)
			continue
		}
		if !hasLetter(line) {
			continue
		}
		if i == 0 {
			m.spaceBefore(start, end, top, remove)
		}
		m.trim(end, stop, i == lines.Len()-1, remove)
		m.noBreakRuns(start, end, remove)
	}
}

// spaceBefore treats what stands before the first word of a paragraph.
func (m *markdown) spaceBefore(start, end int, top bool, remove remover) {
	if from := m.lineStart(start); top && from < start && strings.Trim(string(m.source[from:start]), " ") == "" {
		remove(from, start, "", "blanks before a paragraph removed")
	}
	line := string(m.source[start:end])
	blank := len(line) - len(strings.TrimLeft(line, " \t"+noBreak))
	if blank > 0 && beginsText(line[blank:]) {
		remove(start, start+blank, "", "no-break spaces before a paragraph removed")
	}
}

// beginsText reports whether s can only begin a paragraph: without the blanks
// before it, it opens no list, heading, quotation, rule, code or table.
func beginsText(s string) bool {
	s = strings.TrimLeft(s, "*_\"'“‘«(")
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(c)
}

// trim removes blanks at the end of a line, source[end:stop].
func (m *markdown) trim(end, stop int, last bool, remove remover) {
	tail := string(m.source[end:stop])
	if tail == "" || !last && strings.HasSuffix(tail, "  ") {
		return
	}
	// At the line's end, a backslash would become a forced break, a number sign
	// a heading's closing mark, and a tag could open a block of HTML.
	if c := m.source[end-1]; c == '\\' || c == '#' || c == '>' {
		return
	}
	remove(end, stop, "", "blanks at the end of a line removed")
}

// noBreakRuns makes one space of several if a no-break space is among them.
// Several ordinary ones are left: they show as one. Before "#" and behind "]:"
// all are left: an ordinary space there closes a heading or defines a link.
func (m *markdown) noBreakRuns(start, end int, remove remover) {
	line := string(m.source[start:end])
	for at := 0; at < len(line); {
		i := strings.Index(line[at:], noBreak)
		if i < 0 {
			return
		}
		from := at + i
		for from > 0 && (line[from-1] == ' ' || line[from-1] == '\t') {
			from--
		}
		to := from + len(line[from:]) - len(strings.TrimLeft(line[from:], " \t"+noBreak))
		run := line[from:to]
		at = to
		if from == 0 || run == noBreak || strings.HasPrefix(line[to:], "#") || strings.HasSuffix(line[:from], "]:") ||
			m.inCode(start+from, start+to) {
			continue
		}
		now := " "
		if strings.Trim(run, noBreak) == "" || !hasLetter(line[:from]) {
			now = noBreak // "1." and an ordinary space would open a list
		}
		remove(start+from, start+to, now, "runs of no-break spaces reduced to one space")
	}
}

// emptyParagraph treats a line of nothing but no-break spaces: alone, it is a
// spacer and becomes a blank line. Behind a list it stays, for it ends the list.
func (m *markdown) emptyParagraph(n ast.Node, start, stop int, top bool, remove remover) {
	if n.Kind() != ast.KindParagraph || n.Lines().Len() != 1 || !top {
		return
	}
	if before := n.PreviousSibling(); before != nil && before.Kind() != ast.KindParagraph &&
		before.Kind() != ast.KindHeading {
		return
	}
	if after := n.NextSibling(); after != nil && after.Kind() == ast.KindCodeBlock {
		return
	}
	if next := min(stop+1, len(m.source)); strings.Trim(string(m.source[next:m.lineEnd(next)]), " \t") != "" {
		return
	}
	remove(m.lineStart(start), stop, "", "empty paragraphs of no-break spaces removed")
}

// spaceBetween treats blank lines and the text's end. Blank lines at its
// beginning stay: without them, a rule (---) could become front matter.
func (m *markdown) spaceBetween(remove remover) {
	source := string(m.source)
	for start := 0; start < len(source); {
		stop := m.lineEnd(start)
		if line := source[start:stop]; line != "" && strings.Trim(line, " \t") == "" && !m.inCode(start, stop) {
			remove(start, stop, "", "blanks in empty lines removed")
		}
		start = stop + 1
	}
	switch tail := len(strings.TrimRight(source, "\n")); {
	case tail == len(source):
		remove(tail, tail, "\n", "newline at the end added")
	case tail > 0 && len(source)-tail > 1 && !m.inCode(tail, len(source)):
		remove(tail, len(source), "\n", "empty lines at the end removed")
	}
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
