package drift_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/drift"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/hostile"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
)

// page is a page as templates make it, in parts.
func page(t testing.TB, doc *policy.Document, r *render.Renderer) []string {
	t.Helper()
	opts := render.Options{Current: "/privacy/", Words: render.Words{Permalink: "Link to this section: %s", Now: "Now",
		NowTitle: "This section in the text in force: %s", Table: "Table", Back: "Back to the text of note %s"}}
	parts, err := r.Fragment(doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	contents := render.Contents(doc)
	head := "<!DOCTYPE html><html><head><title>A page</title></head><body><h1>Anvil</h1><nav>" + contents + "</nav><h1>" +
		escaped.Replace(doc.Title) + `</h1><div class="status">In force</div><div id="_text" class="prose">`
	return append(append([]string{head}, parts...), "</div><footer>About <b>us</b></footer></body></html>")
}

var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;")

// texts are in all scripts, and have all that a text can have.
var texts = map[string]string{
	"English": "# Policy[^1] of “us”\n\n## 1. What we keep\n\nWe keep **log**s for 30 days; see <https://a.example/b?c=d&e=f> " +
		"or mail us&nbsp;at a@b.example &amp; wait&shy;ing.\n\n1. One\n2. Two, ﬁle `co de` and x<sup>2</sup>,\\\nH<sub>2</sub>O\n\n" +
		"[^1]: A note with [a link](#what-we-keep).\n\n## (b) What we keep\n\n![Our *logo* here](a.png)\n\n    code  of\n    two lines\n\n" +
		"> Quoted text\n\n---\n\nLast words – here: C++, 13+ >= 4.\n",
	"table":     "# P\n\n| A | B |\n|---|--:|\n| one | **two** |\n| three | |\n\n<table><tr><td rowspan=2>a<td>b<tr><td>c</table>\n",
	"no title":  "Text alone.\n\n## A\n\nb\n\n## B\n\nc\n",
	"above":     "Last updated today\n\n# Title\n\nText.\n",
	"Arabic":    "# سياسة الخصوصية\n\n## ١. المعلومات\n\nنحن نجمع **المعلومات** التي تقدمها (Google Inc.) لنا.\n",
	"Hebrew":    "# מדיניות\n\nאנחנו *שומ*רים מידע.\n",
	"Chinese":   "# 隐私政策\n\n## 一、信息\n\n我们**收集**您的个人\n信息。\n",
	"Japanese":  "# プライバシー\n\n## 第1条（目的）\n\n当社は、お客様の*情報*を収集\nします。\n",
	"Thai":      "# นโยบาย\n\nเราเก็บ**ข้อมูล**ของคุณ\n",
	"invisible": "# A\u200bB\n\n## \u200e1.\u200e Ti\u00adtle\n\nso\u00adft zero\u200bwidth a\u2060b nar\u202frow\n",
	"glyphs":    "# ▶ Title\n\n## » 3) Part ¶\n\nText\n\n### **5** Bold\n\nMore\n",
	"terms":     "# P\n\n## Definitions\n\n“Service” means our site.\n\n(a) the Service; (b) more, (c) see section 1.\n",
	"nothing":   "",
	"one word":  "Word\n",
}

// TestTextIsShown: no text of any kind is taken for another one.
func TestTextIsShown(t *testing.T) {
	check := func(t *testing.T, pages *drift.Pages, all *drift.Texts, r *render.Renderer, doc *policy.Document) {
		t.Helper()
		if err := pages.Check(page(t, doc, r), all.Of(doc, true)); err != nil {
			t.Errorf("%s: %v", doc.File, err)
		}
	}
	pages := drift.NewPages()
	for name, text := range texts {
		check(t, pages, &drift.Texts{}, render.NewRenderer(nil), policy.Parse(name, []byte(text)))
	}
	for _, family := range hostile.Markdown() {
		text := family.Of(3000)
		check(t, pages, &drift.Texts{}, render.NewRenderer(nil), policy.Parse(family.Name, []byte(text)))
	}
	histories.Each(t, func(t *testing.T, h histories.History) {
		parser, r, pages, all := policy.NewParser(), render.NewRenderer(nil), drift.NewPages(), &drift.Texts{}
		for _, file := range h.Files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			check(t, pages, all, r, parser.Parse(filepath.Base(file), source))
		}
	})
}

const plain = "# Policy\n\n## Logs\n\nWe keep server logs for ninety days, and *no* longer.\n\n## Mail\n\nWrite x<sup>2</sup> to us, " +
	"`now` or later.\n"

// TestDrift: whatever is altered, dropped or added is found and named.
func TestDrift(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"ninety", "thirty", "it has “thirty” instead of “ninety” behind “we keep server logs for”, before “days and no longer mail …”"},
		{"ninety ", "", "it leaves out “ninety” behind “we keep server logs for”, before “days and no longer mail …”"},
		{"ninety", "ninety five", "it adds “five” behind “keep server logs for ninety”, before “days and no longer mail …”"},
		{"<em>no</em>", "<em></em>", "it leaves out “no” behind “logs for ninety days and”, before “longer mail write x2 to …”"},
		{"server logs", "serverlogs", "it has “serverlogs” instead of “server” behind “logs we keep”"},
		{"ninety", "nine ty", "it has “nine” instead of “ninety”"},
		{"ninety", "nine<p>ty", "it has “nine” instead of “ninety”"},
		{"ninety", "nine<em>ty</em>", ""},
		{" <em>", "<em>", "it has “andno” instead of “and”"},
		{"<sup>2</sup>", "2", "a sign, white space or what is raised or code is not"},
		{"<code>now</code>", "now", "a sign, white space or what is raised or code is not"},
		{"days,", "days", "the words are the same, and a sign"},
		{"longer.", "longer. Or so.", "it adds “or so” behind “ninety days and no longer”, before “mail write x2"},
		{"later.", "later. The end.", "it adds “the end” behind"},
		{"later.", "", "it leaves out “later” behind “x2 to us now or”, at its end"},
		{`id="_text"`, `id="text"`, "no element has the id _text"},
		{"<h1>Policy</h1>", "<h1>Polity</h1>", "of the title in an h1, it has “polity” instead of “policy”"},
		{"<h1>Policy</h1>", "", "of the title in an h1, it has “anvil” instead of “policy”"},
		{`class="prose">`, `class="prose">Read this: `, "it adds “read this” at its beginning, before “logs we keep"},
		{`class="prose">`, `class="prose"><p class="apart">Read this:</p>`, ""},
		{`class="prose">`, `class="prose"><!-- `, "put into a tag, a comment or a script"},
		{`class="prose">`, `class="prose"><script>`, "put into a tag, a comment or a script"},
		{`class="prose">`, `class="prose"><template>`, "it leaves out “logs we keep server logs …” at its beginning"},
		{`class="prose">`, `class="prose"><div><p>`, "it adds “about us” behind"},
		{"</div><footer>", "</div></div><footer>", ""},
		{"<footer>", "<footer>other ", ""},
	} {
		doc := policy.Parse("policy.md", []byte(plain))
		parts := page(t, doc, render.NewRenderer(nil))
		found := false
		for i := range parts {
			if strings.Contains(parts[i], test.old) {
				parts[i], found = strings.Replace(parts[i], test.old, test.new, 1), true
				break
			}
		}
		if !found {
			t.Fatalf("the page has no %q: %s", test.old, parts)
		}
		pages := drift.NewPages()
		whole := (&drift.Texts{}).Of(doc, true)
		if err := pages.Check(page(t, doc, render.NewRenderer(nil)), whole); err != nil { // what is known of its parts hides nothing
			t.Fatal(err)
		}
		err := pages.Check(parts, whole)
		if test.want == "" {
			if err != nil {
				t.Errorf("%q for %q: %v", test.new, test.old, err)
			}
		} else if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q for %q: got %v\nwant %s", test.new, test.old, err, test.want)
		}
	}
}

// TestPartsOfOtherPages: a part that another page has shown is not taken for what stands
// in this text.
func TestPartsOfOtherPages(t *testing.T) {
	one := policy.Parse("one.md", []byte("# P\n\n## A\n\none\n\n## B\n\ntwo\n"))
	two := policy.Parse("two.md", []byte("# P\n\n## A\n\none\n\n## B\n\nthree\n"))
	pages, texts, r := drift.NewPages(), &drift.Texts{}, render.NewRenderer(nil)
	for _, doc := range []*policy.Document{one, two, one} {
		if err := pages.Check(page(t, doc, r), texts.Of(doc, true)); err != nil {
			t.Fatal(err)
		}
	}
	if err := pages.Check(page(t, one, r), texts.Of(two, true)); err == nil ||
		!strings.Contains(err.Error(), "it has “two” instead of “three”") {
		t.Errorf("got %v", err)
	}
	parts := page(t, one, r)
	swapped := append([]string{parts[0], parts[2], parts[1]}, parts[3:]...)
	if err := pages.Check(swapped, texts.Of(one, true)); err == nil {
		t.Error("sections that changed places are not found")
	}
	doubled := append([]string{parts[0], parts[1], parts[1]}, parts[2:]...)
	if err := pages.Check(doubled, texts.Of(one, true)); err == nil {
		t.Error("a section that comes twice is not found")
	}
	missing := append([]string{parts[0]}, parts[2:]...)
	if err := pages.Check(missing, texts.Of(one, true)); err == nil {
		t.Error("a section that is missing is not found")
	}
}
