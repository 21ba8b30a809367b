package site_test

import (
	"regexp"
	"strings"
	"testing"

	"policyarchive/generator/site"
)

// rules reads a _headers file as Netlify's own parser does.
func rules(t *testing.T, file string) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	path := ""
	for _, line := range strings.Split(file, "\n") {
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "/"):
			path = line
			if all[path] != nil {
				t.Errorf("%s has two rules", path)
			}
			all[path] = map[string]string{}
		default:
			name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok || path == "" || all[path][name] != "" {
				t.Errorf("line %q", line)
				continue
			}
			all[path][name] = value
		}
	}
	return all
}

// matches is Netlify's matching: https://docs.netlify.com/routing/headers/.
func matches(rule, path string) bool {
	var parts []string
	for _, part := range strings.Split(strings.Trim(rule, "/"), "/") {
		switch {
		case strings.HasPrefix(part, ":"):
			part = "[^/]+"
		case part == "*":
			part = "?.*"
		default:
			part = strings.ReplaceAll(regexp.QuoteMeta(part), `\*`, ".*")
		}
		parts = append(parts, part)
	}
	return regexp.MustCompile("^/" + strings.Join(parts, "/") + "/?$").MatchString(path)
}

func TestHeaders(t *testing.T) {
	s := fixture(t, site.OpenFragments(t.TempDir()))
	all := rules(t, string(site.Headers(s, site.Deploy{BaseURL: "https://example.org/"})))
	of := func(path string) map[string]string {
		t.Helper()
		found := map[string]string{}
		for rule, headers := range all {
			if !matches(rule, path) {
				continue
			}
			for name, value := range headers {
				if found[name] != "" {
					t.Errorf("%s gets %s twice", path, name)
				}
				found[name] = value
			}
		}
		return found
	}
	paths := []string{"/assets/site.abc.css", "/privacy/versions.json", "/privacy/changelog/atom.xml", "/privacy/changelog/feed.json", "/404.html"}
	for _, p := range s.Pages {
		paths = append(paths, p.Path)
	}
	for name := range s.Files {
		paths = append(paths, "/"+name)
	}
	for _, path := range paths {
		if csp := of(path)["Content-Security-Policy"]; !strings.HasPrefix(csp, "default-src 'none';") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s has the policy %q", path, csp)
		}
	}
	for _, test := range []struct{ path, header, want string }{
		{"/assets/site.abc.css", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/privacy/archive/2010-05-01/policy.md", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/privacy/archive/2010-05-01/policy.md", "Content-Type", "text/markdown; charset=utf-8"},
		{"/privacy/", "Cache-Control", "public, max-age=0, must-revalidate"},
		{"/privacy.md", "Cache-Control", "public, max-age=0, must-revalidate"},
		{"/privacy.md", "Content-Type", "text/markdown; charset=utf-8"},
		{"/privacy/changelog/feed.json", "Content-Type", "application/feed+json; charset=utf-8"},
		{"/privacy/archive/2014-03-12/", "Link", `</privacy/>; rel="latest-version", </privacy/archive/>; rel="version-history", ` +
			`</privacy/archive/2010-05-01/>; rel="predecessor-version", </privacy/archive/2019-06-01/>; rel="successor-version", ` +
			`</privacy/archive/2014-03-12/policy.md>; rel="alternate"; type="text/markdown"`},
		{"/privacy/", "Strict-Transport-Security", "max-age=31536000"},
		{"/privacy/", "X-Robots-Tag", ""},
	} {
		if got := of(test.path)[test.header]; got != test.want {
			t.Errorf("%s of %s is\n%q, want\n%q", test.header, test.path, got, test.want)
		}
	}
}

func TestHeadersOfAPreview(t *testing.T) {
	s := fixture(t, site.OpenFragments(t.TempDir()))
	all := rules(t, string(site.Headers(s, site.Deploy{BaseURL: "https://preview.example/", Preview: true})))["/*"]
	if all["X-Robots-Tag"] != "noindex" || all["Strict-Transport-Security"] != "" {
		t.Errorf("got %v", all)
	}
}

func TestRedirects(t *testing.T) {
	one := &site.Site{
		Policies:  []site.Policy{policyOf("privacy", "", "", "", 1)},
		Redirects: []site.Redirect{{From: "/privacy/old name", To: "/privacy/#name", Status: 301}},
	}
	want := "/ /privacy/ 302!\n/privacy/old%20name /privacy/#name 301\n"
	if got := string(site.Redirects(one)); !strings.HasSuffix(got, "\n"+want) {
		t.Errorf("got %q", got)
	}
	two := &site.Site{Policies: []site.Policy{policyOf("a", "", "", "", 1), policyOf("b", "", "", "", 1)}}
	if got := string(site.Redirects(two)); strings.Contains(got, "302") {
		t.Errorf("with two policies the home page redirects: %q", got)
	}
}
