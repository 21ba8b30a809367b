package host_test

import (
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/host"
	"policyarchive/generator/internal/tools"
)

const headerRules = `# All pages
/*
  X-All: yes
  Content-Security-Policy: default-src 'none'; script-src 'self'

/:policy/archive/:version/policy.md
  Content-Type: text/markdown; charset=utf-8
/assets/*
  Cache-Control:public,  max-age=31536000
  Cache-Control: immutable
/privacy/
  Link: </privacy.md>; rel="alternate"
/files/*.txt
  X-Text: yes
/privacy.md
  X-Dot: yes
/twice
  X-Twice: first
/twice
  X-Twice: second
`

const redirectRules = `# The home page
/ /privacy/ 302!
/old /privacy/#contact 301
/old-two /privacy/ # no status
/slash/ /privacy/ 301
/all/* /privacy/:splat 302
/placed/:year/policy/:month /privacy/archive/:year-:month/ 301
/pair/ from=:from to=:to /compare/:from/:to/ 302!
/only kind=feed /privacy/changelog/ 301
/asks id=:id /privacy/?shown=:id 301
/shown/* /privacy/:splat 200
/compare/:from/:to/ /privacy/ 404
/on/:year/:month/:day/ /on/ 200
/away/* https://other.example/:splat 301!
`

func TestHeaders(t *testing.T) {
	rules, err := host.ParseHeaders(headerRules)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ path, name, want string }{
		{"/", "X-All", "yes"},
		{"/a/b/c.md", "Content-Security-Policy", "default-src 'none'; script-src 'self'"},
		{"/privacy/archive/2016-11-04/policy.md", "Content-Type", "text/markdown; charset=utf-8"},
		{"/privacy/archive/2016/11/policy.md", "Content-Type", ""},
		{"/privacy/archive//policy.md", "Content-Type", ""},
		{"/assets/x/y.js", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/assets", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/other/assets/y.js", "Cache-Control", ""},
		{"/privacy/", "Link", `</privacy.md>; rel="alternate"`},
		{"/privacy", "Link", `</privacy.md>; rel="alternate"`},
		{"/PRIVACY/", "Link", `</privacy.md>; rel="alternate"`},
		{"/privacy/more", "Link", ""},
		{"/files/a.txt", "X-Text", "yes"},
		{"/files/a/b.txt", "X-Text", "yes"},
		{"/privacyXmd", "X-Dot", ""},
		{"/twice", "X-Twice", "second"},
	} {
		if got := rules.For(test.path).Get(test.name); got != test.want {
			t.Errorf("%s of %s is %q, want %q", test.name, test.path, got, test.want)
		}
	}
	if got := rules.Givers("/twice", "X-Twice"); !slices.Equal(got, []string{"/twice", "/twice"}) {
		t.Errorf("X-Twice comes from %q", got)
	}
}

func TestRedirects(t *testing.T) {
	rules, err := host.ParseRedirects(redirectRules)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		address, want string
		status        int
		force         bool
	}{
		{"/", "/privacy/", 302, true},
		{"/?utm=1", "/privacy/?utm=1", 302, true},
		{"/old", "/privacy/#contact", 301, false},
		{"/old?a=1", "/privacy/?a=1#contact", 301, false},
		{"/old/", "/privacy/#contact", 301, false},
		{"/OLD", "", 0, false},
		{"/old-two", "/privacy/", 301, false},
		{"/slash", "/privacy/", 301, false},
		{"/all", "/privacy/", 302, false},
		{"/all/", "/privacy/", 302, false},
		{"/all/a/b/", "/privacy/a/b/", 302, false},
		{"/all/a%20b", "/privacy/a%20b", 302, false},
		{"/placed/2016/policy/11", "/privacy/archive/2016-11/", 301, false},
		{"/placed/2016/policy/", "", 0, false},
		{"/pair?from=2016-11-04&to=2026-11-24", "/compare/2016-11-04/2026-11-24/?from=2016-11-04&to=2026-11-24", 302, true},
		{"/pair/?to=b&from=a&more=c", "/compare/a/b/?to=b&from=a&more=c", 302, true},
		{"/pair/?from=a", "", 0, false},
		{"/pair/?from=a/../b&to=c%3Fd", "/compare/a%2F..%2Fb/c%3Fd/?from=a/../b&to=c%3Fd", 302, true},
		{"/only?kind=feed", "/privacy/changelog/?kind=feed", 301, false},
		{"/only?kind=page", "", 0, false},
		{"/asks?id=a%26b", "/privacy/?shown=a%26b", 301, false},
		{"/shown/x", "/privacy/x", 200, false},
		{"/compare/a/b/", "/privacy/", 404, false},
		{"/compare/a/b/c", "", 0, false},
		{"/on/2019/05/01/?a=1", "/on/", 200, false},
		{"/on/2019/05/01", "/on/", 200, false},
		{"/on/", "", 0, false},
		{"/on/2019/", "", 0, false},
		{"/on/2019/05/", "", 0, false},
		{"/away/x", "https://other.example/x", 301, true},
		{"/nowhere", "", 0, false},
	} {
		address, err := url.Parse(test.address)
		if err != nil {
			t.Fatal(err)
		}
		got := rules.Match(address)
		switch {
		case got == nil && test.want != "":
			t.Errorf("%s: no rule, want %s", test.address, test.want)
		case got != nil && (got.To != test.want || got.Status != test.status || got.Force != test.force):
			t.Errorf("%s: %s %d %t, want %s %d %t", test.address, got.To, got.Status, got.Force, test.want, test.status,
				test.force)
		}
	}
}

// What a visitor types does not lead to another site.
func TestRedirectsStay(t *testing.T) {
	rules, err := host.ParseRedirects("/go/* /:splat 301\n/to where=:where /:where 301\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/go//other.example/x", "/go///other.example", "/to?where=/other.example",
		`/to?where=\other.example`, "/go/%2Fother.example"} {
		parsed, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := rules.Match(parsed); got == nil || strings.HasPrefix(got.To, "//") || strings.HasPrefix(got.To, `/\`) {
			t.Errorf("%s leads to %v", address, got)
		}
	}
}

func TestRulesWithErrors(t *testing.T) {
	for _, test := range []struct{ headers, redirects, want string }{
		{headers: "X-Early: 1\n", want: `_headers:1: "X-Early: 1" stands before the first path`},
		{headers: "/*\n  X-Empty:\n", want: `_headers:2: "X-Empty:" is no header`},
		{headers: "/*\n  : value\n", want: `_headers:2: ": value" is no header`},
		{headers: "/*\n  word\n", want: `_headers:2: "word" is no header`},
		{redirects: "\n/lonely\n", want: "_redirects:2: /lonely leads nowhere"},
		{redirects: "old /new\n", want: `_redirects:1: "old" is no path`},
		{redirects: "/%zz /new\n", want: `_redirects:1: "/%zz" is no path`},
		{redirects: "/a /b soon\n", want: `_redirects:1: "soon" is no status`},
		{redirects: "/a /b 301 Country=de\n", want: `_redirects:1: conditions such as "Country=de"`},
		{redirects: "/a word /b\n", want: `_redirects:1: "word" is neither a parameter`},
		{redirects: "/a https://other.example/ 200\n", want: "_redirects:1: https://other.example/ is on another host"},
	} {
		_, err := host.ParseHeaders(test.headers)
		if test.redirects != "" {
			_, err = host.ParseRedirects(test.redirects)
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q%q: the error is %v, want %q", test.headers, test.redirects, err, test.want)
		}
	}
}

// TestAsNetlify holds the rules against Netlify's own engines.
func TestAsNetlify(t *testing.T) {
	node, modules := tools.Node(t, "@netlify/headers", "@netlify/redirects")
	dir := t.TempDir()
	for name, text := range map[string]string{"_headers": headerRules, "_redirects": redirectRules} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	headers, err := host.ParseHeaders(headerRules)
	if err != nil {
		t.Fatal(err)
	}
	redirects, err := host.ParseRedirects(redirectRules)
	if err != nil {
		t.Fatal(err)
	}
	addresses := []string{"/", "/?a=1", "/old", "/old/", "/OLD", "/old-two?b=2", "/slash", "/slash/", "/all", "/all/",
		"/all/a/b", "/all/a/b/", "/all/a%20b/%C3%A9",
		"/placed/2016/policy/11", "/placed/2016/policy/", "/pair?from=a&to=b", "/pair/?to=b&from=a", "/pair/?from=a",
		"/pair/?from=&to=b", "/pair/?from=a&from=c&to=b",
		"/pair/?from=a&to=b&more=c", "/only?kind=feed", "/only?kind=page", "/only", "/asks?id=5", "/shown/x", "/shown",
		"/compare/a/b/", "/compare/a/b", "/compare/a/b/c", "/away/x",
		"/nowhere", "/privacy", "/privacy/", "/PRIVACY/", "/privacy.md", "/assets", "/assets/", "/assets/x/y.js",
		"/other/assets/y.js", "/files/a.txt", "/files/a/b.txt", "/twice",
		"/privacy/archive/2016-11-04/policy.md", "/privacy/archive/2016-11-04/policy.md/", "/privacy/archive/a/b/policy.md",
		"/privacy/archive/a%20b/policy.md"}
	asked, err := json.Marshal(addresses)
	if err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join("testdata", "netlify.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), node, script, modules, dir, string(asked)).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var answers []struct {
		Headers map[string]string
		Rule    *struct {
			To     string
			Status int
			Force  bool
		}
	}
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, address := range addresses {
		parsed, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		mine := headers.For(parsed.EscapedPath())
		if len(mine) != len(answers[i].Headers) {
			t.Errorf("%s: headers %v, and Netlify gives %v", address, mine, answers[i].Headers)
		}
		for name, want := range answers[i].Headers {
			if got := mine.Get(name); got != want {
				t.Errorf("%s: %s is %q, and Netlify gives %q", address, name, got, want)
			}
		}
		rule, want := redirects.Match(parsed), answers[i].Rule
		switch {
		case rule == nil && want == nil:
		case rule == nil || want == nil:
			t.Errorf("%s: rule %v, and Netlify gives %v", address, rule, want)
		case rule.To != want.To || rule.Status != want.Status || rule.Force != want.Force:
			t.Errorf("%s: %s %d %t, and Netlify gives %v", address, rule.To, rule.Status, rule.Force, *want)
		}
	}
}
