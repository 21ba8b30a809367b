package theme

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// copied has the checksums of the templates, styles, scripts and words that each new
// site got a copy of, before they were in the program; as sha256sum writes them.
//
//go:embed copied.txt
var copied string

// Copied are the files of a site that it got in that way and has not changed, by their
// names, sorted: they are not its own, and do not fit what the generator computes today.
func Copied(site fs.FS) ([]string, error) {
	var found []string
	for line := range strings.Lines(copied) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		data, err := fs.ReadFile(site, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("look for copies of the generator's templates: %w", err)
		}
		if is := sha256.Sum256(data); hex.EncodeToString(is[:]) == sum {
			found = append(found, name)
		}
	}
	return found, nil
}
