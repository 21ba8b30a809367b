package importer

import (
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

func TestDoubts(t *testing.T) {
	paragraph := strings.Repeat("We keep what you tell us for as long as we need it. ", 6)
	whole := "# P\n\n## One\n\n" + paragraph +
		"\n\n## Two\n\nWrite to the forge or come by on any day of the week.\n\n## Three\n\nNothing else is to be said about it here, nor will it be.\n"
	for _, test := range []struct {
		name, old, new string
		want           []string
	}{
		{"nothing", "", "", nil},
		{"another wording", "the forge", "our forge", nil},
		{"a heading lost", "## Two\n\n", "", []string{"1 heading that version 2020-01-01 has is lost here, while its text " +
			"stands: “Two”."}},
		{"two headings lost", "## Two\n\nWrite to the forge or come by on any day of the week.\n\n## Three\n\n",
			"Write to the forge or come by on any day of the week.\n\n",
			[]string{"2 headings that version 2020-01-01 has are lost here, while their text stands: “Two”, “Three”."}},
		{"most of it gone", paragraph, "", []string{"part of it may be missing"}},
		{"twice on the page", paragraph, paragraph + strings.Repeat("\n\n"+strings.ReplaceAll(paragraph, "We", "They"), 2),
			[]string{"it may hold more than the policy"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := policy.Parse("a.md", []byte(whole))
			after := policy.Parse("b.md", []byte(strings.Replace(whole, test.old, test.new, 1)))
			tracker := lineage.New()
			tracker.Add(before, nil)
			tracker.Add(after, nil)
			got := doubts(before, after, "version 2020-01-01", "en")
			if len(got) != len(test.want) {
				t.Fatalf("%+v", got)
			}
			for i := range got {
				if !strings.Contains(got[i].Sentence, test.want[i]) {
					t.Errorf("%q, want %q", got[i].Sentence, test.want[i])
				}
			}
		})
	}
}

// Links that became plain text are told with their words.
func TestLinkDoubts(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"[Scope](#1-scope), [ours](#scope.1), [top](#top), [site](https://x.example) and [sic].\n\n## 1. Scope\n\nAll.\n", nil},
		{"[Scope](#2-scope) and [more](#scope.7).\n\n## 1. Scope\n\nAll.\n",
			[]string{"2 links lead to places that the text does not have, and are plain text (“Scope” to #2-scope, “more” to " +
				"#scope.7)."}},
		{"[Two](#rights-2).\n\n## Rights\n\nA.\n\n## Rights\n\nB.\n\n## Rights\n\nC.\n",
			[]string{"1 link may mean one of several places, and is plain text (“Two” to #rights-2)."}},
		{"[Choose](javascript:x()), [list][lists], [map](https://x.example/our map).\n",
			[]string{"1 link leads nowhere and is plain text (“Choose”: a page must not lead to javascript: (javascript:x())).",
				"2 links cannot be read, and their brackets are shown (“[list][lists]”: nothing says where [lists] leads, " +
					"“[map](https://x.example/our map)”: its address has blanks)."}},
	} {
		doc := policy.Parse("a.md", []byte(test.text))
		lineage.New().Add(doc, nil)
		item := &Item{Capture: &Capture{}}
		item.doubt(doubtsOfOne(doc)...)
		if got := item.sentences(); !slices.Equal(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

// What another program should have replaced is told, and what writers left.
func TestLeftoverDoubts(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"We keep `{{ labels }}`.[^law]\n\n[^law]: § 147\n", nil},
		{"{% include a.html %} {{ site.mail }}\n\n{/* why? */}\n\n:::note\n\nWe are [Company].[^law]\n", []string{
			"2 marks of a template were not replaced, and are shown (“{% include a.html %}”, “{{ site.mail }}”).",
			"1 remark of the writers is shown (“{/* why? */}”).",
			"1 placeholder is left in the text (“[Company]”).",
			"1 mark of a footnote leads nowhere, or a note has no mark (“[^law]”).",
			"1 mark of another dialect of Markdown is shown (“:::note”)."}},
	} {
		item := &Item{Capture: &Capture{}}
		item.doubt(doubtsOfOne(policy.Parse("a.md", []byte(test.text)))...)
		if got := item.sentences(); !slices.Equal(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}
