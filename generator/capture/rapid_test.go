package capture

import (
	"flag"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestMain makes the drawn examples the same at each run, so that a change is to
// blame when one fails. To look for new ones: -rapid.seed and -rapid.checks.
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for name, value := range map[string]string{"rapid.seed": "2016", "rapid.checks": "2000", "rapid.nofailfile": "true"} {
		if !given[name] && !(name == "rapid.seed" && given["rapid.checks"]) {
			if err := flag.Set(name, value); err != nil {
				panic(err)
			}
		}
	}
	os.Exit(m.Run())
}

// markdownPieces are what trouble in Markdown is made of.
var markdownPieces = []string{
	"\n", "\n", "\n\n", " ", "  ", "   ", "    ", "\t", noBreak, noBreak + noBreak, noBreak +
		" ", "\u200B", "\uFEFF", "\r\n",
	"# ", "## ", "##  ", "##", "- ", "1. ", "12) ", "> ", "**", "*", "_", "`", "``", "```\n", "~~~\n", "|", "|-|-|\n",
	"---\n", "***\n", "===\n", "+++\n",
	"a", "b.", "Foo bar", "日本", "خصوصية", "(i)", "\\", "\\\n", "<div>", "</div>\n", "<a href=\"", "\">", "</a>", "<pre>\n",
	"</pre>\n", "<br>",
	"[", "](", "]", "]: ", "[b]", ")", "(", "<", ">", "!", "https://web.archive.org/privacy",
	"https://web.archive.org/web/20200102id_/http%3A//x.org/a",
	"https://web.archive.org/web/2019/http://x.org/a", "loading...", "\n\nloading...\n\n", "{#x}", "{: #y }", "{% if %}",
	"{{ x }}", "&nbsp;", "&amp;", "<!--", "-->\n", ": ", "date: 2020-01-02\n",
}

var htmlPieces = []string{
	"\n", " ", "a", "Foo bar baz.", "one two three four five six seven eight nine ten eleven.", "&nbsp;", "&amp;", "&lt;",
	"&amp;lt;", "*", "_", "`", "#", "1.", "- ", "[", "](x)", "|", "\\", "~~",
	"<br>", "<br>", "<br><br>", "<p>", "</p>", "<div>", "</div>", "<div class=header>", "<div id=footer>© ",
	"<div hidden>", "<span>", "</span>", "<b>", "</b>", "<em>", "</em>", "<a href=/x>", "<a href=javascript:x>",
	"<a href='y (z'>", "</a>",
	"<h1>", "</h1>", "<h2>", "</h2>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "<table>", "<tr>", "<td>", "<th>",
	"</table>", "<pre>", "</pre>", "<code>", "</code>",
	"<blockquote>", "</blockquote>", "<form>", "</form>", "<nav>", "</nav>", "<main>", "</main>", "<article>",
	"<script>x</script>", "<img src=a alt=b>", "<svg onload=x>", "<!-- c -->", "<hr>", "<dl><dt>", "<dd>", "<noscript>",
	"</noscript>", "<font>", "<title>T | S</title>",
}

func pieces(from []string) *rapid.Generator[string] {
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(from), 1, 40),
		func(s []string) string { return strings.Join(s, "") })
}

func TestMarkdownOfAllKinds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) { checkMarkdown(under(t, rt), []byte(pieces(markdownPieces).Draw(rt, "markdown"))) })
}

func TestPagesOfAllKinds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) { checkPage(under(t, rt), []byte(pieces(htmlPieces).Draw(rt, "page"))) })
}

// drawn is a test whose failures are those of a drawn example.
type drawn struct {
	testing.TB
	rt *rapid.T
}

func under(t testing.TB, rt *rapid.T) testing.TB { return drawn{t, rt} }

func (d drawn) Helper()                      {}
func (d drawn) Fatal(args ...any)            { d.rt.Fatal(args...) }
func (d drawn) Fatalf(f string, args ...any) { d.rt.Fatalf(f, args...) }
