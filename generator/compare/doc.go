// Package compare says what a comparison of two versions of a policy is.
//
// A [Pairing] says which block is which. [Comparer.Pair] finds it out from two
// texts that follow each other: sections are paired by lineage, blocks by equal or
// similar words inside a pair of sections, then across sections (moves), and only
// then words. Package weave makes one weave of these steps, and gives the pairing
// of any two versions.
//
// [Comparer.Compare] makes a [Comparison] of a pairing: rows of block pairs in
// reading order, each with its edits, a change for every section, and a verdict.
//
// Nothing is lost: the old text is the matches and deletions of all rows put
// in the order of its blocks, the new text the matches and insertions.
// White space is never a change. Case, punctuation, markup and link targets
// are changes of presentation, kept apart from changes of wording.
package compare
