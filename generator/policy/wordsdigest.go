package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// WordsDigest is a digest of the text's words in order, as comparisons see them: the
// SHA-256 of the UTF-8 of what [Block.Words] gives for all blocks, each word with a
// line feed behind it, as 64 lower-case hexadecimal digits. Punctuation, case and
// markup do not change it.
func (d *Document) WordsDigest() string {
	hash := sha256.New()
	for i := range d.Blocks {
		for _, word := range d.Blocks[i].Words() {
			io.WriteString(hash, word+"\n")
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}
