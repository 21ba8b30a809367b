// Package characters knows which characters a text may hold that goes to pages,
// feeds, calendars, terminals and the comments of pull requests: what XML or HTML
// forbids, what steers a terminal, and what shows a text in another order than it
// is written in, none of them can carry.
package characters

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Forbidden reports whether a character may stand in no text: controls but for tab
// and line feed, and code points that are no characters.
func Forbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r <= 0x9F || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

// Reorders reports whether a character turns the direction of what follows it up
// to another one: an embedding, an override, an isolate, or the end of one. The
// marks U+200E, U+200F and U+061C stand for a letter each, and do not.
func Reorders(r rune) bool { return r >= 0x202A && r <= 0x202E || Isolating(r) }

// Isolating reports whether a character keeps a stretch of another direction apart:
// an isolate, or its end.
func Isolating(r rune) bool { return isolates(r) || r == popIsolate }

func isolates(r rune) bool { return r >= 0x2066 && r <= 0x2068 }

const popIsolate = '\u2069'

// Fault finds the first character that no text may hold; "" if there is none. The
// isolates U+2066 to U+2068 are right where each has its end, U+2069, before the
// paragraph's, which is at a blank line.
func Fault(s string) (offset int, problem string) { return fault(s, Forbidden) }

// TextFault is [Fault] for a file that holds a text: its lines may end as on any
// system, and C1 controls pass, which old programs left in many texts for letters
// that they lost.
func TextFault(s string) (offset int, problem string) {
	return fault(strings.ReplaceAll(s, "\r", "\n"), func(r rune) bool { return Forbidden(r) && (r < 0x80 || r > 0x9F) })
}

func fault(s string, forbidden func(rune) bool) (offset int, problem string) {
	if plain(s) {
		return 0, ""
	}
	var open []int // where isolates begin
	line := true   // nothing but blanks since the last line feed
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return i, fmt.Sprintf("the byte 0x%02X is not UTF-8", s[i])
		case forbidden(r):
			return i, fmt.Sprintf("%U is a character that pages, feeds and terminals cannot show", r)
		case r == '\n' && line && len(open) > 0:
			return open[0], unbalanced(s[open[0]:])
		case isolates(r):
			open = append(open, i)
		case r == popIsolate && len(open) > 0:
			open = open[:len(open)-1]
		case Reorders(r):
			return i, unbalanced(s[i:])
		}
		line = r == '\n' || line && (r == ' ' || r == '\t')
		i += size
	}
	if len(open) > 0 {
		return open[0], unbalanced(s[open[0]:])
	}
	return 0, ""
}

// unbalanced says what is wrong with the character that s begins with.
func unbalanced(s string) string {
	switch r, _ := utf8.DecodeRuneInString(s); {
	case isolates(r):
		return fmt.Sprintf("%U turns the direction of the text up to U+2069, which does not follow in its paragraph", r)
	case r == popIsolate:
		return "U+2069 ends a stretch of text in another direction, and none began in its paragraph"
	default:
		return fmt.Sprintf("%U shows the text in another order than it is written in; U+2066 to U+2069 keep a stretch of "+
			"another direction apart", r)
	}
}

// Clean makes a text one that pages and feeds can carry: of what [Fault] finds, it
// makes U+FFFD of what is forbidden, and U+2060, which nobody sees, of what
// reorders. C1 controls are the characters of windows-1252 that were meant, as HTML
// has it, and other signs of a line's or a page's end are blanks. The number of
// characters stays.
func Clean(s string) string {
	return replace(s, func(r rune, paired bool) rune {
		switch {
		case !Reorders(r):
			return unicode.ReplacementChar
		case paired:
			return r
		}
		return '\u2060'
	})
}

// Without is a text without the characters that [Fault] finds: as [Clean] makes it,
// but that it leaves out what it has no better character for, and all embeddings.
func Without(s string) string {
	return replace(s, func(r rune, paired bool) rune {
		if paired && Isolating(r) {
			return r
		}
		return -1
	})
}

// replace puts in the place of a character that is forbidden or reorders what with
// says; nothing for a negative one.
func replace(s string, with func(r rune, paired bool) rune) string {
	if plain(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	wrong := unpaired(s)
	var b strings.Builder
	for i, r := range s {
		if r >= 0x80 && r <= 0x9F {
			r = charmap.Windows1252.DecodeByte(byte(r))
		}
		switch {
		case r == '\v', r == '\f', r == '\r':
			r = ' '
		case Forbidden(r) || Reorders(r):
			r = with(r, !wrong[i])
		}
		if r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unpaired are the places of the characters that reorder and have no partner in
// their paragraph, and those of all overrides, which show a text backwards.
func unpaired(s string) map[int]bool {
	wrong := map[int]bool{}
	type opening struct {
		at int
		r  rune
	}
	var open []opening
	end := func() {
		for _, o := range open {
			wrong[o.at] = true
		}
		open = open[:0]
	}
	line := true
	for i, r := range s {
		switch {
		case r == '\n' && line:
			end()
		case r == '\u202C' || r == popIsolate:
			last := len(open) - 1
			wrong[i] = last < 0 || isolates(open[last].r) != (r == popIsolate)
			if !wrong[i] {
				wrong[i] = open[last].r == '\u202D' || open[last].r == '\u202E'
				wrong[open[last].at] = wrong[i]
				open = open[:last]
			}
		case Reorders(r):
			open = append(open, opening{i, r})
		}
		line = r == '\n' || line && (r == ' ' || r == '\t')
	}
	end()
	return wrong
}

// plain reports whether a text has no character that [Clean] looks at.
func plain(s string) bool {
	for i := 0; i < len(s); {
		if len(s)-i >= 8 && allPrintable(s[i:i+8]) {
			i += 8
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if Forbidden(r) || Reorders(r) || r == utf8.RuneError && size == 1 {
			return false
		}
		i += size
	}
	return true
}

// allPrintable reports whether eight bytes are all from U+0020 to U+007E, by
// looking at them at once: see "Determine if a word has a byte less than n" in
// Anderson, Bit Twiddling Hacks.
func allPrintable(s string) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	_ = s[7]
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	below := x - ones*' '         // borrows where a byte is less
	above := x + ones*(0x80-0x7F) // carries into the high bit from U+007F on
	return (x|below|above)&high == 0
}

// Line is a text within one line that somebody reads: what a terminal would obey,
// and the ends of lines, are written as in Go and JSON.
func Line(s string) string { return spell(s, "\n\t\u2028\u2029") }

// Shown is [Line] for a text of several lines.
func Shown(s string) string { return spell(s, "") }

// spell writes what [Forbidden] and [Reorders] name, and the characters of more, as
// escapes that are also those of JSON.
func spell(s, more string) string {
	if plain(s) && !strings.ContainsAny(s, more) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b.WriteString(`\ufffd`)
		case r == '\n' && more != "":
			b.WriteString(`\n`)
		case r > 0xFFFF && Forbidden(r):
			b.WriteRune(unicode.ReplacementChar)
		case Forbidden(r), Reorders(r), strings.ContainsRune(more, r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// Writer writes to a terminal, or to what may be shown on one, as [Shown] has it.
// A character must not be divided between two writes.
type Writer struct {
	To io.Writer
	// Log tells that the output is read by the runner of GitHub Actions, which
	// takes lines that begin with "::", and "##[" anywhere, for commands.
	Log bool
}

func (w *Writer) Write(p []byte) (int, error) {
	s := Shown(string(p))
	if w.Log {
		s = noCommands(s)
	}
	if _, err := io.WriteString(w.To, s); err != nil {
		return 0, err
	}
	return len(p), nil
}

func noCommands(s string) string {
	s = strings.ReplaceAll(s, "##[", `#\u0023[`)
	lines := strings.SplitAfter(s, "\n")
	for i, line := range lines {
		if rest := strings.TrimLeftFunc(line, unicode.IsSpace); strings.HasPrefix(rest, "::") {
			lines[i] = line[:len(line)-len(rest)] + `:\u003a` + rest[2:]
		}
	}
	return strings.Join(lines, "")
}
