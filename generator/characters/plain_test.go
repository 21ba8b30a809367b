package characters

import (
	"strings"
	"testing"
)

// TestPlain holds the short way over eight bytes at once against the general one.
func TestPlain(t *testing.T) {
	const filler = "0123456789abcdefghijklmn"
	for r := range rune(0x1_0000) {
		if r >= 0xD800 && r <= 0xDFFF {
			continue
		}
		for _, at := range []int{0, 3, 7, 8, 15, 24} {
			text := filler[:at] + string(r) + filler[at:]
			if got, want := plain(text), strings.IndexFunc(text,
				func(r rune) bool { return Forbidden(r) || Reorders(r) }) < 0; got != want {
				t.Fatalf("plain(%q) = %v, want %v", text, got, want)
			}
		}
	}
}
