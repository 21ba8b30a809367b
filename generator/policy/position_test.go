package policy

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPositionsOfLongLines: columns of long lines are counted from places on the way,
// and are those counted from the beginning.
func TestPositionsOfLongLines(t *testing.T) {
	long := strings.Repeat("aé漢🎈\xff\r", stride/3)
	text := "first\n" + long + "\n\n" + long[1:] + "\nlast"
	index := newLineIndex("x.md", text)
	for offset := range len(text) + 1 {
		line := strings.LastIndexByte(text[:offset], '\n') + 1
		want := Position{"x.md", strings.Count(text[:offset], "\n") + 1, utf8.RuneCountInString(text[line:offset]) + 1}
		if got := index.position(offset); got != want {
			t.Fatalf("byte %d: %v, want %v", offset, got, want)
		}
	}
	if n := len(index.starts); n < 10 {
		t.Errorf("%d places in the text, too few to hold the cost", n)
	}
}
