package main

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/host"
	"policyarchive/generator/internal/tools"
)

// hostLimits are what hosts take that read _headers and _redirects; 0 is no limit.
// Rules above them are ignored, or the site is refused.
var hostLimits = []struct {
	host, source                     string
	headerRules, headerLine          int
	static, dynamic, redirectLine    int
	headersInBytes, redirectsInBytes int
}{
	{host: "Cloudflare Pages", source: "https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/",
		headerRules: 100, headerLine: 2000, static: 2000, dynamic: 100, redirectLine: 1000},
	// Netlify names no limit but that of what both files come to, and advises to stay below 10,000 redirects.
	{host: "Netlify", source: "https://docs.netlify.com/manage/routing/redirects/overview/", static: 10_000,
		dynamic: 10_000},
	{host: "GitLab Pages", source: "https://docs.gitlab.com/user/project/pages/redirects/", static: 1000, dynamic: 1000,
		redirectsInBytes: 64 << 10},
}

// TestHostLimits: a site of three policies with many versions has no more rules
// than one with fewer, and stays far below what each host takes.
func TestHostLimits(t *testing.T) {
	t.Parallel()
	few, many := builtWith(t, 20), builtWith(t, 121)
	for _, name := range []string{"_headers", "_redirects"} {
		x, y := ruleCount(t, filepath.Join(few, name)), ruleCount(t, filepath.Join(many, name))
		if x != y || y == 0 {
			t.Errorf("%s has %d rules for 20 versions of each policy, and %d for 121", name, x, y)
		}
	}
	headers, redirects := read(t, filepath.Join(many, "_headers")), read(t, filepath.Join(many, "_redirects"))
	rules, err := host.ParseHeaders(headers)
	if err != nil {
		t.Fatal(err)
	}
	leads, err := host.ParseRedirects(redirects)
	if err != nil {
		t.Fatal(err)
	}
	dynamic := 0
	for _, r := range leads {
		if strings.ContainsAny(r.From, ":*") || len(r.Query) > 0 {
			dynamic++
		}
	}
	noneHidden(t, many, leads)
	within := func(where, what string, n, most int) {
		t.Helper()
		if most > 0 && 2*n > most { // so that there is room for what a site adds
			t.Errorf("%s: %d %s, and it takes %d", where, n, what, most)
		}
	}
	for _, l := range hostLimits {
		within(l.host, "header rules", len(rules), l.headerRules)
		within(l.host, "redirects", len(leads)-dynamic, l.static)
		within(l.host, "redirects with placeholders", dynamic, l.dynamic)
		within(l.host, "bytes in _headers", len(headers), l.headersInBytes)
		within(l.host, "bytes in _redirects", len(redirects), l.redirectsInBytes)
		within(l.host, "characters in a line of _headers", longestLine(headers), l.headerLine)
		within(l.host, "characters in a line of _redirects", longestLine(redirects), l.redirectLine)
	}
	t.Logf("%d header rules, %d redirects", len(rules), len(leads))
	node, _ := tools.Node(t, "@netlify/headers", "@netlify/redirects")
	out, err := exec.CommandContext(t.Context(), node, filepath.Join("sitecheck", "run.mjs"), many, "--only",
		"headers,redirects").CombinedOutput()
	if err != nil {
		t.Errorf("Netlify's own engines: %v\n%s", err, out)
	}
}

// noneHidden: no rule that shows one page in place of another has the shape of a
// published address, since Cloudflare Pages follows rules even where there is a page.
func noneHidden(t *testing.T, public string, rules host.Redirects) {
	t.Helper()
	shows := slices.DeleteFunc(slices.Clone(rules), func(r host.RedirectRule) bool { return r.Status != 200 })
	if len(shows) != 3 {
		t.Errorf("%d rules show the page of all days, of three policies", len(shows))
	}
	err := fs.WalkDir(os.DirFS(public), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		at := &url.URL{Path: "/" + strings.TrimSuffix(name, "index.html")}
		if rule := shows.Match(at); rule != nil {
			t.Errorf("%s is hidden by the rule for %s", at, rule.From)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// builtWith is the published folder of a site of three policies with as many
// versions each, one of them announced and one withdrawn.
func builtWith(t *testing.T, versions int) string {
	t.Helper()
	dir := t.TempDir()
	// pages cost time, and change no rule
	if err := newSite(dir, "compareCurrent = 128", "compareCurrent = 4"); err != nil {
		t.Fatal(err)
	}
	first := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, policyName := range []string{"privacy", "terms", "cookies"} {
		var list []archive.Addition
		for n := range versions {
			day := first.AddDate(0, 0, 7*n).Format(time.DateOnly)
			list = append(list, archive.Addition{
				Record: archive.Record{Policy: policyName, Version: archive.Name{Date: day}, Published: day, Effective: day,
					Source: archive.Source{Medium: "written"}},
				Text: fmt.Appendf(nil, "# The %s\n\n## Data\n\nThis is text %d.\n", policyName, n),
			})
		}
		if _, err := archive.Add(filepath.Join(dir, "archive"), "2026-11-30", list...); err != nil {
			t.Fatal(err)
		}
		for _, announced := range []string{"2027-01-01", "2027-02-01"} {
			write(t, filepath.Join(dir, "content", policyName, "policy.md"),
				"# The "+policyName+"\n\n## Data\n\nThis begins on "+announced+".\n")
			must(t, "snapshot", policyName, "-s", dir, "--effective", announced, "--quiet")
		}
		must(t, "withdraw", policyName, "2027-02-01", "--reason", "It is put off.", "-s", dir, "--quiet")
	}
	must(t, "build", "-s", dir, "--quiet")
	return filepath.Join(dir, "public")
}

func ruleCount(t *testing.T, file string) int {
	t.Helper()
	n := 0
	for line := range strings.Lines(read(t, file)) {
		if strings.HasPrefix(line, "/") {
			n++
		}
	}
	return n
}

func longestLine(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, len(line))
	}
	return longest
}
