package pages

import (
	"fmt"
	"strings"
	"testing"

	"policyarchive/generator/schema"
)

// TestTerms: below each text stand its terms, each with the definition of that version
// and since when it has stood; the text leads to them.
func TestTerms(t *testing.T) {
	const use = "\n\n## Use\n\nOur Services and the [Services](#means) are open. Services end.\n\n## Services\n\nClosed.\n"
	h := archived(t, []string{"2020-01-01", "2021-01-01", "2022-01-01"}, []string{
		"# P\n\n## Means\n\nFerries and piers (the “Services”) are ours." + use,
		"# P\n\n## Means\n\nFerries, sheds and piers (the “Services”) are ours. “Pier” means a place." + use,
		"# P\n\n## Means\n\n*Ferries*, sheds and piers (the “Services”) are ours." + use,
	})
	_, store, shown := siteOf(t, h, "2024-01-01", DefaultBounds)
	list := func(terms *schema.Terms) string {
		html, err := store.fragment(terms.Body)
		if err != nil {
			t.Fatal(err)
		}
		return html
	}
	old := shown["/privacy/archive/2020-01-01"].(schema.VersionPage)
	current := shown["/privacy"].(schema.PolicyPage)
	middle := shown["/privacy/archive/2021-01-01"].(schema.VersionPage)
	for name, test := range map[string]struct {
		html string
		want []string
	}{
		"oldest": {list(old.Terms), []string{`<dt id="_term-services">Services</dt>`,
			"<p>Ferries and piers (the “Services”) are ours.</p>",
			`Defined in <a href="#means.1">Means</a>. Unchanged since at least <time datetime="2020-01-01"`,
			`Used in <a href="#use.1">Use</a>.`}},
		"second": {list(middle.Terms), []string{`Changed on or before <time datetime="2021-01-01"`,
			`<a href="/privacy/compare/2020-01-01/2021-01-01/#means">What changed</a>`, `<dt id="_term-pier">Pier</dt>`,
			`Added on or before <time datetime="2021-01-01"`}},
		"in force": {list(current.Terms), []string{"<p><em>Ferries</em>, sheds and piers",
			`Changed on or before <time datetime="2021-01-01"`}},
	} {
		for _, want := range test.want {
			if !strings.Contains(test.html, want) {
				t.Errorf("%s: no %s in\n%s", name, want, test.html)
			}
		}
	}
	if html := list(current.Terms); strings.Contains(html, "Pier") || current.Terms.Count != 1 || current.Terms.Folded {
		t.Errorf("the text in force lists %+v\n%s", current.Terms, html)
	}
	for name, fragment := range map[string]string{"in force": current.Sections[1].Body, "oldest": old.Body} {
		html, err := store.fragment(fragment)
		if err != nil {
			t.Fatal(err)
		}
		if want := `Our <a class="term" href="#_term-services">Services</a> and the <a href="#means">Services</a> ` +
			"are open. Services end."; !strings.Contains(html, want) {
			t.Errorf("%s: no %s in\n%s", name, want, html)
		}
		if strings.Count(html, `class="term"`) != 1 {
			t.Errorf("%s: what is no first use leads to the term\n%s", name, html)
		}
	}
}

// A page lists so many terms, and says how many there are; what they are called cannot
// become markup, and each has an id of its own.
func TestManyTerms(t *testing.T) {
	var b strings.Builder
	b.WriteString("# P\n\n## Means\n\n“Q \\<b> & 'B” means one. “Rocks” means two. “Rock's” means three. " +
		"“!” means four.\n\n")
	for n := range mostTerms {
		fmt.Fprintf(&b, "“Word%d” means it. ", n)
	}
	h := archived(t, []string{"2020-01-01"}, []string{b.String() + "\n\n## Use\n\nWord1 and Word199.\n"})
	_, store, shown := siteOf(t, h, "2024-01-01", DefaultBounds)
	current := shown["/privacy"].(schema.PolicyPage)
	if c := current.Terms; c.Listed != mostTerms || c.Count != mostTerms+3 || !c.Folded {
		t.Errorf("the page has %+v", c)
	}
	html, err := store.fragment(current.Terms.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<dt id="_term-q-b-b">Q &lt;b&gt; &amp; &#39;B</dt>`, `<dt id="_term-rocks">Rocks</dt>`,
		`<dt id="_term-rocks-2">Rock&#39;s</dt>`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%.900s", want, html)
		}
	}
	text, err := store.fragment(current.Sections[1].Body)
	if err != nil || !strings.Contains(text, `href="#_term-word1"`) || strings.Contains(text, "#_term-word199") {
		t.Errorf("a term that is not listed has a link: %s %v", text, err)
	}
}
