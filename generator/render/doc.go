// Package render turns policy texts and comparisons into HTML fragments.
//
// The HTML is made from blocks and tokens and never copied from the source:
// only the elements named here can appear, all text is escaped, and links keep
// only harmless schemes. So a fragment is safe whoever wrote the text. The
// same code writes texts and redlines, which therefore look alike.
package render
