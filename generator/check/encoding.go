package check

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"policyarchive/generator/policy"
)

// encoding finds bytes that are no text: a frozen version must be readable for
// ever, by any program.
func encoding(d *Draft) []Finding {
	for at := 0; at < len(d.Source); {
		r, size := utf8.DecodeRune(d.Source[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			return []Finding{d.byteAt(at, fmt.Sprintf("the byte 0x%02X is not UTF-8", d.Source[at]), "save the file as UTF-8")}
		case r == 0:
			return []Finding{d.byteAt(at, "the file holds a zero byte", "save it as plain text in UTF-8")}
		}
		at += size
	}
	return nil
}

// byteAt makes a finding about a byte of the file.
func (d *Draft) byteAt(at int, problem, fix string) Finding {
	f := d.whole(problem, fix)
	f.Position = bytePosition(d, at)
	return f
}

// bytePosition counts columns in characters, as [policy.Position] does.
func bytePosition(d *Draft, at int) policy.Position {
	before := d.Source[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return policy.Position{File: d.Doc.File, Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(before[start:])}
}

// damage finds replacement characters: letters that were lost in a conversion.
func damage(d *Draft) []Finding {
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
