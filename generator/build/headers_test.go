package build

import (
	"net/http"
	"strings"
	"testing"

	"policyarchive/generator/host"
	"policyarchive/generator/schema"
)

func rules(t *testing.T, file []byte) host.Headers {
	t.Helper()
	all, err := host.ParseHeaders(string(file))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestHeaders(t *testing.T) {
	s := fixture(t, testStore(t))
	all := rules(t, headers(s, Deploy{BaseURL: "https://example.org/"}))
	of := func(path string) http.Header {
		t.Helper()
		found := all.For(path)
		for name := range found {
			if givers := all.Givers(path, name); len(givers) > 1 {
				t.Errorf("%s gets %s from %q", path, name, givers)
			}
		}
		return found
	}
	paths := []string{"/assets/site.abc.css", "/privacy/versions.json", "/privacy/timemap", "/privacy/changelog/atom.xml",
		"/privacy/changelog/feed.json", "/404.html"}
	for _, p := range s.Pages {
		paths = append(paths, p.Path)
	}
	for name := range s.Files {
		paths = append(paths, "/"+name)
	}
	for _, path := range paths {
		if csp := of(path).Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none';") ||
			strings.Contains(csp, "unsafe") {
			t.Errorf("%s has the policy %q", path, csp)
		}
	}
	for _, test := range []struct{ path, header, want string }{
		{"/assets/site.abc.css", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/privacy/archive/2010-05-01/policy.md", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/privacy/archive/2010-05-01/policy.md", "Content-Type", "text/markdown; charset=utf-8"},
		{"/privacy.md", "Cache-Control", "public, max-age=0, must-revalidate"},
		{"/privacy.md", "Content-Type", "text/markdown; charset=utf-8"},
		{"/privacy/changelog/feed.json", "Content-Type", "application/feed+json; charset=utf-8"},
		{"/privacy/", "Link", `</privacy/archive/>; rel="version-history", ` +
			`</privacy.md>; rel="alternate"; type="text/markdown", </privacy/timemap>; rel="timemap"; type="application/link-format"`},
		{"/privacy/timemap", "Content-Type", "application/link-format; charset=utf-8"},
		{"/privacy/", "Strict-Transport-Security", "max-age=31536000"},
		{"/privacy/", "X-Robots-Tag", ""},
	} {
		if got := of(test.path).Get(test.header); got != test.want {
			t.Errorf("%s of %s is\n%q, want\n%q", test.header, test.path, got, test.want)
		}
	}
}

func TestHeadersOfAPreview(t *testing.T) {
	s := fixture(t, testStore(t))
	all := rules(t, headers(s, Deploy{BaseURL: "https://preview.example/", Preview: true})).For("/privacy/")
	if all.Get("X-Robots-Tag") != "noindex" || all.Get("Strict-Transport-Security") != "" {
		t.Errorf("got %v", all)
	}
}

// In a site below the root of its host, every rule but that for all begins there.
func TestHeadersBelowTheRoot(t *testing.T) {
	s := &schema.Site{Language: spoken().Site.Name, Policies: []schema.Policy{policyOf("privacy", "", "", "", 1)},
		Files: map[string][]byte{"next-transition.json": nil}}
	s.Policies[0].URL, s.Policies[0].SourceURL = "/legal/privacy/", "/legal/privacy.md"
	d := Deploy{BaseURL: "https://example.org/legal/"}
	for _, rule := range rules(t, headers(s, d))[1:] {
		if !strings.HasPrefix(rule.Pattern, "/legal/") {
			t.Errorf("a rule for %s", rule.Pattern)
		}
	}
	if got := string(redirects(s, d)); !strings.Contains(got, "\n/legal/ /legal/privacy/ 302!\n") {
		t.Errorf("got %q", got)
	}
}

func TestRedirects(t *testing.T) {
	one := &schema.Site{Language: spoken().Site.Name,
		Policies:  []schema.Policy{policyOf("privacy", "", "", "", 1)},
		Redirects: []schema.Redirect{{From: "/privacy/old name", To: "/privacy/#name", Status: 301}},
	}
	want := "/ /privacy/ 302!\n/privacy/old%20name /privacy/#name 301\n"
	if got := string(redirects(one, Deploy{})); !strings.HasSuffix(got, "\n"+want) {
		t.Errorf("got %q", got)
	}
	two := &schema.Site{Language: spoken().Site.Name, Policies: []schema.Policy{policyOf("a", "", "", "", 1), policyOf("b", "", "", "", 1)}}
	if got := string(redirects(two, Deploy{})); strings.Contains(got, "302") {
		t.Errorf("with two policies the home page redirects: %q", got)
	}
}
