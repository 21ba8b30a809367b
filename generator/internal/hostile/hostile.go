// Package hostile makes texts that cost a reader more than others of their
// size, for tests and for measuring.
package hostile

import (
	"fmt"
	"strings"
)

// Text is a family of texts.
type Text struct {
	Name string
	Of   func(size int) string // of about as many bytes
}

// repeated is a family of one stretch that comes again and again.
func repeated(name, unit string) Text { return around(name, "", unit, "") }

// around is a family of one stretch that comes again and again between a head
// and a tail.
func around(name, head, unit, tail string) Text {
	return Text{name, func(size int) string {
		return head + strings.Repeat(unit, max(1, (size-len(head)-len(tail))/len(unit))) + tail + "\n"
	}}
}

// halves is a family of as many of one stretch and then as many of another.
func halves(name, first, second string) Text {
	return Text{name, func(size int) string {
		n := max(1, size/(len(first)+len(second)))
		return strings.Repeat(first, n) + strings.Repeat(second, n) + "\n"
	}}
}

// counted is a family of stretches with their number in them.
func counted(name, head, format string) Text {
	return Text{name, func(size int) string {
		var b strings.Builder
		b.WriteString(head)
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}}
}

// numbered writes one number for all verbs of a format.
func numbered(name, format string) Text {
	return Text{name, func(size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
		}
		return b.String()
	}}
}

// Markdown are families of texts of a policy.
func Markdown() []Text {
	list := []Text{
		// inlines
		repeated("stars", "*"), repeated("stars and words", "*a "), repeated("stars and letters", "*a"), repeated("emphasis",
			"**a *b "), repeated("emphasis that nests", "*a **a "),
		repeated("emphasis that ends", "a* b** "), halves("emphasis of two marks", "_a ",
			"a* "), halves("emphasis of two lengths", "**a ", "a* b"), repeated("underscores", "_a"),
		repeated("tildes", "~~a~"), halves("tildes and stars", "~~a ", "a* "), repeated("three lengths", "*a **b ***c* d** "),
		halves("deep emphasis", "*a ", "a* "), halves("deep strong", "**a ", " a**"),
		repeated("brackets", "["), halves("pairs of brackets", "[", "]"), halves("brackets, then links", "[",
			"](a)"), repeated("links", "[a]("), repeated("links with titles", "[a](b \""), repeated("links with angles",
			"[a](<"),
		repeated("images", "!["), halves("pairs of images", "![", "]"), halves("deep images", "![",
			"](a)"), halves("deep images with stars", "![*", "](a)"), repeated("labels", "[a][b] "), repeated("open labels",
			"[a]["), repeated("closing brackets", "a]"),
		repeated("links within links", "[a [b](c) d](e) "), repeated("parentheses", "[a]((((("), repeated("backslashes",
			"\\"), repeated("escaped brackets", "\\["), repeated("brackets with stars", "[*a"), repeated("brackets in pairs",
			"[a] "), repeated("brackets with spans", "[`a"),
		around("one link around many", "[", "[a](b) ", "](c)"), around("brackets around a link", "[a](b)", "[",
			""), halves("brackets around links", "[ [a](b) ", "]"),
		repeated("backticks", "`a``b"), counted("backticks of all lengths", "", "%.0s`a"), repeated("many backticks", "`"),
		repeated("addresses in parentheses", "http://a.b/("), repeated("addresses",
			"http://a"), repeated("addresses with points", "http://a.b."), repeated("addresses that end",
			"http://a.b/;"), repeated("addresses with entities", "http://a.b/&a;"), repeated("addresses behind marks",
			"*http://a.b"), repeated("www", "www.a"), repeated("www in parentheses", "(www.a.b/("), repeated("www with points",
			"_www.a."), repeated("ftp", "~ftp://a.b/)"),
		repeated("mail", "a@"), repeated("mail with points", "a@b."), repeated("mail with blanks",
			"a@b "), repeated("mail without", "a.b.c_"), repeated("mail behind marks", "*a.a"), repeated("words behind marks",
			"(aaaa"), repeated("at signs", "@"), repeated("mail of hyphens", "a@a-"), repeated("mail in parentheses", "(a@b.c"),
		repeated("less", "<"), repeated("less and letters", "<a"), repeated("open tags",
			"<div "), repeated("tags with attributes", "<a b=c "), repeated("quotes of attributes",
			"<a b=\""), repeated("open comments", "a <!--"), repeated("declarations", "a <!A "), repeated("instructions",
			"a <?"), repeated("CDATA", "a <![CDATA["), repeated("autolinks", "<http:a"), repeated("autolinks of mail",
			"<a@b"), repeated("closing tags", "</a "), repeated("comments", "a <!-- b --> "),
		repeated("entities", "&amp"), repeated("ampersands", "&"), repeated("references to controls",
			"&#1;"), repeated("references to isolates", "&#8294;"), around("heading of ampersands", "## ", "&",
			""), repeated("numbers of entities", "&#1"), repeated("named entities",
			"&CounterClockwiseContourIntegral;"), repeated("hard breaks", "a  \n"), repeated("soft breaks",
			"a\n"), repeated("backslash breaks", "a\\\n"),
		repeated("marks of notes", "[^a]: b [^a] "), repeated("open notes", "[^"), repeated("braces",
			"{: "), repeated("attributes", "{: #a }"), repeated("many attributes", "{#a .b c=d} "), repeated("open braces",
			"{{"), repeated("templates", "{{a}}"), repeated("template tags", "{% a %}"),
		// blocks
		repeated("quotes", "> "), repeated("quotes without blanks", ">"), repeated("quoted lines",
			"> a\n"), repeated("quotes of quotes", "> > > > > > > > a\n"), repeated("lists", "- "), repeated("stars of lists",
			"* "), repeated("numbers", "1. "), repeated("items", "- a\n"), repeated("items apart",
			"- a\n\n"), repeated("empty items", "-\n"), repeated("numbered items", "1. a\n"), repeated("tens",
			"10.  a\n\n    "), repeated("wrapped tens", "10.  a\nb\nb\n"), repeated("tasks", "- [x] "), repeated("task items",
			"- [x] a\n"),
		{"deep list", func(size int) string {
			var b strings.Builder
			for i := 0; b.Len() < size/2; i++ {
				b.WriteString(strings.Repeat("  ", i) + "- a\n")
			}
			return b.String() + strings.Repeat("\n", size/2)
		}},
		{"deep list of lines", func(size int) string {
			return strings.Repeat(strings.Repeat("- ", 200)+"a\n", max(1, size/402))
		}},
		around("blank lines in a deep list", strings.Repeat("- ", 99)+"a\n", "\n", ""), around("lines in a deep quotation",
			strings.Repeat("> ", 99)+"a\n", "b\n", ""), around("items in a deep list", strings.Repeat("- ", 99)+
			"a\n", strings.Repeat(" ", 198)+"- a\n", ""),
		repeated("headings", "# a\n"), repeated("equal headings", "## Data\n\na\n\n"), repeated("empty headings",
			"#\n"), repeated("headings alone", "## a\n\n"), repeated("setext", "a\n=\n"), repeated("setext below",
			"a\n-\n"), numbered("headings with numbers", "## %d. Data\n\nSee Section %d.\n\n"), numbered("different headings",
			"## Data of kind %d\n\nWe keep %d.\n\n"), repeated("bold lines", "**a**\n\n"), repeated("bare headings",
			"##a\n"), repeated("headings with ids", "## a {#a}\n"), numbered("headings with other ids",
			"## a {#a%d}\n"), repeated("closing marks", "# a #"), repeated("rules", "***\n"), repeated("marks of headings", "#"),
		numbered("headings of words", "## Your data and our data %d\n\nsee \"Your data our data\"\n\n"),
		numbered("sections of words", "## Data of kind %d\n\n"+strings.Repeat("We keep data %d and words. ", 25)+"\n\n"),
		repeated("see sections", "## Our Data\n\nsee \"Your Data\"\n\n"),
		repeated("codes", "    a\n"), repeated("fences", "```\n"), repeated("fences with info",
			"~~~a\nb\n~~~\n"), repeated("tabs", "\t"), repeated("blanks", " "), repeated("blank lines",
			"\n"), repeated("lines of blanks", " \n"),
		repeated("pipes", "|"), repeated("pipe lines", "|\n"), repeated("table", "a|b\n-|-\n"), repeated("tables",
			"a|b\n-|-\nc|d\n\n"), around("rows", "a|b\n-|-\n", "|\n", ""), around("cells", "a|b\n-|-\n", "c|d\n",
			""), repeated("delimiter rows", "-|-\n"),
		{"wide table", func(size int) string {
			n := max(1, size/6)
			return strings.Repeat("a|", n) + "\n" + strings.Repeat("-|", n) + "\n" + strings.Repeat("|\n", n)
		}},
		{"wide and long table", func(size int) string {
			n := max(1, size/30)
			return strings.Repeat("a|", n) + "\n" + strings.Repeat("-|", n) + "\n" + strings.Repeat("a|b\n", 6*n)
		}},
		around("escaped pipes", "a|b\n-|-\n", "\\|", ""), around("spans in cells", "a|b\n-|-\n", "`|", ""),
		repeated("definition of links", "[a]: b\n"), numbered("definitions of links",
			"[a%d]: b\n"), numbered("definitions and uses", "[a%d]: b\n\n[a%d]\n\n"),
		{"definitions, then uses", func(size int) string {
			var b, uses strings.Builder
			for i := 0; b.Len()+uses.Len() < size; i++ {
				fmt.Fprintf(&b, "[a%d]: b\n", i)
				fmt.Fprintf(&uses, "[a%d] ", i)
			}
			return b.String() + "\n" + uses.String() + "\n"
		}},
		{"uses of one definition", func(size int) string {
			return "[a]: " + strings.Repeat("b", size/2) + "\n\n" + strings.Repeat("[a] ", size/8) + "\n"
		}},
		{"titles of one definition", func(size int) string {
			return "[a]: b \"" + strings.Repeat("b", size/2) + "\"\n\n" + strings.Repeat("[a] ", size/8) + "\n"
		}},
		repeated("definitions with open titles", "[a]: b \"\n"), repeated("definitions in parts",
			"[a]:\n"), repeated("long labels", "[a\n"), around("uses before definitions", "", "[a] ", "\n\n[a]: b\n"),
		repeated("notes", "[^a]: b\n\n[^a]\n\n"), numbered("notes of all",
			"[^a%d]: b\n\n[^a%d]\n\n"), numbered("notes in notes", "[^a%d]: b[^a%d0] [^a%d1]\n"), around("notes unused", "",
			"[^a]: b\n", ""), repeated("note within note", "[^a]: [^b]: "),
		repeated("terms", "a\n: b\n\n"), repeated("meanings", ": b\n"), repeated("deep meanings",
			": : : : "), repeated("attribute lines", "a\n{: #a }\n"), repeated("alerts", "> [!NOTE]\n> a\n\n"),
		// HTML
		repeated("tags", "<div>"), repeated("tag lines", "<div>\n"), repeated("tag paragraphs",
			"<div>\n\n"), repeated("spans", "<b>"), repeated("spans in text", "a <b>"), repeated("links in HTML",
			"<a href=x>"), repeated("lists in HTML", "<ul><li>"), repeated("items in HTML",
			"<li>a"), around("items in deep HTML", strings.Repeat("<ul><li>", 49), "<li>a", ""), repeated("tables in HTML",
			"<table><tr><td>"), repeated("cells in HTML", "<td>a"), repeated("rows in HTML",
			"<tr><td>(i) a (ii) b"), repeated("quotes in HTML", "<blockquote>a"), repeated("end tags",
			"</div>"), repeated("end tags in text", "a</b>"), repeated("unknown tags", "<x y>"), repeated("HTML comments",
			"<!--"), repeated("HTML declarations", "<!A"), repeated("HTML instructions", "<?"), repeated("scripts",
			"<script>"), repeated("styles", "<style>a"), repeated("closed comments", "<!-- a -->\n"), repeated("ids",
			"<a id=a></a>"), numbered("all ids", "<a id=a%d></a>\n\n"), repeated("svg", "<svg>"), repeated("pre",
			"<pre>\n"), repeated("breaks", "<br>"), repeated("images in HTML", "<img src=a>"), repeated("headings in HTML",
			"<h2>a</h2>"), repeated("headings open", "<h2>a"), repeated("lists and ends", "<ol></ol>"),
		around("cover of cells", "<table><tr>"+strings.Repeat("<td rowspan=100>a", 40), "<tr><td>", ""), around("large spans",
			"<table>", "<tr><td colspan=1000000 rowspan=1000000>a", ""), around("an attribute", "<div class=\"", "a b ",
			"\">"), around("attributes of one tag", "<div ", "a=b ", ">"), repeated("lines of attributes",
			"<div a\n"), repeated("starts of numbered lists", "<ol start=999999><li>a</ol>"),
		// words
		repeated("one word", "data "), repeated("equal paragraphs", "We keep data.\n\n"), repeated("letters",
			"a"), repeated("capitals", "A "), repeated("digits", "1"), repeated("points", "."), repeated("sentences",
			"a. "), repeated("colons", "a:b"), repeated("quotation marks", "\""), repeated("enumerations",
			"(i) "), repeated("nested enumerations", "(a) (i) "), repeated("open parentheses",
			"("), repeated("pairs of parentheses", "() "), repeated("quotations", "\"a\" "), repeated("curly quotations",
			"“a "), repeated("defined terms", "(\"A\") "), numbered("terms of all", "(\"Term%d\") "), repeated("see",
			"see \"Data\" "), repeated("section numbers", "Section 1.1.1.1.1"), repeated("sections of numbers",
			"Section 9.9 "), repeated("of acts", "Section 5 of the "), repeated("dates",
			"1 January 2020 "), repeated("placeholders", "[Company] "), repeated("open placeholders",
			"[[a"), repeated("blanks to fill", "___ "), repeated("allow",
			"<!-- check: allow a -->"), repeated("allow in paragraphs",
			"<!-- check: allow a -->\n\na\n\n"), repeated("images without words", "![](a) "), repeated("images alone",
			"![](a)\n\na\n\n"), repeated("days", "30 days "), repeated("hyphens", "a-"), repeated("slashes",
			"a/"), repeated("apostrophes", "a'"), repeated("plus", "+1"), repeated("marks", "e\u0301"), repeated("combining",
			"\u0301"), repeated("soft hyphens", "a\u00ad"), repeated("zero width", "\u200b"), repeated("joiners",
			"a\u200d"), repeated("flags", "🇩"), repeated("directions", "\u202e"), repeated("no bytes of UTF-8",
			"\xff"), repeated("control", "\x01"), repeated("returns", "a\r"),
		repeated("kanji", "個人"), repeated("hiragana", "らりる"), repeated("particles", "をの"), repeated("kana and kanji",
			"の情報"), repeated("ordinals", "第一"), repeated("Chinese", "这个"), repeated("numerals", "一二"), repeated("Thai",
			"เก"), repeated("wrapped Japanese", "情報\n"), repeated("Chinese sentences", "我们收集。"), repeated("Korean",
			"개인정보 "), repeated("Arabic", "بيانات "),
		{"words of all kinds", func(size int) string {
			var b strings.Builder
			for i := 0; b.Len() < size; i++ {
				fmt.Fprintf(&b, "w%d ", i*7919%1000003)
			}
			return b.String()
		}},
		{"headings of one long line", func(size int) string { return "## " + strings.Repeat("data ", size/5) + "\n\na\n" }},
		{"long headings", func(size int) string {
			return strings.Repeat("## "+strings.Repeat("data ", 50)+"\n\na\n\n", max(1, size/258))
		}},
		// front matter
		around("YAML brackets", "---\ntitle: ", "[", "\n---\n"), around("YAML braces", "---\ntitle: ", "{a: ",
			"\n---\n"), around("YAML dashes", "---\ntitle:\n  ", "- ", "a\n---\n"), around("YAML keys", "---\n", "a: b\n",
			"---\n"), numberedIn("different YAML keys", "---\n", "a%d: b\n", "---\n"), around("YAML questions", "---\n", "? ",
			"\n---\n"), around("YAML scalar", "---\ntitle: ", "a ", "\n---\n"), around("YAML quotes", "---\ntitle: \"", "\\n",
			"\"\n---\n"), around("YAML open quotes", "---\ntitle: \"", "a ", "\n---\n"), around("YAML anchors", "---\na: ",
			"&a ", "\n---\n"), around("YAML tags", "---\na: ", "!!str ", "\n---\n"), around("YAML block", "---\ntitle: |\n",
			"  a\n", "---\n"), around("YAML comments", "---\n", "# a\n", "a: b\n---\n"), around("YAML colons", "---\n", "a: ",
			"\n---\n"), around("YAML merges", "---\na: &a {b: c}\n", "<<: *a\n", "---\n"),
		{"YAML aliases", func(size int) string {
			var b strings.Builder
			b.WriteString("---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n")
			for i := 1; b.Len() < min(size, 600); i++ {
				fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
			}
			return b.String() + "---\n\na\n"
		}},
		numbered("defined terms", "“T%d” means it (the “U%d” or \"V%d\"). "), numberedIn("glossary", "## Definitions\n\n",
			"- **T%d**: it\n", ""), repeated("quotation marks", "“a ('"), repeated("terms without an end", "we call “a as "),
		{"YAML depth", func(size int) string {
			var b strings.Builder
			b.WriteString("---\n")
			for i := 0; b.Len() < size; i++ {
				b.WriteString(strings.Repeat(" ", i) + "a:\n")
			}
			return b.String() + "---\n"
		}},
		around("TOML brackets", "+++\ntitle = ", "[", "\n+++\n"), around("TOML braces", "+++\ntitle = ", "{a = ",
			"\n+++\n"), around("TOML dots", "+++\na", ".a", " = 1\n+++\n"), numberedIn("TOML keys", "+++\n", "a%d = 1\n",
			"+++\n"), numberedIn("TOML tables", "+++\n", "[a.b%d]\n", "+++\n"), around("TOML arrays of tables", "+++\n",
			"[[a]]\n", "+++\n"), around("front matter without end", "---\n", "a: b\n", ""), around("front matter of blanks",
			"---\n", " \n", "---\n"), around("table of tables", "+++\n[a", ".a", "]\n+++\n"),
	}
	return list
}

// numberedIn is numbered between a head and a tail.
func numberedIn(name, head, format, tail string) Text {
	inner := numbered(name, format)
	return Text{name, func(size int) string { return head + inner.Of(size) + tail }}
}

// Honest is a text as policies are, of about as many bytes.
func Honest(size int) string {
	var b strings.Builder
	b.WriteString("# Privacy\n\n")
	for i := 0; b.Len() < size; i++ {
		if i%8 == 0 {
			fmt.Fprintf(&b, "## Data of kind %d\n\n", i/8)
		}
		fmt.Fprintf(&b, "We keep what you send us in step %d, such as your **name**, your address and [what you "+
			"buy](https://shop.example/%d), "+
			"for as long as the law of the place asks for it, and tell nobody else. You may ask us for it at any time.\n\n", i, i)
	}
	return b.String()
}

// HonestPage is a page of HTML that holds a text as policies are.
func HonestPage(size int) string {
	var b strings.Builder
	b.WriteString("<!doctype html><title>Privacy</title><body><main><h1>Privacy</h1>\n")
	for i := 0; b.Len() < size; i++ {
		if i%8 == 0 {
			fmt.Fprintf(&b, "<h2>Data of kind %d</h2>\n", i/8)
		}
		fmt.Fprintf(&b, "<p>We keep what you send us in step %d, such as your <b>name</b>, your address and <a "+
			"href=\"https://shop.example/%d\">what you buy</a>, "+
			"for as long as the law of the place asks for it, and tell nobody else. You may ask us for it at any time.</p>\n", i, i)
	}
	b.WriteString("</main>\n")
	return b.String()
}

// Pages are families of pages of HTML that hold a text.
func Pages() []Text {
	page := func(name, unit string) Text {
		return around(name, "<!doctype html><title>Privacy</title><body><main><h1>Privacy</h1><p>We keep data.</p>", unit,
			"</main>")
	}
	return []Text{
		page("deep elements", "<div>"), page("deep lists", "<ul><li>"), page("deep quotations",
			"<blockquote>a"), page("deep tables", "<table><tr><td>"), page("deep links", "<b><a href=x>"), page("deep emphasis",
			"<i><b>"), page("formatting", "<p><b><i><u>a"), page("font", "<font color=a>"), page("end tags",
			"</p>"), page("wrong ends", "</b></a></div>"), page("elements in tables", "<table><b>"), page("rows",
			"<table><tr><td>a</table>"), page("spans", "<table><tr><td colspan=1000000 rowspan=1000000>a</table>"), page("cells",
			"<td>a"), page("paragraphs", "<p>We keep data."), page("items", "<li>a"), page("headings",
			"<h2>Data</h2><p>a"), page("breaks", "a<br>"), page("links", "<a href=x>a</a> "), page("anchors",
			"<a id=a name=b></a>"), page("images", "<img src=a alt=b>"), page("forms", "<form><input value=a>"), page("selects",
			"<select><option>a"), page("noscript", "<noscript>a</noscript>"), page("hidden",
			"<div style='display:none'>a</div>"), page("attributes", "<p class='a b c' id=d data-e=f>a"), page("styles",
			"<style>a{b:c}</style>"), page("comments", "<!-- a -->"), page("open comments", "<!--"), page("entities",
			"&amp;"), page("lone entities", "&amp"), page("templates", "<template>a"), page("drawings",
			"<svg><g>"), page("formulas", "<math><mi>a"), page("definitions", "<dl><dt>a<dd>b"), page("code",
			"<pre>a\n</pre>"), page("words", "data "), page("stars", "*"), page("brackets", "["), page("addresses",
			"http://a.b/("), page("mail", "a@b.c "), page("raised", "<sup>1</sup>"), page("lists by letters",
			"<ol type=a><li>a</ol>"), page("quotes", "<q>a"), page("blocks in inlines", "<b><p>a"), page("frames",
			"<iframe>a"), page("unknown elements", "<a-b>a"), page("lists of lists", "<ul><ul><li>a"), page("numbers of items",
			"<ol start=9><li value=7>a"), page("scripts", "<script>a</script>"), page("protected addresses",
			"<a class=__cf_email__ data-cfemail=00616c>a</a>"), page("replay links",
			"<a href=https://web.archive.org/web/20200101000000/http://a.b/>a</a>"), page("nested spans",
			"<span>"), page("open tags", "<p "), page("quotes of attributes", "<p a=\""), page("less",
			"<"), page("rows of one table", "<tr><td rowspan=9>a"), page("lines", "a\n"), page("titles",
			"<title>a</title>"), page("list styles", "<style>ol{list-style-type:lower-alpha}</style><ol><li>a</ol>"),
		around("one attribute", "<!doctype html><body><p class='", "a ", "'>We keep data."), around("one style",
			"<!doctype html><style>", "ol.a b>c{list-style-type:lower-alpha}",
			"</style><p>We keep data."), around("attributes of one tag", "<!doctype html><body><p ", "a=b ",
			">We keep data."), numberedIn("different attributes", "<!doctype html><body><p ", "a%d=b ",
			">We keep data."), numberedIn("different links", "<!doctype html><body>", "<a href=x%d>a%d</a> ",
			""), numberedIn("different classes", "<!doctype html><body>", "<p class=x%d>a%d", ""),
	}
}
