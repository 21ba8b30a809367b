package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"policyarchive/generator/archive"
	"policyarchive/generator/characters"
	"policyarchive/generator/host"
	"policyarchive/generator/internal/tools"
)

// evil are words that are markup, script or a command somewhere: each would run or
// lead to evil.example where nothing keeps it a word.
var evil = []string{
	`<script>window.__pwned=1</script>`, `<img src=x onerror=window.__pwned=1>`, `<svg/onload=window.__pwned=1>`,
	`"><b onmouseover=window.__pwned=1>`,
	`' autofocus onfocus=window.__pwned=1 x='`, `</title><script>window.__pwned=1</script>`,
	`</textarea></template></style><script>window.__pwned=1</script>`,
	`]]><script xmlns="http://www.w3.org/1999/xhtml">window.__pwned=1</script>`,
	`--><script>window.__pwned=1</script><!--`, `{{ "x" | safeHTML }}{{< x >}}{{% x %}}`,
	`<x-fragment>0</x-fragment>`, `javascript:window.__pwned=1`, `%0d%0aLocation: //evil.example`, "\u2028\u2029",
	`\u003cscript\u003e`, `${window.__pwned=1}`,
	`<iframe src=//evil.example>`, `<base href=//evil.example>`,
	`<meta http-equiv=refresh content="0;url=//evil.example">`, `<link rel=stylesheet href=//evil.example>`,
	`<style>@import "//evil.example"</style>`, `__proto__`, `constructor`, "BEGIN:VEVENT",
	`</pre><form action=//evil.example><input>`,
}

// steering are characters that older programs let into the archive.
const steering = "\a \x1b[31m \x00 \x7f \u202e \u2067 \uffff"

// hostileText is a text in which all places hold what is evil; n tells versions
// from one another.
func hostileText(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nlang: 'x\" onmouseover=window.__pwned=%d autofocus onfocus=window.__pwned=1 y=\"'\ndir: "+
		"'rtl\" onclick=\"window.__pwned=1'\nclass: 'x\" onclick=\"y'\n", n)
	b.WriteString("title: 'Evil </title><script>window.__pwned=1</script> \"q\"'\neffective: 2027-01-011\n---\n")
	fmt.Fprintf(&b, "# Evil <b>title</b> %s %d\n\nFirst words %d. Mail a@b.example.\n\n",
		`\<script\>window.__pwned=1\</script\>`, n, n)
	for i, e := range evil {
		if i%7 == n%7 {
			continue // goes and comes
		}
		escaped := strings.NewReplacer("<", `\<`, ">", `\>`, "*", `\*`, "[", `\[`).Replace(e)
		id := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" {}\t\n\u2028\u2029", r) {
				return '-'
			}
			return r
		}, e)
		fmt.Fprintf(&b, "## %s %d {#%s}\n\nWords of part %d, wording %d: %s and raw %s\n\n", escaped, i, id, i, n*i%5,
			escaped, e)
		fmt.Fprintf(&b, "1. [a](<javascript:window.__pwned=1>) [b](data:text/html,<script>1</script>) "+
			"[c](//evil.example/%d \"t\\\" onclick=x\") ![d](//evil.example/x.png)\n", n)
		fmt.Fprintf(&b, "2. `%s` <a href=\"x\" id='%s' onclick=window.__pwned=1 "+
			"style=\"background:url(//evil.example)\">raw</a>\n\n", strings.ReplaceAll(e, "`", ""), "i"+id)
		fmt.Fprintf(&b, "| %s | b |\n|---|---|\n| %s | c%d |\n\n", strings.ReplaceAll(escaped, "|", ""),
			strings.ReplaceAll(escaped, "|", ""), n)
	}
	for _, id := range []string{"_main", "_contents", "_record", "_gone", "_redline", "_2019", "_term-x", "__proto__",
		"toString"} {
		fmt.Fprintf(&b, "## Own %s {#%s}\n\nThe page's own, %d.\n\n", strings.Trim(id, "_"), id, n)
	}
	b.WriteString("## Definitions\n\n")
	for i, e := range evil {
		escaped := strings.NewReplacer("<", `\<`, ">", `\>`, "*", `\*`, "[", `\[`).Replace(e)
		fmt.Fprintf(&b, "- “X%d %s” means %d%s.\n", i, escaped, n, escaped)
	}
	fmt.Fprintf(&b, "\n## Use\n\nWhere X%d and X%d stand, and X1 %s.\n\n", n, n+1, evil[1])
	fmt.Fprintf(&b, "```\n%s\n```\n\nEscapes %s and \u2067עברית\u2069.\n", strings.Join(evil, "\n"), steering)
	return b.String()
}

// hostileSite is a built site with an archive that no program of today would write.
func hostileSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := newSite(dir, `organisation = "Trakt"`, `organisation = "Evil\"><script>window.__pwned=1</script>"`,
		"compareCurrent = 128", "compareCurrent = 1", "compareAll     = 16", "compareAll     = 1",
		`title    = "Trakt privacy policy"`, `title    = "</title><script>window.__pwned=1</script>"`,
		"[params.policies.privacy]\ntitle = \"Privacy policy\"\nlang  = \"en\"",
		"[params.policies.other]\ntitle = \"'><script>window.__pwned=1</script>\"\nlang  = \"he\""); err != nil {
		t.Fatal(err)
	}
	var sums []string
	put := func(name string, data []byte) {
		t.Helper()
		write(t, filepath.Join(dir, "archive", filepath.FromSlash(name)), string(data))
		sums = append(sums, archive.Digest(data)+"  "+name+"\n")
	}
	days := map[string][]string{"privacy": {"2018-01-01", "2019-01-01", "2020-01-01", "2090-01-01", "2091-01-01"},
		"other": {"2018-01-01"}}
	for policy := range days {
		for n, day := range days[policy] {
			text := hostileText(n)
			words := strings.Join(evil, " ") + steering
			r := archive.Record{
				Policy: policy, Version: archive.Name{Date: day, Ordinal: 1}, Effective: day, Published: min(day, "2021-06-01"),
				Summary: fmt.Sprint(words, n), Class: archive.Material,
				Text: archive.File{Name: archive.TextFile, SHA256: archive.Digest([]byte(text)), Bytes: int64(len(text))},
				Source: archive.Source{Original: `https://evil.example/"><script>window.__pwned=1</script>?a='onclick=1`,
					Archived: `http://evil.example/'"><img src=x onerror=1>`,
					Medium:   `x"><script>`, Repository: `javascript:window.__pwned=1//"><script>`,
					Commit: `"><script>window.__pwned=1</script>`, Path: words},
				Restorations: []archive.Restoration{{Rule: words, Count: 1, Was: words, Now: words, Note: words}},
				Doubts:       []string{words},
			}
			if n == 0 {
				r.Anchors = []archive.Anchor{{Anchor: "_main", Title: "Own main"},
					{Anchor: `x"onmouseover="window.__pwned=1`, Title: "Own gone"}}
			}
			data, err := r.Format()
			if err != nil {
				t.Fatal(err)
			}
			put(policy+"/"+day+"/policy.md", []byte(text))
			put(policy+"/"+day+"/version.json", data)
			if day == "2091-01-01" {
				w := archive.Withdrawal{Policy: policy, Version: r.Version, Withdrawn: "2021-07-01", Reason: words}
				if data, err = w.Format(); err != nil {
					t.Fatal(err)
				}
				put(w.Dir()+"/"+archive.WithdrawalFile, data)
			}
			if day == "2020-01-01" {
				c := archive.Correction{Policy: policy, Version: r.Version, Corrected: "2021-07-01", Wrong: words,
					Right: words, Record: archive.RecordCorrection{Summary: new(words + " corrected")}}
				if data, err = c.Format(); err != nil {
					t.Fatal(err)
				}
				put(c.Dir()+"/"+archive.CorrectionFile, data)
			}
		}
	}
	slices.SortFunc(sums, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
	write(t, filepath.Join(dir, "archive", archive.ManifestFile), strings.Join(sums, ""))
	must(t, "verify", "-s", dir)
	// What people write today has no fault of its own, and is as evil otherwise.
	_, text, _ := strings.Cut(hostileText(9)[4:], "---\n")
	text = strings.ReplaceAll(strings.Replace(text, steering, "", 1), "{#_", "{#x_")
	write(t, filepath.Join(dir, "content", "privacy", "policy.md"),
		"---\nsummary: '"+strings.ReplaceAll(strings.Join(evil, " "), "'", "''")+"'\n---\n"+text)
	must(t, "build", "--drafts", "--now", "2022-01-01", "-s", dir, "--baseURL", "https://policies.example/")
	return dir
}

// TestHostileSite: a site whose archive is as hostile as can be is built; its pages
// have no element and no attribute but those of the templates and of the renderer,
// its feeds and files are well-formed, and no script of a text runs in Chromium or Firefox,
// whether the host sends headers or not.
func TestHostileSite(t *testing.T) {
	t.Parallel()
	dir := hostileSite(t)
	public := filepath.Join(dir, "public")
	faults, err := crawl(public, "https://policies.example/")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults[:min(len(faults), 10)] {
		t.Error(f)
	}
	n := 0
	err = fs.WalkDir(os.DirFS(public), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data := []byte(read(t, filepath.Join(public, filepath.FromSlash(name))))
		switch {
		case path.Ext(name) == ".html":
			n++
			wholesome(t, name, data, nil)
		case path.Ext(name) == ".xml":
			wellFormedXML(t, name, data)
		case path.Ext(name) == ".ics":
			legalCalendar(t, name, data)
		case strings.HasSuffix(name, "feed.json"):
			var feed struct {
				Items []struct {
					Content string `json:"content_html"`
				}
			}
			if err := json.Unmarshal(data, &feed); err != nil || len(feed.Items) == 0 {
				t.Errorf("%s: %v, %d items", name, err, len(feed.Items))
			}
			for _, item := range feed.Items {
				wholesome(t, name, []byte(item.Content), []string{"style"})
			}
		case path.Ext(name) == ".json" && !json.Valid(data):
			t.Errorf("%s is no JSON", name)
		case name == "_headers":
			if _, err := host.ParseHeaders(string(data)); err != nil || strings.Contains(string(data), "evil") {
				t.Errorf("%s: %v\n%s", name, err, data)
			}
		}
		return nil
	})
	if err != nil || n < 30 {
		t.Fatalf("%d pages, %v", n, err)
	}
	browsed(t, public)
}

// Elements and attributes that layouts and the renderer write.
var (
	ownElements = strings.Fields("html head body meta title link script main header footer nav section aside article " +
		"div p span a ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table caption thead tbody tr th td " +
		"blockquote pre code em strong del ins sup sub u s br hr bdi time svg path rect g line circle text use figure " +
		"figcaption details summary form label input select option optgroup button template small abbr noscript " +
		"dialog output")
	ownAttributes = strings.Fields("lang dir class id href rel type title name content charset http-equiv property src " +
		"aria-label aria-labelledby aria-hidden aria-current aria-pressed aria-live tabindex role datetime " +
		"width height viewbox x y x1 x2 y1 y2 cx cy r d fill hidden for value selected method action label disabled colspan rowspan start scope open cite alt required data-url data-archive data-weave data-title data-current " +
		"focusable text-anchor form data-links data-words data-versions data-base data-status data-passages data-path " +
		"data-version data-from data-to data-section data-old data-new placeholder data-place data-none data-pages aria-haspopup data-script " +
		"data-citation data-address data-quotation data-numbered data-inside data-paragraph data-introduction " +
		"data-separator data-done data-failed data-lang data-days data-nearest data-made data-dates data-policy data-printed")
)

// wholesome holds a page to what layouts and the renderer write: no other element or
// attribute, no address that runs or is fetched from elsewhere, no script within.
func wholesome(t *testing.T, name string, data []byte, more []string) {
	t.Helper()
	if at, problem := characters.Fault(strings.ReplaceAll(string(data), "\u202c", "")); problem != "" {
		t.Errorf("%s:%d: %s", name, at, problem)
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	fault := func(format string, args ...any) {
		if s := fmt.Sprintf(format, args...); !seen[s] {
			seen[s] = true
			t.Errorf("%s: %s", name, s)
		}
	}
	for node := range root.Descendants() {
		if node.Type == html.CommentNode {
			fault("a comment: %.60q", node.Data)
		}
		if node.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(ownElements, node.Data) {
			fault("an element <%s>", node.Data)
		}
		for _, a := range node.Attr {
			if !slices.Contains(ownAttributes, strings.ToLower(a.Key)) && !slices.Contains(more, a.Key) {
				fault("an attribute %s=%.60q of <%s>", a.Key, a.Val, node.Data)
			}
			if slices.Contains([]string{"href", "src", "action"}, a.Key) {
				u, err := url.Parse(a.Val)
				if err != nil || !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, u.Scheme) {
					fault("an address %.60q, %v", a.Val, err)
				}
				if node.Data != "a" && err == nil && u.Host != "" && u.Host != "policies.example" {
					fault("<%s> fetches %.60q", node.Data, a.Val)
				}
			}
			if a.Key == "lang" && !regexp.MustCompile(`^[A-Za-z0-9-]+$`).MatchString(a.Val) ||
				a.Key == "dir" && !slices.Contains([]string{"ltr", "rtl", "auto"}, a.Val) {
				fault("%s=%.60q", a.Key, a.Val)
			}
			if a.Key == "class" && strings.ContainsAny(a.Val, `<>"'=`) {
				fault("class=%.60q", a.Val)
			}
		}
		if node.Data == "script" && node.FirstChild != nil && !isLinkedData(node) {
			fault("a script within the page: %.60q", node.FirstChild.Data)
		}
	}
}

// isLinkedData reports whether a script is a block of data that no browser runs.
func isLinkedData(script *html.Node) bool {
	return slices.Contains(script.Attr, html.Attribute{Key: "type", Val: "application/ld+json"}) &&
		json.Valid([]byte(script.FirstChild.Data))
}

// wellFormedXML reads a feed or sitemap to its end, and the pages in it.
func wellFormedXML(t *testing.T, name string, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	content := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		switch x := token.(type) {
		case xml.StartElement:
			content = x.Name.Local == "content"
		case xml.CharData:
			if content {
				wholesome(t, name, bytes.Clone(x), []string{"style"})
			}
			content = false
		}
	}
}

var calendarLine = regexp.MustCompile(`^(?: .*|[A-Z-]+(?:;[A-Z]+=[A-Z]+)*:.*)$`)

func legalCalendar(t *testing.T, name string, data []byte) {
	t.Helper()
	text, ended := strings.CutSuffix(string(data), "\r\n")
	if !ended {
		t.Errorf("%s does not end with a line", name)
	}
	events := 0
	for i, line := range strings.Split(text, "\r\n") {
		if _, problem := characters.Fault(line); problem != "" || len(line) > 75 || !calendarLine.MatchString(line) ||
			strings.Contains(line, "\n") {
			t.Errorf("%s:%d: %q, %s", name, i+1, line, problem)
		}
		if line == "BEGIN:VEVENT" {
			events++
		}
	}
	if events != 2 {
		t.Errorf("%s has %d events, want the announced and the withdrawn version", name, events)
	}
}

// browsed visits pages of every kind in browsers.
func browsed(t *testing.T, public string) {
	t.Helper()
	node, _ := tools.Node(t, "puppeteer-core")
	bare := httptest.NewServer(http.FileServer(http.Dir(public)))
	defer bare.Close()
	sent := httptest.NewServer(&host.Host{Dir: public})
	defer sent.Close()
	for _, browser := range [][]string{{"chromium", "chromium-browser", "google-chrome"}, {"firefox-esr", "firefox"}} {
		for what, server := range map[string]*httptest.Server{"without headers": bare, "with headers": sent} {
			t.Run(browser[0]+" "+what, func(t *testing.T) {
				program := tools.Program(t, browser...)
				out, err := exec.CommandContext(t.Context(), node, filepath.Join("sitecheck", "hostile.mjs"), server.URL, public,
					program).CombinedOutput()
				if err != nil {
					t.Errorf("%v\n%s", err, out)
				}
				t.Logf("%s", out)
			})
		}
	}
}
