// Package lineage follows the sections of a policy through its versions and
// gives each a permanent anchor.
//
// A [Tracker] is fed the versions in order. For each new text it decides which
// of its sections is which of those before, from the strongest evidence to the
// weakest, each step looking only at what the earlier ones left open:
//
//  1. the same title and text; equal twins as they were in an older version of the
//     same text, then by the sections that stand in them or beside them;
//  2. the same text, ten words or more, once in either version;
//  3. the same id set by the author, or one that is the anchor of a section before;
//     the id of a paragraph tells nothing of its section;
//  4. the same title, under the same parent first; twins by likeness, then order;
//  5. the same short text;
//  6. a vanished section with the same text, id or title: it has come back;
//  7. a similar text under another title: renamed;
//  8. a similar title between the same neighbours;
//  9. a vanished section with a similar text.
//
// Texts are similar by their words, if some stand in the same order: any two long
// texts have most of their small words in common.
//
// A text that comes back as a whole takes its old assignment first, but for
// sections that rules 1 and 2 have paired; where both speak, an unchanged text is
// the stronger evidence.
//
// A section whose heading was lost, but whose paragraphs still stand at the end
// of the section before it, goes on without a heading. What is left is removed,
// or merged where its text can be found elsewhere; what is new is added.
//
// An anchor belongs to one lineage for ever: it is never given to another. The one
// exception is the id that an author set on a paragraph: where the author puts it
// later, links to it go along.
//
// Where a text is missing, because it was removed, the next one is told what its
// sections were: see [Tracker.AddKept].
//
// Within a section that goes on, a clause of which no word changed keeps its
// number, wherever it stands; then similar ones do.
package lineage
