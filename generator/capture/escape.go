package capture

import (
	"bytes"

	"github.com/JohannesKaufmann/html-to-markdown/v2/marker"
)

// longestOpening is how many bytes the marks may take that open blocks in a line.
const longestOpening = 1000

// opensBlock decides, for the converter, whether chars[index], a character of
// the page's text, would open a block of Markdown: a list, a heading, a rule.
// It returns 1 (one character is to be escaped) or -1.
//
// The converter's own decisions look at lines as they stand in the end, where
// the marks of lists and quotations around the text hide that it is at the
// beginning: <li>1. First</li> would become a list within the item, and its
// number would no longer be text.
func opensBlock(chars []byte, index int) int {
	line := chars[max(0, index-longestOpening):index]
	start := bytes.LastIndexByte(line, '\n') + 1
	if start == 0 && index > longestOpening {
		return -1
	}
	line = line[start:]
	for _, c := range line {
		if bytes.IndexByte([]byte(" >-*+#.)0123456789"), c) < 0 && rune(c) != marker.MarkerEscaping {
			return -1
		}
	}
	if bytes.HasPrefix(bytes.TrimLeft(line, " >"), []byte("#")) {
		return -1 // in a heading nothing else opens
	}
	next := following(chars, index)
	blank := next == ' ' || next == '\t' || next == '\n'
	switch c := chars[index]; c {
	case '.', ')':
		line = bytes.TrimRight(line, string(marker.MarkerEscaping))
		if len(line) > 0 && line[len(line)-1] >= '0' && line[len(line)-1] <= '9' && blank {
			return 1
		}
	case '-', '+', '*', '_', '#', '=', '~':
		if blank || next == c {
			return 1
		}
	case ':': // of what explains a term
		if blank {
			return 1
		}
	case '|':
		return 1
	}
	return -1
}

// closesLabel decides whether a bracket of the page's text would close a link's
// label or a definition's, or the mark of a note, an alert or a task.
func closesLabel(chars []byte, index int) int {
	if chars[index] != ']' {
		return -1
	}
	if next := following(chars, index); next == '(' || next == '[' || next == ':' {
		return 1
	}
	label := chars[max(0, index-longestMark):index]
	switch label = label[bytes.LastIndexByte(label, '[')+1:]; {
	case len(label) == 0:
	case label[0] == '^', label[0] == '!', len(label) == 1 && bytes.IndexByte([]byte(" xX"), label[0]) >= 0:
		return 1
	}
	return -1
}

// longestMark is the length in bytes of a mark in brackets that is looked at.
const longestMark = 100

// following returns the next character of the text; a newline at its end.
func following(chars []byte, index int) byte {
	for _, c := range chars[index+1:] {
		if rune(c) != marker.MarkerEscaping {
			return c
		}
	}
	return '\n'
}
