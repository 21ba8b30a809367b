package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"policyarchive/generator/policy"
)

// Each link that was lost is told, and nothing else that has brackets.
func TestLinkFaults(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"See [settings](javascript:open()).", "1:6 settings: a page must not lead to javascript:"},
		{"See [settings](JavaScript:open()).", "1:6 settings: a page must not lead to javascript:"},
		{"See [it](data:text/html,x).", "1:6 it: a page must not lead to data:"},
		{"See [it](vbscript:x).", "1:6 it: a page must not lead to vbscript:"},
		{"See [the old form]() now.", "1:6 the old form: it has no address"},
		{"See [the old form](<>) now.", "1:6 the old form: it has no address"},
		{"See **[the old form]( )** now.", "1:8 the old form: it has no address"},
		{`See <a href="">form</a> now.`, "1:16 form: it has no address"},
		{"Ask [us](mailto:).", "1:6 us: it has no address"},
		{"Ask [us](mailto:?subject=x).", "1:6 us: it has no address"},
		{"Ask [us](mailto:bob).", "1:6 us: its address is no mail address"},
		{"Ask [us](mailto://p@x.example).", "1:6 us: mailto: has no slashes behind it"},
		{"Ask [us](p@x.example).", "1:6 us: its mailto: is missing"},
		{"See [it](http//x.example).", "1:6 it: its https:// is misspelt"},
		{"See [it](https:/x.example).", "1:6 it: its address has no host"},
		{"See [it](https://).", "1:6 it: its address has no host"},
		{"See [it](https://https://x.example).", "1:6 it: its address begins twice"},
		{"See [it](www.x.example/a).", "1:6 it: its https:// is missing"},
		{"See [it](x.example:8080/a).", "1:6 it: its https:// is missing"},
		{"See [it](https://x.example:port/).", "1:6 it: its address cannot be read"},
		{"See [it]({{site.url}}/a).", "1:6 it: its address is a template that nobody has filled in"},
		{"See [the list][lists].", "1:5 [the list][lists]: nothing says where [lists] leads"},
		{"See [the list][] now.", "1:5 [the list][]: nothing says where [the list] leads"},
		{"See [Terms][Terms] now.", "1:5 [Terms][Terms]: nothing says where [Terms] leads"},
		{"See [the map](https://x.example/our map).", "1:5 [the map](https://x.example/our map): its address has blanks"},
		{"See ![a box](our box.png).", "1:6 [a box](our box.png): its address has blanks"},
		{"See [the map](https://x.example/map and more.",
			"1:5 [the map](https://x.example/map and more.: its address never ends"},
		{"See [our [map](https://x.example/m) here](https://x.example/h).",
			"1:5 [our map here](https://x.example/h): there is another link among its words"},
		{"See [the map] (https://x.example/map).",
			"1:5 [the map] (https://x.example/map): a blank parts its words from its address"},
		{"See (the map)[https://x.example/map].",
			"1:5 (the map)[https://x.example/map]: its brackets and parentheses are the wrong way round"},
		{"See [the map(https://x.example/map) now.",
			"1:5 [the map(https://x.example/map): the bracket behind its words is missing"},
		{"See [a]. [a]: https://x.example/a", "1:10 [a]: https:: the address of a label stands in the text"},
		{"See <https://x.example/our map> now.", "1:5 <https://x.example/our map>: its address has blanks"},

		{"The [Company] of [Company][Address] writes [1][2], [^1][^2], [sic](emphasis added) and [5](see 3.2).", ""},
		{"- [ ] to do\n- [x] done\n- [x](https://x.example) linked", ""},
		{"`[a](b c.com)` and `[a][b]`\n\n    [a](b c.com)\n", ""},
		{"[[1]](https://x.example)(note) and [a](<https://x.example/our map>) and [a](#b) and [a](../b/) and [a](?c) and [a](b)", ""},
		{"[a][b] and [b]\n\n[b]: https://x.example", ""},
		{"See [us](mailto:p@x.example?subject=a%20b), [tel](tel:+49-1), [ftp](ftp://x.example/), [there](//x.example/a), " +
			"[md](policy.md).", ""},
		{"[see our terms (https://x.example)] and (see [here](https://x.example)).", ""},
		{"An array a[0](x) or f[i][j] of [A][B]. An <em>x</em> < y.", ""},
		{"[](https://x.example) and <a id=\"x\"></a> and <a name=\"y\">z</a>", ""},
		{"## [](#x) Title\n\n[Title]{#y}", ""},
	} {
		doc := policy.Parse("p.md", []byte(test.text))
		var got []string
		for _, f := range doc.LinkFaults() {
			at := doc.TokenPosition(f.Block, f.Token)
			problem, _, _ := strings.Cut(f.Problem, " (")
			got = append(got, fmt.Sprintf("%d:%d %s: %s", at.Line, at.Column, f.Text, problem))
		}
		if s := strings.Join(got, "\n"); s != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, s, test.want)
		}
	}
}

// What was meant as a longer address is no link to its beginning.
func TestAddressWithBlanksIsNoLink(t *testing.T) {
	for text, want := range map[string]string{
		"See [the map](https://x.example/our map).":                             "",
		"See [the map]( https://x.example/our big map ) now.":                   "",
		"> - See [the map](https://x.example/our\n>   map).":                    "",
		"See [the map](www.x.example/our map).":                                 "",
		"See <https://x.example/our map> now.":                                  "",
		"See [the map](https://x.example/our map) and [it](https://y.example).": "https://y.example",
		"See [the map](https://x.example/map \"a\"b).":                          "https://x.example/map",
		"See (https://x.example/our map) now.":                                  "https://x.example/our",
		"See [a](note) (https://x.example/our map).":                            "note https://x.example/our",
		"See [the map](https://x.example/map and more.":                         "https://x.example/map",
	} {
		var got []string
		for _, l := range policy.Parse("p.md", []byte(text)).Links() {
			got = append(got, l.Target)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q leads to %q, want %q", text, got, want)
		}
	}
}
