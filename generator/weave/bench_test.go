package weave_test

import (
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/weave"
)

// BenchmarkWeave weaves histories whose sections are followed.
func BenchmarkWeave(b *testing.B) {
	for _, name := range []string{"github-privacy", "wordpresscom-tos", "mozilla-firefox-en"} {
		h := histories.Named(b, name)
		docs := load(b, h).docs
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w := weave.NewWoven(name)
				for n, doc := range docs {
					w.Append(h.Dates[n], doc)
				}
			}
		})
		whole := weave.NewWoven(name)
		for n, doc := range docs {
			whole.Append(h.Dates[n], doc)
		}
		b.Run(name+" clone", func(b *testing.B) {
			for b.Loop() {
				whole.Clone()
			}
		})
	}
}
