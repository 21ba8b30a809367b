package site_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"policyarchive/generator/site"
)

func TestFragmentIsMadeOnce(t *testing.T) {
	dir := t.TempDir()
	made := 0
	render := func() ([]byte, error) { made++; return []byte("<p>  Hello   there  </p>"), nil }
	var names [3]string
	for i := range names {
		f := site.OpenFragments(dir)
		name, err := f.Once([]byte("key"), render)
		if err != nil {
			t.Fatal(err)
		}
		names[i] = name
	}
	if made != 1 || names[0] != names[1] || names[1] != names[2] {
		t.Errorf("made %d times under %v", made, names)
	}
	data, err := os.ReadFile(filepath.Join(dir, ".build", "assets", filepath.FromSlash(names[0])))
	if err != nil || string(data) != "<p>Hello there</p>" {
		t.Errorf("stored %q, %v", data, err)
	}
	other, err := site.OpenFragments(dir).Put([]byte("<p>other</p>"))
	if err != nil || other == names[0] {
		t.Errorf("another text got the name %q, %v", other, err)
	}
}

func TestFragmentThatFailsLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	broken := errors.New("broken")
	if _, err := site.OpenFragments(dir).Once([]byte("k"), func() ([]byte, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, ".build", "assets", "fragments", "*")); len(files) > 0 {
		t.Errorf("left %v", files)
	}
}

// Minifying must never join or lose words, nor drop an anchor.
func TestMinifyingKeepsTheWords(t *testing.T) {
	dir := t.TempDir()
	f := site.OpenFragments(dir)
	for _, text := range []string{
		"<p>one <del>two</del> <ins>three</ins> four</p>", "<p>one<del> two</del><ins> three</ins>\nfour</p>",
		"<p>a <span class=\"enum\" id=\"x.i\">(i)</span> b, <a href=\"/c\"> d </a>e</p>", "<p>a &lt;Data Protection Officer&gt; &amp; b</p>",
		"<pre><code>two  blanks\n  and a line\n</code></pre>", "<ol start=\"3\" type=\"a\"><li>x</li> <li>y</li></ol>", "<p>a<br>b&nbsp;c\u00a0d\u200fe</p>",
		versionBody(true), inlineRedline, columnsRedline,
	} {
		name, err := f.Put([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		small, err := os.ReadFile(filepath.Join(dir, ".build", "assets", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := words(t, string(small)), words(t, text); got != want {
			t.Errorf("the words of\n%s\nbecame\n%s\nwere\n%s", small, got, want)
		}
		for _, attribute := range regexp.MustCompile(` (?:id|href|start|type|class)="[^"]*"`).FindAllString(text, -1) {
			if !strings.Contains(string(small), attribute) {
				t.Errorf("%s is missing in\n%s", attribute, small)
			}
		}
	}
}

// words is the text of some HTML as a reader sees it: blanks folded, which show in pre.
func words(t *testing.T, text string) string {
	t.Helper()
	node, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node, pre bool)
	walk = func(n *html.Node, pre bool) {
		switch {
		case n.Type == html.TextNode && pre:
			b.WriteString(strings.NewReplacer(" ", "·", "\n", "¬").Replace(n.Data))
		case n.Type == html.TextNode:
			b.WriteString(regexp.MustCompile(`[ \t\n]+`).ReplaceAllString(n.Data, " "))
		case n.Type == html.ElementNode && !strings.Contains(" a span strong em del ins code b i bdi ", " "+n.Data+" "):
			b.WriteString("\n")
			defer b.WriteString("\n")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, pre || n.Data == "pre")
		}
	}
	walk(node, false)
	folded := regexp.MustCompile(` {2,}`).ReplaceAllString(b.String(), " ")
	return strings.TrimSpace(regexp.MustCompile(` *\n[ \n]*`).ReplaceAllString(folded, "\n"))
}
