package folder

import (
	"errors"
	"os"
	"path/filepath"
)

// Unfinished is how files are called that [Replace] writes, as a pattern of
// [filepath.Match]. Those that a killed program left may be removed.
const Unfinished = ".unfinished-*"

// Replace writes a file, whole or not at all, in place of one that may be there,
// and makes the folders that it lies in. It does not wait for the disk: a power cut
// may take what was written last.
func Replace(name string, data []byte) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, Unfinished)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
