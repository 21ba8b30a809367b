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
	"policyarchive/generator/weave"
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

// rebuild puts together what the rows of a comparison say of one text: take
// gives a block of it, and which of its tokens an edit holds.
func rebuild(c *compare.Comparison, doc *policy.Document,
	take func(r *compare.Row, edit int) (block, from, to int)) (blocks []string, err string) {
	words := make([][]string, len(doc.Blocks))
	for i := range words {
		words[i] = make([]string, len(doc.Blocks[i].Tokens))
	}
	rows := []compare.Row{c.Title}
	for _, s := range c.Sections {
		rows = append(append(rows, s.Heading), c.RowsOf(&s)...)
	}
	for _, r := range rows {
		for n := range r.Edits {
			i, from, to := take(&r, n)
			for k := from; k < to; k++ {
				if words[i][k] != "" {
					return nil, "a word stands in two rows: " + policy.Text(doc.Blocks[i].Tokens)
				}
				words[i][k] = doc.Blocks[i].Tokens[k].Text
			}
		}
	}
	blocks = make([]string, len(doc.Blocks))
	for i := range words {
		blocks[i] = strings.Join(words[i], " ")
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
	old, err := rebuild(c, c.Old, func(r *compare.Row, n int) (int, int, int) {
		if r.Edits[n].Op == compare.Insert {
			return 0, 0, 0
		}
		return r.Source(n), r.Edits[n].OldFrom, r.Edits[n].OldTo
	})
	if err != "" || !slices.Equal(old, texts(c.Old)) {
		t.Fatalf("%s -> %s: matches and deletions are not the old text %s", c.Old.File, c.New.File, err)
	}
	new, err := rebuild(c, c.New, func(r *compare.Row, n int) (int, int, int) {
		return r.New, r.Edits[n].NewFrom, r.Edits[n].NewTo
	})
	if err != "" || !slices.Equal(new, texts(c.New)) {
		t.Fatalf("%s -> %s: matches and insertions are not the new text %s", c.Old.File, c.New.File, err)
	}
	for _, s := range c.Sections {
		for _, r := range append([]compare.Row{s.Heading}, c.RowsOf(&s)...) {
			at := 0
			for n, e := range r.Edits {
				if e.NewFrom != at || e.NewTo < at {
					t.Fatalf("%s -> %s: edits of the new text are out of order", c.Old.File, c.New.File)
				}
				at = e.NewTo
				if e.Op != compare.Match {
					continue
				}
				if r.Source(n) < 0 || r.New < 0 || e.OldTo-e.OldFrom != e.NewTo-e.NewFrom {
					t.Fatalf("%s -> %s: a match of unequal lengths", c.Old.File, c.New.File)
				}
				for k := range e.OldTo - e.OldFrom {
					if c.Old.Blocks[r.Source(n)].Tokens[e.OldFrom+k].Seen() != c.New.Blocks[r.New].Tokens[e.NewFrom+k].Seen() {
						t.Fatalf("%s -> %s: a match of unequal words", c.Old.File, c.New.File)
					}
				}
			}
		}
	}
}

// TestComparisonsRebuildBothTexts runs over all neighbours and a sample of
// other pairs of every real history.
func TestComparisonsRebuildBothTexts(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		docs, w := load(t, h.Files), weave.NewWoven(h.Name)
		kinds := map[compare.Kind]int{}
		for i := range docs {
			w.Append(h.Files[i], docs[i])
			self := w.Between(i, i)
			if self.Verdict.Kind != compare.Identical || self.Verdict.WordsAdded+self.Verdict.WordsRemoved != 0 {
				t.Fatalf("%s differs from itself: %+v", h.Files[i], self.Verdict)
			}
			for _, d := range []int{1, 2, 7, 31} {
				if i < d {
					continue
				}
				c := w.Between(i-d, i)
				check(t, c)
				if d == 1 {
					kinds[c.Verdict.Kind]++
				}
				check(t, w.Between(i, i-d))
			}
		}
		t.Log(kinds)
	})
}
