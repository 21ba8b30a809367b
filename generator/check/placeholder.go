package check

import (
	"fmt"
	"regexp"
	"strings"

	"policyarchive/generator/policy"
)

// leftOver are what templates of policies are filled with: notes in double
// brackets, as "generator new" writes them, "[Insert company name]" of others,
// filler, and the marks that writers leave for themselves.
var leftOver = regexp.MustCompile(`(?s)\[\[[^\[\]]*\pL[^\[\]]*\]\]` +
	`|\[(?i:insert|enter|your|name of|company name|organi[sz]ation name|date|address|placeholder|tbd|tbc|to be|todo|xx+)\b[^\[\]\n]{0,80}\]` +
	`|(?i:\blorem ipsum\b)|\b(?:TODO|FIXME|TBD|TBC|XXX+)\b`)

// placeholders finds what is still to be written, in the text and in what of the
// front matter is published with it. Brackets that are the text of a link are none.
func placeholders(d *Draft) []Finding {
	var list []Finding
	for _, declared := range []struct{ key, value string }{{"title", d.Doc.Meta.Title}, {"summary", d.Doc.Meta.Summary}} {
		if left := leftOver.FindString(declared.value); left != "" && !(declared.key == "summary" && d.SummaryGiven) {
			list = append(list, d.key(declared.key, fmt.Sprintf("a placeholder was left in the %s: “%s”", declared.key, shortened(left)), "write what it stands for"))
		}
	}
	for _, m := range leftOver.FindAllIndex(d.Source, -1) {
		if m[1] < len(d.Source) && strings.IndexByte("([:", d.Source[m[1]]) >= 0 && d.Source[m[0]] == '[' {
			continue
		}
		f := d.byteAt(m[0], fmt.Sprintf("a placeholder was left: “%s”", shortened(string(d.Source[m[0]:m[1]]))), "write the text in its place, or take it out with its heading")
		if f.block = d.blockOf(f.Position); f.block < 0 || d.isCode(f.block, f.Position) {
			continue // shown as it is
		}
		f.Section = d.sectionOf(f.block)
		list = append(list, f)
	}
	return list
}

// isCode reports whether a place of a block is in a code span.
func (d *Draft) isCode(block int, at policy.Position) bool {
	tokens := d.Doc.Blocks[block].Tokens
	for i := len(tokens) - 1; i >= 0; i-- {
		if p := d.Doc.TokenPosition(block, i); p.Line < at.Line || p.Line == at.Line && p.Column <= at.Column {
			return tokens[i].Marks&policy.CodeSpan != 0
		}
	}
	return false
}

// shortened is the beginning of a text, on one line.
func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		s = strings.TrimRight(string(r[:57]), " ,.") + " …"
	}
	return s
}
