package policy

import (
	"math/rand/v2"
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
