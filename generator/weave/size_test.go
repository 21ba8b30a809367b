package weave_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"testing"

	"policyarchive/generator/internal/histories"
)

// TestSize: all versions take no more, compressed, than six times the newest.
func TestSize(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		size := 0
		for _, f := range filesOf(t, x.Weave) {
			size += compressed(t, f.Data)
		}
		newest, err := os.ReadFile(h.Files[len(h.Files)-1])
		if err != nil {
			t.Fatal(err)
		}
		ratio := float64(size) / float64(compressed(t, newest))
		t.Logf("%d versions: %d bytes compressed, %.1f times the newest", len(h.Files), size, ratio)
		if ratio > 6 {
			t.Errorf("the weave takes %.1f times the newest version", ratio)
		}
	})
}

func compressed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
