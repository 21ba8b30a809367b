// Package compare holds two versions of a policy together.
//
// Sections are paired by lineage, blocks by equal or similar words inside a
// pair of sections, then across sections (moves), and only then words. The
// outcome is a [Comparison]: rows of block pairs in reading order, each with
// its edits, a change for every section, and a verdict.
//
// Nothing is lost: the old text is the matches and deletions of all rows put
// in the order of its blocks, the new text the matches and insertions.
// White space is never a change. Case, punctuation, markup and link targets
// are changes of presentation, kept apart from changes of wording.
package compare
