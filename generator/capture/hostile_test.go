package capture

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark/ast"

	"policyarchive/generator/policy"
)

// Time must grow with the size of a capture, not with its square: ten times the
// input may take at most forty times as long.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	link := "[a](https://web.archive.org/web/20200102id_/http%3A//x.org/a) "
	for name, make := range map[string]func(n int) string{
		"paragraphs.md":  func(n int) string { return strings.Repeat(" **A.** some words "+link+" \n\n", n) },
		"headings.md":    func(n int) string { return strings.Repeat("##  a\u00A0\u00A0b \n", n) },
		"one-line.md":    func(n int) string { return strings.Repeat("word\u00A0\u00A0and ", n) },
		"residue.md":     func(n int) string { return strings.Repeat("loading...\n\n", n) + "# a" },
		"notices.md":     func(n int) string { return strings.Repeat("> \n", n) + "a" },
		"spacers.md":     func(n int) string { return strings.Repeat("\u00A0\n\n", n) + "a" },
		"comments.md":    func(n int) string { return strings.Repeat("<!-- ", n) },
		"divisions.html": func(n int) string { return strings.Repeat("<div><p>some words of a policy</p></div>", n) },
		"breaks.html":    func(n int) string { return strings.Repeat("a<br><br>", n) },
		"spaced.html":    func(n int) string { return "a" + strings.Repeat("<br> ", n) + "b" },
		"hidden.html":    func(n int) string { return strings.Repeat("<h2>a</h2><div hidden>b</div>", n) },
		"links.html":     func(n int) string { return strings.Repeat("<a href=/x>a</a> <a href='#y'>b</a> ", n) + "c" },
		"footers.html":   func(n int) string { return strings.Repeat("<footer>© a</footer>", n) },
		"comments.html":  func(n int) string { return strings.Repeat("<!-- a --><p>b", n) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			took := func(n int) time.Duration {
				start := time.Now()
				if _, err := Restore(Capture{Name: "2020-01-02-" + name, Data: []byte(make(n))},
					Options{Original: "https://example.org/"}); err != nil && !errors.As(err, new(*policy.Excess)) {
					t.Fatal(err)
				}
				return time.Since(start)
			}
			// What else the machine does can slow a try, and never hasten one.
			small, large := took(500), took(5000)
			for try := 0; large > 40*small && large > time.Second; try++ {
				if try == 12 {
					t.Fatalf("500 pieces took %v, 5,000 took %v", small, large)
				}
				large = min(large, took(5000))
			}
			t.Logf("500: %v, 5,000: %v", small, large)
		})
	}
}

// What stands deep in lists and quotations costs no more than other text.
func TestDepthIsBounded(t *testing.T) {
	for _, text := range []string{strings.Repeat("> ", 5000) + "a", strings.Repeat("1. ", 5000) + "a"} {
		deepest, depth := 0, 0
		_ = ast.Walk(parseMarkdown(text).doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering {
				depth++
				deepest = max(deepest, depth)
			} else {
				depth--
			}
			return ast.WalkContinue, nil
		})
		if deepest > 100 {
			t.Errorf("%.10q… stands %d deep", text, deepest)
		}
	}
}

// Quotations within each other take a mark each before every line. Twice as many may take
// some more than twice the memory, not four times.
func TestDeepQuotationsAreLinear(t *testing.T) {
	memory := func(quotations int) (bytes uint64, text string) {
		page := "<body><main><h1>Privacy</h1><p>We keep data.</p>" + strings.Repeat("<blockquote>a", quotations)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r, err := Restore(Capture{Name: "2020-01-02.html", Data: []byte(page)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc, string(r.Text)
	}
	memory(10) // what is made once
	small, _ := memory(240)
	large, text := memory(480)
	if large > 3*small {
		t.Errorf("240 quotations take %d bytes of memory, 480 %d", small, large)
	}
	doc := policy.Parse("policy.md", []byte(text))
	words := 0
	for i := range doc.Blocks {
		for _, token := range doc.Blocks[i].Tokens {
			if token.Text == "a" {
				words++
			}
		}
	}
	if words != 480 {
		t.Errorf("of 480 words, %d are in the text", words)
	}
}

func TestHostilePage(t *testing.T) {
	page := `<!DOCTYPE html><body><main>
<h1 onclick="x()">Privacy<script>alert(1)</script></h1>
<p style="background:url(javascript:x)">We keep as little as we can<a href="JaVa&#10;Script:alert(1)">, always</a>.</p>
<p><a href=" data:text/html,<script>x</script>">a</a> <a href="vbscript:x">b</a> <a href="file:///etc/passwd">c</a> <img src="javascript:x" alt="d"></p>
<p>&lt;script&gt;alert(2)&lt;/script&gt; &lt;img src=x onerror=y&gt; [e](javascript:f) ![g](javascript:h)</p>
<svg><script>alert(3)</script><text>i</text></svg><math><mtext><style>j</style></mtext></math>
<iframe src="https://evil.example">k</iframe><object data="l"></object><template>m</template>
<a href='/x" onmouseover="y'>n</a> <a href="/p) [q](javascript:r">s</a><style>t{}</style>
</main>`
	checkPage(t, []byte(page))
	r, err := Restore(Capture{Name: "2020-01-02.html", Data: []byte(page)},
		Options{Original: "https://example.org/privacy"})
	if err != nil {
		t.Fatal(err)
	}
	text := string(r.Text)
	for _, bad := range []string{"alert(1)", "alert(3)", "[a](", "[b](", "[c](", "data:", "vbscript", "passwd", "onclick",
		"<script", "<img", "evil", "t{}"} {
		if strings.Contains(strings.ToLower(text), bad) {
			t.Errorf("%q came through:\n%s", bad, text)
		}
	}
	for _, want := range []string{"# Privacy\n", "can, always.", "alert(2)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is lost:\n%s", want, text)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, data, want string
		opts             Options
	}{
		{"a.md", "", "is empty", Options{}},
		{"a.md", " \r\n\t", "is empty", Options{}},
		{"a.md", "%PDF-1.4\n", "application/pdf", Options{}},
		{"a.html", "\x89PNG\r\n\x1a\n\x00\x00", "image/png", Options{}},
		{"a.html", "<body><script>x</script>", "no text is left", Options{}},
		{"a.html", "<p>x", "is not valid CSS", Options{Selector: "p["}},
		{"a.html", "<p>x", "matches nothing", Options{Selector: "main"}},
		{"a.md", "x", "not an absolute http", Options{Original: "example.org/privacy"}},
		{"a.html", strings.Repeat("<div>", 100_000), "40,000 tags", Options{}},
	} {
		r, err := Restore(Capture{Name: c.name, Data: []byte(c.data)}, c.opts)
		if r != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %.20q: %v, %v; want an error with %q", c.name, c.data, r, err, c.want)
		}
	}
}
