package weave_test

import (
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/weave"
)

// pairs are sampled pairs of n versions: neighbours and others, both ways.
func pairs(n int) [][2]int {
	var list [][2]int
	for _, apart := range []int{1, 2, 7, 31, n - 1} {
		for i := 0; i+apart < n; i += 1 + apart/3 {
			list = append(list, [2]int{i, i + apart}, [2]int{i + apart, i})
		}
	}
	return list
}

// TestPairs: comparisons hold the law of all comparisons. What came between two
// versions changes nothing of their verdict, and does not make many more words
// marked than a weave of the two alone would mark.
func TestPairs(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		var alone, among int
		for at, p := range pairs(len(x.docs)) {
			old, new := x.docs[p[0]], x.docs[p[1]]
			got := x.Between(p[0], p[1])
			law(t, got)
			if at%4 > 1 { // a weave of its own for each pair takes long
				continue
			}
			want := weave.Compare(old, new)
			law(t, want)
			if got.Verdict.Kind != want.Verdict.Kind {
				t.Errorf("%s -> %s: %s, but of the two alone %s", old.File, new.File, got.Verdict.Kind, want.Verdict.Kind)
			}
			alone, among = alone+churn(want), among+churn(got)
		}
		t.Logf("churn %.3f of that of two alone", float64(among)/float64(alone))
		if float64(among) > 1.1*float64(alone) {
			t.Errorf("churn %d, more than 1.1 times the %d of two alone", among, alone)
		}
	})
}

// law holds that matches and deletions are the old text, matches and
// insertions the new one.
func law(t *testing.T, c *compare.Comparison) {
	t.Helper()
	old, new := map[int]int{}, map[int]int{} // tokens of each block that are accounted for
	seen := make([][]bool, len(c.Old.Blocks))
	for i := range seen {
		seen[i] = make([]bool, len(c.Old.Blocks[i].Tokens))
	}
	row := func(r *compare.Row) {
		if r.MovedTo >= 0 {
			return
		}
		for k, e := range r.Edits {
			source := r.Source(k)
			for n := e.OldFrom; n < e.OldTo; n++ {
				if seen[source][n] {
					t.Fatalf("%s -> %s: token %d of old block %d stands in two rows", c.Old.File, c.New.File, n, source)
				}
				seen[source][n] = true
				old[source]++
			}
			if e.Op != compare.Delete {
				if e.NewFrom != new[r.New] {
					t.Fatalf("%s -> %s: an insertion or match begins at %d, not at %d", c.Old.File, c.New.File, e.NewFrom, new[r.New])
				}
				new[r.New] = e.NewTo
			}
			for n := range e.OldTo - e.OldFrom {
				if e.Op == compare.Match && c.Old.Blocks[source].Tokens[e.OldFrom+n].Seen() != c.New.Blocks[r.New].Tokens[e.NewFrom+
					n].Seen() {
					t.Fatalf("%s -> %s: a match of different words", c.Old.File, c.New.File)
				}
			}
		}
	}
	row(&c.Title)
	for i := range c.Sections {
		s := &c.Sections[i]
		row(&s.Heading)
		rows := c.RowsOf(s)
		for n := range rows {
			row(&rows[n])
		}
	}
	for i := range c.Old.Blocks {
		if old[i] != len(c.Old.Blocks[i].Tokens) {
			t.Fatalf("%s -> %s: old block %d is not all there", c.Old.File, c.New.File, i)
		}
	}
	for i := range c.New.Blocks {
		if new[i] != len(c.New.Blocks[i].Tokens) {
			t.Fatalf("%s -> %s: new block %d is not all there", c.Old.File, c.New.File, i)
		}
	}
}

func churn(c *compare.Comparison) int {
	n := 0
	for i := range c.Sections {
		for _, r := range c.Sections[i].Rows {
			for _, e := range r.Edits {
				if e.Op != compare.Match {
					n += e.OldTo - e.OldFrom + e.NewTo - e.NewFrom
				}
			}
		}
	}
	return n
}
