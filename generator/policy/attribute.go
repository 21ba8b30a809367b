package policy

import (
	"regexp"
	"strings"
)

// Attribute lists as kramdown ({: #id .class}) and PHP Markdown Extra ({#id})
// write them: https://kramdown.gettalong.org/syntax.html#attribute-list-definitions
// Braces with other words in them are text.
const (
	attributeItem = `(?:[#.][^\s{}]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)|toc|footnotes)`
	attributeList = `[ \t]*` + attributeItem + `(?:[ \t]+` + attributeItem + `)*[ \t]*\}`
)

var (
	wholeAttribute   = regexp.MustCompile(`\A\{(?::|:?[ \t]*)` + attributeList + `\z`)
	spanAttributes   = regexp.MustCompile(`\{:` + attributeList)
	trailingHeading  = regexp.MustCompile(`\{` + attributeList + `[ \t]*\z`)
	attributeIDMatch = regexp.MustCompile(`(?:\A\{:?|[ \t])[ \t]*#([^\s{}]+)`)
)

// attributeLine reports whether a paragraph is nothing but an attribute list.
func attributeLine(paragraph []byte) (id string, ok bool) {
	s := strings.TrimSpace(string(paragraph))
	if !strings.HasPrefix(s, "{:") && !strings.HasPrefix(s, "{#") || !wholeAttribute.MatchString(s) {
		return "", false
	}
	return attributeID(s), true
}

func attributeID(list string) string {
	if m := attributeIDMatch.FindStringSubmatch(list); m != nil {
		return m[1]
	}
	return ""
}

// authorID is an id that the author set, and the run of the block under
// construction before which it stands.
type authorID struct {
	id  string
	run int
}

func (b *builder) setID(id string) {
	b.ids = append(b.ids, authorID{id, len(b.runs)})
}

// attribute gives the id of an attribute list that stands alone to the block
// before it, or to the one below if it stands just above that.
func (b *builder) attribute(id string, below bool) {
	if id == "" {
		return
	}
	if below || len(b.all) == 0 {
		b.setID(id)
		return
	}
	last := &b.all[len(b.all)-1]
	last.ids = append(last.ids, id)
}

// cutClosingMarks removes the marks that close a heading in front of its
// attribute list, as in "## Depots ## {#depots}", which CommonMark takes for text.
func (b *builder) cutClosingMarks(heading []Token) []Token {
	rest := heading
	for len(rest) > 1 {
		last := rest[len(rest)-1]
		if last.Text != "#" || last.Marks != 0 || last.Link != "" || last.Offset <= 0 || b.src[last.Offset-1] == '\\' {
			return heading
		}
		if rest = rest[:len(rest)-1]; last.Space {
			return rest
		}
	}
	return heading
}

// takeIDs divides the waiting ids into those of the block that ends here and,
// of a paragraph, those that stand on a line below its text and so mean what
// comes next, as in
//
//	… the end.
//	<a id="security"></a>
//	## Security
func (b *builder) takeIDs(kind Kind) []string {
	var own []string
	waiting := b.ids[:0]
	for _, id := range b.ids {
		if kind == Paragraph && onLineBelow(b.runs, id.run) {
			waiting = append(waiting, authorID{id: id.id})
		} else {
			own = append(own, id.id)
		}
	}
	b.ids = waiting
	return own
}

// onLineBelow reports whether no text follows runs[:at], whose last line is blank.
func onLineBelow(runs []run, at int) bool {
	for _, r := range runs[at:] {
		if !blank(r.text) {
			return false
		}
	}
	for i := at - 1; i >= 0; i-- {
		text := strings.TrimRight(runs[i].text, " \t")
		if text != "" {
			return strings.HasSuffix(text, "\n")
		}
	}
	return false
}

// cutAttributeLists removes kramdown's attribute lists of a block or of a
// span in it, as in [text](url){:target="_blank"}: markup that no reader sees.
// A list on the first line of a paragraph right below a heading is the heading's.
func (b *builder) cutAttributeLists(runs []run) (rest []run, ids []string) {
	joined := joinRuns(runs)
	if !strings.Contains(joined, "{:") {
		return runs, nil
	}
	var cuts [][]int
	code := codeFinder{runs: runs}
	for _, m := range spanAttributes.FindAllStringIndex(joined, -1) {
		if code.inCode(m[0]) {
			continue
		}
		cuts = append(cuts, m)
		id := attributeID(joined[m[0]:m[1]])
		if id == "" {
			continue
		}
		if last := len(b.all) - 1; b.adjacent && last >= 0 && b.all[last].Kind == Heading &&
			blank(joined[:m[0]]) && strings.HasPrefix(joined[m[1]:], "\n") {
			b.all[last].ids = append(b.all[last].ids, id)
		} else {
			ids = append(ids, id)
		}
	}
	start := 0
	broken := false // the text goes on below a line that was nothing but a list
	keep := func(r run) {
		r.brk = r.brk || broken
		broken = false
		rest = append(rest, r)
	}
	for _, r := range runs {
		end := start + len(r.text)
		from := start
		for len(cuts) > 0 && cuts[0][0] < end {
			if cuts[0][0] > from {
				keep(r.part(from-start, cuts[0][0]-start))
			}
			broken = broken || ownLine(joined, cuts[0])
			if from = cuts[0][1]; from > end {
				break
			}
			cuts = cuts[1:]
		}
		if from < end {
			keep(r.part(from-start, len(r.text)))
		}
		start = end
	}
	return rest, ids
}

// ownLine reports whether a list has a line to itself: for kramdown a
// paragraph ends there.
func ownLine(text string, list []int) bool {
	before, after := strings.TrimRight(text[:list[0]], " \t"), strings.TrimLeft(text[list[1]:], " \t")
	return strings.HasSuffix(before, "\n") && strings.HasPrefix(after, "\n")
}

// inCode reports whether a place in the joined text of runs is code. Places
// must come in order.
func (c *codeFinder) inCode(place int) bool {
	for len(c.runs) > 0 && place >= c.start+len(c.runs[0].text) {
		c.start += len(c.runs[0].text)
		c.runs = c.runs[1:]
	}
	return len(c.runs) > 0 && c.runs[0].marks&CodeSpan != 0
}

type codeFinder struct {
	runs  []run
	start int // of runs[0] in the joined text
}
