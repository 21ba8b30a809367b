package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestCheckKnowsEveryAddress builds sites of several kinds, and lets a working
// text lead to every file of them and to many that are not there: check finds
// those, and no other.
func TestCheckKnowsEveryAddress(t *testing.T) {
	t.Parallel()
	const today = "2021-06-15"
	small := func(n int) (texts []string) {
		for i := range n {
			texts = append(texts, fmt.Sprintf("# Privacy\n\n## Contact\n\nWrite to x@x.example on any of %d days.\n\n## Old "+
				"title %d\n\nWe keep labels for %d days.\n", i+1, i/2, i+3))
		}
		return texts
	}
	for _, test := range []struct {
		name, base string
		policies   map[string][]string
		announced  bool
	}{
		{"one version", "https://x.example/", map[string][]string{"privacy": small(1)}, false},
		{"two policies and an announcement", "https://x.example/",
			map[string][]string{"privacy": small(3), "terms": small(2)}, true},
		{"in a folder", "https://x.example/legal/", map[string][]string{"privacy": small(2), "terms": small(1)}, false},
		{"many versions", "https://x.example/", map[string][]string{"privacy": small(20)}, true},
		{"a large text", "https://x.example/", map[string][]string{"privacy": largeTexts(3)}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := newSite(dir, `baseURL  = "https://privacy.example.org/"`, `baseURL  = "`+test.base+`"`); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "content", "about.md"), "---\ntitle: About\n---\n\nUs.\n")
			write(t, filepath.Join(dir, "static", "seal", "seal.txt"), "x")
			for name, texts := range test.policies {
				for i, text := range texts {
					write(t, filepath.Join(dir, "content", name, "policy.md"), text)
					day := fmt.Sprintf("2020-%02d-%02d", 1+i/20, 1+i%20)
					must(t, "snapshot", name, "-s", dir, "--published", day, "--effective", day, "--now", day, "--quiet")
				}
				if test.announced {
					write(t, filepath.Join(dir, "content", name, "policy.md"), texts[0]+"\nWe announce this.\n")
					must(t, "snapshot", name, "-s", dir, "--published", today, "--effective", "2021-09-01", "--now", today, "--quiet")
				}
			}
			must(t, "build", "-s", dir, "--now", today, "--quiet")

			var there []string
			err := fs.WalkDir(os.DirFS(filepath.Join(dir, "public")), ".", func(name string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() || name == "_headers" || name == "_redirects" { // these a host reads, and does not serve
					return err
				}
				there = append(there, "/"+name)
				if page, ok := strings.CutSuffix(name, "index.html"); ok {
					there = append(there, "/"+page, "/"+strings.TrimSuffix(page, "/"))
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for name := range test.policies { // answered by a rule of _redirects, for any day
				there = append(there, "/"+name+"/on/2019/05/01/", "/"+name+"/on/2019/05/01", "/"+name+"/on/2020/02/29/")
			}
			wrong := wrongAddresses()
			var b strings.Builder
			b.WriteString("# Privacy\n\n## Contact\n\nWrite to x@x.example.\n\n")
			for n, at := range slices.Concat(there, wrong) {
				fmt.Fprintf(&b, "- [Address number %d](<%s>)\n", n, at)
			}
			write(t, filepath.Join(dir, "content", "privacy", "policy.md"), b.String())
			c := run(t, "check", "privacy", "-s", dir, "--now", today)
			found := map[string]bool{}
			for _, m := range regexp.MustCompile(`“Address number (\d+)” leads to .*\[site-link\]`).FindAllStringSubmatch(c.stdout+c.stderr, -1) {
				found[m[1]] = true
			}
			for n, at := range slices.Concat(there, wrong) {
				if want := n >= len(there); found[fmt.Sprint(n)] != want {
					t.Errorf("check finds %s: %t, want %t", at, !want, want)
				}
			}
			t.Logf("%d addresses that are there, %d that are not", len(there), len(wrong))
		})
	}
}

// wrongAddresses are addresses that no site of the tests has.
func wrongAddresses() (list []string) {
	for _, at := range []string{
		"timemaps", "changelog/nonsense", "changelog/index.xml", "changelog/2020-01-01/", "changelog/rss.xml",
		"annotated/2020-01-01/", "annotated/annotated/", "sections/", "sections/nowhere/",
		"sections/contact/redline/", "sections/contact.1/", "archive/2019-12-31/", "archive/2020-01-01/policy.html",
		"archive/2020-01-01/policy.md/", "archive/2020-01-01/capture.md",
		"archive/2020-01-01/annotated/", "archive/2020-01-01/annotated/x/", "archive/SHA256SUMS/", "archive/sha256sums",
		"archive/index.md", "archive/versions.json", "archive/2020-01-01.2/", "compare/2019-01-01/2020-01-01/",
		"compare/2020-01-01/", "compare/2020-01-01/2020-01-01/", "compare/2020-01-01/2019-01-01/",
		"compare/2020-01-02/2020-01-01/", "compare/2020-01-01/draft/", "compare/pair/pair/", "compare/A/B/",
		"compare/side-by-side/",
		"compare/2020-01-01/2020-01-02/columns/", "compare/current/current/", "compare/current/2020-01-01/",
		"upcoming/2021-09-01/", "upcoming.ical", "upcoming.ics/", "upcoming/index.ics", "draft/", "versions",
		"versions.json/",
		"versions.xml", "weave", "weave.json/x", "weave-parts/", "weave-parts/nonsense.json", "weave-parts/000000000000.json",
		"weave.schema.json", "policy.html", "index.htm", "index.html/", "on/2019/02/29/", "on/2020/13/01/",
		"on/2020/1/1/", "on/2020/01/01/x/", "on/20200101/", "log/", "verify/", "feed.json",
		"atom.xml",
		"terms/", "privacy/", "contact/", "policy", "x", "archive/x/y/z/", "sitemap.xml", "robots.txt",
	} {
		list = append(list, "/privacy/"+at)
	}
	for _, at := range []string{
		"privacy.html", "privacy.md/", "privacy.txt", "privacies/", "PRIVACY/", "cookies/", "cookies.md", "cookies/archive/",
		"about/us/", "about.html", "seal/", "seal/seal", "seal/other.txt", "icon.png", "favicon.ico",
		"next-transition.json/", "next-transition", "transition.json", "sitemap/", "sitemap.xml/", "robots", "404", "404/",
		"500.html", "index.xml", "index.json", "feed.xml", "archive/", "archive/SHA256SUMS", "changelog/", "compare/",
		"assets/", "assets/site.css", "assets/page.js", "assets/page.00000000.js", "content/", "content/privacy/",
		"content/privacy.md", "static/icon.svg", "public/", "tags/", "categories/", "log/log", "log/tile/",
		"log/tile/0/0", "verify/verify",
		"_headers",
		"_redirects",
	} {
		list = append(list, "/"+at)
	}
	return list
}
