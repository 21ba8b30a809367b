package compare

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// lcs is the length of a longest common subsequence, by the textbook table.
func lcs(a, b []int32) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[len(b)]
}

// apply reads an edit script back and fails unless it covers both sequences in
// order.
func apply(t *rapid.T, edits []Edit, a, b []int32) (matches int) {
	i, j := 0, 0
	for _, e := range edits {
		if e.OldFrom != i || e.NewFrom != j {
			t.Fatalf("a gap or overlap at old %d, new %d: %+v", i, j, edits)
		}
		i, j = e.OldTo, e.NewTo
		switch e.Op {
		case Match:
			if !slices.Equal(a[e.OldFrom:e.OldTo], b[e.NewFrom:e.NewTo]) {
				t.Fatalf("a match of unequal tokens: %+v", e)
			}
			matches += e.OldTo - e.OldFrom
		case Delete:
			if e.NewFrom != e.NewTo {
				t.Fatalf("a deletion with new tokens: %+v", e)
			}
		case Insert:
			if e.OldFrom != e.OldTo {
				t.Fatalf("an insertion with old tokens: %+v", e)
			}
		}
	}
	if i != len(a) || j != len(b) {
		t.Fatalf("the script ends at %d of %d, %d of %d", i, len(a), j, len(b))
	}
	return matches
}

func TestDiffIsAShortestScript(t *testing.T) {
	tokens := rapid.SliceOfN(rapid.Int32Range(0, 5), 0, 60)
	rapid.Check(t, func(t *rapid.T) {
		a, b := tokens.Draw(t, "a"), tokens.Draw(t, "b")
		if got, want := apply(t, diffTokens(a, b), a, b), lcs(a, b); got != want {
			t.Fatalf("%d matches, a longest common subsequence has %d", got, want)
		}
	})
}

// TestDiffOfLongTexts runs the part that divides before it compares.
func TestDiffOfLongTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(small, 2*small).Draw(t, "n")
		alphabet := rapid.SampledFrom([]int32{2, 50, 100000}).Draw(t, "alphabet")
		seed := rapid.Uint32().Draw(t, "seed")
		next := func() int32 {
			seed = seed*1664525 + 1013904223
			return int32(seed>>8) % alphabet
		}
		a := make([]int32, n)
		for i := range a {
			a[i] = next()
		}
		var b []int32
		for _, x := range a {
			switch next() % 20 {
			case 0:
			case 1:
				b = append(b, x, next())
			default:
				b = append(b, x)
			}
		}
		matches := apply(t, diffTokens(a, b), a, b)
		if alphabet == 100000 && matches < n*8/10 {
			t.Fatalf("only %d of %d tokens matched", matches, n)
		}
	})
}

func TestIncreasing(t *testing.T) {
	for _, test := range []struct{ in, want []int }{
		{nil, nil},
		{[]int{3, 1, 2}, []int{1, 2}},
		{[]int{0, 8, 4, 12, 2, 10}, []int{0, 4, 5}},
	} {
		if got := Increasing(test.in); !slices.Equal(got, test.want) {
			t.Errorf("Increasing(%v) = %v, want %v", test.in, got, test.want)
		}
	}
}
