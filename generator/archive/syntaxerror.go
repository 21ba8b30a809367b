package archive

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// SyntaxError is a fault in a file of the archive, at a place in it.
type SyntaxError struct {
	File    string // as the caller named it
	Line    int    // from 1; 0 when the fault has no line
	Column  int    // in characters, from 1; 0 when the fault is the whole line
	Message string
}

func (e *SyntaxError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	return b.String() + ": " + e.Message
}

// syntaxErrorAt is a SyntaxError at a byte offset of data.
func syntaxErrorAt(file string, data []byte, offset int64, format string, args ...any) *SyntaxError {
	before := data[:min(max(offset, 0), int64(len(data)))]
	lineStart := bytes.LastIndexByte(before, '\n') + 1
	return &SyntaxError{
		File:    file,
		Line:    bytes.Count(before, []byte("\n")) + 1,
		Column:  utf8.RuneCount(before[lineStart:]) + 1,
		Message: fmt.Sprintf(format, args...),
	}
}
