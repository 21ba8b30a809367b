package terms

import (
	"crypto/sha256"
	"strings"

	"policyarchive/generator/policy"
)

// Age is since when a definition has had its words.
type Age struct {
	Since  int // the first version that had them, of those up to now without a break
	Change Change
}

// Change is what the version did with which a definition came to have its words.
type Change uint8

// The changes of definitions.
const (
	Oldest   Change = iota // nothing: it is the oldest that is known, and they may be older
	Added                  // the version before did not define the term
	Reworded               // the version before defined it in other words
)

// Ages are those of the definitions of a version. The same words are those that a
// verdict takes for the same.
type Ages struct{ byKey map[string][]aged }

// aged is a definition, by the digest of its words, with its age.
type aged struct {
	words [sha256.Size]byte
	Age
}

// NewAges are the ages in a version with a text that defines a list of terms. They
// follow those in the version before; nil for the oldest.
func NewAges(version int, doc *policy.Document, list []Term, before *Ages) *Ages {
	ages := &Ages{make(map[string][]aged, len(list))}
	for i := range list {
		t := &list[i]
		for n := range t.Definitions {
			words := strings.Join(t.Definitions[n].Words(doc), " ")
			now := aged{sha256.Sum256([]byte(words)), Age{Since: version}}
			if before != nil {
				now.Age = before.next(t.Key, now)
			}
			ages.byKey[t.Key] = append(ages.byKey[t.Key], now)
		}
	}
	return ages
}

// next is the age of a definition in the version that follows.
func (a *Ages) next(key string, now aged) Age {
	for _, was := range a.byKey[key] {
		if was.words == now.words {
			return was.Age
		}
	}
	if len(a.byKey[key]) == 0 {
		return Age{now.Since, Added}
	}
	return Age{now.Since, Reworded}
}

// Of is the age of the nth definition of a term.
func (a *Ages) Of(t *Term, n int) Age { return a.byKey[t.Key][n].Age }
