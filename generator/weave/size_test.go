package weave_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"testing"

	"policyarchive/generator/internal/histories"
)

func gz(b []byte) int {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, 9)
	w.Write(b)
	w.Close()
	return out.Len()
}

func TestSize(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		files, err := x.weave.Files()
		if err != nil {
			t.Fatal(err)
		}
		newest, _ := os.ReadFile(h.Files[len(h.Files)-1])
		os.WriteFile("/tmp/weave-"+h.Name+".json", files[0].Data, 0o644)
		t.Logf("%d versions, raw %d, gz %d, files %d; newest gz %d: %.2f; blocks %d sections %d layouts %d", len(h.Files), len(files[0].Data), gz(files[0].Data), len(files), gz(newest), float64(gz(files[0].Data))/float64(gz(newest)), len(x.weave.Blocks), len(x.weave.Sections), len(x.weave.Layouts))
	})
}
