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

// Positions tells the places of the bytes of a source, of one after the other as cheaply
// as of one.
func Positions(file string, source []byte) func(offset int) Position {
	return newLineIndex(file, string(source)).position
}

// lineIndex turns byte offsets of a text into positions.
type lineIndex struct {
	file   string
	text   string
	once   sync.Once
	starts []start // sorted; nil until a position is needed
}

// start is a place from which columns are counted: that where a line begins, and in
// a long line one for every few hundred bytes.
type start struct {
	offset, line, column int
}

// stride is how many bytes of a line are gone through for a column, at most.
const stride = 1 << 9

func newLineIndex(file, text string) *lineIndex { return &lineIndex{file: file, text: text} }

func (x *lineIndex) split() {
	at := 0
	for n := 1; ; n++ {
		line, _, more := strings.Cut(x.text[at:], "\n")
		x.starts = append(x.starts, start{at, n, 1})
		if len(line) > stride {
			column, next := 1, stride
			for i := range line {
				if i >= next {
					x.starts = append(x.starts, start{at + i, n, column})
					next = i + stride
				}
				column++
			}
		}
		if !more {
			return
		}
		at += len(line) + 1
	}
}

func (x *lineIndex) position(offset int) Position {
	if offset < 0 || offset > len(x.text) {
		return Position{File: x.file}
	}
	x.once.Do(x.split)
	from := x.starts[sort.Search(len(x.starts), func(i int) bool { return x.starts[i].offset > offset })-1]
	return Position{x.file, from.line, from.column + utf8.RuneCountInString(x.text[from.offset:offset])}
}
