package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// markup is what trouble is made of. § stands for a word that a reader sees,
// each time another one.
var markup = []string{
	"§", "§", "§", "§ ", "§ §.", "\n", "\n", "\n\n", "\n\n", " ", "  ", "    ", "\t", "\r\n", "\u200b", "\u00a0", "\u200f",
	"&nbsp;", "&amp;", "\\*", "\\",
	"\n\n# §\n\n", "\n\n## §\n\n", "\n\n### **2.** §\n", "\n\n## § {#id}\n", "\n\n## §\n{: #next }\n", "\n\n§\n===\n",
	"\n\n§\n---\n", "\n\n**§**\n\n", "## ", "#\n",
	"\n- §", "\n  - §", "\n1. §", "\n7) §", "\n\n   §", "\n> §", "\n> > §", "\n    §", "\n```\n§\n```\n", "\n\n---\n\n",
	"\n***\n", "\n1. ## §\n",
	"**§**", "*§*", "_", "**", "`§`", "~~§~~", "[§](/x)", "[§][r]", "![§](/i)", "<https://§.example>", "{: #i }",
	"\n{: #j .c }\n", "[§](#id){:target=\"_blank\"}",
	"\n\n| § | § |\n|---|:-:|\n| § | § |\n| § |\n\n", "|", "<b>", "</b>", "<em>§</em>", "<sup>", "</sup>",
	"<a id=\"x\"></a>", "<a name=y>", "</a>", "<a href=\"/z\">§</a>", "<br>", "<span>", "</span>",
	"<div>", "</div>\n", "\n<p>", "</p>", "<h2>§</h2>", "<h3 id=h>", "</h3>", "<ul>", "</ul>", "<ol start=3>", "</ol>",
	"<li>", "</li>", "<dl>", "</dl>", "<dt>", "<dd>", "<hr>", "<pre>", "</pre>\n",
	"<table>", "</table>\n", "<tr>", "</tr>", "<td>", "</td>", "<th colspan=2>", "<caption>", "</caption>", "<blockquote>",
	"</blockquote>", "<Data Protection Officer>", "<Name>", "<svg>", "</svg>",
	"<!-- c -->", "\n<!-- c -->\n", "<!--", "<script>", "<style>", "{% if x %}", "{{ x }}", "(i)", "(a) § (b) §", "\"§\"",
	"(see \"§\" below)", "---\n", "+++\n",
	"\n##§", "\n\n##§ ##\n", "\n## § ## {#i}\n", "\n10.  §\n\n    ", "\n9. §\n   - §\n10. §\n   - §\n", "**§：**§", "「§」**",
	"（", "~~§。~~§",
	"\n§\n: §\n", "\n: §", "\n\n: §\n\n    §", "\n> [!NOTE]\n> §", "\n> [!tip]\n\n", "\n- [x] §", "[ ] ",
	"<div markdown=\"1\">\n", "\n* §\n", "{:toc}",
}

// drawText draws a text of pieces and the words in it that a reader sees.
func drawText(t *rapid.T) (text string, words []string) {
	var b strings.Builder
	for _, piece := range rapid.SliceOfN(rapid.SampledFrom(markup), 1, 60).Draw(t, "pieces") {
		for strings.Contains(piece, "§") {
			word := fmt.Sprintf("word%dx", len(words))
			words = append(words, word)
			piece = strings.Replace(piece, "§", word, 1)
		}
		b.WriteString(piece)
	}
	text = b.String()
	if strings.Contains(strings.ReplaceAll(text, "<!-- c -->", ""), "<!--") {
		text = strings.ReplaceAll(text, "-->", "--") // what is in a comment is no text
	}
	return text, words
}

// TestNoWordIsLost: whatever markup surrounds it, a word that stands in a text
// stands in exactly one block, and all blocks together have the words in order.
func TestNoWordIsLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		source, words := drawText(rt)
		doc := Parse("drawn.md", []byte(source))
		checkDocument(under{t, rt}, doc, []byte(source))
		var all strings.Builder
		for i := range doc.Blocks {
			all.WriteString(Text(doc.Blocks[i].Tokens) + "\n")
			for _, id := range doc.Blocks[i].ids {
				if strings.Contains(id, "word") {
					rt.Fatalf("the id %q has a word of the text", id)
				}
			}
		}
		for key, v := range doc.Meta.Other {
			fmt.Fprintln(&all, key, v) // drawn front matter
		}
		for _, w := range words {
			if n := strings.Count(all.String(), w); n != 1 {
				rt.Fatalf("%s stands %d times in\n%s\nof\n%s", w, n, all.String(), source)
			}
		}
		if doc.TitleBlock < 0 && len(doc.Meta.Other) == 0 && !slices.IsSortedFunc(words, func(a, b string) int {
			return strings.Index(all.String(), a) - strings.Index(all.String(), b)
		}) {
			rt.Fatalf("the order of words changed in\n%s\nof\n%s", all.String(), source)
		}
	})
}

// under is a test whose failures are those of a drawn example.
type under struct {
	testing.TB
	rt *rapid.T
}

func (u under) Helper()                      {}
func (u under) Errorf(f string, args ...any) { u.rt.Fatalf(f, args...) }
func (u under) Fatalf(f string, args ...any) { u.rt.Fatalf(f, args...) }
