package render

import (
	"strings"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// A cell over rows is one on the page of a text, and what stands in the rows below
// it stays under its heading; in a redline, where rows come and go, empty cells keep
// the columns.
func TestCellOverRows(t *testing.T) {
	parse := func(text string) *policy.Document {
		doc := policy.Parse("p.md", []byte(text))
		lineage.New().Add(doc, nil)
		return doc
	}
	for table, want := range map[string]string{
		"<tr><th>Data<th>Basis<tr><td rowspan=2>Name<td>Contract<tr><td>Consent":           "<tr>Data|Basis<tr>2:Name|Contract<tr>Consent",
		"<tr><th rowspan=2>Data<th colspan=2>Basis<tr><th>EU<th>UK<tr><td>a<td>b<td>c":     "<tr>2:Data|Basis<tr>EU|UK<tr>a|b|c",
		"<tr><td>a<td rowspan=0>b<tr><td>c<tr><td>d":                                       "<tr>a|100:b<tr>c<tr>d",
		"<tr><td rowspan=2>a<ul><li>b<td>c<tr><td>d":                                       "<tr>2:ab|c<tr>d",
		"<tr><td>a<td rowspan=2><table><tr><td rowspan=2>x<td>y<tr><td>z</table><tr><td>b": "<tr>a|2:<tr>2:x|y<tr>z<tr>b",
	} {
		html := string(Fragment(parse("# P\n\n<table>"+table+"</table>\n"), Options{Words: English()}))
		if got := cells(html); got != want {
			t.Errorf("%s\ngives %s\nwant  %s\n%s", table, got, want, html)
		}
		if strings.Count(html, "<td")+strings.Count(html, "<th") != strings.Count(html, "</td>")+
			strings.Count(html, "</th>") {
			t.Errorf("tags without partners: %s", html)
		}
	}
	// The place of a row's clause is its first cell that stands there.
	html := string(Fragment(parse("# P\n\n## A\n\n<table><tr><td rowspan=2>a<td>b<tr><td>c</table>\n"),
		Options{Words: English()}))
	if !strings.Contains(html, `<td id="a.2">c</td>`) {
		t.Errorf("the second row has no place of its own: %s", html)
	}
}

// cells are the rows and cells of tables, with how many rows a cell takes.
func cells(html string) string {
	var b strings.Builder
	for _, part := range strings.Split(html, "<")[1:] {
		tag, words, _ := strings.Cut(part, ">")
		switch name, rest, _ := strings.Cut(tag, " "); name {
		case "tr":
			b.WriteString("<tr>")
		case "td", "th":
			if s := b.String(); !strings.HasSuffix(s, "<tr>") {
				b.WriteString("|")
			}
			if _, rows, ok := strings.Cut(rest, `rowspan="`); ok {
				b.WriteString(rows[:strings.IndexByte(rows, '"')] + ":")
			}
		}
		if !strings.HasPrefix(tag, "h") {
			b.WriteString(strings.TrimSpace(words))
		}
	}
	return b.String()
}
