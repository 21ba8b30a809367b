package policy

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// wordsOfRun is how many words in a row are evidence of a text: with fewer, any two
// long texts of a language have much in common. So they have with as many words of
// one or two characters, as Chinese and Japanese have them.
const wordsOfRun, shortWordsOfRun = 4, 6

// Runs are the hashes of all runs of words in a list, sorted; of fewer words than a
// run has, the hash of them all. Two texts of which one became the other share
// runs; two long texts about different things share their small words only.
func Runs(words []string) []uint32 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a (Fowler, Noll, Vo)
	if len(words) == 0 {
		return nil
	}
	hashes, letters := make([]uint64, len(words)), 0
	for i, w := range words {
		h := uint64(offset)
		for k := range len(w) {
			h = (h ^ uint64(w[k])) * prime
		}
		hashes[i] = h * prime // the word ends
		letters += utf8.RuneCountInString(w)
	}
	n := min(wordsOfRun, len(words))
	if 5*len(words) > 2*letters {
		n = min(shortWordsOfRun, len(words))
	}
	runs := make([]uint32, 0, len(words)-n+1)
	for i := range len(words) - n + 1 {
		h := uint64(offset)
		for _, w := range hashes[i : i+n] {
			h = (h ^ w) * prime // a word at a time
		}
		runs = append(runs, uint32(h^h>>32))
	}
	slices.Sort(runs)
	return runs
}

// Related reports whether of two texts, given by their Runs, one may have become
// the other.
func Related(a, b []uint32) bool {
	const least = 0.1 // of the runs of both
	return len(a)+len(b) > 0 && 2*float64(Shared(a, b)) >= least*float64(len(a)+len(b))
}

// Dice is the likeness of two sorted bags: twice what they share over what they hold,
// 0 to 1 (Dice 1945).
func Dice[T cmp.Ordered](a, b []T) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(Shared(a, b)) / float64(len(a)+len(b))
}

// Shared counts the common elements of two sorted bags.
func Shared[T cmp.Ordered](a, b []T) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
