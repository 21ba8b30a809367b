package folder

import "testing"

func TestDigest(t *testing.T) {
	texts := func(list ...string) map[string][]byte {
		m := map[string][]byte{}
		for n := 0; n < len(list); n += 2 {
			m[list[n]] = []byte(list[n+1])
		}
		return m
	}
	of := map[[32]byte]int{}
	for n, m := range []map[string][]byte{
		texts(), texts("a", ""), texts("a", "x"), texts("b", "x"), texts("a", "x", "b", ""), texts("a", "", "b", "x"),
		texts("a", "\"b\" 1\nx"),
	} {
		if before, known := of[Digest(m)]; known {
			t.Errorf("texts %d and %d have one digest", before, n)
		}
		of[Digest(m)] = n
	}
	if Digest(texts("a", "x", "b", "y")) != Digest(texts("b", "y", "a", "x")) {
		t.Error("the same texts have two digests")
	}
}
