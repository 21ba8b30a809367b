package render_test

import (
	"strings"
	"testing"

	"policyarchive/generator/policy"
	"policyarchive/generator/render"
)

// A link that shows its own address says so, so that paper has that once.
func TestLinksThatShowTheirAddress(t *testing.T) {
	for source, want := range map[string]string{
		"<https://example.org/>":                         `<a class="bare" href="https://example.org/">https://example.org/</a>`,
		"[example.org/a](https://example.org/a/)":        `<a class="bare" href="https://example.org/a/">example.org/a</a>`,
		"[Example.org](http://example.org/)":             `<a class="bare" href="http://example.org/">Example.org</a>`,
		"[https://example.org/a](https://example.org/b)": `<a href="https://example.org/b">https://example.org/a</a>`,
		"[at example.org/a](https://example.org/a)":      `<a href="https://example.org/a">at example.org/a</a>`,
		"[us](https://example.org/)":                     `<a href="https://example.org/">us</a>`,
		"<smith@example.org>":                            `<a href="mailto:smith@example.org">smith@example.org</a>`,
	} {
		doc := policy.Parse("policy.md", []byte("See "+source+".\n"))
		got := string(render.Fragment(doc, render.Options{Words: render.English()}))
		if !strings.Contains(got, want) {
			t.Errorf("%s becomes %s, want %s", source, got, want)
		}
	}
}
