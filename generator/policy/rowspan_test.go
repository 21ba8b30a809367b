package policy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rowsOf are the cells of the rows of a text's tables.
func rowsOf(text string) (rows []string) {
	doc := Parse("a.md", []byte(text))
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		for j, c := range b.Path {
			if c.Kind == Row && j >= b.Fresh {
				rows = append(rows, "")
			}
			if c.Kind == Cell || c.Kind == HeaderCell {
				if j >= b.Fresh {
					rows[len(rows)-1] += "|"
				}
			}
		}
		if len(rows) > 0 {
			rows[len(rows)-1] += Text(b.Tokens)
		}
	}
	return rows
}

func TestCellsOverRows(t *testing.T) {
	for _, c := range []struct {
		name, html string
		want       []string
	}{
		{"first column", "<tr><th>Data<th>Basis<tr><td rowspan=2>Name<td>Contract<tr><td>Consent",
			[]string{"|Data|Basis", "|Name|Contract", "||Consent"}},
		{"last column", "<tr><td>a<td rowspan=2>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr>",
			[]string{"|a|b", "|c|", "|d|e"}},
		{"in the middle, three rows", "<tr><td>a<td rowspan=3>b<td>c<tr><td>d<td>e<tr><td>f<td>g<tr><td>h<td>i<td>j",
			[]string{"|a|b|c", "|d||e", "|f||g", "|h|i|j"}},
		{"over columns too", "<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", []string{"|a|b", "|||c"}},
		{"none", "<tr><td>a<td>b<tr><td>c", []string{"|a|b", "|c"}},
		{"all that follow", "<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", []string{"|a|b", "||c", "||d"}},
		{"a cell that runs into another", "<tr><td>a<td rowspan=3>b<tr><td colspan=2>c<tr><td>d<tr><td>e<td>f",
			[]string{"|a|b", "|c", "|d|", "|e|f"}},
		{"as many as nobody can mean", "<tr><td rowspan=99999>a<td>b<tr><td>c", []string{"|a|b", "||c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, rowsOf("# P\n\n<table>"+c.html+"</table>\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	many := "<table><tr>" + strings.Repeat("<td rowspan=9999>a", 2000) + strings.Repeat("<tr><td>", 2000) + "</table>"
	if doc := Parse("a.md", []byte(many)); len(doc.Blocks) > 50*4000 {
		t.Errorf("%d blocks of %d bytes", len(doc.Blocks), len(many))
	}
}

// An id of a cell is its own, not that of the place beside it which a cell above takes.
func TestIDBesideTakenPlace(t *testing.T) {
	doc := Parse("a.md", []byte("# P\n\n<table><tr><td rowspan=2>a<td>b<tr><td id=basis>c</table>\n"))
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; len(b.ids) > 0 && Text(b.Tokens) != "c" {
			t.Errorf("the id is that of %q", Text(b.Tokens))
		}
	}
	if at := doc.Places().Find("basis"); !at.Known {
		t.Error("the id leads nowhere")
	}
}
