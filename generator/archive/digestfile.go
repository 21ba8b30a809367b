package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
)

// fileDigest is what the bytes of a file amount to.
type fileDigest struct {
	sha256 string
	bytes  int64
}

var errNotRegular = errors.New("not a plain file")

// digestFile reads a plain file through, without holding it in memory.
func digestFile(fsys fs.FS, p string) (fileDigest, error) {
	info, err := fs.Lstat(fsys, p)
	if err != nil {
		return fileDigest{}, err
	}
	if !info.Mode().IsRegular() {
		return fileDigest{}, errNotRegular
	}
	f, err := fsys.Open(p)
	if err != nil {
		return fileDigest{}, err
	}
	defer f.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, f)
	if err != nil {
		return fileDigest{}, err
	}
	return fileDigest{hex.EncodeToString(hash.Sum(nil)), n}, nil
}
