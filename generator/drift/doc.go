// Package drift finds where what readers see is no longer what was archived: a
// page that does not show the words of its text, each and in order, and a text that
// this program reads otherwise than the one which logged it.
//
// # A page and its text
//
// A page that shows a whole text has it in the element with the id [TextID], and
// its title in an h1. What a page puts between the words of a text has a class by
// which it is known, such as [ApartClass]. All else in that element is the text, character by
// character: where white space stands and where none does, and what is raised,
// lowered, code or an image. Of a heading, signs may be left out that are no words.
// The page is read as it is published, behind templates, minifier and all.
//
// # A text and its line of the log
//
// The log of the archive has a digest of the words of each version, as they were read
// when it was archived. A later program may read better. That is recorded by a line of
// the log, never passed over.
package drift
