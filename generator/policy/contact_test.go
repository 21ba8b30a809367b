package policy_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"policyarchive/generator/policy"
)

func TestContacts(t *testing.T) {
	doc := policy.Parse("p.md", []byte("# P\n\n## Reach us\n\nWrite to [us](mailto:help@example.org?subject=Hi), to "+
		"dpo@example.co.uk,\n"+
		"again to help@example.org, or call [here](tel:+441234567890). Not @handle.\n"))
	want := []policy.Contact{
		{Kind: "email", Address: "help@example.org", Section: 0,
			Position: policy.Position{File: "p.md", Line: 5, Column: 11}},
		{Kind: "email", Address: "dpo@example.co.uk", Section: 0,
			Position: policy.Position{File: "p.md", Line: 5, Column: 55}},
		{Kind: "telephone", Address: "+441234567890", Section: 0,
			Position: policy.Position{File: "p.md", Line: 6, Column: 37}},
	}
	if d := cmp.Diff(want, doc.Contacts()); d != "" {
		t.Error(d)
	}
}

func TestLinks(t *testing.T) {
	doc := policy.Parse("p.md", []byte("See [our **long** page](/a), <https://b.example> and ![a chart](c.png).\n"))
	var got [][2]string
	for _, l := range doc.Links() {
		got = append(got, [2]string{l.Text, l.Target})
	}
	want := [][2]string{{"our long page", "/a"}, {"https://b.example", "https://b.example"}, {"a chart", "c.png"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
