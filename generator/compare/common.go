package compare

import (
	"policyarchive/generator/sequence"
	"slices"
)

// affordable bounds the cost of LongestCommon: beyond it only what two stretches
// begin and end with is taken for common.
const affordable = 1 << 18

// LongestCommon pairs the members of two sequences that are equal, in order, as
// [sequence.LongestCommon] does, up to a bound; the script of the compare page does
// the same.
func LongestCommon[K comparable](a, b []K) [][2]int { return sequence.LongestCommon(a, b, affordable) }

// Matched makes edits of matches, which are in order: old token, new token. n and m
// are how many tokens there are.
func Matched(pairs [][2]int, n, m int) []Edit {
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
	at, bt := onceInBoth(len(a)-row+1, len(b)-row+1, func(i int) [row]int32 { return [row]int32(a[i:]) },
		func(j int) [row]int32 { return [row]int32(b[j:]) })
	var list [][2]int
	for _, k := range Increasing(bt) {
		list = append(list, [2]int{at[k], bt[k]})
	}
	return list
}

// onceInBoth are the places of the members that stand once in each of two sequences,
// in the order of the first. The sequences have n and m members.
func onceInBoth[K comparable](n, m int, a, b func(int) K) (at, bt []int) {
	type place struct{ a, b, na, nb int }
	numbers := make(map[K]int, max(n, 0))
	places := make([]place, 0, max(n, 0)) // in the order of a
	for i := range n {
		k := a(i)
		number, known := numbers[k]
		if !known {
			number = len(places)
			numbers[k], places = number, append(places, place{a: i})
		}
		places[number].na++
	}
	for j := range m {
		if number, known := numbers[b(j)]; known {
			places[number].b = j
			places[number].nb++
		}
	}
	for _, p := range places {
		if p.na == 1 && p.nb == 1 {
			at, bt = append(at, p.a), append(bt, p.b)
		}
	}
	return at, bt
}
