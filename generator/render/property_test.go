package render_test

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/weave"
)

// markup is what trouble is made of.
var markup = []string{
	"\n", "\n\n", "\n\n", " ", "  ", "    ", "word ", "word ", "words in a row ", "One. ", "&lt;script&gt;", "&#1;",
	"\x01", "\x00", "\u200b", "\"", "'", "\\",
	"\n\n# T\n\n", "\n\n## A\n\n", "\n\n## A\n\n", "\n\n### 2. B\n\n", "\n\n## C {#id}\n", "\n\n## D {#\"x}\n",
	"\n\nS\n---\n", "\n\n**Bold**\n\n", "#\n",
	"\n- item ", "\n  - nested ", "\n1. first ", "\n7) seventh ", "\n\n   more ", "\n> quoted ", "\n> > twice ",
	"\n    code", "\n```\ncode\n```\n", "\n\n---\n\n", "\n1. ## H\n",
	"**b**", "*e*", "_", "**", "`c`", "~~s~~", "[l](/x)", "[j](javascript:alert(1))", "[d](data:text/html,x)",
	"[v](vbscript:x)", "[f](#a)", "[q](\"/x)", "![i](/i \"t\")", "<https://auto.example>",
	"\n\n| a | b |\n|---|:-:|\n| c | d |\n| e |\n\n", "<b>", "</b>", "<i>", "<sup>", "</sup>", "<a id=\"x\"></a>",
	"<a name=y>", "</a>", "<a href=\"/z\">", "<a href='javascript:x' onclick=x>", "<br>", "<span style=x>", "</span>",
	"<div id=d>", "</div>\n", "\n<p>", "</p>", "<h2>", "</h2>", "<h3 id=h>", "</h3>", "<ul>", "</ul>", "<ol start=3>",
	"<ol type=i>", "</ol>", "<li>", "<li value=9>", "</li>", "<dl>", "</dl>", "<dt>", "<dd>", "<hr>", "<pre>", "</pre>\n",
	"<table>", "</table>\n", "<tr>", "</tr>", "<td>", "</td>", "<th colspan=2>", "<caption>", "</caption>", "<blockquote>",
	"</blockquote>", "<Data Protection Officer>", "<svg onload=x>", "</svg>",
	"<!-- c -->", "<!--", "-->", "<script>x</script>", "<script>", "</script>", "<style>", "</style>",
	"<img src=x onerror=y>", "<iframe src=x>", "</iframe>", "(i)", "(ii)", "(a) one (b) two", "\"A\"", "(see \"A\" below)",
	"Section 2",
}

func drawMarkdown(t *rapid.T, name string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(markup), 1, 50).Draw(t, name), "")
}

// TestFragmentsAreWellFormed renders texts made of trouble and what becomes of
// them, in all ways there are.
func TestFragmentsAreWellFormed(t *testing.T) {
	base, _ := url.Parse("https://example.com/privacy")
	opts := render.Options{Words: render.English(), Origin: link.Origin{Base: base}, Current: "/privacy/"}
	rapid.Check(t, func(rt *rapid.T) {
		old, new := drawMarkdown(rt, "old"), ""
		if rapid.Bool().Draw(rt, "edited") {
			at := rapid.IntRange(0, len(old)).Draw(rt, "at")
			end := rapid.IntRange(at, len(old)).Draw(rt, "end")
			new = old[:at] + drawMarkdown(rt, "inserted") + old[end:]
		} else {
			new = drawMarkdown(rt, "new")
		}
		if err := allWellFormed(old, new, opts); err != nil {
			rt.Fatalf("%v\nold %q\nnew %q", err, old, new)
		}
	})
}

// allWellFormed renders two texts and their difference in every way.
func allWellFormed(old, new string, opts render.Options) (err error) {
	a, b := policy.Parse("old.md", []byte(old)), policy.Parse("new.md", []byte(new))
	tracker := lineage.New()
	tracker.Add(a, nil)
	tracker.Add(b, nil)
	c := weave.Compare(a, b)
	r := render.NewRenderer(nil)
	check := func(what string, page string) {
		if err == nil {
			if e := wellFormed([]byte(page)); e != nil {
				err = &malformed{what, page, e}
			}
		}
	}
	check("old", string(render.Fragment(a, opts)))
	check("new", string(render.Fragment(b, opts)))
	check("redline", string(render.Redline(c, opts)))
	check("columns", string(render.Columns(c, opts)))
	for i := range b.Sections {
		check("title", r.Title(b, i, opts))
		check("body", r.Body(b, i, false, opts))
	}
	for i := range c.Sections {
		check("section", r.SectionRedline(c, &c.Sections[i], opts))
	}
	return err
}

type malformed struct {
	what, page string
	err        error
}

func (m *malformed) Error() string { return m.what + ": " + m.err.Error() + "\n" + m.page }
