// Package policy reads one policy text: Markdown with optional front matter
// becomes a [Document] of sections, blocks and word tokens, each with its
// position in the source.
//
// A Document is flat. Its blocks stand in reading order; a list, a table or a
// quotation is not a tree but the path of containers that each block carries.
// That makes it the common ground of everything above: lineage and comparison
// see sequences of words, and rendering reopens the containers. Whatever a
// person would read in the source is in some block; markup that this package
// does not know is kept as text, never dropped.
package policy
