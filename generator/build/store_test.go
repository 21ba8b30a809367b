package build

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"policyarchive/generator/schema"

	"golang.org/x/net/html"
)

// Minifying must never join or lose words, nor drop an anchor.
func TestMinifyingKeepsTheWords(t *testing.T) {
	f := testStore(t)
	for _, text := range []string{
		"<p>one <del>two</del> <ins>three</ins> four</p>", "<p>one<del> two</del><ins> three</ins>\nfour</p>",
		"<p>a <span class=\"enum\" id=\"x.i\">(i)</span> b, <a href=\"/c\"> d </a>e</p>",
		"<p>a &lt;Data Protection Officer&gt; &amp; b</p>",
		"<pre><code>two  blanks\n  and a line\n</code></pre>", "<ol start=\"3\" type=\"a\"><li>x</li> <li>y</li></ol>",
		"<p>a<br>b&nbsp;c\u00a0d\u200fe</p>",
		versionBody(true), inlineRedline, columnsRedline,
	} {
		name, err := f.Put(text)
		if err != nil {
			t.Fatal(err)
		}
		small, err := f.Text(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := shownText(t, small), shownText(t, text); got != want {
			t.Errorf("the words of\n%s\nbecame\n%s\nwere\n%s", small, got, want)
		}
		for _, attribute := range regexp.MustCompile(` (?:id|href|start|type|class)="[^"]*"`).FindAllString(text, -1) {
			if !strings.Contains(small, attribute) {
				t.Errorf("%s is missing in\n%s", attribute, small)
			}
		}
	}
}

// A run of references to characters costs no more than its bytes: it is left as it is.
func TestManyReferences(t *testing.T) {
	f := testStore(t)
	few, many := "<p>"+strings.Repeat("&gt;", 4000)+"</p>", "<p>"+strings.Repeat("&gt;", 6000)+"</p>"
	for _, test := range []struct{ text, want string }{
		{few, "<p>" + strings.Repeat(">", 4000) + "</p>"}, {many, many},
	} {
		name, err := f.Put(test.text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Text(name); err != nil || got != test.want {
			t.Errorf("%.20s…, %d bytes, became %.20s…, %d bytes; %v", test.text, len(test.text), got, len(got), err)
		}
	}
}

// shownText is the text of some HTML as a reader sees it: blanks folded, which show in pre.
func shownText(t *testing.T, text string) string {
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

// What a page cannot show is told by the store.
func TestStoreTellsOfFaults(t *testing.T) {
	f := testStore(t)
	if f.Keep(schema.HomePage{}); f.Err() != nil {
		t.Error(f.Err())
	}
	if f.Keep(math.NaN()); f.Err() == nil {
		t.Error("a value that JSON cannot hold is no fault")
	}
}
