package build

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/schema"

	"golang.org/x/net/html"
)

// published is a built site behind a server, as a reader gets it.
type published struct {
	t      *testing.T
	site   *schema.Site
	server *httptest.Server
}

func publish(t *testing.T) published {
	t.Helper()
	dir := newSite(t)
	f := testStore(t)
	s := fixture(t, f)
	build(t, dir, s, f)
	public := filepath.Join(dir, "public")
	if keep := os.Getenv("KEEP_SITE"); keep != "" {
		if err := os.CopyFS(keep, os.DirFS(public)); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(http.FileServer(http.Dir(public)))
	t.Cleanup(server.Close)
	return published{t, s, server}
}

func (p published) get(path string) []byte {
	p.t.Helper()
	answer, err := http.Get(p.server.URL + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		p.t.Errorf("%s: %s, %v", path, answer.Status, err)
	}
	return body
}

// page is what a test asks of a page.
type page struct {
	elements []*html.Node
	ids      map[string]int
	text     string
}

func (p published) page(path string) page {
	p.t.Helper()
	root, err := html.Parse(bytes.NewReader(p.get(path)))
	if err != nil {
		p.t.Fatal(err)
	}
	found := page{ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			found.text += n.Data
		}
		if n.Type != html.ElementNode {
			continue
		}
		found.elements = append(found.elements, n)
		if id := attr(n, "id"); id != "" {
			found.ids[id]++
		}
	}
	return found
}

// find returns the elements of a name that have the attribute, with that value unless it is empty.
func (p page) find(name, key, value string) (found []*html.Node) {
	for _, n := range p.elements {
		if got := attr(n, key); n.Data == name && got != "" && (value == "" || got == value) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestEveryPage holds all pages to what a strict policy, a screen reader and a
// visitor with a deep link need.
func TestEveryPage(t *testing.T) {
	p := publish(t)
	pages := map[string]page{"/404.html": p.page("/404.html")}
	for _, sp := range p.site.Pages {
		path := strings.TrimSuffix(sp.Path, "/") + "/"
		pages[path] = p.page(path)
	}
	for path, page := range pages {
		for id, n := range page.ids {
			if n > 1 {
				t.Errorf("%s: %d elements have the id %q", path, n, id)
			}
		}
		h1, level := 0, 0
		for _, n := range page.elements {
			if n.Data == "script" && attr(n, "type") == "module" && strings.HasPrefix(attr(n, "src"), "/assets/") {
				continue
			}
			if n.Data == "script" && attr(n, "type") == "application/ld+json" && json.Valid([]byte(n.FirstChild.Data)) {
				continue
			}
			if n.Data == "script" || n.Data == "style" || attr(n, "style") != "" {
				t.Errorf("%s: an inline %s", path, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: %s is script", path, a.Key)
				}
				if (a.Key == "aria-labelledby") && page.ids[a.Val] == 0 {
					t.Errorf("%s: %s names no element: %q", path, a.Key, a.Val)
				}
			}
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				now := int(n.Data[1] - '0')
				if now == 1 {
					h1++
				}
				if now > level+1 {
					t.Errorf("%s: an h%d follows an h%d", path, now, level)
				}
				level = now
			}
			if n.Data == "time" && attr(n, "datetime") == "" {
				t.Errorf("%s: a time without datetime", path)
			}
		}
		if h1 != 1 || len(page.find("html", "lang", "en-GB")) != 1 || len(page.find("main", "id", "_main")) != 1 {
			t.Errorf("%s: %d h1, or no language, or no main", path, h1)
		}
		for _, word := range []string{"<no value>", "%!", "ZgotmplZ", "[i18n]"} {
			if strings.Contains(page.text, word) {
				t.Errorf("%s: shows %q", path, word)
			}
		}
		checkLinks(t, path, page, pages, p)
	}
}

// checkLinks follows every link inside the site, down to the fragment.
func checkLinks(t *testing.T, path string, from page, pages map[string]page, p published) {
	t.Helper()
	base := &url.URL{Path: path}
	for _, n := range from.elements {
		ref := attr(n, "href")
		if ref == "" {
			continue
		}
		link, err := base.Parse(ref)
		if err != nil {
			t.Errorf("%s: %q: %v", path, ref, err)
			continue
		}
		if link.Host == "example.org" {
			link.Host, link.Scheme = "", ""
		}
		if link.Host != "" || link.Scheme != "" {
			if n.Data == "link" {
				t.Errorf("%s: loads %s from elsewhere", path, ref)
			}
			continue
		}
		to, ok := pages[link.Path]
		if !ok {
			p.get(link.EscapedPath())
			continue
		}
		if link.Fragment != "" && to.ids[link.Fragment] == 0 {
			t.Errorf("%s: %s leads to no place in that page", path, ref)
		}
	}
}

func TestPolicyPageIsLight(t *testing.T) {
	p := publish(t)
	policy := p.page("/privacy/")
	total := 0
	paths := []string{"/privacy/"}
	for _, rel := range []string{"stylesheet", "icon"} {
		for _, n := range policy.find("link", "rel", rel) {
			paths = append(paths, attr(n, "href"))
		}
	}
	if len(paths) != 3 {
		t.Fatalf("the page loads %v", paths)
	}
	for _, path := range paths {
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if _, err := z.Write(p.get(path)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", path, b.Len())
		if strings.HasSuffix(path, ".css") && b.Len() > 6*1024 {
			t.Errorf("the style sheet has %d bytes", b.Len())
		}
		total += b.Len()
	}
	if total > 14*1024 {
		t.Errorf("%d bytes in all", total)
	}
}

func TestWhatEachPageSays(t *testing.T) {
	p := publish(t)
	for _, test := range []struct{ path, want string }{
		{"/privacy/", "In force since 23 November 2026"},
		{"/privacy/", "A new version applies from 1 February 2027."},
		{"/privacy/", "Unchanged since at least 1 May 2010"},
		{"/privacy/", "Changed 23 November 2026"},
		{"/privacy/", "Postal mail"},
		{"/privacy/archive/2010-05-01/", "Old version."},
		{"/privacy/archive/2010-05-01/", "Captured on 1 May 2010"},
		{"/privacy/archive/2010-05-01/", "9,876 bytes"},
		{"/privacy/archive/2019-06-01/", "In force from 1 June 2019 until 23 November 2026"},
		{"/privacy/archive/2027-02-01/", "Announced. Applies from 1 February 2027 See what will change Current text"},
		{"/privacy/archive/2027-02-01/", "Announced on 1 December 2026, applies from 1 February 2027"},
		{"/privacy/archive/2027-02-01/", "1,234,567 bytes"},
		{"/privacy/compare/2019-06-01/2026-11-23/", "Wording changed in 3 of 10 sections."},
		{"/privacy/compare/2019-06-01/2026-11-23/", "24 words added, 1 word removed."},
		{"/privacy/sections/use/", "In the versions of 1 May 2010 to 1 June 2019"},
		{"/privacy/sections/postal-mail/", "This section is no longer in the text."},
		{"/privacy/", "Until then, the text below is in force."},
		{"/privacy/upcoming/", "A new version applies from 1 February 2027. Until then, the text in force does."},
		{"/privacy/upcoming/", "62 days between announcement and coming into force"},
		{"/privacy/upcoming/", "Announced for later"},
		{"/terms/upcoming/", "No new version is announced.Latest change: In force since 1 January 2024."},
		{"/terms/compare/", "There is only one version so far."},
		{"/terms/archive/", "The oldest version known."},
		{"/privacy/archive/2026-11-23/", "Check this page"},
		{"/log/", "privacy 2026-11-23 was archived."},
		{"/verify/", "does not proveThat readers were shown a version on the day it is dated."},
		{"/verify/", "curl -O https://lantern.example/log/LOG"},
	} {
		text := strings.Join(strings.Fields(p.page(test.path).text), " ")
		if !strings.Contains(text, test.want) {
			t.Errorf("%s does not say %q:\n%s", test.path, test.want, text)
		}
	}
	// A date of capture is never told as one of force.
	for _, n := range []string{"2010-05-01", "2014-03-12"} {
		text := strings.Join(strings.Fields(p.page("/privacy/archive/"+n+"/").text), " ")
		if strings.Contains(text, "In force from 1 May 2010") || strings.Contains(text, "In force since 12 March 2014") {
			t.Errorf("version %s claims to have been in force", n)
		}
	}
}

func TestHeadOfPages(t *testing.T) {
	p := publish(t)
	href := func(path, rel string) string {
		for _, n := range p.page(path).find("link", "rel", rel) {
			return attr(n, "href")
		}
		return ""
	}
	if got := href("/privacy/", "canonical"); got != "https://example.org/privacy/" {
		t.Errorf("canonical of /privacy/ is %q", got)
	}
	if got := href("/privacy/compare/2019-06-01/2026-11-23/side-by-side/",
		"canonical"); got != "https://example.org/privacy/compare/2019-06-01/2026-11-23/" {
		t.Errorf("canonical of the side-by-side view is %q", got)
	}
	for _, version := range []string{"/privacy/archive/2010-05-01/", "/privacy/archive/2026-11-23/"} {
		if len(p.page(version).find("meta", "content", "noindex")) != 1 {
			t.Errorf("%s is offered to search engines", version)
		}
		if got := href(version, "canonical"); got != "https://example.org"+version {
			t.Errorf("canonical of %s is %q", version, got)
		}
	}
	sitemap := string(p.get("/sitemap.xml"))
	if strings.Contains(sitemap, "2010-05-01/<") || strings.Contains(sitemap, "side-by-side") ||
		!strings.Contains(sitemap, "<loc>https://example.org/privacy/</loc><lastmod>2026-11-23</lastmod>") {
		t.Errorf("sitemap: %s", sitemap)
	}
	if !strings.Contains(string(p.get("/robots.txt")), "Sitemap: https://example.org/sitemap.xml") {
		t.Error("robots.txt names no sitemap")
	}
	arabic := p.page("/terms/")
	if len(arabic.find("h1", "lang", "ar")) != 1 || len(arabic.find("div", "dir", "rtl")) == 0 ||
		len(arabic.find("h2", "id", "الخصوصية")) != 1 {
		t.Error("the Arabic policy is not marked as such")
	}
}

func TestHomePageOfOnePolicy(t *testing.T) {
	dir := newSite(t)
	f := testStore(t)
	s := fixture(t, f)
	s.Policies = s.Policies[:1]
	s.Pages[len(s.Pages)-1].Data = f.Keep(schema.HomePage{Policies: s.Policies})
	build(t, dir, s, f)
	home, err := os.ReadFile(filepath.Join(dir, "public", "index.html"))
	if err != nil || !strings.Contains(string(home), `http-equiv=refresh content="0; url=/privacy/"`) {
		t.Errorf("the home page does not lead to the only policy: %s, %v", home, err)
	}
}
