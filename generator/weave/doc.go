// Package weave holds all versions of a policy as one: every word that ever
// stood in it, once, with the versions in which it stands.
//
// The idea is that of SCCS (M. Rochkind, "The Source Code Control System", IEEE
// Transactions on Software Engineering, 1975): a text of version v is what is
// visible at v, and a comparison of any two versions is what is visible in one
// of them only. No versions need be compared with each other for that, so a
// page in a browser can do it, from one file, for any pair.
//
// A policy is not one long line of words, so the weave has three levels. A
// version is a list of sections, a section a list of blocks, a block a sequence
// of tokens; each is in some state, and what did not change keeps its state:
//
//	Version  ─▶ states of sections, in reading order
//	Section  ─▶ a state of a section: its line, and its blocks, each in a state
//	Block    ─▶ all tokens that ever stood in it, each with the states that have it
//
// Which section is which is lineage's to say, and which block of a version is which of
// the one before it, package compare's:
// a block that moves to another section
// remains itself. Text that comes back takes the state it had; and words that
// come back to where they stood are the words that stood there.
package weave
