package terms

import (
	"crypto/sha256"
	"strings"

	"policyarchive/generator/policy"
)

// Standing is since when a definition has had its words.
type Standing struct {
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

// Record is since when each definition of a version has had its words: the same words
// are those that a verdict takes for the same.
type Record struct{ byKey map[string][]recorded }

type recorded struct {
	words [sha256.Size]byte
	Standing
}

// NewRecord is the record of a version with a text that defines a list of terms. It
// follows the record of the version before; nil for the oldest.
func NewRecord(version int, doc *policy.Document, list []Term, before *Record) *Record {
	r := &Record{make(map[string][]recorded, len(list))}
	for i := range list {
		t := &list[i]
		for n := range t.Definitions {
			now := recorded{sha256.Sum256([]byte(strings.Join(t.Definitions[n].Words(doc), " "))), Standing{Since: version}}
			if before != nil {
				now.Standing = before.next(t.Key, now)
			}
			r.byKey[t.Key] = append(r.byKey[t.Key], now)
		}
	}
	return r
}

// next is how a definition stands in a version that follows the record.
func (r *Record) next(key string, now recorded) Standing {
	for _, was := range r.byKey[key] {
		if was.words == now.words {
			return was.Standing
		}
	}
	if len(r.byKey[key]) == 0 {
		return Standing{now.Since, Added}
	}
	return Standing{now.Since, Reworded}
}

// Of is how the nth definition of a term stands.
func (r *Record) Of(t *Term, n int) Standing { return r.byKey[t.Key][n].Standing }
