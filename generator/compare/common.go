package compare

import (
	"math/bits"
	"slices"
)

// affordable bounds the table of LongestCommon: beyond it only what two
// stretches begin and end with is taken for common.
const affordable = 1 << 18

// LongestCommon pairs the members of two sequences that are equal, in order:
// what they begin and end with, and between these a longest common subsequence.
// Of several, it is the one that skips the first sequence's members first; the
// script of the compare page does the same.
func LongestCommon[K comparable](a, b []K) [][2]int {
	n, m := len(a), len(b)
	var pairs [][2]int
	from := 0
	for from < n && from < m && a[from] == b[from] {
		pairs = append(pairs, [2]int{from, from})
		from++
	}
	end := 0
	for n-end > from && m-end > from && a[n-1-end] == b[m-1-end] {
		end++
	}
	rows, columns := n-end-from, m-end-from
	if rows > 0 && columns > 0 && rows*columns <= affordable {
		pairs = appendLongest(pairs, a[from:n-end], b[from:m-end], from)
	}
	for ; end > 0; end-- {
		pairs = append(pairs, [2]int{n - end, m - end})
	}
	return pairs
}

// appendLongest adds the pairs of a longest common subsequence; offset is that
// of both sequences. It fills the table of lengths 64 columns at a time (H.
// Hyyrö, "Bit-parallel LCS-length computation revisited", 2004), with rows and
// columns counted from the end: a bit of a row is 0 where the longest common
// subsequence of what is left grows by one.
func appendLongest[K comparable](pairs [][2]int, a, b []K, offset int) [][2]int {
	rows, columns := len(a), len(b)
	width := (columns + 63) / 64
	numbers := make(map[K]int, columns)
	var places []uint64 // of each member of b, by its number: a bit for each column
	for j, k := range b {
		number, known := numbers[k]
		if !known {
			number = len(numbers)
			numbers[k] = number
			for range width {
				places = append(places, 0)
			}
		}
		at := columns - 1 - j
		places[number*width+at/64] |= 1 << (at % 64)
	}
	table := make([]uint64, (rows+1)*width)
	row := func(i int) []uint64 { return table[i*width : (i+1)*width] }
	for w := range width {
		row(rows)[w] = ^uint64(0)
	}
	for i := rows - 1; i >= 0; i-- {
		below, now := row(i+1), row(i)
		number, known := numbers[a[i]]
		if !known {
			copy(now, below)
			continue
		}
		var carry uint64
		for w, equal := range places[number*width : (number+1)*width] {
			var sum uint64
			sum, carry = bits.Add64(below[w], below[w]&equal, carry)
			now[w] = sum | below[w]&^equal
		}
	}
	// length is that of the longest common subsequence of a[i:] and b[j:].
	length := func(i, j int) int {
		now, left := row(i), columns-j
		grows := 0
		for w := range left / 64 {
			grows += bits.OnesCount64(^now[w])
		}
		if left%64 > 0 {
			grows += bits.OnesCount64(^now[left/64] << (64 - left%64))
		}
		return grows
	}
	left := length(0, 0)
	for i, j := 0, 0; left > 0; i++ {
		if a[i] != b[j] && length(i+1, j) == left {
			continue // it can do without a[i]
		}
		for a[i] != b[j] {
			j++
		}
		pairs = append(pairs, [2]int{offset + i, offset + j})
		j, left = j+1, left-1
	}
	return pairs
}

// matched makes edits of matches, which are in order: old token, new token.
func matched(pairs [][2]int, n, m int) []Edit {
	d := differ{}
	i, j := 0, 0
	for _, p := range pairs {
		d.add(Delete, i, p[0], j, j)
		d.add(Insert, p[0], p[0], j, p[1])
		d.add(Match, p[0], p[0]+1, p[1], p[1]+1)
		i, j = p[0]+1, p[1]+1
	}
	d.add(Delete, i, n, j, j)
	d.add(Insert, n, n, j, m)
	return d.edits
}

// common pairs equal members of two sequences, in order, at a cost that is near
// linear: members that only one has are left out; long sequences are divided
// where the same few members stand in a row, once in each; and [LongestCommon]
// pairs what is between.
func common(a, b []int32) [][2]int {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	shared := make([]uint8, max(slices.Max(a), slices.Max(b))+1) // by member: 2 if both have it
	for _, k := range a {
		shared[k] = 1
	}
	for _, k := range b {
		if shared[k] > 0 {
			shared[k] = 2
		}
	}
	in := func(all []int32) (list []int32, at []int) {
		for n, k := range all {
			if shared[k] == 2 {
				list, at = append(list, k), append(at, n)
			}
		}
		return list, at
	}
	x, xs := in(a)
	y, ys := in(b)
	var pairs [][2]int
	i, j := 0, 0
	upTo := func(k, l int) {
		for _, p := range LongestCommon(x[i:k], y[j:l]) {
			pairs = append(pairs, [2]int{xs[i+p[0]], ys[j+p[1]]})
		}
		i, j = k, l
	}
	if len(x)*len(y) > affordable {
		for _, p := range anchors(x, y) {
			if p[0] < i || p[1] < j {
				continue
			}
			upTo(p[0], p[1])
			for i < len(x) && j < len(y) && x[i] == y[j] {
				pairs = append(pairs, [2]int{xs[i], ys[j]})
				i, j = i+1, j+1
			}
		}
	}
	upTo(len(x), len(y))
	return pairs
}

// anchors are places at which the same few members stand in a row, once in each
// of two sequences, and in the same order in both.
func anchors(a, b []int32) [][2]int {
	const row = 4
	type place struct{ a, b, na, nb int }
	numbers := make(map[[row]int32]int, len(a))
	places := make([]place, 0, len(a)) // in the order of a
	for i := 0; i+row <= len(a); i++ {
		k := [row]int32(a[i:])
		n, known := numbers[k]
		if !known {
			n = len(places)
			numbers[k], places = n, append(places, place{a: i})
		}
		places[n].na++
	}
	for j := 0; j+row <= len(b); j++ {
		if n, known := numbers[[row]int32(b[j:])]; known {
			places[n].b = j
			places[n].nb++
		}
	}
	var at, bt []int
	for _, p := range places {
		if p.na == 1 && p.nb == 1 {
			at, bt = append(at, p.a), append(bt, p.b)
		}
	}
	var list [][2]int
	for _, k := range Increasing(bt) {
		list = append(list, [2]int{at[k], bt[k]})
	}
	return list
}
