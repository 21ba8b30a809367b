package render_test

import (
	"strings"
	"testing"

	"policyarchive/generator/policy"
	"policyarchive/generator/render"
)

// TestNotes: marks lead to their notes and back, by the anchors of clauses, on
// pages that have these; elsewhere they are only shown.
func TestNotes(t *testing.T) {
	doc := policy.Parse("policy.md", []byte("## Parcels\n\nWe keep labels.[^law]\n\nAlways.[^law]\n\n[^law]: § 147\n\n  "+
		"  And more.\n\n## Depots\n\nNone.[^law]\n"))
	page := string(render.Fragment(doc, render.Options{Words: render.English()}))
	for _, want := range []string{
		`We keep labels.<a role="doc-noteref" href="#parcels.3"><sup>1</sup></a>`,
		`Always.<a role="doc-noteref" href="#parcels.3"><sup>1</sup></a>`,
		`None.<a role="doc-noteref" href="#parcels.3"><sup>1</sup></a>`,
		`<ol class="notes"><li><p id="parcels.3">`,
		`And more. <a class="back" role="doc-backlink" href="#parcels.1" aria-label="Back to the text of note 1">↩</a>` +
			` <a class="back" role="doc-backlink" href="#parcels.2" aria-label="Back to the text of note 1, 2">↩</a>` +
			` <a class="back" role="doc-backlink" href="#depots.1" aria-label="Back to the text of note 1, 3">↩</a></p>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	body := render.NewRenderer(nil).Body(doc, 0, false, render.Options{Words: render.English()})
	if !strings.Contains(body, "labels.<sup>1</sup></p>") || strings.Contains(body, "↩") {
		t.Errorf("a wording without anchors has links of notes:\n%s", body)
	}
}
