package policy

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestASCII holds the short ways for ASCII against the general ones.
func TestASCII(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		b := make([]byte, rng.IntN(24))
		for i := range b {
			b[i] = byte(rng.IntN(128))
		}
		text := string(b)
		if slug, ok := asciiSlug(text); !ok || slug != anySlug(text) {
			t.Fatalf("asciiSlug(%q) = %q, %v; anySlug says %q", text, slug, ok, anySlug(text))
		}
	}
}

func TestAnyForbidden(t *testing.T) {
	const filler = "0123456789abcdefghijklmn"
	for r := range rune(0x1_0000) {
		if r >= 0xD800 && r <= 0xDFFF {
			continue
		}
		for _, at := range []int{0, 3, 7, 8, 15, 24} {
			text := filler[:at] + string(r) + filler[at:]
			if got, want := anyForbidden(text), strings.IndexFunc(text, forbidden) >= 0; got != want {
				t.Fatalf("anyForbidden(%q) = %v, want %v", text, got, want)
			}
		}
	}
}
