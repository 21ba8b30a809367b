// Package sequence finds what two sequences have in common, in order.
package sequence

import "math/bits"

// LongestCommon pairs the members of two sequences that are equal, in order: what
// they begin and end with, and between these a longest common subsequence. Of
// several, it is the one that skips the first sequence's members first. Between
// stretches whose lengths have a product above most, nothing is paired.
func LongestCommon[K comparable](a, b []K, most int) [][2]int {
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
	if rows > 0 && columns > 0 && rows*columns <= most {
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
