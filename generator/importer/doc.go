// Package importer brings captures of a policy's past into the archive: it
// restores their texts, puts them in order among the versions that are there,
// follows the sections through all of them, and doubts what a capture seems to
// have lost.
//
// [Prepare] works out everything and writes nothing; [Plan.Write] archives all
// versions or, if it is stopped, none. A later run takes what is new: a capture
// whose bytes are archived for its day, or whose commit or address is, is known
// and left alone.
//
// # Doubts
//
// What seems wrong with a capture is a [Doubt]: of package capture about the
// capture alone, or of this one, which holds each text against the one before
// it. Doubts are kept in the version's record. [Plan.Tallies] counts them by
// kind and says which touch so much of the text that an import should not go on
// without somebody's look: an archived version stays for ever.
//
// # Order
//
// Captures come in the order of their history. Each stands where its day puts
// it, unless that is before its predecessor: then it stands directly behind
// that one. Several versions a day keep their order.
package importer
