package folder

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
)

// Digest is one of named texts: another one when a name or a text is another.
func Digest(texts map[string][]byte) (digest [sha256.Size]byte) {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		fmt.Fprintf(sum, "%q %d\n%s", name, len(texts[name]), texts[name])
	}
	sum.Sum(digest[:0])
	return digest
}
