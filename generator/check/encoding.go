package check

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"policyarchive/generator/characters"
	"policyarchive/generator/policy"
)

// encoding finds bytes that are no text, and characters that no page, feed or
// terminal can show: a frozen version must be readable for ever, by any program.
func encoding(d *subject) []Finding {
	var list []Finding
	if at, problem := characters.TextFault(string(d.Source)); problem != "" {
		switch {
		case d.Source[at] == 0:
			list = append(list, d.byteAt(at, "the file holds a zero byte", "save it as plain text in UTF-8"))
		case strings.Contains(problem, "UTF-8"):
			list = append(list, d.byteAt(at, problem, "save the file as UTF-8"))
		default:
			list = append(list, d.byteAt(at, problem, "take it out"))
		}
	}
	for _, m := range reference.FindAllIndex(d.Source, -1) {
		written := string(d.Source[m[0]:m[1]])
		r, _ := utf8.DecodeRuneInString(html.UnescapeString(written))
		if !characters.Forbidden(r) && !characters.Reorders(r) || isolate.MatchString(written) {
			continue
		}
		f := d.byteAt(m[0], fmt.Sprintf("%s stands for %U, which no text may hold", written, r), "take it out")
		if f.block = d.blockOf(f.Position); f.block >= 0 && !d.isCode(f.block, f.Position) {
			list = append(list, f)
		}
	}
	return list
}

var (
	reference = regexp.MustCompile(`&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});`)
	isolate   = regexp.MustCompile(`(?i)&#(?:829[4-7]|x206[6-9]);`)
)

// byteAt makes a finding about a byte of the file.
func (d *subject) byteAt(at int, problem, fix string) Finding {
	f := d.whole(problem, fix)
	f.Position = policy.PositionAt(d.Doc.File, d.Source, at)
	return f
}

// damage finds replacement characters: letters that were lost in a conversion.
func damage(d *subject) []Finding {
	if len(encoding(d)) > 0 {
		return nil // the same bytes, told better
	}
	var list []Finding
	for i := range d.Doc.Blocks {
		for n, t := range d.Doc.Blocks[i].Tokens {
			if strings.ContainsRune(t.Text, '\uFFFD') {
				list = append(list, d.at(i, n, "a character was lost in a conversion (U+FFFD stands in its place)", "restore the letter"))
				break
			}
		}
	}
	return list
}
