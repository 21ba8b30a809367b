package compare

import (
	"cmp"
	"slices"

	"policyarchive/generator/policy"
)

// Op says which text a stretch of tokens stands in.
type Op uint8

// Match stands in both texts, Delete in the old only, Insert in the new only.
const (
	Match Op = iota
	Delete
	Insert
)

// Edit is a stretch of tokens: Old[OldFrom:OldTo] and New[NewFrom:NewTo]. A
// Delete has no new tokens, an Insert no old ones.
type Edit struct {
	Op             Op
	OldFrom, OldTo int
	NewFrom, NewTo int
	// Minor edits change no word: case, punctuation, quotation marks.
	Minor bool
}

// diffTokens compares two sequences of interned tokens and returns edits that
// cover both: the shortest script (E. Myers, "An O(ND) Difference Algorithm",
// Algorithmica 1986, in its linear-space form) on short sequences. Long ones
// are first divided at tokens that stand once in both (B. Cohen's patience
// diff), which keeps the cost near linear on any input.
func diffTokens(a, b []int32) []Edit {
	d := differ{a: a, b: b}
	d.compare(0, len(a), 0, len(b))
	return d.edits
}

type differ struct {
	a, b  []int32
	edits []Edit
	v     []int
}

// small is the size up to which the exact algorithm is affordable.
const small = 6000

func (d *differ) compare(a0, a1, b0, b1 int) {
	start := a0
	for a0 < a1 && b0 < b1 && d.a[a0] == d.b[b0] {
		a0, b0 = a0+1, b0+1
	}
	d.add(Match, start, a0, b0-(a0-start), b0)
	end := 0
	for a1 > a0 && b1 > b0 && d.a[a1-1] == d.b[b1-1] {
		a1, b1, end = a1-1, b1-1, end+1
	}
	switch {
	case a0 == a1 || b0 == b1:
		d.add(Delete, a0, a1, b0, b0)
		d.add(Insert, a1, a1, b0, b1)
	case a1-a0+b1-b0 <= small:
		d.split(a0, a1, b0, b1)
	default:
		d.patience(a0, a1, b0, b1)
	}
	d.add(Match, a1, a1+end, b1, b1+end)
}

func (d *differ) add(op Op, a0, a1, b0, b1 int) {
	if a0 == a1 && b0 == b1 {
		return
	}
	if n := len(d.edits); n > 0 && d.edits[n-1].Op == op {
		d.edits[n-1].OldTo, d.edits[n-1].NewTo = a1, b1
		return
	}
	d.edits = append(d.edits, Edit{Op: op, OldFrom: a0, OldTo: a1, NewFrom: b0, NewTo: b1})
}

// split finds the middle of a shortest script and compares both halves.
func (d *differ) split(a0, a1, b0, b1 int) {
	x, y, ok := d.middle(a0, a1, b0, b1)
	if !ok || x == a0 && y == b0 || x == a1 && y == b1 {
		d.add(Delete, a0, a1, b0, b0)
		d.add(Insert, a1, a1, b0, b1)
		return
	}
	d.compare(a0, x, b0, y)
	d.compare(x, a1, y, b1)
}

// middle runs Myers' search from both ends until the paths meet; ok is false
// when the texts have nothing in common. The bookkeeping of paths that left
// the grid is that of Neil Fraser's diff-match-patch.
func (d *differ) middle(a0, a1, b0, b1 int) (x, y int, ok bool) {
	n, m := a1-a0, b1-b0
	limit := (n + m + 1) / 2
	size := 2*limit + 2
	if len(d.v) < 2*size {
		d.v = make([]int, 2*size)
	}
	forward, backward := d.v[:size], d.v[size:2*size]
	for i := range forward {
		forward[i], backward[i] = -1, -1
	}
	forward[limit+1], backward[limit+1] = 0, 0
	delta := n - m
	odd := delta&1 != 0
	var fs, fe, bs, be int // how many diagonals at either end have left the grid
	for e := 0; e < limit; e++ {
		for k := -e + fs; k <= e-fe; k += 2 {
			at := limit + k
			var i int
			if k == -e || k != e && forward[at-1] < forward[at+1] {
				i = forward[at+1]
			} else {
				i = forward[at-1] + 1
			}
			j := i - k
			for i < n && j < m && d.a[a0+i] == d.b[b0+j] {
				i, j = i+1, j+1
			}
			forward[at] = i
			switch {
			case i > n:
				fe += 2
			case j > m:
				fs += 2
			case odd:
				if c := limit + delta - k; c >= 0 && c < size && backward[c] != -1 && i >= n-backward[c] {
					return a0 + i, b0 + j, true
				}
			}
		}
		for k := -e + bs; k <= e-be; k += 2 {
			at := limit + k
			var i int
			if k == -e || k != e && backward[at-1] < backward[at+1] {
				i = backward[at+1]
			} else {
				i = backward[at-1] + 1
			}
			j := i - k
			for i < n && j < m && d.a[a1-1-i] == d.b[b1-1-j] {
				i, j = i+1, j+1
			}
			backward[at] = i
			switch {
			case i > n:
				be += 2
			case j > m:
				bs += 2
			case !odd:
				if c := limit + delta - k; c >= 0 && c < size && forward[c] != -1 {
					x := forward[c]
					if y := x - (c - limit); x >= n-i {
						return a0 + x, b0 + y, true
					}
				}
			}
		}
	}
	return 0, 0, false
}

// patience divides at the longest increasing run of tokens that stand once in
// both; without any, the stretch is replaced as a whole.
func (d *differ) patience(a0, a1, b0, b1 int) {
	at, bt := onceInBoth(a1-a0, b1-b0, func(i int) int32 { return d.a[a0+i] }, func(j int) int32 { return d.b[b0+j] })
	for k := range at {
		at[k], bt[k] = at[k]+a0, bt[k]+b0
	}
	keep := Increasing(bt)
	if len(keep) == 0 {
		d.coarse(a0, a1, b0, b1)
		return
	}
	for _, k := range keep {
		if at[k] < a0 || bt[k] < b0 {
			continue
		}
		d.compare(a0, at[k], b0, bt[k])
		a0, b0 = at[k], bt[k]
		for a0 < a1 && b0 < b1 && d.a[a0] == d.b[b0] {
			d.add(Match, a0, a0+1, b0, b0+1)
			a0, b0 = a0+1, b0+1
		}
	}
	if a0 < a1 || b0 < b1 {
		d.compare(a0, a1, b0, b1)
	}
}

// coarse compares long stretches without any token to divide at piece by piece.
func (d *differ) coarse(a0, a1, b0, b1 int) {
	const step = small / 2
	for a0 < a1 && b0 < b1 {
		x, y := min(a0+step, a1), min(b0+step, b1)
		d.split(a0, x, b0, y)
		a0, b0 = x, y
	}
	d.add(Delete, a0, a1, b0, b0)
	d.add(Insert, a1, a1, b0, b1)
}

// Increasing returns the indexes of a longest strictly increasing subsequence.
func Increasing(s []int) []int {
	var tails []int
	previous := make([]int, len(s))
	for i, v := range s {
		at, _ := slices.BinarySearchFunc(tails, v, func(tail, v int) int { return cmp.Compare(s[tail], v) })
		previous[i] = -1
		if at > 0 {
			previous[i] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, i)
		} else {
			tails[at] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	list := make([]int, len(tails))
	for i, k := len(tails)-1, tails[len(tails)-1]; i >= 0; i, k = i-1, previous[k] {
		list[i] = k
	}
	return list
}

// Tokens compares two short sequences of tokens, such as titles.
func Tokens(a, b []policy.Token) []Edit {
	in := newInterner()
	ids := func(tokens []policy.Token) []int32 {
		list := make([]int32, len(tokens))
		for i, t := range tokens {
			list[i] = in.token(t).seen
		}
		return list
	}
	return Readable(diffTokens(ids(a), ids(b)), a, b)
}
