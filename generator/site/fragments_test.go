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
	render := func() ([]string, error) { made++; return []string{"<p>Hello", " there</p>"}, nil }
	var names [3]string
	for i := range names {
		f := site.OpenFragments(dir)
		name, err := f.Once([]byte("key"), render)
		if err != nil {
			t.Fatal(err)
		}
		names[i] = name
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
	}
	if made != 1 || names[0] != names[1] || names[1] != names[2] {
		t.Errorf("made %d times under %v", made, names)
	}
	if data, err := site.OpenFragments(dir).Text(names[0]); err != nil || data != "<p>Hello there</p>" {
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
	if _, err := site.OpenFragments(dir).Once([]byte("k"), func() ([]string, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, ".build", "fragments", "*")); len(files) > 0 {
		t.Errorf("left %v", files)
	}
}

// Fragments share their parts, and what no build uses is swept: the file of
// parts does not grow for ever.
func TestFragmentsShareAndSweep(t *testing.T) {
	dir := t.TempDir()
	size := func() int64 {
		t.Helper()
		info, err := os.Stat(filepath.Join(dir, ".build", "fragments", "parts"))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	build := func(versions ...string) map[string]string {
		t.Helper()
		f := site.OpenFragments(dir)
		names := map[string]string{}
		for _, v := range versions {
			name, err := f.Once([]byte(v), func() ([]string, error) { return []string{strings.Repeat("shared ", 100), "own " + v}, nil })
			if err != nil {
				t.Fatal(err)
			}
			names[v] = name
		}
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		return names
	}
	build("a")
	one := size()
	names := build("a", "b", "c")
	if got := size(); got > one+20 {
		t.Errorf("three fragments take %d bytes, one took %d", got, one)
	}
	for range 3 {
		for _, v := range []string{"a", "b", "c"} {
			if text, err := site.OpenFragments(dir).Text(names[v]); err != nil || text != strings.Repeat("shared ", 100)+"own "+v {
				t.Errorf("%s is %.20q…, %v", v, text, err)
			}
		}
		names = build("a", "b", "c")
	}
	f := site.OpenFragments(dir)
	for range 20 {
		if _, err := f.Put([]byte("<p>" + strings.Repeat("large ", 1000) + "</p>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	names = build("c")
	if got := size(); got > one+20 {
		t.Errorf("%d bytes are left of what is not used", got)
	}
	if text, err := site.OpenFragments(dir).Text(names["c"]); err != nil || !strings.HasSuffix(text, "own c") {
		t.Errorf("after the sweep it is %.20q…, %v", text, err)
	}
}

// A store that a power cut damaged is made anew, or says what to do.
func TestDamagedFragments(t *testing.T) {
	for name, damage := range map[string]func(dir string) error{
		"no index":       func(dir string) error { return os.Remove(filepath.Join(dir, "index")) },
		"empty index":    func(dir string) error { return os.WriteFile(filepath.Join(dir, "index"), nil, 0o644) },
		"torn index":     func(dir string) error { return os.Truncate(filepath.Join(dir, "index"), 40) },
		"no parts":       func(dir string) error { return os.Remove(filepath.Join(dir, "parts")) },
		"torn parts":     func(dir string) error { return os.Truncate(filepath.Join(dir, "parts"), 5) },
		"other parts":    func(dir string) error { return os.WriteFile(filepath.Join(dir, "parts"), make([]byte, 200), 0o644) },
		"a longer store": func(dir string) error { return os.Truncate(filepath.Join(dir, "parts"), 5000) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			store := func() string {
				t.Helper()
				f := site.OpenFragments(dir)
				name, err := f.Put([]byte("<p>Hello there, and once more</p>"))
				if err != nil {
					t.Fatal(err)
				}
				if err := f.Save(); err != nil {
					t.Fatal(err)
				}
				return name
			}
			store()
			if err := damage(filepath.Join(dir, ".build", "fragments")); err != nil {
				t.Fatal(err)
			}
			text, err := site.OpenFragments(dir).Text(store())
			if err != nil && !strings.Contains(err.Error(), "remove the folder .build and build again") || err == nil && text != "<p>Hello there, and once more</p>" {
				t.Errorf("%q, %v", text, err)
			}
		})
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
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		small, err := f.Text(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := words(t, small), words(t, text); got != want {
			t.Errorf("the words of\n%s\nbecame\n%s\nwere\n%s", small, got, want)
		}
		for _, attribute := range regexp.MustCompile(` (?:id|href|start|type|class)="[^"]*"`).FindAllString(text, -1) {
			if !strings.Contains(small, attribute) {
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
