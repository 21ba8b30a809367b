package policy

import (
	"crypto/sha256"
	"encoding/hex"
)

// WordsDigest is a digest of the text's words in order, as comparisons see them: what
// [DigestOfWords] gives for [Block.Words] of all blocks. Punctuation, case and markup
// do not change it.
func (d *Document) WordsDigest() string {
	lists := make([][]string, len(d.Blocks))
	for i := range d.Blocks {
		lists[i] = d.Blocks[i].Words()
	}
	return DigestOfWords(lists...)
}

// DigestOfWords is the SHA-256 of the UTF-8 of words, each with a line feed behind it,
// as 64 lower-case hexadecimal digits.
func DigestOfWords(lists ...[]string) string {
	hash := sha256.New()
	var lines []byte
	for _, words := range lists {
		lines = lines[:0]
		for _, word := range words {
			lines = append(append(lines, word...), '\n')
		}
		hash.Write(lines)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// WordsIn are the words of a text without markup, as [Words] gives them.
func WordsIn(text string) []string { return Words(tokenize([]run{{text: text, offset: -1}})) }
