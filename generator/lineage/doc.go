// Package lineage follows the sections of a policy through its versions and
// gives each a permanent anchor.
//
// A [Tracker] is fed the versions in order. For each new text it decides which
// of its sections is which of those before, from the strongest evidence to the
// weakest, each step looking only at what the earlier ones left open:
//
//  1. the same text, ten words or more, once in either version;
//  2. the same id set by the author, or one that is the anchor of a section before;
//  3. the same title, under the same parent first; twins by likeness, then order;
//  4. the same short text;
//  5. a vanished section with the same text, id or title: it has come back;
//  6. a similar text under another title: renamed;
//  7. a similar title between the same neighbours;
//  8. a vanished section with a similar text.
//
// A text that comes back as a whole takes its old assignment first, but for
// sections that rule 1 has paired; where both speak, an unchanged text is the
// stronger evidence.
//
// A section whose heading was lost, but whose paragraphs still stand at the end
// of the section before it, goes on without a heading. What is left is removed,
// or merged where its text can be found elsewhere; what is new is added.
//
// An anchor belongs to one line for ever: it is never given to another.
package lineage
