package compare_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

func load(t testing.TB, files []string) []*policy.Document {
	t.Helper()
	tracker, parser := lineage.New(), policy.NewParser()
	var docs []*policy.Document
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := parser.Parse(file, data)
		tracker.Add(doc, nil)
		docs = append(docs, doc)
	}
	return docs
}

// rebuild puts together what the rows of a comparison say of one text.
func rebuild(c *compare.Comparison, doc *policy.Document, block func(compare.Row) int, take func(compare.Edit) (from, to int, ok bool)) (blocks []string, err string) {
	blocks = make([]string, len(doc.Blocks))
	seen := make([]bool, len(doc.Blocks))
	rows := []compare.Row{c.Title}
	for _, s := range c.Sections {
		rows = append(append(rows, s.Heading), c.RowsOf(&s)...)
	}
	for _, r := range rows {
		i := block(r)
		if i < 0 || r.MovedTo >= 0 {
			continue
		}
		if seen[i] {
			return nil, "a block stands in two rows"
		}
		seen[i] = true
		var words []string
		for _, e := range r.Edits {
			if from, to, ok := take(e); ok {
				for _, tok := range doc.Blocks[i].Tokens[from:to] {
					words = append(words, tok.Text)
				}
			}
		}
		blocks[i] = strings.Join(words, " ")
	}
	for i := range seen {
		if !seen[i] && len(doc.Blocks[i].Tokens) > 0 {
			return nil, "a block is in no row: " + policy.Text(doc.Blocks[i].Tokens)
		}
	}
	return blocks, ""
}

func texts(doc *policy.Document) []string {
	list := make([]string, len(doc.Blocks))
	for i := range doc.Blocks {
		var words []string
		for _, tok := range doc.Blocks[i].Tokens {
			words = append(words, tok.Text)
		}
		list[i] = strings.Join(words, " ")
	}
	return list
}

// check holds the law of a comparison: matches and deletions are the old
// text, matches and insertions the new one, and matches are equal.
func check(t *testing.T, c *compare.Comparison) {
	t.Helper()
	old, err := rebuild(c, c.Old, func(r compare.Row) int { return r.Old }, func(e compare.Edit) (int, int, bool) { return e.OldFrom, e.OldTo, e.Op != compare.Insert })
	if err != "" || !slices.Equal(old, texts(c.Old)) {
		t.Fatalf("%s -> %s: matches and deletions are not the old text %s", c.Old.File, c.New.File, err)
	}
	new, err := rebuild(c, c.New, func(r compare.Row) int { return r.New }, func(e compare.Edit) (int, int, bool) { return e.NewFrom, e.NewTo, e.Op != compare.Delete })
	if err != "" || !slices.Equal(new, texts(c.New)) {
		t.Fatalf("%s -> %s: matches and insertions are not the new text %s", c.Old.File, c.New.File, err)
	}
	for _, s := range c.Sections {
		for _, r := range append([]compare.Row{s.Heading}, c.RowsOf(&s)...) {
			for _, e := range r.Edits {
				if e.Op == compare.Match && (r.Old < 0 || r.New < 0 || e.OldTo-e.OldFrom != e.NewTo-e.NewFrom) {
					t.Fatalf("%s -> %s: a match of unequal lengths", c.Old.File, c.New.File)
				}
			}
		}
	}
}

// TestComparisonsRebuildBothTexts runs over all neighbours and a sample of
// other pairs of every real history.
func TestComparisonsRebuildBothTexts(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		docs, comparer := load(t, h.Files), compare.NewComparer()
		kinds := map[compare.Kind]int{}
		for i := range docs {
			self := comparer.Compare(docs[i], docs[i])
			if self.Verdict.Kind != compare.Identical || self.Verdict.WordsAdded+self.Verdict.WordsRemoved != 0 {
				t.Fatalf("%s differs from itself: %+v", h.Files[i], self.Verdict)
			}
			for _, d := range []int{1, 2, 7, 31} {
				if i < d {
					continue
				}
				c := comparer.Compare(docs[i-d], docs[i])
				check(t, c)
				if d == 1 {
					kinds[c.Verdict.Kind]++
				}
				check(t, comparer.Compare(docs[i], docs[i-d]))
			}
		}
		t.Log(kinds)
	})
}
