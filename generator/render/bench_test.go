package render_test

import (
	"os"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
)

// BenchmarkFragment renders the newest version of one history.
func BenchmarkFragment(b *testing.B) {
	files := histories.Named(b, "github-privacy").Files
	text, err := os.ReadFile(files[len(files)-1])
	if err != nil {
		b.Fatal(err)
	}
	doc := policy.Parse("policy.md", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		render.Fragment(doc, render.Options{Words: render.English()})
	}
}
