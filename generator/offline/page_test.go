package offline

import (
	"testing"
	"testing/fstest"
)

// site is what a page of the tests leads to.
func site() *packer {
	return &packer{root: "/legal/", files: fstest.MapFS{
		"privacy/index.html": {}, "about/us/index.html": {}, "über uns/index.html": {}, "images/a b.png": {}, "robots.txt": {},
		"index.html": {},
	}}
}

// A full address of what is packed leads to it from the disk, and no other does.
func TestWithoutOrigin(t *testing.T) {
	p := site()
	p.origin = "https://example.org"
	for link, want := range map[string]string{
		"https://example.org/legal/privacy/?a=b#c":   "/legal/privacy/?a=b#c",
		"https://example.org/legal/privacy":          "/legal/privacy/",
		"https://example.org/legal":                  "/legal/",
		"https://example.org/legal#c":                "/legal/#c",
		"HTTPS://Example.org/legal/%C3%BCber%20uns/": "/legal/%C3%BCber%20uns/",
		"https://example.org/legal/images/a%20b.png": "/legal/images/a%20b.png",
		"https://example.org/legal/settings/":        "https://example.org/legal/settings/",
		"https://example.org/legal/images/":          "https://example.org/legal/images/",
		"https://example.org/legal/robots.txt":       "https://example.org/legal/robots.txt",
		"https://example.org/other/":                 "https://example.org/other/",
		"https://example.org/legal/../etc/passwd":    "https://example.org/legal/../etc/passwd",
		"http://example.org/legal/privacy/":          "http://example.org/legal/privacy/",
		"https://example.org:8080/legal/privacy/":    "https://example.org:8080/legal/privacy/",
		"https://smith@example.org/legal/privacy/":   "https://smith@example.org/legal/privacy/",
		"/legal/privacy/":                            "/legal/privacy/",
		"mailto:smith@anvil.example":                 "mailto:smith@anvil.example",
	} {
		if got := p.withoutOrigin(link); got != want {
			t.Errorf("%s becomes %s, want %s", link, got, want)
		}
	}
}

// Links lead to pages of the zip; what tells programs where a page is published stays.
func TestRewriteFullAddresses(t *testing.T) {
	p := site()
	p.origin = "https://example.org"
	const canonical = `<link rel="canonical" href="https://example.org/legal/privacy/">`
	got := string(p.rewrite([]byte(canonical+`<a href="https://example.org/legal/privacy/#c">`+
		`<meta http-equiv="refresh" content="0; url=https://example.org/legal/privacy/">`), "about/us/index.html"))
	const want = canonical + `<a href="../../privacy/index.html#c">` +
		`<meta http-equiv="refresh" content="0; url=../../privacy/index.html">`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A link leads to a file, however its page writes it.
func TestRelativeLink(t *testing.T) {
	const page = "about/us/index.html"
	for link, want := range map[string]string{
		"/legal/":                       "../../index.html",
		"/legal/privacy/?a=b#c":         "../../privacy/index.html?a=b#c",
		"/legal/privacy":                "../../privacy/index.html",
		"/legal/%C3%BCber%20uns":        "../../%C3%BCber%20uns/index.html",
		"/legal/images/a%20b.png":       "../../images/a%20b.png",
		"../../privacy/#c":              "../../privacy/index.html#c",
		"../../privacy":                 "../../privacy/index.html",
		"../../%C3%BCber%20uns":         "../../%C3%BCber%20uns/index.html",
		"../../images/a%20b.png":        "../../images/a%20b.png",
		".":                             "./index.html",
		"../..":                         "../../index.html",
		"#c":                            "#c",
		"?a=b":                          "?a=b",
		"":                              "",
		"/other/":                       "/other/",
		"//example.org/legal/":          "//example.org/legal/",
		"https://example.org/legal/":    "https://example.org/legal/",
		"mailto:smith@anvil.example":    "mailto:smith@anvil.example",
		"../../../outside/of/the/site/": "../../../outside/of/the/site/",
	} {
		if got := site().relativeLink(link, page); got != want {
			t.Errorf("%s becomes %s, want %s", link, got, want)
		}
	}
	if got := (&packer{root: "/", files: site().files}).relativeLink("//example.org/", page); got != "//example.org/" {
		t.Errorf("a link to another host becomes %s", got)
	}
	if got := site().relativeLink("/legal/", "index.html"); got != "index.html" {
		t.Errorf("a link of the home page to itself becomes %q", got)
	}
}

// Whatever names a page or a file does so from the page's own file, for readers without
// scripts as well.
func TestRewrite(t *testing.T) {
	for page, want := range map[string]string{
		`<noscript><a href=/legal/>go</a></noscript>`:            `<noscript><a href="../index.html">go</a></noscript>`,
		`<img src=a.png srcset="/legal/a.png, /legal/b.png 2x">`: `<img src="a.png" srcset="../a.png, ../b.png 2x">`,
		`<object data=/legal/a.pdf></object><p data=/legal/>`:    `<object data="../a.pdf"></object><p data=/legal/>`,
		`<svg><use xlink:href=/legal/icons.svg#a></svg>`:         `<svg><use xlink:href="../icons.svg#a"></svg>`,
		`<textarea><a href=/legal/>shown</a></textarea>`:         `<textarea><a href=/legal/>shown</a></textarea>`,
		`<p class=a>A &amp; B<br/></P>`:                          `<p class=a>A &amp; B<br/></P>`,
	} {
		if got := string(site().rewrite([]byte(page), "about/index.html")); got != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", page, got, want)
		}
	}
}

func TestRewriteStyles(t *testing.T) {
	const rest = `, url(c.ttf), url(data:font/woff2;base64,/legal/)}`
	sheet := `@font-face{src:url("/legal/a.woff2"), url( /legal/b.ttf )` + rest
	want := `@font-face{src:url("../a.woff2"), url( ../b.ttf )` + rest
	if got := string(site().rewriteStyles([]byte(sheet), "css/own.css")); got != want {
		t.Errorf("the style sheet becomes %s", got)
	}
}
