package offline

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// WriteFile packs the site into a file, which is replaced when the new one is complete,
// and returns how many pages it has. The same site gives the same bytes. Unpacked, the
// site lies in a folder that is called as the file without its extension. progress is
// called with the name of each file that is packed.
func (s Site) WriteFile(ctx context.Context, file string, progress func(name string)) (pages int, err error) {
	if _, err := os.Stat(filepath.Join(s.Folder, "_headers")); errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("%s holds no site built by this program: run generator build first, or name its folder with "+
			"--site", s.Folder)
	}
	if inside, err := within(s.Folder, file); err != nil {
		return 0, err
	} else if inside {
		return 0, fmt.Errorf("%s lies in the site that is packed; name a file outside %s, and move it there afterwards", file,
			s.Folder)
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".zip-*")
	if err != nil {
		return 0, fmt.Errorf("create the zip file: %w", err)
	}
	defer os.Remove(temporary.Name())
	w := bufio.NewWriter(temporary)
	name := filepath.Base(file)
	pages, err = s.write(ctx, w, strings.TrimSuffix(name, filepath.Ext(name)), progress)
	if err = errors.Join(err, w.Flush(), temporary.Chmod(0o644), temporary.Close()); err != nil {
		return 0, err
	}
	if err := os.Rename(temporary.Name(), file); err != nil {
		return 0, fmt.Errorf("put the zip file in place: %w", err)
	}
	return pages, nil
}

// within reports whether a file lies in a folder.
func within(folder, file string) (bool, error) {
	at, err := filepath.Abs(file)
	if err != nil {
		return false, fmt.Errorf("find %s: %w", file, err)
	}
	top, err := filepath.Abs(folder)
	if err != nil {
		return false, fmt.Errorf("find %s: %w", folder, err)
	}
	rest, err := filepath.Rel(top, at)
	return err == nil && filepath.IsLocal(rest), nil
}
