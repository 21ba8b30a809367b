package capture

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"policyarchive/generator/policy"
)

// drawnPage is a page that is drawn together with the words that a browser shows
// of it.
type drawnPage struct {
	rt    *rapid.T
	html  strings.Builder
	words []string
	n     int
	items int // of lists around; a heading in one gets its number as a word
}

func (w *drawnPage) one(what string, of ...string) string {
	return rapid.SampledFrom(of).Draw(w.rt, what)
}

func (w *drawnPage) word() string {
	w.n++
	word := w.one("letters", "stamp", "label", "grün", "склад", "lagun") + strings.Repeat("x", w.n%3) +
		string(rune('a'+w.n%26)) + string(rune('a'+w.n/26%26))
	w.words = append(w.words, word)
	return word
}

// joinLast tells that the last two words are one.
func (w *drawnPage) joinLast() {
	k := len(w.words) - 2
	w.words = append(w.words[:k], w.words[k]+w.words[k+1])
}

func (w *drawnPage) put(s ...string) {
	for _, s := range s {
		w.html.WriteString(s)
	}
}

// line writes words with all that may stand within a line.
func (w *drawnPage) line(depth int) {
	for i := range rapid.IntRange(1, 4).Draw(w.rt, "pieces") {
		if i > 0 {
			w.put(w.one("between", " ", " ", "\n", "&nbsp;", "<br>", "<br> ", ", ", " – ", " * ", " # ", " | ", " 1. ",
				" &lt;b&gt; "))
			switch last := w.html.String(); {
			case strings.HasSuffix(last, " 1. "):
				w.words = append(w.words, "1")
			case strings.HasSuffix(last, "&gt; "):
				w.words = append(w.words, "b")
			}
		}
		if depth == 0 {
			w.put(w.word())
			continue
		}
		switch kind := w.one("inline", "word", "b", "i", "sup", "sub", "ins", "del", "a", "q", "abbr", "seen", "within",
			"ruby", "button", "wbr", "code", "small", "hidden", "spoken", "emphasis end"); kind {
		case "word":
			w.put(w.word())
		case "sup", "sub":
			w.put(w.word(), "<", kind, ">", w.word(), "</", kind, ">")
		case "a":
			w.put(w.word(), " <a href='", w.one("target", "/x", "https://a.example/?b=c&amp;d", "#y", "/p)q", ""), "'>")
			w.line(0)
			w.put("</a>")
		case "abbr":
			w.put("<abbr title='unseen'>", w.word(), "</abbr>")
		case "seen":
			w.put(w.word(), " <span aria-hidden=true>", w.word(), "</span> ", w.word())
		case "within":
			w.put(w.word(), "<b>", w.word(), "</b>")
			w.joinLast()
		case "ruby":
			w.put("<ruby>", w.word(), "<rt>", w.word(), "</rt></ruby>")
		case "button":
			w.put(w.word(), " <input type=submit value='", w.word(), "'>")
		case "wbr":
			w.put(w.word(), "<wbr>", w.word())
			w.joinLast()
		case "hidden":
			w.put(w.word(), "<span style='display:none'>unseen</span>", w.word(), " ", w.word())
			last := w.words[len(w.words)-1]
			w.words = w.words[:len(w.words)-1]
			w.joinLast()
			w.words = append(w.words, last)
		case "spoken":
			w.put(w.word(), "<span class=sr-only>", w.word(), "</span>")
		case "emphasis end":
			w.put("<b>", w.word(), "!</b>", w.word())
		default:
			w.put("<", kind, ">")
			w.line(depth - 1)
			w.put("</", kind, ">")
		}
	}
}

// blocks writes parts of a page.
func (w *drawnPage) blocks(depth, most int) {
	for range rapid.IntRange(1, most).Draw(w.rt, "blocks") {
		kind := "p"
		if depth > 0 {
			kind = w.one("block", "p", "p", "h3", "ul", "ol", "ol", "table", "dl", "details", "blockquote", "pre", "div", "bare",
				"breaks", "hr", "noscript", "section")
		}
		if kind == "h3" && w.items > 0 {
			kind = "p"
		}
		switch kind {
		case "ul", "ol":
			w.put("<", kind, w.one("type", "", " type=a", " type=I", " start=3", " reversed",
				" style='list-style: lower-roman'"), ">")
			for range rapid.IntRange(1, 3).Draw(w.rt, "items") {
				w.put("<li", w.one("value", "", "", " value=7"), ">")
				w.item(depth)
				w.put("</li>")
			}
			w.put("</", kind, ">")
		case "table":
			w.table(depth)
		case "dl":
			w.put("<dl>")
			for range rapid.IntRange(1, 2).Draw(w.rt, "terms") {
				w.put("<dt>")
				w.line(1)
				w.put("</dt><dd>")
				w.item(depth)
				w.put("</dd>")
			}
			w.put("</dl>")
		case "details":
			w.put("<details><summary>")
			w.line(1)
			w.put("</summary>")
			w.blocks(depth-1, 2)
			w.put("</details>")
		case "pre":
			w.put("<pre>", w.word(), "\n\n  ", w.word(), "</pre>")
		case "bare":
			w.line(2)
			w.put("<p></p>")
		case "breaks":
			w.put("<div>")
			w.line(2)
			w.put("<br><br>")
			w.line(1)
			w.put("</div>")
		case "hr":
			w.put("<hr>")
		case "noscript":
			w.put("<p><noscript>")
			w.line(0)
			w.put("</noscript></p>")
		case "blockquote", "div", "section":
			w.put("<", kind, ">")
			w.blocks(depth-1, 2)
			w.put("</", kind, ">")
		default:
			w.put("<", kind, ">")
			w.line(2)
			w.put("</", kind, ">")
		}
	}
}

func (w *drawnPage) item(depth int) {
	w.items++
	defer func() { w.items-- }()
	if w.one("item", "line", "line", "blocks") == "line" {
		w.line(2)
	} else {
		w.blocks(depth-1, 2)
	}
}

func (w *drawnPage) table(depth int) {
	w.put("<table>", w.one("caption", "", "", "<caption>"))
	if strings.HasSuffix(w.html.String(), "<caption>") {
		w.line(1)
		w.put("</caption>")
	}
	columns := rapid.IntRange(1, 3).Draw(w.rt, "columns")
	for row := range rapid.IntRange(1, 3).Draw(w.rt, "rows") {
		w.put("<tr>")
		for range columns {
			cell := "td"
			if row == 0 {
				cell = w.one("cell", "td", "th")
			}
			w.put("<", cell, w.one("span", "", "", "", " rowspan=2", " colspan=2"), ">")
			w.item(depth)
			w.put("</", cell, ">")
		}
		w.put("</tr>")
	}
	w.put("</table>")
}

// wordsOfPolicy are the words of a text as every other part of the program
// reads it.
func wordsOfPolicy(text []byte) []string {
	var list []string
	doc := policy.Parse("policy.md", text)
	for i := range doc.Blocks {
		for _, word := range policy.Words(doc.Blocks[i].Tokens) {
			if strings.ContainsFunc(word, isWordRune) { // the others are signs, such as <
				list = append(list, strings.TrimSpace(word))
			}
		}
	}
	return list
}

// TestWordsOfPages: the words that a browser shows of a page's main part are the
// words of the text that is imported, no more and no fewer, in this order.
func TestWordsOfPages(t *testing.T) {
	drawn := flag.Lookup("rapid.checks").Value.String()
	if drawn == "2000" { // a page costs as much as several of the others
		_ = flag.Set("rapid.checks", "500")
		defer func() { _ = flag.Set("rapid.checks", drawn) }()
	}
	rapid.Check(t, func(rt *rapid.T) {
		w := &drawnPage{rt: rt}
		w.put("<h1>", w.word(), "</h1>")
		w.blocks(2, 3)
		page := "<!doctype html><html lang=en><body><main>" + w.html.String() + "</main></body></html>"
		checkPage(under(t, rt), []byte(page))
		r, err := Restore(Capture{Name: "2020-01-02.html", Data: []byte(page)},
			Options{Original: "https://example.org/privacy"})
		if err != nil {
			rt.Fatal(err)
		}
		got := wordsOfPolicy(r.Text)
		want := slices.Clone(w.words)
		for i := range want {
			want[i] = strings.ToLower(want[i])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("%s\nbecame\n%s\nwords (-page +text):\n%s", page, r.Text, diff)
		}
	})
}

// numbersOf tells the blocks of a text with the numbers of their items.
func numbersOf(text []byte) []string {
	var list []string
	doc := policy.Parse("policy.md", text)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		label := ""
		for j, c := range b.Path {
			if c.Kind == policy.Item && j > 0 && b.Path[j-1].Kind == policy.Numbers {
				label += fmt.Sprintf("%d%c ", c.Start, b.Path[j-1].Type)
			}
		}
		list = append(list, label+policy.Text(b.Tokens))
	}
	return list
}

// TestNumbersOfPages: a list's items have the numbers that a browser gives them.
func TestNumbersOfPages(t *testing.T) {
	for _, c := range []struct {
		name, html string
		want       []string
		doubt      string
	}{
		{"letters", "<ol type=a><li>x<li>y</ol>", []string{"1a x", "2a y"}, ""},
		{"capital letters from the third", "<ol type=A start=3><li>x<li>y</ol>", []string{"3A x", "4A y"}, ""},
		{"roman by style", "<ol style='margin:0; list-style: inside lower-roman'><li>x</ol>", []string{"1i x"}, ""},
		{"letters by a style sheet", "<style>/* a */ ol.abc, p { list-style-type: lower-alpha }</style><ol " +
			"class=abc><li>x<li>y</ol><ol><li>z</ol>", []string{"1a x", "2a y", "11 z"}, ""},
		{"letters by the style of items", "<style>ol.abc > li { list-style-type: upper-latin }</style><ol " +
			"class=abc><li>x</ol>", []string{"1A x"}, ""},
		{"down", "<ol reversed><li>x<li>y<li>z</ol>", []string{"31 x", "21 y", "11 z"}, ""},
		{"down from ten", "<ol reversed start=10><li>x<li>y</ol>", []string{"101 x", "91 y"}, ""},
		{"a jump", "<ol><li>x<li value=7>y<li>z</ol>", []string{"11 x", "71 y", "81 z"}, ""},
		{"a first value", "<ol><li value=4>x<li>y</ol>", []string{"41 x", "51 y"}, ""},
		{"an empty item counts", "<ol><li>x<li> <li>z</ol>", []string{"11 x", "31 z"}, ""},
		{"a list in a list", "<ol><li>x<ol type=i><li>y<li>z</ol><li>v</ol>",
			[]string{"11 x", "11 1i y", "11 2i z", "21 v"}, ""},
		{"a list beside items", "<ol><li>x</li><ol type=i><li>y</ol><li>v</ol>", []string{"11 x", "11 1i y", "21 v"}, ""},
		{"from zero", "<ol start=0><li>x<li>y</ol>", []string{"01 x", "11 y"}, ""},
		{"no numbers", "<ol style='list-style-type:none'><li>(a) x<li>(b) y</ol>", []string{"(a) x", "(b) y"}, ""},
		{"Greek", "<ol style='list-style-type:lower-greek'><li>x</ol>", []string{"11 x"}, "lower-greek"},
		{"counters", "<style>h2:before{counter-increment:s;content:counter(s) '. '}</style><h2>x</h2>", []string{"x"},
			"writes numbers"},
		{"counters of other parts", "<style>.no-such:before{content:counter(s)}</style><h2>x</h2>", []string{"x"}, ""},
		{"words of a style sheet", "<style>.n:before{content:'Note: '}</style><p class=n>x</p>", []string{"x"},
			"writes words"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := "<main><h1>P</h1><p>Some words of a policy that make it a text of prose, as all of them are.</p>" + c.html +
				"</main>"
			r, err := Restore(Capture{Name: "2020-01-02.html", Data: []byte(page)},
				Options{Original: "https://example.org/privacy"})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, numbersOf(r.Text)[2:]); diff != "" {
				t.Errorf("%s\n(-want +got):\n%s", r.Text, diff)
			}
			said := strings.Join(r.Doubts, " ")
			if c.doubt == "" && strings.Contains(said, "number") || !strings.Contains(said, c.doubt) {
				t.Errorf("doubts %q, want one with %q", r.Doubts, c.doubt)
			}
		})
	}
}
