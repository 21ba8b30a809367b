package render_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
)

// TestTextNeverDisappears compares, for every version of every history, the
// words of the source with those of its fragment.
func TestTextNeverDisappears(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		for _, file := range h.Files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := policy.Parse(file, source)
			want := sourceWords(t, source)
			got := htmlWords(t, render.Fragment(doc, render.Options{Words: render.English()}))
			if doc.TitleBlock >= 0 {
				// The page shows the title itself, above the text.
				title := words(policy.Text(doc.Blocks[doc.TitleBlock].Tokens))
				got = append(title, got...)
				want = toFront(want, title)
			}
			if d := wordsDiffer(got, want); d != "" {
				t.Errorf("%s: %d words of %d\n%s", filepath.Base(file), len(got), len(want), d)
			}
		}
	})
}

// toFront moves the first occurrence of some words to the front.
func toFront(list, some []string) []string {
	for i := 0; i+len(some) <= len(list); i++ {
		if slices.Equal(list[i:i+len(some)], some) {
			return slices.Concat(some, list[:i], list[i+len(some):])
		}
	}
	return list
}
