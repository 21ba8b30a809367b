package sequence_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"policyarchive/generator/sequence"
)

// TestLongestCommon: the pairs are those of the table of lengths that every
// textbook fills cell by cell.
func TestLongestCommon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members := rapid.SampledFrom([]int{2, 3, 8, 40}).Draw(t, "members")
		long := rapid.SampledFrom([]int{3, 20, 63, 64, 65, 128, 200}).Draw(t, "long")
		drawn := rapid.SliceOfN(rapid.IntRange(0, members-1), 0, long)
		a, b := drawn.Draw(t, "a"), drawn.Draw(t, "b")
		if got, want := sequence.LongestCommon(a, b, 1<<18), longestCommon(a, b); !slices.Equal(got, want) {
			t.Fatalf("LongestCommon(%v, %v) = %v, want %v", a, b, got, want)
		}
	})
}

// TestLongestCommonOfLong: of sequences that are too long for a table, what they
// begin and end with is common.
func TestLongestCommonOfLong(t *testing.T) {
	a, b := make([]int, 1000), make([]int, 1001)
	for n := range a {
		a[n], b[n] = n, n
	}
	slices.Reverse(b[10:990])
	b[1000] = 999
	want := [][2]int{{999, 1000}}
	for n := range 10 {
		want = slices.Insert(want, n, [2]int{n, n})
	}
	if got := sequence.LongestCommon(a, b, 1<<18); !slices.Equal(got, want) {
		t.Errorf("LongestCommon = %v, want %v", got, want)
	}
}

func longestCommon(a, b []int) (pairs [][2]int) {
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		pairs = append(pairs, [2]int{from, from})
		from++
	}
	n, m := len(a), len(b)
	for n > from && m > from && a[n-1] == b[m-1] {
		n, m = n-1, m-1
	}
	length := make([][]int, n+1)
	for i := range length {
		length[i] = make([]int, m+1)
	}
	for i := n - 1; i >= from; i-- {
		for j := m - 1; j >= from; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	for i, j := from, from; i < n && j < m; {
		switch {
		case a[i] == b[j]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	for ; n < len(a); n, m = n+1, m+1 {
		pairs = append(pairs, [2]int{n, m})
	}
	return pairs
}
