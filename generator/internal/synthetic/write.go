package synthetic

import (
	"fmt"
	"strings"
)

// style is how a text is written: nothing of it changes what the text says.
type style struct {
	setext      bool // headings of the first two levels are underlined
	closed      bool // other headings have closing marks
	kramdown    bool // ids are {: #so}, not {#so}
	underscores bool // emphasis is _so_, not *so*
	star        bool // items begin with *, not -
	parenthesis bool // items are numbered 1), not 1.
	references  bool // the addresses of links stand at the end
	html        bool // lists and tables are HTML
	wrap        int  // columns; 0 for paragraphs of one line
	matter      int  // kind of front matter
	crlf        bool
	bom         bool
	trailing    bool // a blank ends each line
	loose       bool // two blank lines between blocks
	ending      int  // how the file ends: with a line end, without, with blank lines
}

// matters is how many kinds of front matter there are.
const matters = 4

// numbering is how headings are numbered.
type numbering int

const (
	unnumbered numbering = iota
	dotted               // 1., 1.1
	article              // Article 1, of the top sections only
	signed               // § 1
	numberings
)

// numbers are the printed numbers of the sections.
func (t *text) numbers() []string {
	list := make([]string, len(t.sections))
	var counts [8]int
	top := 7
	for _, s := range t.sections {
		if s.level > 0 {
			top = min(top, s.level)
		}
	}
	for i, s := range t.sections {
		if s.level == 0 || t.numbering == unnumbered || s.bold {
			continue
		}
		counts[s.level]++
		clear(counts[s.level+1:])
		switch t.numbering {
		case dotted:
			n := make([]string, 0, 4)
			for l := top; l <= s.level; l++ {
				n = append(n, itoa(max(1, counts[l])))
			}
			list[i] = strings.Join(n, ".")
			if len(n) == 1 {
				list[i] += "."
			}
		case article:
			if s.level == top {
				list[i] = "Article " + itoa(counts[s.level])
				if t.script == CJK {
					list[i] = "第" + itoa(counts[s.level]) + "条"
				}
			}
		case signed:
			if s.level == top {
				list[i] = "§ " + itoa(counts[s.level])
			}
		}
	}
	return list
}

// markdown is the source of a text.
func (t *text) markdown() []byte {
	w := &writer{text: t, style: t.style}
	w.heading(1, w.inline(t.title, ""), "")
	printed := t.numbers()
	for i, s := range t.sections {
		if s.level > 0 {
			title := w.inline(s.title, "")
			if number := printed[i]; number != "" {
				if dot := strings.TrimSuffix(number, "."); dot != number && w.style.setext && s.level <= 2 {
					number = dot + `\.` // or it would be an item of a list
				}
				title = number + " " + title
			}
			if s.bold {
				w.piece("**" + title + "**")
			} else {
				w.heading(s.level, title, s.author)
			}
		}
		for _, b := range s.blocks {
			w.block(b)
		}
	}
	w.definitions()
	return w.bytes()
}

// writer writes a text in its style.
type writer struct {
	text   *text
	style  style
	pieces []string // blocks, which blank lines divide
	labels []string // of references: the lines that define them
}

func (w *writer) piece(s string) { w.pieces = append(w.pieces, s) }

func (w *writer) matter() string {
	switch w.style.matter {
	case 1:
		return "---\nlang: " + w.text.script.Lang() + "\n---\n\n"
	case 2:
		return "---\nlayout: page\nweight: 3\ntags: [a, b]\n---\n\n"
	case 3:
		return "+++\nlang = \"" + w.text.script.Lang() + "\"\n+++\n\n"
	}
	return ""
}

func (w *writer) heading(level int, title, id string) {
	attribute := ""
	if id != "" {
		attribute = " {#" + id + "}"
		if w.style.kramdown {
			attribute = " {: #" + id + "}"
		}
	}
	marks := strings.Repeat("#", level)
	switch {
	case w.style.setext && level <= 2:
		w.piece(title + attribute + "\n" + []string{"=====", "-----"}[level-1])
	case w.style.closed && id == "":
		w.piece(marks + " " + title + " " + marks)
	default:
		w.piece(marks + " " + title + attribute)
	}
}

func (w *writer) block(b *block) {
	switch b.kind {
	case prosaic:
		s := w.wrapped(b.parts[0].words, "")
		if b.author != "" {
			s += "\n{: #" + b.author + "}"
		}
		w.piece(s)
	case quoted:
		w.piece("> " + w.wrapped(b.parts[0].words, "> "))
	case table:
		w.table(b)
	default:
		w.list(b)
	}
}

func (w *writer) list(b *block) {
	if w.style.html {
		tag := map[blockKind]string{bullets: "ul", numbers: "ol"}[b.kind]
		lines := []string{"<" + tag + ">"}
		for _, p := range b.parts {
			lines = append(lines, "<li>"+w.tagged(p.words)+"</li>")
		}
		w.piece(strings.Join(append(lines, "</"+tag+">"), "\n"))
		return
	}
	var lines []string
	for i, p := range b.parts {
		mark := "- "
		switch {
		case b.kind == numbers && w.style.parenthesis:
			mark = itoa(i+1) + ") "
		case b.kind == numbers:
			mark = itoa(i+1) + ". "
		case w.style.star:
			mark = "* "
		}
		lines = append(lines, mark+w.wrapped(p.words, strings.Repeat(" ", len(mark))))
	}
	w.piece(strings.Join(lines, "\n"))
}

func (w *writer) table(b *block) {
	var lines []string
	if w.style.html {
		lines = append(lines, "<table>")
		for i := 0; i < len(b.parts); i += b.columns {
			tag := "td"
			if i == 0 {
				tag = "th"
			}
			row := "<tr>"
			for _, p := range b.parts[i : i+b.columns] {
				row += "<" + tag + ">" + w.tagged(p.words) + "</" + tag + ">"
			}
			lines = append(lines, row+"</tr>")
		}
		w.piece(strings.Join(append(lines, "</table>"), "\n"))
		return
	}
	for i := 0; i < len(b.parts); i += b.columns {
		row := "|"
		for _, p := range b.parts[i : i+b.columns] {
			row += " " + w.inline(p.words, "") + " |"
		}
		lines = append(lines, row)
		if i == 0 {
			lines = append(lines, strings.Repeat("|---", b.columns)+"|")
		}
	}
	w.piece(strings.Join(lines, "\n"))
}

// definitions writes where the references lead.
func (w *writer) definitions() {
	if len(w.labels) > 0 {
		w.piece(strings.Join(w.labels, "\n"))
	}
}

func (w *writer) bytes() []byte {
	gap := "\n\n"
	if w.style.loose {
		gap = "\n\n\n"
	}
	s := strings.Join(w.pieces, gap)
	if w.style.trailing {
		s = strings.ReplaceAll(s, "\n", " \n")
		s = strings.ReplaceAll(s, "\n \n", "\n\n")
	}
	s = w.matter() + s + []string{"\n", "", "\n\n\n"}[w.style.ending]
	if w.style.crlf {
		s = strings.ReplaceAll(s, "\n", "\r\n")
	}
	if w.style.bom {
		s = "\uFEFF" + s
	}
	return []byte(s)
}

// wrapped writes words in lines of the style's width; indent begins each line
// but the first.
func (w *writer) wrapped(words []word, indent string) string {
	const mark = "\x00"
	s := w.inline(words, mark)
	if w.style.wrap == 0 {
		return strings.ReplaceAll(strings.ReplaceAll(s, " "+mark, " "), mark, "")
	}
	var b strings.Builder
	column := 0
	for i, piece := range strings.Split(s, mark) {
		n := len([]rune(piece))
		if !w.text.script.spaced() {
			n *= 2
		}
		if i > 0 && column+n > w.style.wrap && startsWithLetter(piece) {
			line := strings.TrimRight(b.String(), " ")
			b.Reset()
			b.WriteString(line + "\n" + indent)
			column = len(indent)
		}
		b.WriteString(piece)
		column += n
	}
	return b.String()
}

func startsWithLetter(s string) bool {
	for _, r := range s {
		return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0x600
	}
	return false
}

// inline writes words with their marks. At each place where a line may end
// stands the string fold.
func (w *writer) inline(words []word, fold string) string {
	var b strings.Builder
	for i := 0; i < len(words); {
		w.blank(&b, words, i, fold)
		l := words[i].link
		if l == nil {
			i += w.marked(&b, words[i:], fold)
			continue
		}
		end := i
		var inner strings.Builder
		for end < len(words) && words[end].link == l {
			if end > i {
				w.blank(&inner, words, end, fold)
			}
			n := 1
			for end+n < len(words) && words[end+n].link == l {
				n++
			}
			linked := append([]word(nil), words[end:end+n]...)
			linked[n-1].after = ""
			end += w.marked(&inner, linked, fold)
		}
		b.WriteString("[" + inner.String() + "]")
		if w.style.references {
			label := fmt.Sprintf("ref%d", len(w.labels)+1)
			w.labels = append(w.labels, "["+label+"]: "+l.target)
			b.WriteString("[" + label + "]")
		} else {
			b.WriteString("(" + l.target + ")")
		}
		b.WriteString(words[end-1].after)
		i = end
	}
	return b.String()
}

// blank writes what stands between word i and the one before it.
func (w *writer) blank(b *strings.Builder, words []word, i int, fold string) {
	if i == 0 {
		return
	}
	if w.text.script.spaced() || words[i].sign || words[i-1].sign {
		b.WriteByte(' ')
	}
	b.WriteString(fold)
}

// marked writes the first words as far as they have the same marks and no
// other link, and returns how many they are.
func (w *writer) marked(b *strings.Builder, words []word, fold string) int {
	n := 1
	first := words[0]
	for n < len(words) && words[n].strong == first.strong && words[n].emphasis == first.emphasis &&
		words[n].link == first.link {
		n++
	}
	open := ""
	if first.strong {
		open = "**"
	}
	if first.emphasis {
		if w.style.underscores && w.text.script.spaced() {
			open += "_"
		} else {
			open += "*"
		}
	}
	shut := reversed(open)
	if open != "" { // so that the marks stand beside letters
		b.WriteString(first.before)
		first.before = ""
	}
	b.WriteString(open)
	for i := range n {
		if i > 0 {
			w.blank(b, words, i, fold)
		} else if open != "" {
			b.WriteString(first.text)
			if n > 1 {
				b.WriteString(first.after)
			}
			continue
		}
		b.WriteString(words[i].before + words[i].text)
		if open == "" || i < n-1 {
			b.WriteString(words[i].after)
		}
	}
	b.WriteString(shut)
	if open != "" {
		b.WriteString(words[n-1].after)
	}
	return n
}

func reversed(s string) string {
	out := ""
	for _, r := range s {
		out = string(r) + out
	}
	return out
}

// tagged writes words with HTML tags in place of marks.
func (w *writer) tagged(words []word) string {
	var b strings.Builder
	for i, x := range words {
		w.blank(&b, words, i, "")
		if x.link != nil && (i == 0 || words[i-1].link != x.link) {
			b.WriteString(`<a href="` + x.link.target + `">`)
		}
		open, shut := "", ""
		if x.strong {
			open, shut = "<strong>", "</strong>"
		}
		if x.emphasis {
			open, shut = open+"<em>", "</em>"+shut
		}
		b.WriteString(x.before + open + x.text + shut)
		if x.link != nil && (i == len(words)-1 || words[i+1].link != x.link) {
			b.WriteString("</a>")
		}
		b.WriteString(x.after)
	}
	return b.String()
}
