package weave

import (
	"slices"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// Woven is a weave with the documents that it was made of. It says what changed
// between any two of them.
type Woven struct {
	*Weave
	docs     []*policy.Document
	comparer *compare.Comparer
}

// NewWoven returns the weave of a policy without versions.
func NewWoven(policyName string) *Woven {
	return &Woven{Weave: New(policyName), comparer: compare.NewComparer()}
}

// Append takes the next version. Its document has been through the same
// lineage.Tracker as those before, and behind them.
func (w *Woven) Append(name string, doc *policy.Document) {
	w.append(name, doc, w.pair(w.last(), doc))
}

// last is the document of the last version; nil if there is none.
func (w *Woven) last() *policy.Document {
	if len(w.docs) == 0 {
		return nil
	}
	return w.docs[len(w.docs)-1]
}

// pair finds out which block of a version is which of the one before it, which may
// be nil. Several pairs can be worked out at once.
func (w *Woven) pair(before, doc *policy.Document) compare.Pairing {
	if before == nil {
		return compare.Pairing{Old: slices.Repeat([]int{-1}, len(doc.Blocks))}
	}
	return w.comparer.Pair(before, doc)
}

// append takes the next version, paired with the one before.
func (w *Woven) append(name string, doc *policy.Document, p compare.Pairing) {
	w.add(name, doc, w.last(), p)
	w.docs = append(w.docs, doc)
}

// Clone is a weave of the same versions to which others can be appended while w
// stays as it is, and must stay so. Its comparisons are remembered apart: what is
// appended goes when it does.
func (w *Woven) Clone() *Woven {
	return &Woven{Weave: w.Weave.clone(), docs: w.docs[:len(w.docs):len(w.docs)], comparer: compare.NewComparer()}
}

// Between is the comparison of two versions, by their numbers. It may be called by
// several goroutines at once.
func (w *Woven) Between(from, to int) *compare.Comparison {
	return w.Compare(w.comparer, from, to, w.docs[from], w.docs[to])
}

// Compare compares two texts that have no history, but have been through the same
// lineage.Tracker, one behind the other: with a weave of these two.
func Compare(old, new *policy.Document) *compare.Comparison {
	w := NewWoven("")
	w.Append("old", old)
	w.Append("new", new)
	return w.Between(0, 1)
}
