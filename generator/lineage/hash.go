package lineage

import "strconv"

// hash is an FNV-1a hash of 64 bits (Fowler, Noll, Vo) of a list of strings.
type hash uint64

func newHash() hash { return 14695981039346656037 }

// add returns the hash with one more string in the list.
func (h hash) add(s string) hash {
	const prime = 1099511628211
	for i := 0; i < len(s); i++ {
		h = (h ^ hash(s[i])) * prime
	}
	return h * prime // the string ends
}

// number returns the hash with one more number in the list.
func (h hash) number(n uint64) hash {
	const prime = 1099511628211
	for range 8 {
		h, n = (h^hash(n&0xff))*prime, n>>8
	}
	return h
}

// hashWords is a hash of a list of words.
func hashWords(words []string) uint64 {
	h := newHash()
	for _, w := range words {
		h = h.add(w)
	}
	return uint64(h)
}

// hashBlocks is a hash of a text's words, block by block.
func hashBlocks(blocks []block) uint64 {
	h := newHash()
	for _, b := range blocks {
		h = h.add(strconv.FormatUint(b.hash, 36))
	}
	return uint64(h)
}
