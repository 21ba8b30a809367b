package policy

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Position is a place in a source file. Line and Column count from 1; Column
// counts characters (runes), as editors do. The zero Position is "unknown".
type Position struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// String formats the position as file:line:col, leaving out what is unknown.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.File == "":
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// PositionAt is the place of a byte of a source.
func PositionAt(file string, source []byte, offset int) Position {
	before := source[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return Position{File: file, Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(before[start:])}
}

// lineIndex turns byte offsets of a text into positions.
type lineIndex struct {
	file   string
	text   string
	once   sync.Once
	starts []int // of the lines; nil until a position is asked for
}

func newLineIndex(file, text string) *lineIndex { return &lineIndex{file: file, text: text} }

func (x *lineIndex) split() {
	x.starts = []int{0}
	for i := 0; ; {
		n := strings.IndexByte(x.text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		x.starts = append(x.starts, i)
	}
}

func (x *lineIndex) position(offset int) Position {
	if offset < 0 || offset > len(x.text) {
		return Position{File: x.file}
	}
	x.once.Do(x.split)
	line := sort.SearchInts(x.starts, offset+1) - 1
	return Position{x.file, line + 1, utf8.RuneCountInString(x.text[x.starts[line]:offset]) + 1}
}
