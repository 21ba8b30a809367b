package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// added leaves out the findings that the text before had as well: as often as
// the same rule found the same there, wherever it stood. A rule about the
// change itself has none there.
func added(now, before []Finding) []Finding {
	known := map[string]int{}
	for _, f := range before {
		known[f.key()]++
	}
	var list []Finding
	for _, f := range now {
		if k := f.key(); known[k] > 0 {
			known[k]--
			continue
		}
		list = append(list, f)
	}
	return list
}

// key is what makes two findings the same.
func (f *Finding) key() string {
	if f.context != "" {
		return f.Rule + "\x00" + f.context
	}
	return f.Rule + "\x00" + f.Problem
}

// mark gives findings their fingerprints. Equal ones are counted, so that each
// has its own.
func mark(list []Finding) {
	seen := map[string]int{}
	for i := range list {
		k := list[i].Position.File + "\x00" + list[i].key()
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", k, seen[k]))
		seen[k]++
		list[i].Fingerprint = hex.EncodeToString(sum[:16])
	}
}
