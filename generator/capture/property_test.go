package capture

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/policy"
)

// shown renders Markdown and returns its elements and words in order, white
// space and the targets of links left out: what a restoration must not change.
func shown(t testing.TB, md string) []string {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(md), &page); err != nil {
		t.Fatal(err)
	}
	var out []string
	pre := false
	z := html.NewTokenizer(&page)
	for {
		kind := z.Next()
		switch token := z.Token(); kind {
		case html.ErrorToken:
			return out
		case html.TextToken:
			if pre {
				out = append(out, token.Data)
			} else {
				out = append(out, strings.Fields(token.Data)...)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			pre = pre || token.Data == "pre"
			out = append(out, "<"+token.Data+">")
		case html.EndTagToken:
			pre = pre && token.Data != "pre"
			out = append(out, "</"+token.Data+">")
		}
	}
}

// squash joins words that no-break spaces were between.
func squash(s []string) []string {
	var out []string
	for _, w := range s {
		out = append(out, strings.Fields(strings.ReplaceAll(w, noBreak, " "))...)
	}
	return out
}

// withoutEmpty leaves out paragraphs without a word.
func withoutEmpty(s []string) []string {
	var out []string
	for _, w := range s {
		if w == "</p>" && len(out) > 0 && out[len(out)-1] == "<p>" {
			out = out[:len(out)-1]
			continue
		}
		out = append(out, w)
	}
	return out
}

func lifted(r *Restored) bool {
	for _, n := range r.Restorations {
		switch n.Rule {
		case "notice", "residue", "control", "bom", "encoding":
			return true
		}
	}
	return false
}

// checkMarkdown checks what must hold for every Markdown capture.
func checkMarkdown(t testing.TB, data []byte) {
	t.Helper()
	opts := Options{Original: "https://example.org/privacy"}
	r, err := Restore(Capture{Name: "2020-01-02.md", Data: data}, opts)
	if err != nil {
		if r == nil || errors.Is(err, ErrNoDate) {
			return
		}
		t.Fatal(err)
	}
	again, err := Restore(Capture{Name: "2020-01-02.md", Data: r.Text}, opts)
	if err != nil {
		t.Fatalf("restoring %q again: %v", r.Text, err)
	}
	if !bytes.Equal(again.Text, r.Text) {
		t.Fatalf("restored twice (-once +twice):\n%s", cmp.Diff(string(r.Text), string(again.Text)))
	}
	if !bytes.HasSuffix(r.Text, []byte("\n")) {
		t.Fatalf("%q does not end with a newline", r.Text)
	}
	if !bytes.Equal(data, r.Text) && len(r.Restorations) == 0 {
		t.Fatalf("a change without a restoration:\n%s", cmp.Diff(string(data), string(r.Text)))
	}
	if lifted(r) {
		return
	}
	front, was := splitFrontMatter(strings.NewReplacer("\r\n", "\n", "\r",
		"\n").Replace(strings.ToValidUTF8(string(data), "\uFFFD")))
	newFront, now := splitFrontMatter(string(r.Text))
	if front != newFront {
		t.Fatalf("front matter changed from %q to %q", front, newFront)
	}
	if was, now := withoutEmpty(squash(shown(t, was))), withoutEmpty(squash(shown(t, now))); !slices.Equal(was, now) {
		t.Fatalf("%q became %q; what readers see changed (-was +now):\n%s", data, r.Text, cmp.Diff(was, now))
	}
}

func TestRealHistoriesKeepTheirWords(t *testing.T) {
	for _, file := range history(t, "*/*.md") {
		if filepath.Base(filepath.Dir(file)) == "trakt" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), func(t *testing.T) { checkMarkdown(t, data) })
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"# A  \n\n **B.** c  \nd \n\n* e\u00A0 \u00A0f\n",
		"\u00A0- x\n\u00A0\n\n    code  \n",
		"## a #\u00A0\n",
		"1.\u00A0 a\n",
		"a\\ \nb",
		"> *the following text, archived on 2016-11-04: https://web.archive.org/web/20161104044542id_/https%3A//x.org/p*\n\n---\na: b\n---\nc",
		"[a](https://web.archive.org/x 'y') <https://web.archive.org/x> [b]: https://web.archive.org/x\n\n[b]: https://web.archive.org/z\n\n[b]",
		"loading...\n\n---\na: b\n---\n\nloading...\n\n",
		"---\ndate: 2020-01-02\n---\n\n a\u00A0\u00A0",
		"<a href='https://web.archive.org/web/2016id_/http://a.b/c'>\n \n```\n \n",
		"|a|b|\n|-|-|\n| [x](https://web.archive.org/y) |  | \n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkMarkdown(t, data) })
}

// checkPage checks what must hold for every HTML capture.
func checkPage(t testing.TB, data []byte) {
	t.Helper()
	opts := Options{Original: "https://example.org/privacy"}
	r, err := Restore(Capture{Name: "2020-01-02.html", Data: data}, opts)
	if err != nil {
		return
	}
	again, err := Restore(Capture{Name: "2020-01-02.md", Data: r.Text}, opts)
	if err != nil {
		t.Fatalf("restoring %q again: %v", r.Text, err)
	}
	if !bytes.Equal(again.Text, r.Text) {
		t.Fatalf("restored twice (-once +twice):\n%s", cmp.Diff(string(r.Text), string(again.Text)))
	}
	for _, d := range r.Doubts {
		if strings.Contains(d, "did not arrive") {
			t.Fatalf("%q became %q: %s", data, r.Text, d)
		}
	}
	var page bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(renderer.WithUnsafe()))
	if err := md.Convert(r.Text, &page); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	walk(doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && neverText[n.DataAtom] && n.DataAtom != atom.Head {
			t.Fatalf("%q gives <%s>", data, n.Data)
		}
		for _, a := range n.Attr {
			scheme := strings.ToLower(urlScheme.FindString(strings.TrimSpace(a.Val)))
			if strings.HasPrefix(a.Key, "on") || (a.Key == "href" || a.Key == "src") && scheme != "" &&
				!policy.SafeScheme(strings.TrimSuffix(scheme, ":")) {
				t.Fatalf("%q gives %s=%q", data, a.Key, a.Val)
			}
		}
		return true
	})
}

func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"<title>A - B</title><body><h1>A</h1><p onclick=x()>b <a href=' java\nscript:alert(1)'>c</a><script>d</script>",
		"<div>a<br><br>b<span>c<br> <br>d</span></div><table><tr><td>e<br><br>f",
		"<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; [x](javascript:y) <img src='data:x' alt='z'>",
		"<ul><li>a<li><p>b<p>c</ul><ul><li>d</ul><ol start=3 type=a><li>e</ol>",
		"<pre>a  \n b</pre><code>`c`</code><p>&nbsp;</p><p>&nbsp;&nbsp;d</p><p>1. e</p><p># f</p>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkPage(t, data) })
}
