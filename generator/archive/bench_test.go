package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// longHistory is 500 versions each of two policies, of 100 kB.
func longHistory() []Addition {
	var additions []Addition
	for i := range 500 {
		date := fmt.Sprintf("%d-%02d-%02d", 2000+i/100, 1+i/10%10, 1+i%10)
		text := strings.Repeat(fmt.Sprintf("Version %d of a text. ", i), 5000)
		additions = append(additions, addition("privacy", date, text), imported("terms", date, text, text))
	}
	return additions
}

func BenchmarkAdd1000(b *testing.B) {
	additions := longHistory()
	for b.Loop() {
		mustAdd(b, filepath.Join(b.TempDir(), "archive"), additions...)
	}
}

func BenchmarkOneMore(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "archive")
	mustAdd(b, dir, longHistory()...)
	for b.Loop() {
		mustAdd(b, dir, addition("privacy", "2020-01-01", "one more"))
	}
}

func BenchmarkOpen(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "archive")
	mustAdd(b, dir, longHistory()...)
	for b.Loop() {
		mustOpen(b, dir)
	}
}

func BenchmarkVerify(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "archive")
	mustAdd(b, dir, longHistory()...)
	for b.Loop() {
		if found, err := Verify(b.Context(), os.DirFS(dir)); err != nil || len(found) > 0 {
			b.Fatal(found, err)
		}
	}
}
