package render_test

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/weave"
)

// TestRedlinesHoldBothTexts reads the redline of every two neighbours of every
// history: without what is struck out it is the new text, without what is put
// in it is the old one.
func TestRedlinesHoldBothTexts(t *testing.T) {
	opts := render.Options{Words: render.English()}
	histories.Each(t, func(t *testing.T, h histories.History) {
		tracker := lineage.New()
		var old *policy.Document
		var before []string
		for n, file := range h.Files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := policy.Parse(file, source)
			tracker.Add(doc, nil)
			after := redlineLetters(htmlNodes(t, render.Fragment(doc, opts)), nil)
			if old != nil {
				c := weave.Compare(old, doc)
				checkRedline(t, filepath.Base(file), c, htmlNodes(t, render.Redline(c, opts)), before, after)
				if n%5 == 1 {
					checkColumns(t, filepath.Base(file), c, htmlNodes(t, render.Columns(c, opts)), before, after)
				}
			}
			old, before = doc, after
		}
	})
}

func checkRedline(t *testing.T, name string, c *compare.Comparison, page []*html.Node, old, new []string) {
	t.Helper()
	side := func(hidden atom.Atom) []string {
		return redlineLetters(page, func(n *html.Node) bool { return n.DataAtom == hidden || interfaceWords(n) })
	}
	if d := wordsDiffer(side(atom.Del), new); d != "" {
		t.Errorf("%s: the redline without deletions is not the new text\n%s", name, d)
	}
	got := side(atom.Ins)
	if !inOldOrder(c) {
		got, old = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(old))
	}
	if d := wordsDiffer(got, old); d != "" {
		t.Errorf("%s: the redline without insertions is not the old text\n%s", name, d)
	}
}

// checkColumns reads either column of a comparison side by side. Headings
// stand above both, with their edits; the old words of what moved stand only
// in the new place.
func checkColumns(t *testing.T, name string, c *compare.Comparison, page []*html.Node, old, new []string) {
	t.Helper()
	column := func(other string, hidden atom.Atom) []string {
		return redlineLetters(page, func(n *html.Node) bool {
			return n.DataAtom == hidden || hasClass(n, other) || interfaceWords(n)
		})
	}
	if d := wordsDiffer(column("old", atom.Del), new); d != "" {
		t.Errorf("%s: the right column is not the new text\n%s", name, d)
	}
	if d := wordsDiffer(column("new", atom.Ins), old); d != "" && inOldOrder(c) {
		t.Errorf("%s: the left column is not the old text\n%s", name, d)
	}
}

// redlineLetters are those of what nodes show: white space alone is no change, and
// a redline shows that of the new text. So it does with addresses, of which only
// the host is a word.
func redlineLetters(nodes []*html.Node, skip func(*html.Node) bool) []string {
	text := shownAddress.ReplaceAllString(shownText(nodes, skip), "$1$2")
	return strings.Split(strings.Join(words(text), ""), "")
}

var shownAddress = regexp.MustCompile(
	`(?i)(?:https?://(?:www\.)?|\bwww\.)([!-.0-{}~]+)[!-{}~]*|\b((?:[a-z\d-]+\.)+[a-z]{2,})/[!-{}~]*`)

// TestRedlinesNeverGlueWords looks at the seams, where words of one text stand
// beside words of the other.
func TestRedlinesNeverGlueWords(t *testing.T) {
	for _, x := range []struct{ old, new, want string }{
		{"Neither Mozilla sees it at all times.", "Mozilla sees it at all times.",
			`<del>Neither</del> Mozilla sees it at all times.`},
		{"Mozilla sees it at all times.", "Neither Mozilla sees it at all times.",
			`<ins>Neither</ins> Mozilla sees it at all times.`},
		{"Old sees it at all times.", "New sees it at all times.", `<del>Old</del> <ins>New</ins> sees it at all times.`},
		{"It sees us at all times now", "It sees us at all times then",
			`It sees us at all times <del>now</del> <ins>then</ins>`},
		{"甲方可随时更改本说明", "乙方可随时更改本说明", `<del>甲</del><ins>乙</ins>方可随时更改本说明`},
	} {
		if got := string(redline(t, x.old, x.new)); !strings.Contains(got, x.want) {
			t.Errorf("%s\nwants %s", got, x.want)
		}
	}
}

// TestRedlineOfCode marks the lines of preformatted text.
func TestRedlineOfCode(t *testing.T) {
	const text = "## One\n\n    first line\n    second line\n    third line\n    fourth\n"
	got := string(redline(t, text, strings.Replace(text, "second", "another", 1)))
	const want = "<pre class=\"changed\"><code>first line\n<del>second line</del>\n<ins>another line</ins>\nthird " +
		"line\nfourth</code></pre>"
	if !strings.Contains(got, want) {
		t.Errorf("%s\nwants %s", got, want)
	}
	if got := string(redline(t, text, "## One\n\nWords.\n")); !strings.Contains(got,
		"<code><del>first line\nsecond line\nthird line\nfourth</del></code>") {
		t.Errorf("a block of code is removed without being struck out:\n%s", got)
	}
}

// TestRedlineKeepsNumbers: an item has the number it has in its text, behind
// deleted items, behind folded ones and side by side.
func TestRedlineKeepsNumbers(t *testing.T) {
	const old = "3. Three of them.\n4. Four of them.\n5. Five of them are here.\n6. Six of them are here.\n7. Seven of " +
		"them are here.\n8. Eight of them are here.\n"
	doc, next := policy.Parse("old", []byte(old)), policy.Parse("new",
		[]byte(strings.Replace(strings.Replace(old, "4. Four of them.\n", "", 1), "Eight", "Ate", 1)))
	tracker := lineage.New()
	tracker.Add(doc, nil)
	tracker.Add(next, nil)
	c, opts := weave.Compare(doc, next), render.Options{Words: render.English()}
	page := string(render.Redline(c, opts))
	for _, want := range []string{`<ol start="3"><li>Three`, `<li class="removed"><del>Four`, `<li value="4">Five`,
		`<li class="changed"><del>Eight</del> <ins>Ate</ins>`} {
		if !strings.Contains(page, want) {
			t.Errorf("%s\nlacks %s", page, want)
		}
	}
	columns := string(render.Columns(c, opts))
	for _, want := range []string{`<div class="old"><ol start="8"><li><del>Eight`,
		`<div class="new"><ol start="7"><li><ins>Ate`} {
		if !strings.Contains(columns, want) {
			t.Errorf("%s\nlacks %s", columns, want)
		}
	}
}

// TestRedlineGoesOn: an item whose first words stand elsewhere, in another row
// or folded away, does not show its sign a second time.
func TestRedlineGoesOn(t *testing.T) {
	const old = "- One\n  - Fish\n  - Two of them\n  - Three of them\n  - Four of them\n- Blue\n"
	a, b := policy.Parse("old", []byte(old)), policy.Parse("new", []byte(strings.Replace(old, "Four", "Five", 1)))
	tracker := lineage.New()
	tracker.Add(a, nil)
	tracker.Add(b, nil)
	c, opts := weave.Compare(a, b), render.Options{Words: render.English()}
	for name, page := range map[string]string{"redline": string(render.Redline(c, opts)),
		"columns": string(render.Columns(c, opts))} {
		if n := strings.Count(page, `<ul><li class="on"><ul><li`); n == 0 {
			t.Errorf("%s shows the sign of an item twice:\n%s", name, page)
		}
		if strings.Count(page, "<li>Blue") == 0 || strings.Contains(page, `<li class="on">Blue`) {
			t.Errorf("%s takes the sign of an item away:\n%s", name, page)
		}
	}
}

func redline(t *testing.T, old, new string) []byte {
	t.Helper()
	return render.Redline(comparison(old, new), render.Options{Words: render.English()})
}

func comparison(old, new string) *compare.Comparison {
	a, b := policy.Parse("old", []byte(old)), policy.Parse("new", []byte(new))
	tracker := lineage.New()
	tracker.Add(a, nil)
	tracker.Add(b, nil)
	return weave.Compare(a, b)
}

// inOldOrder reports whether nothing of a comparison has moved.
func inOldOrder(c *compare.Comparison) bool {
	last, block, token := -1, -1, 0
	for _, s := range c.Sections {
		if s.Old >= 0 {
			if s.Old < last {
				return false
			}
			last = s.Old
		}
		for _, r := range append([]compare.Row{s.Heading}, c.RowsOf(&s)...) {
			if r.Moved || r.MovedTo >= 0 {
				return false
			}
			for n, e := range r.Edits {
				if e.Op == compare.Insert {
					continue
				}
				if i := r.Source(n); i < block || i == block && e.OldFrom < token {
					return false
				}
				block, token = r.Source(n), e.OldTo
			}
		}
	}
	return true
}

// interfaceWords are those of the page and not of the texts. A changed title
// stands in the redline; in a text it is the page's.
func interfaceWords(n *html.Node) bool {
	return hasClass(n, "title") || n.DataAtom == atom.Summary || hasClass(n, "moved-away") || hasClass(n, "moved-from") ||
		hasClass(n, "permalink") ||
		hasClass(n, "divided") || hasClass(n, "joined")
}

func hasClass(n *html.Node, class string) bool {
	for _, a := range n.Attr {
		if a.Key == "class" && slices.Contains(words(a.Val), class) || a.Key == "class" && a.Val == class {
			return true
		}
	}
	return false
}

// A definition list whose terms and descriptions stand beside those of another
// text, each in a box of its own, is none: HTML allows no list of a term alone.
func TestNoDefinitionListOfHalves(t *testing.T) {
	a, b := policy.Parse("a.md", []byte("# P\n\n<dl><dt>Cookie</dt><dd>A file.</dd></dl>\n")), policy.Parse("b.md",
		[]byte("# P\n\n<dl><dt>Cookie</dt><dd>A small file.</dd></dl>\n"))
	tracker := lineage.New()
	tracker.Add(a, nil)
	tracker.Add(b, nil)
	c := weave.Compare(a, b)
	opts := render.Options{Words: render.English()}
	if inline := string(render.Redline(c, opts)); !strings.Contains(inline, "<dl><dt>") {
		t.Errorf("in one column it is %s", inline)
	}
	if beside := string(render.Columns(c, opts)); strings.Contains(beside, "<dl") || strings.Contains(beside, "<dt") ||
		strings.Contains(beside, "<dd") || !strings.Contains(beside, "A <ins>small") {
		t.Errorf("side by side it is %s", beside)
	}
}

// A fold parts no term from its description, nor terms from each other that have one in
// common: HTML allows no list of a term alone.
func TestNoFoldPartsTerms(t *testing.T) {
	list := func(changed string) string {
		return "# Terms\n\n<dl><dt>Vole</dt><dd>It " + changed + " a field.</dd><dt>Mole</dt><dt>Mouldwarp</dt>" +
			"<dd>It digs in a garden.</dd><dt>Hare</dt><dd>It runs over a hill.</dd>" +
			"<dt>Shrew</dt><dd>It hides in a hedge.</dd></dl>\n"
	}
	shown := string(redline(t, list("lives in"), list("loves")))
	if folds := strings.Count(shown, "<details"); folds != 1 {
		t.Errorf("there are %d folds", folds)
	}
	for _, terms := range strings.Split(shown, "<dl>")[1:] {
		inside, _, _ := strings.Cut(terms, "</dl>")
		if last := strings.LastIndex(inside, "<dt"); !strings.Contains(inside[max(last, 0):], "<dd") ||
			!strings.HasPrefix(inside, "<dt") {
			t.Errorf("a list is <dl>%s</dl>", inside)
		}
	}
}

// A table in which a cell changed stays in one piece.
func TestNoRowIsTornApart(t *testing.T) {
	table := func(changed string) string {
		var b strings.Builder
		b.WriteString("# Terms\n\n| Part | What it says |\n|---|---|\n")
		for _, part := range []string{"A", "B", "C", "D", "E", "F", "G", "H"} {
			says := "what is said of " + part + " and of nothing else"
			if part == "E" {
				says = changed
			}
			b.WriteString("| " + part + " | " + says + " |\n")
		}
		return b.String()
	}
	page := htmlNodes(t, redline(t, table("the words of a row in the middle"), table("the text of a row in the middle")))
	rows, folds := 0, 0
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Tr:
			rows++
			cells := 0
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
					cells++
				}
			}
			if cells != 2 {
				t.Errorf("a row has %d cells", cells)
			}
		case atom.Details:
			folds++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	for _, n := range page {
		visit(n)
	}
	if rows != 9 || folds != 0 {
		t.Errorf("there are %d rows, and %d folds", rows, folds)
	}
}

// A table beside another text has all its rows: a cell that spans columns spans
// such as begin in another row.
func TestTablesStandWholeSideBySide(t *testing.T) {
	text := func(words string) string {
		return "# P\n\n<table><tr><th colspan=\"2\">" + words + "</th></tr><tr><td>a</td><td>b</td></tr></table>\n"
	}
	a, b := policy.Parse("a.md", []byte(text("What we keep"))), policy.Parse("b.md", []byte(text("What we share")))
	tracker := lineage.New()
	tracker.Add(a, nil)
	tracker.Add(b, nil)
	c := weave.Compare(a, b)
	opts := render.Options{Words: render.English()}
	if inline := string(render.Redline(c, opts)); !strings.Contains(inline, `<th colspan="2"`) {
		t.Errorf("in one column it is %s", inline)
	}
	beside := string(render.Columns(c, opts))
	if strings.Count(beside, `<th colspan="2"`) != 2 || strings.Count(beside, "<td>a</td><td>b</td>") != 2 ||
		!strings.Contains(beside, "<ins>share") {
		t.Errorf("side by side it is %s", beside)
	}
}

// TestMovedFromLeadsToTheFormerText: a redline against a text whose sections its
// page does not have links to a page that has them.
func TestMovedFromLeadsToTheFormerText(t *testing.T) {
	const (
		moved = "We write down which boat came in, when it left, and which flag it showed on that day.\n"
		visit = "## Visits\n\nYou may visit the office on every working day.\n\n"
	)
	c := comparison("## Boats\n\n"+moved+"\n"+visit, visit+moved)
	for _, former := range []string{"", "/archive/1/"} {
		opts := render.Options{Words: render.English(), Current: "/step/", Former: former}
		want := cmp.Or(former, "/step/") + "#boats"
		got := ""
		for n := range c.Sections {
			got += render.NewRenderer(nil).SectionRedline(c, &c.Sections[n], opts)
		}
		if !strings.Contains(got, `<span class="moved-from">Moved here from <a href="`+want+`">Boats</a>`) {
			t.Errorf("no link to %s in %s", want, got)
		}
	}
}

// TestFormerAnchorInRedline: a section that is paired with one of another anchor
// has both in a redline, for words of the old text link to the former. An anchor
// that another section has now stays with that.
func TestFormerAnchorInRedline(t *testing.T) {
	const bells = "## Bells\n\nThe bell of the harbour rings at noon.\n"
	const lamps = "## Lamps\n\nEvery lamp is lit at dusk by the keeper.\n"
	for _, test := range []struct {
		name, old, new, anchor string
		want                   int
	}{
		{"changed", bells, strings.Replace(bells, "noon", "dawn", 1), "former", 1},
		{"unchanged", bells, bells, "former", 1},
		{"taken by another", bells, lamps + "\n" + strings.Replace(bells, "noon", "dawn", 1), "lamps", 1},
		{"the same", bells, strings.Replace(bells, "noon", "dawn", 1), "bells", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			tracker := lineage.New()
			old, new := policy.Parse("old.md", []byte(test.old)), policy.Parse("new.md", []byte(test.new))
			tracker.Add(old, nil)
			tracker.Add(new, nil)
			old.Sections[0].Anchor = test.anchor
			c := weave.Compare(old, new)
			for _, opts := range []render.Options{{Words: render.English()}, {Words: render.English(), TitlesOnly: true}} {
				for name, page := range map[string][]byte{"redline": render.Redline(c, opts), "columns": render.Columns(c, opts)} {
					if n := strings.Count(string(page), `id="`+test.anchor+`"`); n != test.want {
						t.Errorf("the id %q stands %d times in the %s, not %d times:\n%s", test.anchor, n, name, test.want, page)
					}
				}
			}
		})
	}
}
