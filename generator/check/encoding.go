package check

import "strings"

// encoding finds bytes that are no text, and characters that no page, feed or
// terminal can show: a frozen version must be readable for ever, by any program.
func encoding(d *subject) []Finding {
	var list []Finding
	for _, f := range d.forbidden() {
		fix := "take it out"
		problem := f.Problem
		switch {
		case strings.HasPrefix(problem, "U+0000 "):
			problem, fix = "the file holds a zero byte", "save it as plain text in UTF-8"
		case strings.Contains(problem, "not UTF-8"):
			fix = "save the file as UTF-8"
		}
		finding := d.whole(problem, fix)
		finding.Position = f.Position
		list = append(list, finding)
	}
	return list
}

// damage finds replacement characters: letters that were lost in a conversion.
func damage(d *subject) []Finding {
	if len(d.forbidden()) > 0 {
		return nil // the same bytes, reported better
	}
	var list []Finding
	for i := range d.Doc.Blocks {
		for n, t := range d.Doc.Blocks[i].Tokens {
			if strings.ContainsRune(t.Text, '\uFFFD') {
				list = append(list, d.at(i, n, "a character was lost in a conversion (U+FFFD stands in its place)",
					"restore the letter"))
				break
			}
		}
	}
	return list
}
