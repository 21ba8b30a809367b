package git

import (
	"crypto/sha1"
	"fmt"
)

// BlobID is the name that a repository whose objects are named by SHA-1 has for the
// bytes of a file.
func BlobID(data []byte) string {
	return fmt.Sprintf("%x", sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(data), data)))
}
