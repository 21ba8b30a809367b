package link

import (
	"net/url"
	"testing"

	"policyarchive/generator/policy"
)

func TestResolve(t *testing.T) {
	terms := &Policy{Places: policy.Parse("policy.md", []byte("## 1. Parcels\n\nA box.\n\n## Contact\n\nUs.\n")).Places(),
		Published: func(f string) (string, bool) { return "contact", f == "imprint" }}
	site := func(root string) *Site {
		u, err := url.Parse(root)
		if err != nil {
			t.Fatal(err)
		}
		return &Site{Root: u, Has: func(p string) bool { return p == "terms/archive/" || p == "about/" },
			Policy: func(name string) *Policy {
				switch name {
				case "terms":
					return terms
				case "privacy":
					return &Policy{}
				}
				return nil
			}}
	}
	for _, test := range []struct{ target, atRoot, inFolder string }{
		{"../terms/", "/terms/", "/legal/terms/"},
		{"../terms", "/terms/", "/legal/terms/"},
		{"../terms/index.html", "/terms/", "/legal/terms/"},
		{"../terms/policy.md", "/terms/", "/legal/terms/"},
		{"/content/terms/policy.md#contact", "/terms/#contact", "/legal/terms/#contact"},
		{"/terms/", "/terms/", "/legal/terms/"},
		{"/legal/terms/", "/legal/terms/", "/legal/terms/"},
		{"/terms/archive/", "/terms/archive/", "/legal/terms/archive/"},
		{"/about/", "/about/", "/legal/about/"},
		{"/shop/", "/shop/", "/shop/"},
		{"terms/", "/privacy/terms/", "/legal/privacy/terms/"},
		{"?x=1", "/privacy/?x=1", "/legal/privacy/?x=1"},
		{"./", "/privacy/", "/legal/privacy/"},
		{"policy.md#x", "/privacy/", "/legal/privacy/"},
		{"/terms/#1-parcels", "/terms/#parcels", "/legal/terms/#parcels"},
		{"/terms/#Contact.1", "/terms/#contact.1", "/legal/terms/#contact.1"},
		{"/terms/?a=b#imprint", "/terms/?a=b#contact", "/legal/terms/?a=b#contact"},
		{"/terms/#nowhere", "/terms/", "/legal/terms/"},
		{"/terms/archive/#contact", "/terms/archive/#contact", "/legal/terms/archive/#contact"},
		{"//host.example/x", "//host.example/x", "//host.example/x"},
		{"//x.example/terms/#Contact", "//x.example/terms/#contact", "//x.example/terms/#Contact"},
		{"https://x.example/legal/terms/#Contact", "https://x.example/legal/terms/#Contact",
			"https://x.example/legal/terms/#contact"},
		{"https://other.example/terms/#Contact", "https://other.example/terms/#Contact",
			"https://other.example/terms/#Contact"},
		{"mailto:p@x.example", "mailto:p@x.example", "mailto:p@x.example"},
		{"javascript:alert(1)", "", ""},
		{"www.x.example", "", ""},
	} {
		for root, want := range map[string]string{"https://x.example/": test.atRoot,
			"https://x.example/legal/": test.inFolder} {
			s := site(root)
			base := &url.URL{Path: s.Root.Path + "privacy/"}
			if got := (Origin{Base: base, Site: s}).Resolve(test.target).URL; got != want {
				t.Errorf("%s at %s leads to %q, want %q", test.target, root, got, want)
			}
			// In a feed the same address is whole.
			got, err := url.Parse((Origin{Base: s.Root.ResolveReference(base), Site: s}).Resolve(test.target).URL)
			if u, _ := url.Parse(want); err != nil || want != "" && got.String() != s.Root.ResolveReference(u).String() {
				t.Errorf("%s at %s leads a feed to %q, want %q", test.target, root, got, want)
			}
		}
	}
}

// Texts that were published elsewhere lead there, whatever stands here.
func TestResolveElsewhere(t *testing.T) {
	base := &url.URL{Scheme: "https", Host: "example.org", Path: "/legal/privacy"}
	for _, test := range []struct {
		target string
		from   Origin
		want   string
	}{
		{"terms", Origin{Base: base}, "https://example.org/legal/terms"},
		{"/terms", Origin{Base: base}, "https://example.org/terms"},
		{"//cdn.example.org/x", Origin{Base: base}, "https://cdn.example.org/x"},
		{"/terms", Origin{}, "/terms"},
		{"/terms", Origin{Adrift: true}, ""},
		{"../terms.md", Origin{Adrift: true}, ""},
		{"//cdn.example.org/x", Origin{Adrift: true}, "//cdn.example.org/x"},
		{"https://example.org/", Origin{Adrift: true}, "https://example.org/"},
		{"mailto:a@example.org", Origin{Adrift: true}, "mailto:a@example.org"},
		{"javascript:alert(1)", Origin{Base: base}, ""},
		{"data:text/html,x", Origin{}, ""},
	} {
		if got := test.from.Resolve(test.target).URL; got != test.want {
			t.Errorf("%s from %v: %q, want %q", test.target, test.from, got, test.want)
		}
	}
}

// A fragment leads to its anchor, whatever that holds.
func TestFragment(t *testing.T) {
	for _, anchor := range []string{"data", "100%", "a%41", "c%25d", "個人", "a/b?c#d"} {
		u, err := url.Parse("/privacy/" + Fragment(anchor))
		if err != nil || u.Fragment != anchor {
			t.Errorf("%s: %v, %v", anchor, u, err)
		}
	}
}
