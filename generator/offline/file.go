package offline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"policyarchive/generator/folder"
)

// WriteFile packs the site into a file, which is replaced when the new one is complete,
// and returns how many pages it has. The same site gives the same bytes. Unpacked, the
// site lies in a folder that is called as the file without its extension. progress is
// called with the name of each file that is packed.
func (s Site) WriteFile(ctx context.Context, file string, progress func(name string)) (pages int, err error) {
	at, err1 := filepath.Abs(file)
	top, err2 := filepath.Abs(s.Folder)
	if err := errors.Join(err1, err2); err != nil {
		return 0, fmt.Errorf("find %s: %w", file, err)
	}
	if folder.Within(top, at) {
		return 0, fmt.Errorf("%s lies in the site that is packed; name a file outside %s, and move it there afterwards",
			file, s.Folder)
	}
	name := filepath.Base(file)
	err = folder.ReplaceBy(file, func(w io.Writer) error {
		pages, err = s.write(ctx, w, strings.TrimSuffix(name, filepath.Ext(name)), progress)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("write the zip file: %w", err)
	}
	return pages, nil
}
